"""A notebook that a consultant changed shows less, or something else: the report on paper takes it as it is."""

import pytest
from markdown_it import MarkdownIt

from pipeline.blocks import Balance, Column, Diverging, Figure, Section, Table, Text
from pipeline.looks.document.notebooks import Output, Prose, below_title
from pipeline.looks.document.paper import Paper


def text(source: str) -> Prose:
    return Prose(tuple(MarkdownIt("commonmark").parse(source)))


def block(words: str, name: str) -> Output:
    return Output(Section((Text(words),), name))


TITLE = text("# Titel\n\nInleiding.")
ALL = block("Alles.", "by_question")
HANDED = block("Doorgegeven.", "handed_on")
HEADING = text("## Kop")
ABOUT = text("## Kop\n\nDit gaat naar de triangulatie.")
OWN = Output(None, "<p>Wat de onderzoeker zelf toevoegde.</p>")


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([], ""),
        ([HANDED], ""),
        ([TITLE], "Inleiding."),
        ([ALL], "Alles."),
        ([HEADING], ""),
        ([ABOUT], "Kop Dit gaat naar de triangulatie."),
        ([TITLE, ABOUT, HANDED], "Inleiding."),
        ([TITLE, HEADING, ALL, HEADING, HANDED], "Inleiding. Kop Alles."),
        ([HEADING, OWN], "Kop Wat de onderzoeker zelf toevoegde."),
        ([ABOUT, HANDED, ALL], "Kop Dit gaat naar de triangulatie. Alles."),
    ],
)
def test_what_a_notebook_shows_is_kept_and_what_stands_elsewhere_is_not(parts, expected):
    assert below_title(parts).striptags() == expected


def test_what_an_earlier_notebook_shows_is_left_out_with_the_text_about_it():
    assert below_title([TITLE, ABOUT, ALL], [ALL]).striptags() == "Inleiding."


def test_the_numbers_of_a_figure_stand_below_it_as_text():
    columns = (Column("Onderwerp", names=True), Column("Kritisch", numeric=True), Column("Positief", numeric=True))
    numbers = Table("Cijfers", columns, (("Werk", "2", "0"),))
    made = Paper().html(Figure(Diverging((Balance("Werk", 2, 0, 0),)), "Wat", "a", numbers))
    assert "De getallen: Werk (Kritisch: 2, Positief: 0)." in made
    assert made.index("</figure>") < made.index("De getallen")
    assert "<table" not in made
