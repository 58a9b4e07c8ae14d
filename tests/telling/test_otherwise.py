"""Who says otherwise: never of more people than were heard, whatever the evidence."""

import re
from itertools import product
from typing import Any

import pandas as pd
import pytest
from helpers_rounds import codebook, evidence_frame

from pipeline.telling.otherwise import in_vain, otherwise
from pipeline.triangulation.heard import Heard

BOOK = codebook({"q1": ["interviews"]})
TALK, PAPER = {"phase": "interviews"}, {"phase": "desk_research", "voice": "v3"}
SEVERAL = {"interviews": Heard({"b1": 1, "b2": 1})}


def said(*rows: dict[str, Any], direction: int = 1, spoke: dict[str, Heard] | None = None) -> str:
    return otherwise(evidence_frame(rows), direction, SEVERAL if spoke is None else spoke, BOOK)


def test_nobody_is_only_said_of_those_who_said_something_and_where() -> None:
    rows = [TALK, {**TALK, "voice": "v2"}, {"phase": "surveys", "voice": "v2"}]
    spoke = {**SEVERAL, "surveys": Heard({"peiling": 40})}
    assert said(*rows, spoke=spoke) == (
        "Wij vonden niemand die dit tegenspreekt. Wie hierover iets zei: stem v1 (interviews); "
        "stem v2 (interviews, vragenlijsten)."
    )


def test_of_a_report_it_is_only_said_of_what_was_published() -> None:
    text = said({**TALK, "provenance": "published"})
    assert text.startswith("In wat is gepubliceerd, vonden wij niemand die dit tegenspreekt")
    assert "gepubliceerd" not in said(TALK)


@pytest.mark.parametrize("direction", [1, -1])
def test_documents_alone_are_nobody(direction: int) -> None:
    text = said({**PAPER, "direction": direction}, direction=direction, spoke={})
    assert (
        text
        == "In wat wij van de documenten zagen, spreekt niets dit tegen. Wat mensen ervan vinden, is hier niet te zien."
    )


def test_one_person_has_nobody_beside_them_to_contradict_them() -> None:
    one = {"interviews": Heard({"b1": 1})}
    text = said(TALK, {**TALK, "aspect": "b"}, spoke=one)
    assert text == "Hierover komt één mens aan het woord. Of anderen er anders over denken, is niet bekend."
    assert "spreekt niets dit tegen" in said(TALK, PAPER, spoke=one)
    assert "één mens" not in said(TALK, spoke={"interviews": Heard({"b1": 1, "groep": None})}), "there may be more"


def test_who_is_neutral_does_not_contradict_and_is_told() -> None:
    assert said(TALK, {**TALK, "direction": 0}).endswith("Wel is er 1 punt dat gemengd of neutraal is.")
    assert said(TALK, *[{**TALK, "direction": 0}] * 2).endswith("Wel zijn er 2 punten die gemengd of neutraal zijn.")


def test_what_is_withheld_may_contradict_and_is_not_passed_over() -> None:
    text = otherwise(evidence_frame([TALK]), 1, SEVERAL, BOOK, withheld=True)
    assert text.endswith("Wat is afgeschermd, telt hierin niet mee.")
    assert "afgeschermd" not in said(TALK)


def test_whoever_says_otherwise_is_named_and_then_nobody_is_not_said() -> None:
    text = said(TALK, {**TALK, "voice": "v2", "direction": -1})
    assert text == "Iets anders komt van stem v2 (1 punt)."


def test_no_evidence_makes_the_sentence_speak_of_more_than_it_has() -> None:
    """Every mix of directions, phases and roads: nobody is denied who spoke, and nobody is said where nobody spoke."""
    for ways, phases, road in product(
        product((1, 0, -1), repeat=2), product(("interviews", "desk_research"), repeat=2), ("collected", "published")
    ):
        rows = [{"phase": p, "direction": w, "provenance": road} for p, w in zip(phases, ways, strict=True)]
        for direction in {sum(ways) and (1 if sum(ways) > 0 else -1), 0}:
            spoke = SEVERAL if "interviews" in phases else {}
            text = said(*rows, direction=direction, spoke=spoke)
            people = "interviews" in phases
            assert not ("niemand" in text and not people)
            assert not (re.search("niemand|niets", text) and direction and -direction in ways)
            assert ("kritische" in text.lower()) <= (-1 in ways)
            assert ("positieve" in text.lower()) <= (1 in ways)
            assert not ("gepubliceerd" in text and road == "collected")


@pytest.mark.parametrize(
    ("rows", "looked_in", "text"),
    [
        ([TALK], "interviews:1 surveys:0", "Wij zochten in de interviews (1 punt) en de vragenlijsten (0 punten)."),
        (
            [{**TALK, "provenance": "published"}],
            "interviews:1 surveys:0",
            "Wij zochten in wat is gepubliceerd uit de interviews (1 punt) en de vragenlijsten (0 punten).",
        ),
        (
            [{**TALK, "provenance": "published"}, {"phase": "surveys"}],
            "interviews:1 surveys:1",
            "Wij zochten in de vragenlijsten (1 punt) en in wat is gepubliceerd uit de interviews (1 punt).",
        ),
    ],
)
def test_where_was_looked_is_what_was_there_to_look_in(rows: list[dict[str, Any]], looked_in: str, text: str) -> None:
    evidence: pd.DataFrame = evidence_frame(rows)
    assert in_vain(looked_in, evidence, BOOK) == f"Niets gevonden. {text}"


def test_who_sees_it_otherwise_within_a_group_is_not_nobody() -> None:
    """Where people are counted on both sides, no group may be against, but somebody is: that is said, with how many."""
    inside = {**TALK, "n": 7, "n_total": 10, "n_against": 2}
    assert said(inside) == (
        "Geen groep spreekt dit als geheel tegen. Wie hierover iets zei: stem v1 (interviews). "
        "Wel ziet een deel van hen het op een punt anders: stem v1 (interviews: 2 van 10)."
    )
    assert "Niets" not in in_vain("interviews:1", evidence_frame([inside]), BOOK)
    assert "niemand" in said({**inside, "n_against": 0})
