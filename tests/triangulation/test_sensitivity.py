"""Which findings turn when a rule is a step different: expected by hand, and the same as weighing the round anew."""

from dataclasses import replace
from fractions import Fraction

import pandas as pd
import pytest
from helpers_rounds import (
    PHASES,
    codebook,
    nulmeting,
    nulmeting_evidence,
    round_data,
    table,
)

from pipeline.contracts.validation import empty
from pipeline.looks.page import Page
from pipeline.phases.gathering import gathered
from pipeline.phases.tables import TABLES
from pipeline.rules import RULES, USUAL, Rules
from pipeline.telling.sensitivity_blocks import idle_rules, turning
from pipeline.triangulation.facts import Facts
from pipeline.triangulation.findings import triangulate
from pipeline.triangulation.scope import Scope
from pipeline.triangulation.sensitivity import COLUMNS, Weighing
from pipeline.triangulation.sensitivity import table as sensitivity

# It reads whole rounds, or writes them.
pytestmark = pytest.mark.slow

BOOK = codebook({"q1": ["interviews"], "q2": ["interviews"]})
NO_AUDIT = pd.DataFrame({"kind": [], "verdict": [], "figure_ids": []}, dtype="str")


def made_by_hand(rules: Rules = USUAL) -> Weighing:
    """Make a round in which q1 is two voices against one, and q2 three against none."""
    said = {"q1": (1, 1, -1), "q2": (1, 1, 1)}
    statements = [
        {
            "source": f"v{i}",
            "voice": f"v{i}",
            "question": question,
            "aspect": "a",
            "direction": way,
            "statement": "Dit.",
        }
        for question, ways in said.items()
        for i, way in enumerate(ways, 1)
    ]
    cases = [{"source_id": f"v{i}", "voice": f"v{i}", "persons": 1} for i in (1, 2, 3)]
    tables = {name: empty(contract) for name, contract in TABLES.items()}
    tables |= {
        "interview_statements": table("interview_statements", *statements),
        "interview_cases": table("interview_cases", *cases),
    }
    data = round_data(BOOK, tables)
    data = replace(data, round=data.round.under(rules))
    return Weighing(data, gathered(data), Facts(), NO_AUDIT)


def turned(found: pd.DataFrame) -> list[tuple[str, ...]]:
    return [tuple(row) for row in found[found["finding_id"] != ""].itertuples(index=False)]


def test_two_to_one_turns_at_three_to_one_and_three_to_none_does_not() -> None:
    # One phase is a serious concern as long as fewer than two is: with one as the least it is a minor one.
    assert turned(sensitivity(made_by_hand())) == [
        ("direction_ratio", "3", "F-q-q1", "direction", "1", "0"),
        ("least_sources", "1", "F-q-q1", "confidence", "low", "moderate"),
        ("least_sources", "1", "F-q-q2", "confidence", "low", "moderate"),
    ]


def test_a_step_at_which_nothing_turns_is_told_too() -> None:
    found = sensitivity(made_by_hand())
    assert tuple(found.columns) == COLUMNS
    steps = {(name, value) for name, value in zip(found["rule"], found["value"], strict=True)}
    assert len(steps) == len(list(USUAL.steps()))
    assert {name for name, _ in steps} == {name for name, rule in RULES.items() if rule.bears_on != "other"}
    silent = found[found["finding_id"] == ""]
    assert not silent[["what", "before", "after"]].to_numpy().any()
    assert ("direction_ratio", "1.5") in set(zip(silent["rule"], silent["value"], strict=True))
    assert len(silent) == len(steps) - 2


def test_the_steps_count_from_the_rules_of_the_round() -> None:
    found = turned(sensitivity(made_by_hand(Rules.model_validate({"direction_ratio": 3}))))
    # Half a step back, two to one is mixed still.
    assert not [row for row in found if row[0] == "direction_ratio"]
    found = turned(sensitivity(made_by_hand(Rules.model_validate({"direction_ratio": "2.5"}))))
    assert [row for row in found if row[0] == "direction_ratio"] == [
        ("direction_ratio", "2", "F-q-q1", "direction", "0", "1")
    ]


@pytest.mark.thorough
def test_every_row_is_what_weighing_the_whole_round_anew_gives() -> None:
    data, evidence = nulmeting(), nulmeting_evidence()
    judgements = data.table("judgements")

    def anew(rules: Rules) -> dict[tuple[str, str], str]:
        other = replace(data, round=data.round.under(rules))
        rows = gathered(other).rows
        found = triangulate(rows, Scope.of(other.round, data.codebook, PHASES), judgements=judgements).findings
        columns = {"direction": "direction", "convergence": "convergence", "confidence_suggested": "confidence"}
        return {
            (row["finding_id"], what): str(row[column])
            for row in found.to_dict("records")
            for column, what in columns.items()
        }

    before = anew(USUAL)
    expected = set()
    for name, value, rules in USUAL.steps():
        for key, after in anew(rules).items():
            if after != before[key]:
                expected.add((name, value, *key, before[key], after))
    found = turned(sensitivity(Weighing(data, evidence, Facts(), NO_AUDIT)))
    assert {(row[0], Fraction(row[1]), *row[2:]) for row in found} == expected
    assert any(row[0] == "direction_ratio" for row in found)


def test_readers_see_what_turns_where_nothing_does_and_what_the_rules_are() -> None:
    weighing = made_by_hand()
    shown = Page().html(turning(sensitivity(weighing), weighing.data))
    what_turns, _, rest = shown.partition("Waar niets kantelt")
    for text in ("twee tegen één", "Vraag q1", "Richting", "positief", "gemengd"):
        assert text in what_turns
    idle = idle_rules(weighing.data)
    assert {"area_share", "schedule_margin"} <= idle, "this round has no area and no targets"
    for name, rule in RULES.items():
        assert (rule.label in rest) == (name not in idle)


def test_without_anything_that_turns_that_is_said() -> None:
    nothing = pd.DataFrame([("direction_ratio", "3", "", "", "", "")], columns=list(COLUMNS))
    shown = Page().html(turning(nothing, made_by_hand().data))
    assert "Geen enkele bevinding kantelt." in shown
    assert "Ook niet bij" in shown
