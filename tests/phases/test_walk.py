"""The walk over the phases, and what is derived from it."""

import re
from dataclasses import replace
from types import ModuleType

import pytest
from helpers_rounds import ROOT

from pipeline.contracts.round_tables import ROUND_OPTIONAL, ROUND_REQUIRED
from pipeline.errors import KlankbordError
from pipeline.phases import tables as declared_tables
from pipeline.phases import walk
from pipeline.phases.declarations import BY_ID, PHASES
from pipeline.phases.tables import FIGURE_TABLES, TABLES

FOLDERS = sorted(path.parent.name for path in (ROOT / "pipeline" / "phases").glob("*/__init__.py"))


@pytest.mark.parametrize("part", [walk.declaration, walk.tables, walk.evidence])
def test_every_folder_is_a_phase_with_each_part(part) -> None:
    assert sorted(part()) == FOLDERS
    assert all(isinstance(module, ModuleType) for module in part().values())


def test_a_folder_has_the_name_of_its_phase() -> None:
    assert {name: module.PHASE.id for name, module in walk.declaration().items()} == {name: name for name in FOLDERS}


def test_phases_stand_in_the_order_of_their_notebooks() -> None:
    assert [phase.notebook for phase in PHASES] == sorted(phase.notebook for phase in PHASES)
    assert list(BY_ID) == [phase.id for phase in PHASES]


def test_a_table_is_declared_once_and_every_table_that_a_phase_reads_is() -> None:
    declared = [table.name for module in walk.tables().values() for table in module.TABLES]
    assert len(declared) == len(set(declared))
    assert not {*declared} & {*ROUND_REQUIRED, *ROUND_OPTIONAL}
    assert {name for phase in PHASES for name in phase.tables} <= TABLES.keys()
    assert {*declared, *ROUND_REQUIRED, *ROUND_OPTIONAL} == TABLES.keys()
    for phase, module in walk.tables().items():
        assert {table.name for table in module.TABLES} <= set(BY_ID[phase].tables)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"tables": ("interview_cases",)}, "staat in tables.py, maar niet bij required of optional"),
        ({"required": ("interview_cases", "interview_statement")}, "Bedoelde u «interview_statements»?"),
        ({"id": "gesprekken"}, "heeft geen map met tables.py"),
    ],
)
def test_a_phase_that_contradicts_itself_is_refused_in_one_line(change, says, monkeypatch) -> None:
    original = BY_ID["interviews"]
    if "tables" in change:
        changed = [replace(original, required=change["tables"])]
    elif "required" in change:
        changed = [replace(original, required=original.required, optional=change["required"][1:])]
    else:
        changed = [replace(original, **change)]
    monkeypatch.setattr(declared_tables, "PHASES", tuple(changed))
    with pytest.raises(KlankbordError, match=re.escape(says)):
        declared_tables._of_phases()


def test_what_a_column_refers_to_is_a_table_and_what_a_table_belongs_to_is_a_phase() -> None:
    for table in TABLES.values():
        assert not table.phase or table.phase in BY_ID
        assert not table.sources or table.sources in TABLES
        for column in table.columns:
            assert column.references in {"", "*_statements", *TABLES}, (table.name, column.name)
        assert set(table.known_as) <= set(table.by_name)


def test_figures_are_recomputed_from_figures_units_and_the_answers_of_surveys() -> None:
    assert set(FIGURE_TABLES) == {"figures", "units", "derived", "survey_waves", "survey_items", "survey_answers"}
