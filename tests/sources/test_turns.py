"""Who speaks where, in transcripts as people and programs write them."""

import pytest

from pipeline.sources.turns import turns


def said(text: str, known: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    return [(turn.speaker, text[turn.start : turn.end].strip()) for turn in turns(text, known)]


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
    assert said("Klaas: Ja hoor.", ("Klaas",)) == [("Klaas", "Ja hoor.")]
    assert said("Klaas: Ja hoor.") == []
