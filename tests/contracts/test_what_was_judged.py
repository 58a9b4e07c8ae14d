"""Mistakes in what researchers judged, in comparisons with published conclusions, and in what is withheld."""

import pytest
from helpers_damage import NULMETING

from pipeline.phases.raw_tables import load_round

# It reads whole rounds, or writes them.
pytestmark = pytest.mark.slow

FOLDER = f"raw/{NULMETING}"


@pytest.fixture
def pair(damaged):
    """Give the row of a judgement on a pair of phases."""
    return damaged.row("judgements", lambda cells: cells["subject"] == "pair")


@pytest.fixture
def sure(damaged):
    """Give the row of a judgement on confidence."""
    return damaged.row("judgements", lambda cells: cells["subject"] == "confidence")


@pytest.mark.parametrize(
    ("column", "value", "mend"),
    [
        ("judgement", "agrement", "Bedoelde u «agreement»?"),
        ("judgement", "high", "Kies uit: agreement, both silent"),
        ("subject", "pairs", "Bedoelde u «pair»?"),
        ("stage", "besluit", "Kies uit: decision, independent."),
        ("phase_a", "desk_reserch", "Bedoelde u «desk_research»?"),
        ("phase_b", "", "Kies uit"),
        ("phase_b", "mystery_guests", "asked_in"),
        ("researcher", "", "Vul de cel in."),
        ("reason", "", "Vul de cel in."),
    ],
)
def test_a_mistake_in_a_judgement_of_a_pair(damaged, pair, column, value, mend):
    damaged.set("judgements", pair, **{column: value})
    found = [problem for problem in damaged.problems() if problem.row == pair and problem.column == column]
    assert len(found) == 1
    assert found[0].file == f"{FOLDER}/judgements.csv"
    assert mend in found[0].mend


def test_a_phase_is_not_compared_with_itself(damaged, pair):
    damaged.set("judgements", pair, phase_b=damaged.rows("judgements")[pair - 2]["phase_a"])
    assert "met zichzelf" in damaged.problem().what


def test_a_judgement_of_confidence_names_no_phase_and_a_level(damaged, sure):
    damaged.set("judgements", sure, phase_a="interviews", judgement="agreement")
    assert {problem.column for problem in damaged.problems()} == {"phase_a", "judgement"}


@pytest.mark.parametrize("stage", ["independent", "decision"])
def test_the_same_researcher_judges_once_and_there_is_one_decision(damaged, stage):
    rows = damaged.rows("judgements")
    first = next(row for row in rows if row["stage"] == stage and row["subject"] == "pair")
    turned = {**first, "judgement_id": "J_weer", "phase_a": first["phase_b"], "phase_b": first["phase_a"]}
    damaged.write("judgements", [*rows, turned])
    problem = damaged.problem()
    assert problem.row == len(rows) + 2
    assert f"rij {rows.index(first) + 2}" in problem.what


def test_two_researchers_may_judge_the_same(damaged):
    rows = damaged.rows("judgements")
    first = next(row for row in rows if row["stage"] == "independent")
    damaged.write("judgements", [*rows, {**first, "judgement_id": "J_derde", "researcher": "Een derde lezer"}])
    assert len(load_round(damaged.project, damaged.id).tables["judgements"]) == len(rows) + 1


def test_a_comparison_with_a_conclusion_that_nobody_published(damaged):
    row = {
        "comparison_id": "V1",
        "published_id": "P_zelfredzaamheid_01",
        "judgement": "same",
        "stage": "independent",
        "researcher": "Een lezer",
        "evidence_ids": "",
        "reason": "Daarom.",
        "remark": "",
    }
    damaged.write("comparisons", [row])
    problem = damaged.problem()
    assert (problem.row, problem.column) == (2, "published_id")
    assert problem.mend.startswith("Bedoelde u «P_zelfredzaamheid_0")


@pytest.mark.parametrize(
    ("phase", "question", "column", "says"),
    [
        ("interview", "netwerk", "withheld.phase", "Deze fase bestaat niet."),
        ("interviews", "netwerken", "withheld.question", "Deze vraag bestaat niet."),
        ("desk_research", "netwerk", "withheld.phase", "niets af te schermen"),
        ("surveys", "financiele_basis", "withheld.question", "niet gesteld"),
    ],
)
def test_what_can_not_be_withheld(damaged, phase, question, column, says):
    added = f"withheld:\n  - {{phase: {phase}, question: {question}, reason: herkenbaar}}\nlimits:"
    damaged.edit(damaged.path("round.yml"), "limits:", added)
    problem = damaged.problem()
    assert problem.column == column
    assert says in problem.what


@pytest.mark.parametrize(
    ("old", "new", "column", "says"),
    [
        ("areas: [Crabbehof", "areas: [Crabehof", "areas", "Bedoelde u «Crabbehof»?"),
        ("reference: Dordrecht", "reference: Dordregt", "reference", "Bedoelde u «Dordrecht»?"),
        ("limits:", "withheld:\n  - {phase: mystery_guests, question: participatie, reason: x}\nlimits:", "", "Haal"),
        ("limits:", "withheld:\n  - {phase: interviews, question: netwerk, reason: ' '}\nlimits:", "", ""),
        ("series:\n", "series:\n  - {id: organisatie_feiten, label: Nog eens}\n", "series.id", "Haal een"),
    ],
)
def test_what_the_round_says_of_figures_phases_and_panels_has_to_be_so(damaged, old, new, column, says):
    damaged.edit(damaged.path("round.yml"), old, new)
    found = [problem for problem in damaged.problems() if problem.file == f"{FOLDER}/round.yml"]
    assert any(says in problem.mend and (not column or problem.column == column) for problem in found), found


def test_two_statements_of_one_name_are_told_apart_by_nobody(damaged):
    taken = damaged.rows("interview_statements")[0]["statement_id"]
    damaged.set("focusgroup_statements", 2, statement_id=taken)
    problem = damaged.problem()
    assert "Deze naam staat ook in" in problem.what
    assert problem.column == "statement_id"


def test_what_is_withheld_is_read_by_nobody(damaged):
    before = load_round(damaged.project, damaged.id).tables
    added = """withheld:
  - {phase: interviews, question: netwerk, reason: herkenbaar}
  - {phase: surveys, question: tevredenheid_klanten, reason: herkenbaar}
limits:"""
    damaged.edit(damaged.path("round.yml"), "limits:", added)
    after = load_round(damaged.project, damaged.id).tables
    assert not (after["interview_statements"]["question"] == "netwerk").any()
    assert not (after["survey_statements"]["question"] == "tevredenheid_klanten").any()
    gone = set(before["survey_items"]["item_id"]) - set(after["survey_items"]["item_id"])
    assert gone, "an item of the survey is withheld too"
    assert not after["survey_answers"]["item_id"].isin(gone).any()
    # The same question in other phases, and other questions, stay.
    assert (after["focusgroup_statements"]["question"] == "netwerk").any()
    lost = len(before["interview_statements"]) - len(after["interview_statements"])
    assert lost == (before["interview_statements"]["question"] == "netwerk").sum()
