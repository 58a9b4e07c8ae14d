"""What may leave: every column says so, and what readers get has no names, remarks or rows of people."""

import re
from pathlib import Path

import pandas as pd
import pytest

from pipeline.contracts.leaving import for_readers
from pipeline.contracts.table import AS_ROLE, NEVER, PUBLIC, Column, Table
from pipeline.contracts.validation import empty
from pipeline.phases.tables import TABLES
from pipeline.review.store import REMARKS, REVIEWERS

PIPELINE = Path(__file__).parents[2] / "pipeline"
ALL = {**TABLES, REMARKS.name: REMARKS, REVIEWERS.name: REVIEWERS}
EVERY = [
    pytest.param(table, column, id=f"{table.name}-{column.name}") for table in ALL.values() for column in table.columns
]
# Columns of who did the research or said something, and of what they wrote for each other.
NAMES = {"researcher", "coder", "interviewer", "moderator", "observer", "scorer", "reviewer", "respondent"}
NOTES_TO_SELF = {"remark", "memo"}


@pytest.mark.parametrize(("table", "column"), EVERY)
def test_every_column_has_decided_whether_it_leaves(table: Table, column: Column) -> None:
    assert column.leaves or column.is_code_or_count, f"say what readers get of {column.name}: leaves=PUBLIC or NEVER"
    if column.name in NAMES:
        assert column.shown is not PUBLIC
    if column.name in NOTES_TO_SELF:
        assert column.shown is NEVER


def test_nothing_that_is_shown_is_made_from_what_stays_inside() -> None:
    showing = ("telling", "looks", "notebook", "claims", "audit", "review", "serving")
    modules = [path for folder in showing for path in (PIPELINE / folder).rglob("*.py")]
    modules += PIPELINE.glob("phases/*/telling.py")
    assert len(modules) > 50
    assert not [path.name for path in modules if re.search(r"\.inside\b", path.read_text("utf-8"))]


@pytest.mark.parametrize(("table", "column"), EVERY)
def test_what_backs_a_sentence_or_says_something_can_be_seen(table: Table, column: Column) -> None:
    if column.backs or f"{{{column.name}}}" in table.says:
        assert column.shown is PUBLIC


@pytest.mark.parametrize(
    ("column", "shown"),
    [
        (Column("text"), NEVER),
        (Column("respondent_id", "identifier"), NEVER),
        (Column("respondent", references="respondents"), NEVER),
        (Column("date", "text"), NEVER),
        (Column("answer", allowed=("ja", "nee")), PUBLIC),
        (Column("voice", "voice"), PUBLIC),
        (Column("n", "whole_number", number=True), PUBLIC),
        (Column("age", number=True, leaves=NEVER), NEVER),
        (Column("label", leaves=PUBLIC), PUBLIC),
    ],
)
def test_without_a_decision_codes_and_counts_leave_and_texts_and_names_do_not(column: Column, shown: object) -> None:
    assert column.shown is shown


def frame(table: Table, *rows: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame([{name: "" for name in table.by_name} | row for row in rows]).astype(
        empty(table).dtypes.to_dict()
    )


NOTED = Table(
    "noted",
    (
        Column("noted_id", "identifier", leaves=PUBLIC),
        Column("researcher", leaves=AS_ROLE),
        Column("kind", allowed=("researcher", "automatic"), optional=True),
        Column("reason", leaves=PUBLIC),
        Column("undecided"),
        Column("remark", leaves=NEVER),
    ),
)
ALSO = Table("also", (Column("also_id", "identifier", leaves=PUBLIC), Column("coder", leaves=AS_ROLE)))
PEOPLE = Table("people", (Column("person_id", "identifier"), Column("voice", "voice")))


def test_readers_get_roles_for_names_and_nothing_of_the_rest() -> None:
    tables = {
        "noted": frame(
            NOTED,
            {"noted_id": "n1", "researcher": "Fatma", "reason": "Omdat.", "undecided": "x", "remark": "Belde terug."},
            {"noted_id": "n2", "researcher": "Joris", "kind": "researcher"},
            {"noted_id": "n3", "researcher": "Model X", "kind": "automatic"},
        ),
        "also": frame(ALSO, {"also_id": "a1", "coder": "Joris"}, {"also_id": "a2", "coder": ""}),
        "people": frame(PEOPLE, {"person_id": "r1", "voice": "v1"}),
    }
    found = for_readers(tables, {table.name: table for table in (NOTED, ALSO, PEOPLE)})
    assert set(found) == {"noted", "also"}, "rows of people are not there at all"
    assert list(found["noted"].columns) == ["noted_id", "researcher", "kind", "reason"]
    assert list(found["noted"]["researcher"]) == ["onderzoeker 1", "onderzoeker 2", "automatische lezing 1"]
    assert list(found["also"]["coder"]) == ["onderzoeker 2", ""], "the same person, the same role; nobody, no role"
    assert not re.search("Fatma|Joris|Model X|Belde", str({name: table.to_dict() for name, table in found.items()}))
    assert tables["noted"]["researcher"].iloc[0] == "Fatma", "what was given stays as it is"
