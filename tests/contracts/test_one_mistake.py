"""One mistake is one line, at its own cell: whatever else rests on that row or table is not told as wrong too."""

import csv
import random

import hypothesis
import pytest
from helpers_damage import CHECKOUT, NULMETING, RoundCopy

from pipeline.contracts.table import Column
from pipeline.phases.tables import TABLES

FOLDER = f"raw/{NULMETING}"
# A value that no cell with the rule may have.
WRONG = {
    **{"identifier": "1 a", "whole_number": "veel", "positive": "0", "direction": "7", "printed": "geen idee"},
    **{"formula": "1 +* 2", "provenance": "gezien", "phase": "wandeling", "voice": "iemand", "question": "wat"},
    **{"indicator": "iets", "instrument": "liniaal"},
}


def wrong_for(column: Column) -> str | None:
    if column.loose:
        return None
    if column.references and column.rule != "formula":
        return "Xqzw_9"
    if column.allowed:
        return "Xqzw 9"
    return WRONG.get(column.rule, None if column.optional else "")


def cases() -> list[tuple[str, str, str]]:
    """List every column of the tables of the round with a value that it can't have."""
    present = {path.stem for path in (CHECKOUT / FOLDER).glob("*.csv")}
    found = []
    for name in sorted(present):
        with (CHECKOUT / FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            headings = next(csv.reader(file))
        for column in TABLES[name].columns:
            value = wrong_for(column)
            if value is not None and column.name in headings:
                found.append((name, column.name, value))
    return found


ALL = cases()
thorough = hypothesis.settings().max_examples >= 2000


@pytest.mark.parametrize(("table", "column", "value"), ALL if thorough else random.Random(17).sample(ALL, 12))
def test_a_wrong_cell_is_one_mistake_there(damaged: RoundCopy, table: str, column: str, value: str) -> None:
    damaged.set(table, 2, **{column: value})
    problem = damaged.problem()
    assert (problem.file, problem.row, problem.column) == (f"{FOLDER}/{table}.csv", 2, column)
    assert f"«{value}»" not in problem.mend or not value


@pytest.mark.parametrize("table", ["documents", "figures", "interview_cases", "interview_statements"])
def test_a_table_that_can_not_be_read_is_one_mistake(damaged: RoundCopy, table: str) -> None:
    damaged.path(f"{table}.csv").write_bytes(b"\0\1\2")
    assert damaged.problem().file == f"{FOLDER}/{table}.csv"


@pytest.mark.parametrize("table", ["documents", "figures", "interview_statements"])
def test_a_row_that_does_not_fit_is_one_mistake_and_the_others_are_checked(damaged: RoundCopy, table: str) -> None:
    path = damaged.path(f"{table}.csv")
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([lines[0], lines[1].rstrip("\n") + ",,x\n", *lines[2:]]), encoding="utf-8")
    problem = damaged.problem()
    assert (problem.file, problem.row) == (f"{FOLDER}/{table}.csv", 2)


@pytest.mark.parametrize("table", ["documents", "interview_statements"])
@pytest.mark.parametrize("new", ["Naam van de rij", "", "provenanse"])
def test_a_wrong_heading_is_one_mistake(damaged: RoundCopy, table: str, new: str) -> None:
    path = damaged.path(f"{table}.csv")
    key = TABLES[table].key
    damaged.edit(path, key, new)
    problem = damaged.problem()
    assert (problem.file, problem.row) == (f"{FOLDER}/{table}.csv", 1)


def test_a_file_that_another_program_named_is_not_taken_for_a_table_that_is_there(damaged: RoundCopy) -> None:
    damaged.path("results-survey123456.csv").write_text("id,submitdate\n1,x\n", encoding="utf-8")
    assert "Bedoelde" not in damaged.problem().mend


def test_a_new_value_is_added_where_the_advice_says(damaged: RoundCopy) -> None:
    damaged.set("interview_statements", 2, voice="jongeren")
    problem = damaged.problem()
    assert "onderzoekers»" not in problem.mend, "that is another kind of people"
    assert "onder voices" in problem.mend


def test_the_same_row_counts_as_a_name_though_another_cell_is_wrong(damaged: RoundCopy) -> None:
    damaged.set("interview_cases", 2, voice="iemand", persons="een paar")
    found = {(problem.file, problem.column) for problem in damaged.problems()}
    assert found == {(f"{FOLDER}/interview_cases.csv", column) for column in ("voice", "persons")}


def test_a_row_that_is_empty_but_for_its_name_is_one_mistake(damaged: RoundCopy) -> None:
    rows = damaged.rows("interview_statements")
    rows[4] = dict.fromkeys(rows[4], "") | {"statement_id": "I_nieuw"}
    damaged.write("interview_statements", rows)
    problem = damaged.problem()
    assert problem.row == 6
    assert "source, question, aspect" in problem.what
