"""What a person does to files: typing in workbooks, and changing a text in an editor."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import load_workbook

from pipeline.contracts.plain_text import heading
from pipeline.review.excel.spreadsheets import content_of

Rows = Sequence[Mapping[str, object]]


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


def edit(path: Path, changes: Sequence[tuple[str, str]]) -> None:
    """Change a text in an editor."""
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, (path.name, old)
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8", newline="\n")


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
