"""What is advised is listed wherever it stands in the report, in the order of the text."""

import pytest
from markupsafe import Markup

from pipeline.blocks import Mark
from pipeline.telling.advice import advice, where_it_stands
from pipeline.telling.report_page import Line, Part

THEMES = ["Effectiviteit", "Innovatie"]


def heading(text: str) -> Part:
    return Part("heading", 2, Markup(text), "deel", ())


def part(kind: str, *entries: tuple[str, ...]) -> Part:
    """Make a paragraph or a list; a sentence that begins with an exclamation mark is advice."""
    made = tuple(tuple(line(text) for text in entry) for entry in entries)
    return Part(kind, 2, Markup(""), "deel", made)


def line(text: str) -> Line:
    plain = text.lstrip("!")
    return Line("K-x-1", 1, Markup(plain), plain, Mark("advies", "neutral") if plain != text else None, ())


def listed(*parts: Part) -> list[tuple[str, list[str]]]:
    return [(whom, [line.plain for line in lines]) for whom, lines in advice(parts, THEMES)]


READ = part("paragraph", ("!Lees dit zo.",))
ITEM = part("item", ("!B.",))
WHO = part("paragraph", ("Voor de kamers:",))


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        # in running text, before or behind what it follows from, and in the chapter of a theme
        (
            (heading("Effectiviteit"), part("paragraph", ("Zij groeten niet.", "!Groet.", "Zo is het.", "!Lach."))),
            [("", ["Groet.", "Lach."])],
        ),
        (
            (heading("Effectiviteit"), part("item", ("!Groet.",), ("Dit is zo.", "!Lach."), ("Dat ook.",))),
            [("", ["Groet.", "Lach."])],
        ),
        # what leans on the sentence before it stands with that sentence
        (
            (
                heading("Effectiviteit"),
                part(
                    "paragraph",
                    ("Zij groeten.", "Dat is te zien.", "!Zeg dat dan ook.", "!Lach.", "!Vraag daarom meer."),
                ),
            ),
            [("", ["Zij groeten. Dat is te zien. Zeg dat dan ook.", "Lach.", "Vraag daarom meer."])],
        ),
        # in a theme and in the conclusions
        (
            (
                heading("Effectiviteit"),
                part("paragraph", ("A.", "!Groet.")),
                heading("Slot"),
                WHO,
                part("item", ("!B.",)),
            ),
            [("", ["Groet."]), ("Voor de kamers:", ["B."])],
        ),
        # how to read the findings is no advice to who is evaluated, where there is such advice
        ((heading("Aanpak"), READ, heading("Innovatie"), part("item", ("!B.",))), [("", ["B."])]),
        ((heading("Aanpak"), READ, heading("Innovatie")), [("", ["Lees dit zo."])]),
        ((heading("Slot"), READ), [("", ["Lees dit zo."])]),
        ((heading("Innovatie"), part("paragraph", ("Niets.",))), []),
    ],
)
def test_all_advice_in_the_order_of_the_text(parts: tuple[Part, ...], expected: list[tuple[str, list[str]]]) -> None:
    assert listed(*parts) == expected


def test_where_advice_stands_below_several_headings_it_is_told_how_much_below_each() -> None:
    here = part("paragraph", ("!Groet.", "Zo is het.", "!Lach."))
    parts = (heading("Aanpak"), READ, heading("Effectiviteit"), here, heading("Adviezen"), ITEM)
    assert where_it_stands(parts, THEMES) == (
        "Dit zijn alle adviezen uit dit rapport: 2 uit «Effectiviteit» en 1 uit «Adviezen»."
    )
    assert where_it_stands((heading("Aanpak"), READ, heading("Adviezen"), ITEM), []) != ""
    assert where_it_stands((heading("Effectiviteit"), here), THEMES) == ""
    assert where_it_stands((heading("Effectiviteit"),), THEMES) == ""
