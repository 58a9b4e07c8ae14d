"""Closed questions in conversations: who was asked is counted, and an answer means the same whoever gives it."""

from typing import Any

import pytest
from helpers_rounds import codebook, round_data, table

from pipeline.blocks import Nothing, Table, Text, plain
from pipeline.contracts.loading import RoundData
from pipeline.evidence.table import EvidenceRow
from pipeline.phases.interviews.answer_telling import closed_questions
from pipeline.phases.interviews.evidence import gather, positions, undecided
from pipeline.records import rows_of
from pipeline.triangulation import heard

BOOK = codebook({"q1": ["interviews"]})
WAYS = {"ja": 1, "nee": -1, "misschien": 0}


def round_of(*given: tuple[str, str], selection: str = "purposive", **more: Any) -> RoundData:
    """Make a round in which each person, of a voice, was asked one question in a conversation of their own."""
    people = [{"respondent_id": f"r{n}", "voice": voice} for n, (voice, _) in enumerate(given)]
    talks = [{"interview_id": f"i{n}", "respondents": f"r{n}", "selection": selection} for n in range(len(given))]
    answers = [
        {"answer_id": f"a{n}", "interview": f"i{n}", "respondent": f"r{n}", "item": "Komt u terug?", "value": value}
        | {"question": "q1", "aspect": "a", "provenance": "collected"}
        | ({"direction": WAYS[value]} if value in WAYS else {})
        | more
        for n, (_, value) in enumerate(given)
    ]
    return round_data(
        BOOK,
        {
            "respondents": table("respondents", *people),
            "interviews": table("interviews", *talks),
            "segments": table("segments"),
            "interview_answers": table("interview_answers", *answers),
        },
    )


def rows(data: RoundData) -> list[EvidenceRow]:
    return rows_of(gather(data).rows, EvidenceRow)


YES, NO, MAYBE, NONE = ("v1", "ja"), ("v1", "nee"), ("v1", "misschien"), ("v1", "")


def test_answers_count_people_by_voice_out_of_all_who_were_asked() -> None:
    """Of five who were asked two say yes, one no, one maybe and one nothing: two against one, of five."""
    [own, other] = rows(round_of(YES, YES, NO, MAYBE, NONE, ("v2", "nee")))
    assert (own["voice"], own["direction"], own["n"], own["n_total"]) == ("v1", 1, 2, 5)
    assert own["statement"] == (
        "«Komt u terug?»: van de 5 mensen (stem v1) antwoordden er 2 «ja», 1 «nee» en 1 «misschien»; 1 gaf geen "
        "antwoord."
    )
    assert own["evidence_id"] == "E-interviews-q1-a-v1-vraag1"
    assert (other["direction"], other["n"], other["n_total"]) == (-1, 1, 1)
    assert other["statement"] == "«Komt u terug?»: de ene mens aan wie dit is gevraagd (stem v2), antwoordde «nee»."


@pytest.mark.parametrize(
    ("given", "direction"), [((YES, YES, NO), 1), ((YES, NO), 0), ((NO, NO, YES), -1), ((MAYBE, NONE), None)]
)
def test_two_to_one_as_for_all_who_were_spoken_to(given: tuple[tuple[str, str], ...], direction: int | None) -> None:
    found = rows(round_of(*given))
    assert [row["direction"] for row in found] == ([] if direction is None else [direction])


def test_an_answer_that_means_nothing_is_no_evidence_and_is_shown() -> None:
    data = round_of(("v1", "met de fiets"), ("v1", "lopend"))
    assert rows(data) == []
    assert list(undecided(data)) == []
    assert list(positions(data)) == []
    shown = [part for part in closed_questions(data).parts if isinstance(part, Table)]
    assert [[plain(cell) for cell in row] for row in shown[0].rows] == [["met de fiets", "1"], ["lopend", "1"]]


def test_who_answered_was_heard_and_who_did_not_was_not() -> None:
    data = round_of(YES, NO, NONE)
    [found] = heard.heard(data, gather(data).trace)["q1"].values()
    assert found.known == 2


def test_answers_are_shown_by_voice_with_who_gave_none_and_for_whom_they_hold() -> None:
    parts = closed_questions(round_of(YES, ("v1", "Ja"), NO, NONE, ("v2", "nee"))).parts
    [about] = [plain(part.line) for part in parts if isinstance(part, Text)]
    assert "voor wie is gesproken" in about
    [shown] = [part for part in parts if isinstance(part, Table)]
    assert [column.header for column in shown.columns] == ["Antwoord", "Stem v1 (n = 4)", "Stem v2 (n = 1)"]
    assert [[plain(cell) for cell in row] for row in shown.rows] == [
        ["ja", "2", "0"],
        ["nee", "1", "1"],
        ["Gaf geen antwoord", "1", "0"],
    ]
    sampled = closed_questions(round_of(YES, selection="random")).parts
    assert not [part for part in sampled if isinstance(part, Text)]
    assert isinstance(closed_questions(round_of()).parts[0], Nothing)


def test_where_everybody_stands_is_never_tested() -> None:
    [found] = positions(round_of(YES, YES, NO, NONE, selection="random"))
    assert (found.topic.talk, found.topic.label) == (True, "Komt u terug?")
    assert found.sides[found.answered].tolist() == [1, 1, -1]
