"""What is clearly wrong in records is told once, at its cell; what looks odd is told and stops nothing."""

import csv
from pathlib import Path
from typing import Any

import pytest
import yaml
from helpers_synthetic import ROUND, synthetic_project

from pipeline.errors import InputError, Problem
from pipeline.phases.raw_tables import load_round
from pipeline.rounds import Project

Tables = dict[str, list[dict[str, str]]]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Give a project with the made-up round."""
    return synthetic_project(tmp_path)


def records(project: Project) -> Tables:
    """Make sound records on a question and aspect that both phases were asked."""
    book = yaml.safe_load(_book(project).read_text(encoding="utf-8"))
    question = next(each for each in book["questions"] if {"interviews", "focusgroups"} <= set(each["asked_in"]))
    about = {"question": question["id"], "aspect": question["codes"][0]["id"], "provenance": "synthetic"}
    return {
        "respondents": [
            {
                "respondent_id": name,
                "voice": "klanten",
                "alias_of": first,
                "consent_quotable": "ja",
                "provenance": "synthetic",
            }
            for name, first in (("r1", ""), ("r2", ""), ("r3", "r1"))
        ],
        "interviews": [
            {"interview_id": "t1", "respondents": "r1; r2", "date": "2025-03-01", "provenance": "synthetic"},
            {"interview_id": "t2", "respondents": "r2", "date": "2025-03-01", "provenance": "synthetic"},
        ],
        "segments": [
            {"segment_id": "d1", "interview": "t1", "respondent": "r1", "start": "0", "end": "9"}
            | {"text": "Woorden", "coder": "an", "direction": "1", **about},
            {"segment_id": "d2", "interview": "t2", "respondent": "", "start": "", "end": ""}
            | {"text": "Woorden", "coder": "an", "direction": "-1", **about},
        ],
        "focusgroup_sessions": [
            {"session_id": "g1", "persons": "3", "voice": "", "date": "2025-03-01", "provenance": "synthetic"}
        ],
        "focusgroup_reactions": [
            {"reaction_id": "x1", "session": "g1", "respondent": "r1", "n": "", "put": "1", "reaction": "A", **about},
            {"reaction_id": "x2", "session": "g1", "respondent": "r2", "n": "", "put": "1", "reaction": "NR", **about},
        ],
    }


def _book(project: Project) -> Path:
    round_ = yaml.safe_load((project.raw / ROUND / "round.yml").read_text(encoding="utf-8"))
    return project.codebooks / f"{round_['codebook']}.yml"


def write(project: Project, tables: Tables, **about: Any) -> None:
    """Write records, and add to what `round.yml` says."""
    path = project.raw / ROUND / "round.yml"
    own = yaml.safe_load(path.read_text(encoding="utf-8"))
    own["phases"]["focusgroups"] = {"deployed": True}
    path.write_text(yaml.safe_dump(own | about), encoding="utf-8")
    for name, rows in tables.items():
        with (project.raw / ROUND / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)


def problems(project: Project) -> list[Problem]:
    """List the mistakes in the round; none where it is sound."""
    try:
        load_round(project, ROUND)
    except InputError as error:
        return error.problems
    return []


def test_sound_records_are_read(project: Project) -> None:
    """The records that the mistakes are made in have none."""
    write(project, records(project))
    assert problems(project) == []


@pytest.mark.parametrize(
    ("table", "row", "column", "value"),
    [
        ("interviews", 0, "respondents", "r1; r1"),
        ("interviews", 0, "respondents", "r1; r3; r2"),
        ("interviews", 0, "respondents", "r1; r9"),
        ("interviews", 0, "date", "31-2-2025"),
        ("segments", 0, "respondent", "r3"),
        ("segments", 0, "respondent", ""),
        ("segments", 0, "end", "0"),
        ("segments", 0, "coder", ""),
        ("segments", 0, "direction", "2"),
        ("segments", 1, "end", "9"),
        ("focusgroup_sessions", 0, "persons", "0"),
        ("focusgroup_sessions", 0, "persons", "1"),
        ("focusgroup_reactions", 0, "put", "0"),
        ("focusgroup_reactions", 0, "reaction", "99"),
        ("focusgroup_reactions", 0, "respondent", ""),
        ("focusgroup_reactions", 0, "n", "4"),
    ],
)
def test_one_mistake_is_one_line_at_its_cell(project: Project, table: str, row: int, column: str, value: str) -> None:
    """Each mistake is told once, with its table and row, and says how to mend it."""
    tables = records(project)
    tables[table][row][column] = value
    write(project, tables)
    [problem] = problems(project)
    assert (Path(problem.file).stem, problem.row) == (table, row + 2)
    assert problem.column in {column, "start"}
    assert problem.mend


def test_made_up_rows_have_no_place_in_a_round_that_is_not(project: Project) -> None:
    """Each table with made-up rows is told once, with how many."""
    write(project, {name: rows for name, rows in records(project).items() if name != "respondents"}, synthetic=False)
    write(project, {"respondents": records(project)["respondents"]}, synthetic=False)
    told = [(Path(problem.file).stem, problem.column, problem.row) for problem in problems(project)]
    assert {(name, "provenance", 2) for name in records(project)} < set(told)
    assert len(told) == len(set(told))


def test_what_is_odd_is_told_and_stops_nothing(project: Project) -> None:
    """A person without data, a conversation without codes, a day outside the round, and consent that nobody noted."""
    tables = records(project)
    tables["respondents"] += [tables["respondents"][0] | {"respondent_id": "r7", "consent_quotable": ""}]
    tables["interviews"] += [tables["interviews"][1] | {"interview_id": "t7", "date": "1-3-1999"}]
    write(project, tables, period="voorjaar 2025", withheld=[])
    told = {(Path(notice.file).stem, notice.column): notice.value for notice in load_round(project, ROUND).notices}
    assert (
        told.items()
        >= {
            ("interviews", "date"): "1-3-1999",
            ("interviews", "interview_id"): "t7",
            ("respondents", "respondent_id"): "r7",
            ("respondents", "consent_quotable"): "",
        }.items()
    )
