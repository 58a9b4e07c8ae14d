"""What was counted becomes evidence the same way for every phase."""

from dataclasses import replace

import pandas as pd
import pytest
from helpers_rounds import codebook, round_data

from pipeline.contracts.table import PERSONS
from pipeline.evidence.counts import Answer, from_counts
from pipeline.evidence.table import SAYS, Counted

DATA = round_data(codebook({"q1": ["surveys"]}), {})
ANSWER = Answer(
    key="ja",
    question="q1",
    aspect="a",
    voice="v1",
    direction=1,
    statement="Zeven van de tien zeggen ja.",
    provenance="collected",
    rests_on=(("survey_answers", "ja", SAYS),),
    count=Counted(7, 10, PERSONS),
)


def test_a_count_becomes_one_piece_with_its_trace() -> None:
    found = from_counts(DATA, "surveys", [ANSWER])
    [row] = found.rows.to_dict("records")
    assert (row["n"], row["n_total"], row["counted"], row["direction"]) == (7, 10, "personen", 1)
    assert row["evidence_id"] == "E-surveys-q1-a-v1-plus-ja"
    assert row["unit"] == "Organisatie"
    assert found.trace.to_dict("records") == [
        {
            "evidence_id": row["evidence_id"],
            "file": "raw/klein/survey_answers.csv",
            "key": "ja",
            "role": "says",
        }
    ]


@pytest.mark.parametrize(
    "silent",
    [
        replace(ANSWER, direction=pd.NA),
        replace(ANSWER, aspect=""),
        replace(ANSWER, count=Counted(0, 10, PERSONS)),
    ],
)
def test_what_has_no_direction_no_aspect_or_nobody_is_no_evidence(silent: Answer) -> None:
    assert from_counts(DATA, "surveys", [silent]).rows.empty


def test_a_count_of_which_only_the_share_is_known_is_evidence_without_a_number() -> None:
    [row] = from_counts(DATA, "surveys", [replace(ANSWER, count=Counted(pd.NA, pd.NA, ""))]).rows.to_dict("records")
    assert pd.isna(row["n"])
    assert row["counted"] == ""


def test_two_answers_to_one_question_are_two_pieces_whatever_their_direction() -> None:
    found = from_counts(DATA, "surveys", [ANSWER, replace(ANSWER, key="vaak")])
    assert found.rows["evidence_id"].is_unique
    assert len(found.rows) == 2
