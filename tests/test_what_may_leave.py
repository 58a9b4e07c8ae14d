"""Nothing that may not leave is in anything that a run makes: a marker in each such cell of a round is looked for."""

import csv
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import helpers_command
import pandas as pd
import pytest
from helpers_synthetic import ROUND, synthetic_project
from pypdf import PdfReader

from pipeline.contracts.leaving import for_readers
from pipeline.contracts.table import PUBLIC, Table
from pipeline.phases.raw_tables import load_round
from pipeline.phases.tables import TABLES
from pipeline.review.store import REMARKS, REVIEWERS
from pipeline.rounds import Project

pytestmark = pytest.mark.slow
MARK = "zzmerk"
Rows = list[dict[str, str]]
# Rows that the made-up round lacks: people who differ, somebody who compared, and a panel.
ADDED: dict[Table, Rows] = {
    TABLES["comparisons"]: [
        {"comparison_id": "V1", "published_id": "P_bereik", "judgement": "same", "stage": "decision", "researcher": "a"}
        | {"reason": "Daarom."}
    ],
    TABLES["units"]: [{"unit_id": "zaal", "label": "Zaal", "kind": "room", "provenance": "synthetic"}],
    REMARKS: [
        {"remark_id": "O_x", "reviewer": "a", "way": "site", "place": "rapport", "kind": "comment"}
        | {"comment": "Te lang.", "provenance": "collected"}
    ],
    REVIEWERS: [{"reviewer": "a", "role": "", "provenance": "collected"}],
}
CONTRACTS = {**TABLES, REMARKS.name: REMARKS, REVIEWERS.name: REVIEWERS}


def marked(table: Table, row: dict[str, str]) -> dict[str, str]:
    """Put a marker in each cell that may not leave; who is the same person stays so."""
    inside = [column.name for column in table.columns if column.shown is not PUBLIC]
    return row | {name: f"{MARK} {row.get(name, '')}".strip() for name in inside}


def mark(project: Project) -> None:
    """Mark what may not leave in all tables of the made-up round, and in names of files that people gave."""
    folder = project.raw / ROUND
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        write(path, TABLES[path.stem], rows)
    for table, rows in ADDED.items():
        place = folder / "review" if table in (REMARKS, REVIEWERS) else folder
        place.mkdir(exist_ok=True)
        write(place / table.file, table, rows)
    for place in (folder, folder / "review"):
        (place / f"~${MARK} Jansen.docx").write_text("slot", encoding="utf-8")


def write(path: Path, table: Table, rows: Rows) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(table.by_name), restval="")
        writer.writeheader()
        writer.writerows(marked(table, row) for row in rows)


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Give the project in which the marked round was run."""
    project = synthetic_project(tmp_path_factory.mktemp("merk") / "project")
    mark(project)
    done = klankbord(project, "run", ROUND)
    assert done.returncode == 0, done.stdout + done.stderr
    return project


def klankbord(project: Project, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return helpers_command.klankbord(project.root, *arguments, columns=200)


def texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Give the name and the text of every file below a folder; what is packed is unpacked."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not path.is_file():
            continue
        if path.suffix == ".pdf":
            yield name, "\n".join(page.extract_text() for page in PdfReader(path).pages)
        elif zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as packed:
                for part in packed.namelist():
                    yield f"{name}/{part}", packed.read(part).decode("utf-8", "replace")
        else:
            yield name, path.read_bytes().decode("utf-8", "replace")


def test_nothing_that_a_run_makes_has_what_may_not_leave(ran: Project) -> None:
    raw = dict(texts(ran.raw / ROUND))
    assert sum(MARK in text for text in raw.values()) > 12, "the markers are in the tables"
    found = dict(texts(ran.report(ROUND)))
    for place in ("rapport.pdf", "rapport.docx", "index.html", "data/tabellen.xlsx", ".ipynb", "data/findings.csv"):
        assert any("Oefenhuis" in text for name, text in found.items() if place in name), f"{place} is read"
    assert not [name for name, text in found.items() if MARK in name.lower() or MARK in text.lower()]


def test_the_trace_that_leaves_names_no_row_and_counts_them_all(ran: Project) -> None:
    for place in ran.report(ROUND).rglob("evidence_trace.csv"):
        trace = pd.read_csv(place, dtype="str", keep_default_na=False)
        assert set(trace["key"]) == {""}, "the whole round is made up, as if it were collected"
        assert trace["rows"].astype(int).sum() > len(trace)
        assert set(trace["evidence_id"]) == set(pd.read_csv(place.with_name("evidence.csv"))["evidence_id"])


def test_on_the_machine_itself_every_row_is_followed(ran: Project) -> None:
    told = klankbord(ran, "trace", "I_01")
    assert told.returncode == 0, told.stderr
    assert "E-interviews-" in told.stdout


def test_who_judged_is_a_role(ran: Project) -> None:
    data = load_round(ran, ROUND)
    assert all(name.startswith(MARK) for name in data.inside["judgements"]["researcher"])
    assert all(name.startswith("onderzoeker ") for name in data.tables["judgements"]["researcher"])
    assert for_readers(data.inside, TABLES).keys() == data.tables.keys()
    pairs = pd.read_csv(ran.report(ROUND) / "data" / "convergence.csv", dtype="str", keep_default_na=False)
    named = {name for cell in pairs["researchers"] for name in cell.split(", ") if name}
    assert named
    assert all(name.startswith("onderzoeker ") for name in named)
