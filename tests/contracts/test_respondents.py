"""Respondents: whoever took part in anything collected, with what the round keeps of each."""

import csv
from pathlib import Path
from typing import Any

import pytest
import yaml
from helpers_synthetic import ROUND, synthetic_project

from pipeline.errors import InputError, Problem
from pipeline.phases.raw_tables import load_round
from pipeline.rounds import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Give a project with the made-up round, in which nobody is named yet."""
    return synthetic_project(tmp_path)


def with_respondents(project: Project, *rows: dict[str, str], **about: Any) -> None:
    """Write respondents, and add to what `round.yml` says."""
    path = project.raw / ROUND / "round.yml"
    path.write_text(yaml.safe_dump(yaml.safe_load(path.read_text(encoding="utf-8")) | about), encoding="utf-8")
    rows_ = [{"voice": "klanten", "provenance": "synthetic"} | row for row in rows]
    names = list(dict.fromkeys(name for row in rows_ for name in row))
    with (project.raw / ROUND / "respondents.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        writer.writerows(rows_)


def problems(project: Project) -> list[Problem]:
    """List the mistakes in the round."""
    with pytest.raises(InputError) as refused:
        load_round(project, ROUND)
    return refused.value.problems


AGE = {"id": "leeftijd", "label": "Leeftijd", "values": ["18-40", "41-65"]}


def test_an_attribute_of_the_round_is_a_column(project: Project) -> None:
    """What `round.yml` names as an attribute may stand with each respondent, and may be left open."""
    people = [{"respondent_id": "r1", "leeftijd": "18-40"}, {"respondent_id": "r2", "leeftijd": ""}]
    with_respondents(project, *people, attributes=[AGE])
    assert list(load_round(project, ROUND).inside["respondents"]["leeftijd"]) == ["18-40", ""]


def test_an_attribute_takes_only_its_values(project: Project) -> None:
    """A value that `round.yml` does not name is one mistake, at its cell, with all values that there are."""
    with_respondents(project, {"respondent_id": "r1", "leeftijd": "17"}, attributes=[AGE])
    [problem] = problems(project)
    assert (problem.row, problem.column, problem.value) == (2, "leeftijd", "17")
    assert "18-40" in problem.mend
    assert "41-65" in problem.mend


def test_a_column_that_the_round_does_not_name_is_a_mistake(project: Project) -> None:
    """What no attribute names is told, so that nothing about people is read that nobody decided on."""
    with_respondents(project, {"respondent_id": "r1", "geloof": "x"})
    [problem] = problems(project)
    assert problem.column == "geloof"


def test_an_attribute_can_not_take_the_name_of_a_column(project: Project) -> None:
    """An attribute that is called as a column is told where it is typed: in `round.yml`."""
    with_respondents(project, {"respondent_id": "r1"}, attributes=[{"id": "voice", "label": "Stem"}])
    assert [(problem.file, problem.column) for problem in problems(project)] == [
        (f"raw/{ROUND}/round.yml", "attributes.id")
    ]


def test_another_name_leads_to_the_first_at_once(project: Project) -> None:
    """Somebody's second name refers to the first; a chain of names, or oneself, is refused."""
    chain = [
        {"respondent_id": "r1", "alias_of": ""},
        {"respondent_id": "r2", "alias_of": "r1"},
        {"respondent_id": "r3", "alias_of": "r2"},
        {"respondent_id": "r4", "alias_of": "r4"},
    ]
    with_respondents(project, *chain)
    assert [(problem.row, problem.column) for problem in problems(project)] == [(4, "alias_of"), (5, "alias_of")]
