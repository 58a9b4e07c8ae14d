"""Filling in a new round with Excel, an editor and an export of a survey tool, as a person would."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import load_workbook

from pipeline.beginning.begin import begin
from pipeline.beginning.plan import Plan
from pipeline.beginning.refresh import refresh
from pipeline.contracts.plain_text import heading
from pipeline.review.excel.spreadsheets import content_of
from pipeline.rounds import Project
from tests.demonstration import content, survey

ROUND = "voorbeeld-2021"
PLAN = Plan(
    ROUND,
    organisation="Het Wilgenhuis",
    place="Nergenshuizen",
    begins="2021-02",
    ends="2021-06",
    units=(content.NORTH, content.SOUTH),
    noun=("huis", "huizen"),
    attributes=(("Leeftijd", ("jonger dan 35", "35 of ouder")),),
    selection="purposive",
    synthetic=True,
)
Rows = Sequence[Mapping[str, object]]


def make(project: Project) -> None:
    """Begin the round and fill it in."""
    begin(project, PLAN)
    folder = project.raw / ROUND
    _edit(folder / "round.yml", content.ABOUT)
    fill(folder / "codeboek.xlsx", {"codes": content.CODES})
    refresh(project, ROUND)  # what people choose from in the workbooks has the new code too
    for name, sheets in content.workbooks().items():
        fill(folder / f"{name}.xlsx", sheets)
    fill(folder / "enquetes" / "vragenlijsten.xlsx", survey.form())
    _export(folder / "enquetes" / "bewoners.csv", survey.answers())
    (folder / "scripts").mkdir()
    (folder / "scripts" / "binnenlopen.yml").write_text(content.SCRIPT, encoding="utf-8", newline="\n")


def fill(path: Path, sheets: Mapping[str, Rows]) -> None:
    """Type rows beneath the example of each sheet, each cell beneath its heading."""
    book = load_workbook(path)
    for name, rows in sheets.items():
        sheet = book[name]
        columns = {heading(str(cell.value)): cell.column for cell in sheet[1] if cell.value}
        first = max(row[0].row for row in sheet.iter_rows() if row[0].value) + 1
        for number, row in enumerate(rows, first):
            for title, value in row.items():
                if value != "":
                    sheet.cell(number, columns[heading(title)], value)
    path.write_bytes(content_of(book))


def _edit(path: Path, changes: Sequence[tuple[str, str]]) -> None:
    """Change a text in an editor."""
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, (path.name, old)
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8", newline="\n")


def _export(path: Path, rows: Rows) -> None:
    """Write what a survey tool exports in the Netherlands: semicolons."""
    made = io.StringIO()
    writer = csv.DictWriter(made, list(rows[0]), delimiter=";", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(made.getvalue(), encoding="utf-8", newline="\n")
