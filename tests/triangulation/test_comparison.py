"""A published conclusion beside our finding: what holds when somebody compared the two, and when nobody did."""

import csv
from typing import Any

import pandas as pd
import pytest
from helpers_rounds import ROOT, codebook, evidence_frame, round_data, table

from pipeline.contracts.loading import RoundData
from pipeline.notebook.round import open_round
from pipeline.triangulation import comparison
from pipeline.triangulation.findings import COLUMNS

# It reads whole rounds, or writes them.
pytestmark = pytest.mark.slow

BOOK = codebook({"q1": ["interviews"], "q2": ["interviews"]})


def data(
    direction: int, strength: str = "sterk", aspect: str = "", compared: tuple[dict[str, Any], ...] = ()
) -> RoundData:
    published = {"finding_id": "p1", "question": "q1", "aspect": aspect, "direction": direction, "strength": strength}
    comparisons = [{"published_id": "p1", "stage": "decision", "researcher": "A", **row} for row in compared]
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


def evidence(*directions: int, aspect: str = "a", question: str = "q1") -> pd.DataFrame:
    """Make a piece of evidence on one aspect for each direction, each in a voice of its own."""
    about = {"question": question, "aspect": aspect}
    return evidence_frame([{**about, "direction": sign, "voice": f"v{n}"} for n, sign in enumerate(directions, 1)])


def row(published: RoundData, ours: pd.DataFrame, found: pd.DataFrame | None = None) -> dict[str, Any]:
    [made] = comparison.table(published, ours, evidence(1) if found is None else found).to_dict("records")
    return {str(name): value for name, value in made.items()}


@pytest.mark.parametrize("strength", ["sterk", "niet te bepalen"])
@pytest.mark.parametrize("ours", [1, 0, -1])
@pytest.mark.parametrize("published", [1, 0, -1])
def test_a_conclusion_that_nobody_compared_has_no_verdict_and_without_an_aspect_no_suggestion(
    published: int, ours: int, strength: str
) -> None:
    found = row(data(published, strength), findings(ours), evidence(ours))
    assert (found["verdict"], found["suggested"], found["origin"]) == ("not compared", "", "")
    assert (found["researchers"], found["reason"], found["evidence_ids"]) == ("", "", "")


@pytest.mark.parametrize(
    ("published", "directions", "expected"),
    [
        (1, [-1], "not supported"),
        (-1, [1], "not supported"),
        (0, [1, -1], "same"),
        (1, [1], "same"),
        (-1, [-1, -1], "same"),
        (1, [1, -1], "weaker"),
        (-1, [1, -1], "weaker"),
        (0, [1], "stronger"),
        (0, [-1], "stronger"),
    ],
)
def test_a_suggestion_compares_the_conclusion_with_the_evidence_on_its_own_aspect_and_is_no_verdict(
    published: int, directions: list[int], expected: str
) -> None:
    # Evidence on the other aspect points the other way, and so does the finding as a whole: neither counts.
    elsewhere = evidence(*[-sign for sign in directions], aspect="b").assign(evidence_id="Eb")
    everything = pd.concat([evidence(*directions), elsewhere])
    found = row(data(published, aspect="a"), findings(-published), everything)
    assert (found["verdict"], found["suggested"], found["origin"]) == ("not compared", expected, "suggested")
    assert found["evidence_ids"] == " ".join(f"E{n}" for n in range(1, len(directions) + 1))


@pytest.mark.parametrize(
    ("confidence", "expected"), [("high", "same"), ("moderate", "same"), ("low", "weaker"), ("very low", "weaker")]
)
def test_the_same_direction_is_suggested_to_carry_as_much_only_when_we_are_at_least_moderately_sure(
    confidence: str, expected: str
) -> None:
    assert row(data(1, aspect="a"), findings(1, confidence))["suggested"] == expected


@pytest.mark.parametrize("found", [evidence(-1, aspect="b"), evidence(-1, question="q2")])
def test_without_evidence_on_its_own_question_and_aspect_nothing_is_suggested(found: pd.DataFrame) -> None:
    made = row(data(1, aspect="a"), findings(-1), found)
    assert (made["verdict"], made["suggested"], made["origin"]) == ("not compared", "", "")


def test_of_what_asserts_nothing_that_is_suggested() -> None:
    assert row(data(1, "niet te bepalen", aspect="a"), findings(-1), evidence(-1))["suggested"] == "no assertion"


def test_our_finding_stands_beside_the_conclusion_with_its_words_direction_and_confidence() -> None:
    found = row(data(1), findings(-1, "low").assign(statement="Buren helpen elkaar niet."))
    assert (found["published_id"], found["direction"]) == ("p1", 1)
    assert (found["finding_id"], found["finding"]) == ("F-q1", "Buren helpen elkaar niet.")
    assert (found["finding_direction"], found["confidence"]) == (-1, "low")


def test_a_conclusion_on_which_we_found_nothing_names_no_finding_and_is_not_called_unsupported() -> None:
    found = row(data(1), findings(1, question="q2"))
    assert (found["verdict"], found["finding_id"], found["confidence"]) == ("not compared", "", "")
    assert pd.isna(found["finding_direction"])


def test_a_comparison_by_hand_holds_says_who_compared_and_names_its_evidence_once() -> None:
    decided = {"judgement": "weaker", "reason": "Smaller.", "evidence_ids": "E1 E2 E1"}
    found = row(data(1, compared=(decided,)), findings(1))
    assert (found["verdict"], found["suggested"], found["origin"]) == ("weaker", "", "compared")
    assert (found["researchers"], found["reason"], found["evidence_ids"]) == ("A", "Smaller.", "E1 E2")


@pytest.mark.parametrize(("judgement", "origin"), [("same", "confirmed"), ("weaker", "overruled")])
def test_a_comparison_by_hand_confirms_or_overrules_a_suggestion_where_there_is_one(
    judgement: str, origin: str
) -> None:
    found = row(data(1, aspect="a", compared=({"judgement": judgement, "reason": "x"},)), findings(1))
    assert (found["verdict"], found["suggested"], found["origin"]) == (judgement, "same", origin)


@pytest.mark.parametrize("aspect", ["", "a"])
def test_where_those_who_compared_differ_and_nobody_decided_there_is_no_verdict_yet(aspect: str) -> None:
    alone = {"stage": "independent", "reason": "x"}
    rows = ({**alone, "researcher": "A", "judgement": "same"}, {**alone, "researcher": "B", "judgement": "weaker"})
    found = row(data(1, aspect=aspect, compared=rows), findings(1))
    assert (found["verdict"], found["origin"], found["researchers"]) == ("undecided", "disputed", "A, B")
    assert found["reason"] == "A: even veel; B: minder"


def test_only_those_who_compared_independently_are_held_against_each_other() -> None:
    alone = {"stage": "independent", "judgement": "same"}
    rows = ({**alone, "researcher": "A"}, {**alone, "researcher": "B"}, {"judgement": "weaker", "researcher": "C"})
    researchers, coefficients = comparison.agreement(data(1, compared=rows))
    assert researchers == ("A", "B")
    assert next(found.value for found in coefficients if found.coefficient == "percent agreement") == 1


# Both rounds, counted here from the raw tables.


def raw(round_id: str, name: str) -> list[dict[str, str]]:
    path = ROOT / "raw" / round_id / f"{name}.csv"
    with path.open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def test_none_of_the_conclusions_of_the_nulmeting_was_compared_and_none_has_a_verdict() -> None:
    round_id = "wijk-voor-wijk-2019"
    assert not (ROOT / "raw" / round_id / "comparisons.csv").exists()
    compared = open_round(round_id).comparison
    assert list(compared["published_id"]) == [row["finding_id"] for row in raw(round_id, "published_findings")]
    assert set(compared["verdict"]) == {"not compared"}
    assert set(compared["suggested"]) == {""}


def test_every_conclusion_of_the_buurtwerkkamers_keeps_the_verdict_of_those_who_compared_it() -> None:
    round_id = "buurtwerkkamers-2019"
    expected = {}
    for row_ in sorted(raw(round_id, "comparisons"), key=lambda row: row["stage"] == "decision"):
        expected[row_["published_id"]] = (row_["judgement"], row_["stage"], row_["researcher"])
    compared = open_round(round_id).comparison.set_index("published_id")
    assert set(compared.index) == set(expected)
    roles: dict[str, set[str]] = {}
    for name, (judgement, stage, researcher) in expected.items():
        assert compared.loc[name, "verdict"] == judgement
        names = str(compared.loc[name, "researchers"]).split(", ")
        roles.setdefault(researcher, set(names)).intersection_update(names)
        assert len(names) == (1 if stage == "decision" else 2)
    assert all(roles.values()), "each of them has one role, whose name readers don't see"
    assert all(role.startswith("automatische lezing ") for found in roles.values() for role in found)
