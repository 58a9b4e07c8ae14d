"""Who speaks where, in transcripts as people and programs write them."""

import pytest

from pipeline.sources.turns import spoken


def said(text: str, known: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    return [(turn.speaker, text[turn.start : turn.end].strip()) for turn in spoken(text, known).turns]


def test_names_before_a_colon_speak() -> None:
    text = "Gesprek 1\nI: Hoe is het?\nK01: Goed.\nEn nog een regel: dit hoort erbij.\nI: Waarom?\nK01: Daarom.\n"
    assert said(text) == [
        ("I", "Hoe is het?"),
        ("K01", "Goed.\nEn nog een regel: dit hoort erbij."),
        ("I", "Waarom?"),
        ("K01", "Daarom."),
    ]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("[00:01:02] Marie: Ja.\n[00:01:09] Marie: Nee.", ["Marie", "Marie"]),
        ("Anna B  0:03\nHallo.\nPiet 0:09\nDag.\nAnna B  0:12\nDoei.\nPiet 0:15\nDag.", ["Anna B", "Piet"] * 2),
        ("Let op: dit is een tekst.\nGeen gesprek: echt niet.", []),
        ("Respondent: ja.\nInterviewer: nee.", ["Respondent", "Interviewer"]),
        ("Om 12:30 gingen we: naar huis.", []),
        ("", []),
    ],
)
def test_only_who_speaks_is_a_speaker(text: str, speakers: list[str]) -> None:
    assert [name for name, _ in said(text)] == speakers


def test_who_is_known_may_speak_once() -> None:
    (turn,) = spoken("Klaas: Ja hoor.", ("Klaas",)).turns
    assert (turn.speaker, turn.certain) == ("Klaas", True)


@pytest.mark.parametrize(
    "label",
    ["Ria", "ria", "Mevrouw Jansen", "Anna van der Berg", "Ria (vrouw)", "- Ria", "**Ria**", "Ria 0:12", "[0:12] Ria"],
)
@pytest.mark.parametrize("words", [" Ik ook.", "Ik ook."])
def test_a_name_that_stands_there_once_may_be_somebody(label: str, words: str) -> None:
    found = spoken(f"Ahmet: Ja.\n{label}:{words}\nAhmet: Nee.\n").turns
    assert [turn.certain for turn in found] == [True, False, True]
    assert found[1].speaker.casefold().strip("*").startswith(("ria", "mevrouw jansen", "anna van der berg"))


@pytest.mark.parametrize(
    ("label", "told"),
    [("Wat ik zag", True), ("En de buurvrouw zei", True), ("Kortom", False), ("Datum", False), ("Let op", False)],
)
def test_a_sentence_with_a_colon_is_a_part_of_what_is_said(label: str, told: bool) -> None:
    found = spoken(f"Ahmet: Ja.\n{label}: niets.\nAhmet: Nee.\n")
    assert [turn.speaker for turn in found.turns] == ["Ahmet", "Ahmet"]
    assert found.others == ((label,) if told else ())


def test_one_person_is_one_however_their_name_is_typed() -> None:
    assert [name for name, _ in said("RIA: Ja.\nRia: Nee.\n")] == ["RIA", "RIA"]
    assert [name for name, _ in said("RIA: Ja.\n", ("Ria",))] == ["Ria"]


def test_a_known_name_may_have_any_signs() -> None:
    assert said("Jan, K01 (50+): Ja.\n", ("Jan, K01 (50+)",)) == [("Jan, K01 (50+)", "Ja.")]
