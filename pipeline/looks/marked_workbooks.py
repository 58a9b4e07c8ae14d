"""Copies of people's workbooks in which wrong cells can be seen: coloured, with what is wrong and how to mend it."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import InputError, Problem
from pipeline.printable import printable, short
from pipeline.review.excel import spreadsheets

if TYPE_CHECKING:
    from openpyxl import Workbook

SHEET = "Fouten"
_COLUMNS = {"Blad": 22, "Cel": 10, "Waarde": 24, "Wat is er mis": 48, "Hoe te herstellen": 60}
WRONG = "FFC7CE"  # as Excel's own look for what is bad
_AUTHOR = "klankbord"


def write_marked(problems: Iterable[Problem], root: Path, within: str, target: Path) -> list[Path]:
    """Write a marked copy of each workbook that has a mistake; the workbooks themselves stay as they are.

    A copy keeps what openpyxl keeps. It loses charts, drawings and discussions, and the outcomes of formulas until a
    spreadsheet opens it: it is to be looked at, not to be worked in.

    Parameters
    ----------
    problems : iterable of Problem
        Mistakes in any files.
    root : pathlib.Path
        The project: problems name files relative to it.
    within : str
        The folder in it whose workbooks are copied.
    target : pathlib.Path
        Where the copies go, each at the place that the workbook has in `within`.

    Returns
    -------
    list of pathlib.Path
        The copies; none of a workbook that can't be opened: there is no cell to be marked then.
    """
    by_file: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.sheet and problem.file.startswith(f"{within}/") and problem.file.casefold().endswith(".xlsx"):
            by_file.setdefault(problem.file, []).append(problem)
    written = []
    for file, own in by_file.items():
        try:
            book = spreadsheets.opened(root / file, file, rich=True)
        except InputError:
            continue
        _mark(book, own)
        path = target / file.removeprefix(f"{within}/")
        spreadsheets.save(book, path)
        written.append(path)
    return written


def _mark(book: "Workbook", problems: Sequence[Problem]) -> None:
    """Mark the cells, and list the mistakes on a first sheet, each with a way to its cell."""
    from openpyxl.styles import Font

    listed = book.create_sheet(SHEET, 0)
    spreadsheets.with_headings(listed, _COLUMNS)
    for number, problem in enumerate(problems, 2):
        found = problem.sheet in book.sheetnames
        said = f"{problem.what}\n{problem.mend}"
        # What has no cell is marked in the first of its row.
        place = mark_cell(book[problem.sheet], problem.cell or f"A{problem.row or 1}", said) if found else ""
        cells = (problem.sheet, problem.cell, short(problem.value), problem.what, problem.mend)
        for column, text in enumerate(cells, 1):
            spreadsheets.write_text(listed.cell(number, column), text)
        if place:
            name = problem.sheet.replace("'", "''")
            cell = listed.cell(number, 2)
            cell.value = problem.cell or place
            cell.hyperlink = f"#'{name}'!{place}"
            cell.font = Font(color="0563C1", underline="single")
        spreadsheets.fit_row(listed, number)
    book.active = 0
    for sheet in book.worksheets:
        sheet.sheet_view.tabSelected = sheet is listed


def mark_cell(sheet: Any, place: str, said: str, colour: str = WRONG) -> str:
    """Colour a cell and say in its note why; of merged cells the first. What somebody wrote there stays.

    Parameters
    ----------
    sheet : openpyxl Worksheet
        The sheet.
    place : str
        The cell: ``B12``.
    said : str
        What its note says.
    colour : str
        As a spreadsheet has it: ``FFC7CE``.

    Returns
    -------
    str
        The cell that was marked.
    """
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    merged = next((area for area in sheet.merged_cells.ranges if place in area), None)
    cell = sheet[merged.start_cell.coordinate if merged else place]
    cell.fill = PatternFill("solid", fgColor=colour)
    notes = [cell.comment.text] if cell.comment else []
    notes.append(said)
    cell.comment = Comment(printable("\n\n".join(notes)), _AUTHOR, width=320, height=60 + 60 * len(notes))
    return str(cell.coordinate)
