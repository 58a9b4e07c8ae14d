"""The walk over the phases, and what is derived from it."""

import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from helpers_rounds import ROOT

import pipeline.phases
from pipeline.contracts.figure_tables import FIGURES
from pipeline.contracts.round_tables import ROUND_OPTIONAL, ROUND_SHARED, ROUND_TABLES
from pipeline.contracts.table import Column
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
    assert not {*declared} & {*ROUND_SHARED, *ROUND_OPTIONAL}
    assert {name for phase in PHASES for name in phase.tables} <= TABLES.keys()
    assert {*declared, *ROUND_SHARED, *ROUND_OPTIONAL} == TABLES.keys()
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
        changed = [
            replace(original, required=original.required, optional=(*original.optional, *change["required"][1:]))
        ]
    else:
        changed = [replace(original, **change)]
    monkeypatch.setattr(declared_tables, "PHASES", tuple(changed))
    with pytest.raises(KlankbordError, match=re.escape(says)):
        declared_tables._of_phases()


def test_a_column_that_names_a_rule_that_is_not_there_is_refused_in_one_line(monkeypatch) -> None:
    changed = replace(FIGURES, columns=(*FIGURES.columns, Column("extra", "positief", optional=True)))
    monkeypatch.setattr(declared_tables, "ROUND_TABLES", (*ROUND_TABLES, changed))
    says = "De kolom extra van de tabel figures noemt de regel positief, en die bestaat niet. Bedoelde u «positive»?"
    with pytest.raises(KlankbordError, match=re.escape(says)):
        declared_tables._of_phases()


@pytest.fixture
def unfinished(tmp_path, monkeypatch) -> Iterator[Path]:
    """Give the folder of a phase that nobody finished, beside which there are no others."""
    folder = tmp_path / "half"
    folder.mkdir()
    for part in ("declaration", "tables", "evidence"):
        (folder / f"{part}.py").write_text("PHASE = TABLES = gather = None\n", encoding="utf-8")
    monkeypatch.setattr(walk, "_FOLDER", tmp_path)
    monkeypatch.setattr(pipeline.phases, "__path__", [str(tmp_path)])
    yield folder
    for name in [name for name in sys.modules if name.startswith("pipeline.phases.half")]:
        del sys.modules[name]


@pytest.mark.parametrize("part", ["declaration", "tables", "evidence"])
@pytest.mark.parametrize("ask", [walk.declaration, walk.tables, walk.evidence])
def test_a_phase_without_a_part_is_refused_in_one_line(unfinished: Path, part: str, ask) -> None:
    (unfinished / f"{part}.py").unlink()
    says = f"De fase half is niet af: pipeline/phases/half/{part}.py ontbreekt."
    with pytest.raises(KlankbordError, match=f"^{re.escape(says)}$"):
        ask()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("PHASE = None\n", "In pipeline/phases/half/evidence.py ontbreekt gather."),
        ("def gather(data): ...\n", "In pipeline/phases/half/evidence.py ontbreekt PHASE."),
        ("import er_is_niets\n", "De fase half is niet te laden: in pipeline/phases/half/evidence.py gaat iets mis"),
        ("def gather(:\n", "De fase half is niet te laden: in pipeline/phases/half/evidence.py gaat iets mis"),
    ],
)
def test_a_part_that_can_not_be_used_is_refused_in_one_line(unfinished: Path, content: str, says: str) -> None:
    (unfinished / "evidence.py").write_text(content, encoding="utf-8")
    with pytest.raises(KlankbordError, match=re.escape(says)) as refused:
        walk.evidence()
    assert "\n" not in str(refused.value)


def test_what_a_column_refers_to_is_a_table_and_what_a_table_belongs_to_is_a_phase() -> None:
    for table in TABLES.values():
        assert not table.phase or table.phase in BY_ID
        assert not table.sources or table.sources in TABLES
        for column in table.columns:
            assert column.references in {"", "*_statements", *TABLES}, (table.name, column.name)
        assert set(table.known_as) <= set(table.by_name)


def test_figures_are_recomputed_from_figures_units_and_the_answers_of_surveys() -> None:
    assert set(FIGURE_TABLES) == {"figures", "units", "derived", "survey_waves", "survey_items", "survey_answers"}
