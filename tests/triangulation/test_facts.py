"""What is known of how the evidence was made: which of it rests on a contradicted figure, and who answered."""

from fractions import Fraction
from typing import Any

import pandas as pd
import pytest
from helpers_rounds import codebook, round_data, table

from pipeline.audit.reproduction import AUDIT_COLUMNS
from pipeline.evidence.group_table import group_table
from pipeline.evidence.table import TRACE_COLUMNS
from pipeline.triangulation.facts import Facts, gather

BOOK = codebook({"q1": ["desk_research", "interviews", "surveys"]})


def facts(
    *, rests_on: list[tuple[str, str, str]] | None = None, checks: dict[str, str] | None = None, **rows: Any
) -> Facts:
    """Gather facts of evidence that rests on (evidence, file, key), figures by their verdict, and raw tables."""
    trace = pd.DataFrame([(*row, "says") for row in rests_on or []], columns=list(TRACE_COLUMNS))
    audit = pd.DataFrame(
        [{"figure_ids": ids, "verdict": verdict} for ids, verdict in (checks or {}).items()],
        columns=list(AUDIT_COLUMNS),
    )
    data = round_data(BOOK, {name: table(name, *own) for name, own in rows.items()})
    return gather(data, trace, audit, group_table(data, ()))


FIGURES = "raw/klein/figures.csv"


@pytest.mark.parametrize(
    ("verdict", "expected"),
    [("inconsistent", {"E1": ("f1",)}), ("consistent", {}), ("not testable", {})],
)
def test_only_evidence_on_a_figure_with_an_inconsistent_check_is_contradicted(
    verdict: str, expected: dict[str, tuple[str, ...]]
) -> None:
    rests_on = [("E1", FIGURES, "f1"), ("E2", FIGURES, "f9")]
    assert facts(rests_on=rests_on, checks={"f1": verdict}).contradicted == expected


def test_every_figure_of_a_contradiction_is_contradicted_not_only_the_first() -> None:
    rests_on = [("E1", FIGURES, "f1"), ("E2", FIGURES, "f2"), ("E3", FIGURES, "f3")]
    found = facts(rests_on=rests_on, checks={"f1 f2": "inconsistent", "f3 f9": "consistent"})
    assert found.contradicted == {"E1": ("f1",), "E2": ("f2",)}


def test_percentage_points_contradict_only_the_figure_that_calls_them_a_percentage() -> None:
    rests_on = [("E1", FIGURES, "rise"), ("E2", FIGURES, "before")]
    trace = pd.DataFrame([(*row, "says") for row in rests_on], columns=list(TRACE_COLUMNS))
    check = {"kind": "percentage points", "figure_ids": "rise after before", "verdict": "inconsistent"}
    audit = pd.DataFrame([check], columns=list(AUDIT_COLUMNS))
    data = round_data(BOOK, {})
    assert gather(data, trace, audit, group_table(data, ())).contradicted == {"E1": ("rise",)}


def test_one_inconsistent_check_is_enough_whatever_the_other_checks_of_a_figure_say() -> None:
    found = facts(rests_on=[("E1", FIGURES, "f1")], checks={"f1 f2": "consistent", "f1 f3": "inconsistent"})
    assert found.contradicted == {"E1": ("f1",)}


def test_evidence_names_all_its_contradicted_figures_and_only_those() -> None:
    rests_on = [("E1", FIGURES, name) for name in ("f1", "f2", "f3")]
    assert facts(rests_on=rests_on, checks={"f1 f3": "inconsistent"}).contradicted == {"E1": ("f1", "f3")}


def test_a_row_of_another_table_with_the_name_of_a_contradicted_figure_is_not_that_figure() -> None:
    rests_on = [("E1", "raw/klein/survey_answers.csv", "f1"), ("E2", "raw/klein/figures_oud.csv", "f1")]
    assert facts(rests_on=rests_on, checks={"f1": "inconsistent"}).contradicted == {}


@pytest.mark.parametrize(
    ("persons", "invited", "share"),
    [(4, 10, Fraction(2, 5)), (10, 10, Fraction(1)), (0, 9, Fraction(0)), (pd.NA, 10, None), (1, pd.NA, None)],
)
def test_the_response_is_known_where_both_numbers_are(persons: object, invited: object, share: Fraction | None) -> None:
    assert facts(survey_waves=[{"persons": persons, "invited": invited}]).least_response == share


def test_of_several_surveys_the_one_with_the_least_response_counts() -> None:
    waves = [{"persons": 9, "invited": 10}, {"persons": 1, "invited": 10}, {"persons": 5, "invited": pd.NA}]
    assert facts(survey_waves=waves).least_response == Fraction(1, 10)


def test_each_survey_says_who_answered_or_that_it_is_not_known() -> None:
    waves = [
        {"label": "A", "persons": 3, "invited": 12},
        {"label": "B", "persons": 3, "invited": pd.NA},
        {"label": "C", "persons": pd.NA, "invited": 12},
    ]
    asked, unasked, unknown = facts(survey_waves=waves).response
    assert "A: 3 van de 12" in asked
    assert "(25%)" in asked
    assert unasked == "B: 3 mensen deden mee; hoeveel er zijn gevraagd, is niet bekend."
    assert unknown == "C: hoeveel mensen meededen is niet bekend."


def test_sources_whose_people_came_in_through_the_organisation_are_known_by_their_ids() -> None:
    rows: dict[str, list[dict[str, Any]]] = {
        "interview_cases": [
            {"source_id": "a", "selection": "organisation"},
            {"source_id": "b", "selection": "present"},
        ],
        "focusgroup_groups": [{"source_id": "c", "selection": "organisation"}, {"source_id": "d"}],
    }
    assert facts(**rows).through_organisation == {"a", "c"}


@pytest.mark.parametrize(
    ("persons", "says"),
    [([], ""), ([1, 1], "is niet berekend"), ([1, 2], "is niet te berekenen"), ([1, pd.NA], "is niet te berekenen")],
)
def test_saturation_can_only_be_computed_where_every_interview_was_with_one_person(
    persons: list[object], says: str
) -> None:
    found = facts(interview_cases=[{"persons": number} for number in persons]).saturation(["interviews"])
    assert says in found
    assert bool(found) == bool(persons)


def test_only_rooms_are_units_that_evidence_can_be_about() -> None:
    units = [{"label": "Kamer Oost", "kind": "room"}, {"label": "Alle kamers", "kind": "organisation"}]
    assert facts(units=units).units == ("Kamer Oost",)
