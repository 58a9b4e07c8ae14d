"""Making a round as a person would: with Excel, an editor, and what came out of a survey tool and a QDA tool."""

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import load_workbook

from pipeline.beginning.begin import begin
from pipeline.beginning.plan import Plan
from pipeline.beginning.refresh import refresh
from pipeline.contracts.plain_text import heading
from pipeline.importing.take_in import import_files
from pipeline.importing.take_in_surveys import import_surveys
from pipeline.review.excel.spreadsheets import content_of
from pipeline.rounds import Project
from tests.demonstration import content, conversations, limesurvey, survey

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
    _take_in(project)
    complete(folder / "enquetes" / "vragenlijsten.xlsx", survey.typed())
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


def _take_in(project: Project) -> None:
    """Import what other programs gave out: answers with the structure of the survey, and coded conversations."""
    with tempfile.TemporaryDirectory() as aside:
        answers, structure, talks = (
            Path(aside) / name for name in ("results-survey7.csv", "bewoners.lss", "gesprekken.qdpx")
        )
        exported = limesurvey.export(survey.QUESTIONS, survey.answers(), "2021-05-20")
        answers.write_text(exported, encoding="utf-8", newline="\n")
        made = limesurvey.structure(survey.TITLE, survey.QUESTIONS)
        structure.write_text(made, encoding="utf-8", newline="\n")
        talks.write_bytes(conversations.project())
        import_surveys(project, ROUND, [answers, structure])
        import_files(project, ROUND, [talks])


def complete(path: Path, sheets: Mapping[str, Mapping[str, Mapping[str, object]]]) -> None:
    """Type in rows that are there already: those of which one of the first two cells has the name."""
    book = load_workbook(path)
    for name, rows in sheets.items():
        sheet = book[name]
        columns = {heading(str(cell.value)): cell.column for cell in sheet[1] if cell.value}
        at = {str(cell.value): cell.row for column in (1, 2) for (cell,) in sheet.iter_rows(2, None, column, column)}
        for row, cells in rows.items():
            for title, value in cells.items():
                sheet.cell(at[row], columns[heading(title)], value)
    path.write_bytes(content_of(book))
