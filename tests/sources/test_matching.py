"""Codes find their question, aspect and direction by name, or wait until somebody says what they mean."""

import pytest

from pipeline.codebook import Codebook, Question
from pipeline.sources.decisions import CodeDecision
from pipeline.sources.directions import ABOVE, SUBCODE, SUFFIX, without_direction
from pipeline.sources.matching import Match, Names, meaning
from pipeline.sources.model import Code


def question(name: str, *codes: tuple[str, str], asked_in: tuple[str, ...] = ("interviews",)) -> Question:
    made = [{"id": code, "label": label, "definition": "Verzonnen."} for code, label in codes]
    return Question.model_validate(
        {"id": name, "theme": "t", "label": name.title(), "question": "?", "asked_in": asked_in, "codes": made}
    )


BOOK = Codebook(
    themes=[],
    voices=[],
    questions=[
        question("beleving", ("welkom", "Zich welkom voelen"), ("oordeel", "Oordeel")),
        question("opbrengst", ("grip", "Grip op het leven"), ("oordeel", "Oordeel")),
        question("stil", ("rust", "Rust"), asked_in=("surveys",)),
    ],
    indicators=(),
    instruments={},
)
NAMES = Names(BOOK, "interviews")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("grip",), ("opbrengst", "grip", None, "")),
        (("Grip +",), ("opbrengst", "grip", 1, SUFFIX)),
        (("grip-",), ("opbrengst", "grip", -1, SUFFIX)),
        (("Grip op het leven –",), ("opbrengst", "grip", -1, SUFFIX)),
        (("grip (positief)",), ("opbrengst", "grip", 1, SUFFIX)),
        (("grip_kritisch",), ("opbrengst", "grip", -1, SUFFIX)),
        (("+ grip",), ("opbrengst", "grip", 1, SUFFIX)),
        (("negatief: grip",), ("opbrengst", "grip", -1, SUFFIX)),
        (("grip ±",), ("opbrengst", "grip", 0, SUFFIX)),
        (("Opbrengst", "Grip", "+"), ("opbrengst", "grip", 1, SUBCODE)),
        (("Positief", "Opbrengst", "grip"), ("opbrengst", "grip", 1, ABOVE)),
        (("Thema 1", "zich welkom  voelen"), ("beleving", "welkom", None, "")),
        (("Beleving: welkom -",), ("beleving", "welkom", -1, SUFFIX)),
        (("opbrengst/oordeel",), ("opbrengst", "oordeel", None, "")),
        (("Beleving", "Oordeel"), ("beleving", "oordeel", None, "")),
    ],
)
def test_a_code_is_known_by_its_name(path: tuple[str, ...], expected: tuple[object, ...]) -> None:
    found = meaning(Code(path), NAMES, {})
    assert (found.match, found.question, found.aspect, found.direction, found.read) == (Match.EXACT, *expected)


@pytest.mark.parametrize("name", ["e-mail", "goed bestuur", "A+B", "positieve gezondheid"])
def test_a_sign_within_a_name_is_no_direction(name: str) -> None:
    assert without_direction((name,)).direction is None or name == "positieve gezondheid"


@pytest.mark.parametrize(
    ("path", "match"),
    [
        (("Oordeel",), Match.MAYBE),  # of two questions
        (("welkomm",), Match.MAYBE),
        (("rust",), Match.NEW),  # not asked in interviews
        (("Beleving",), Match.NEW),
        (("Beleving", "grip"), Match.MAYBE),  # an aspect of another question
        (("+",), Match.VALENCE),
        (("Negatief",), Match.VALENCE),
        (("iets anders",), Match.NEW),
    ],
)
def test_what_is_not_certain_is_not_guessed(path: tuple[str, ...], match: Match) -> None:
    found = meaning(Code(path), NAMES, {})
    assert found.match is match
    assert not found.counts


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("doorverwijzen",), ("samenwerking", "verwijzen")),
        (("Samenwerking", "doorverwijzen (kritisch)"), ("samenwerking", "verwijzen")),
        (("verwijzing",), ("samenwerking", "verwijzen")),  # a stem in common
        (("verwelkomen",), ("beleving", "welkomst")),
        (("de grip op het leven terug",), ("opbrengst", "grip")),
        (("afsprakenlijst",), None),  # of two aspects
        (("wij",), None),  # too short to be within «verwijzen» but by chance
        (("iets heel anders",), None),
    ],
)
def test_a_name_like_that_of_an_aspect_is_proposed_and_never_taken(
    path: tuple[str, ...], expected: tuple[str, str] | None
) -> None:
    book = Codebook(
        themes=[],
        voices=[],
        questions=[
            question("beleving", ("welkomst", "Verwelkomd worden")),
            question("opbrengst", ("grip", "Grip op het leven"), ("afspraken", "Wat er is beloofd")),
            question("samenwerking", ("verwijzen", "Naar elkaar sturen"), ("lijst", "Afspraken")),
        ],
        indicators=(),
        instruments={},
    )
    found = meaning(Code(path), Names(book, "interviews"), {})
    assert not found.counts
    assert (found.question, found.aspect) == (expected or ("", ""))


def test_what_people_decide_wins() -> None:
    decisions = {
        "iets anders": CodeDecision("beleving", "welkom", -1),
        "grip +": CodeDecision(direction=0),
        "blij": CodeDecision(direction=1),
        "oordeel": CodeDecision(take=False),
    }
    found = {name: meaning(Code((name,)), NAMES, decisions) for name in decisions}
    assert found["iets anders"].match is Match.DECIDED
    assert (found["iets anders"].aspect, found["iets anders"].direction) == ("welkom", -1)
    assert (found["grip +"].match, found["grip +"].direction) == (Match.EXACT, 0)
    assert (found["blij"].match, found["blij"].direction) == (Match.VALENCE, 1)
    assert found["oordeel"].match is Match.LEFT_OUT
