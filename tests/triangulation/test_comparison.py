"""A published conclusion beside our finding: what the rule suggests, and what researchers made of it."""

from typing import Any

import pandas as pd
import pytest
from helpers_rounds import codebook, round_data, table

from pipeline.contracts.loading import RoundData
from pipeline.triangulation import comparison
from pipeline.triangulation.findings import COLUMNS

BOOK = codebook({"q1": ["interviews"], "q2": ["interviews"]})


def data(direction: int, strength: str = "sterk", compared: tuple[dict[str, Any], ...] = ()) -> RoundData:
    published = {"finding_id": "p1", "question": "q1", "direction": direction, "strength": strength}
    comparisons = [
        {"published_id": "p1", "stage": "decision", "researcher": "A", "kind": "", "seen": "", **row}
        for row in compared
    ]
    return round_data(
        BOOK,
        {
            "published_findings": table("published_findings", published),
            "comparisons": table("comparisons", *comparisons),
        },
    )


def findings(direction: int, confidence: str = "high", question: str = "q1") -> pd.DataFrame:
    row = {**dict.fromkeys(COLUMNS, ""), "finding_id": f"F-{question}", "question": question}
    return pd.DataFrame([{**row, "direction": direction, "confidence": confidence}], columns=list(COLUMNS))


def verdict(published: RoundData, ours: pd.DataFrame) -> str:
    [row] = comparison.table(published, ours).to_dict("records")
    return row["verdict"]


@pytest.mark.parametrize(
    ("published", "ours", "expected"),
    [
        # Positive against critical is not supported, whichever of the two is ours.
        (1, -1, "not supported"),
        (-1, 1, "not supported"),
        # Mixed against mixed is the same, and no opposite of itself.
        (0, 0, "same"),
        (1, 1, "same"),
        (-1, -1, "same"),
        # What was published carries less where we find both sides, and more where it says both and we find one.
        (1, 0, "weaker"),
        (-1, 0, "weaker"),
        (0, 1, "stronger"),
        (0, -1, "stronger"),
    ],
)
def test_the_suggestion_compares_the_two_directions(published: int, ours: int, expected: str) -> None:
    assert verdict(data(published), findings(ours)) == expected


@pytest.mark.parametrize(
    ("confidence", "expected"), [("high", "same"), ("moderate", "same"), ("low", "weaker"), ("very low", "weaker")]
)
@pytest.mark.parametrize("direction", [1, 0, -1])
def test_the_same_direction_carries_as_much_only_when_we_are_at_least_moderately_sure(
    direction: int, confidence: str, expected: str
) -> None:
    assert verdict(data(direction), findings(direction, confidence)) == expected


def test_our_finding_stands_beside_the_conclusion_with_its_words_direction_and_confidence() -> None:
    ours = findings(-1, "low").assign(statement="Buren helpen elkaar niet.")
    [row] = comparison.table(data(1), ours).to_dict("records")
    assert (row["published_id"], row["direction"]) == ("p1", 1)
    assert (row["finding_id"], row["finding"]) == ("F-q1", "Buren helpen elkaar niet.")
    assert (row["finding_direction"], row["confidence"]) == (-1, "low")


def test_a_conclusion_on_which_we_found_nothing_is_not_supported_and_names_no_finding() -> None:
    [row] = comparison.table(data(1), findings(1, question="q2")).to_dict("records")
    assert (row["verdict"], row["finding_id"], row["confidence"]) == ("not supported", "", "")
    assert pd.isna(row["finding_direction"])


@pytest.mark.parametrize("question", ["q1", "q2"])
def test_a_conclusion_that_could_not_be_drawn_asserts_nothing_whatever_we_found(question: str) -> None:
    assert verdict(data(1, "niet te bepalen"), findings(-1, question=question)) == "no assertion"


def test_a_decision_of_a_researcher_holds_and_its_evidence_is_named_once() -> None:
    decided = {"judgement": "weaker", "reason": "Smaller.", "evidence_ids": "E1 E2 E1"}
    [row] = comparison.table(data(1, compared=(decided,)), findings(1)).to_dict("records")
    assert (row["verdict"], row["suggested"], row["origin"]) == ("weaker", "same", "overruled")
    assert (row["researchers"], row["reason"], row["evidence_ids"]) == ("A", "Smaller.", "E1 E2")


def test_only_those_who_compared_independently_are_held_against_each_other() -> None:
    alone = {"stage": "independent", "judgement": "same"}
    rows = ({**alone, "researcher": "A"}, {**alone, "researcher": "B"}, {"judgement": "weaker", "researcher": "C"})
    researchers, coefficients = comparison.agreement(data(1, compared=rows))
    assert researchers == ("A", "B")
    assert next(found.value for found in coefficients if found.coefficient == "percent agreement") == 1
