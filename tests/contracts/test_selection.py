"""How people came in: which words are allowed, and what the weakest of several sources is."""

from itertools import product

import pytest
from helpers_rounds import ROUND, edit

from pipeline.contracts.selection import SELECTION, stands_for_others, weakest
from pipeline.errors import InputError
from pipeline.phases.raw_tables import load_round
from pipeline.phases.tables import TABLES
from pipeline.rounds import Project

# It reads whole rounds, or writes them.
pytestmark = pytest.mark.slow

TABLES_OF_PEOPLE = ("interview_cases", "focusgroup_groups", "survey_waves")
WAYS = (*SELECTION.allowed, "")


@pytest.mark.parametrize("name", TABLES_OF_PEOPLE)
def test_a_way_in_that_there_is_not_is_told_with_those_that_there_are(project: Project, name: str) -> None:
    edit(project, name, lambda frame: frame.assign(selection="geloot"))
    with pytest.raises(InputError) as error:
        load_round(project, ROUND)
    first = error.value.problems[0]
    assert (first.file, first.column) == (f"raw/{ROUND}/{name}.csv", "selection")
    assert all(way in first.mend for way in SELECTION.allowed)


@pytest.mark.parametrize("name", TABLES_OF_PEOPLE)
def test_a_table_without_the_column_stays_valid_and_says_nothing_of_it(project: Project, name: str) -> None:
    edit(project, name, lambda frame: frame.drop(columns="selection"))
    assert set(load_round(project, ROUND).tables[name]["selection"]) == {""}


def test_documents_and_visits_are_nobody_who_came_in() -> None:
    having = {name for name, table in TABLES.items() if "selection" in table.by_name}
    assert having == {*TABLES_OF_PEOPLE, "interviews", "focusgroup_sessions", "scores"}


def test_only_by_lot_and_everybody_stand_for_others() -> None:
    assert {way for way in WAYS if stands_for_others(way)} == {"random", "everyone"}


def test_several_sources_stand_for_others_only_when_each_does() -> None:
    for ways in product(WAYS, repeat=3):
        assert stands_for_others(weakest(ways)) == all(map(stands_for_others, ways))
        assert (weakest(ways) == "organisation") == ("organisation" in ways)
    assert weakest([]) == ""
