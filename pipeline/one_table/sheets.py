"""The tables in a file as they stand there: the sheets of a workbook, a CSV, or the tables of a Word file."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.contracts import workbooks
from pipeline.contracts.csv_files import read_cells
from pipeline.contracts.grids import Grid, Oddity, column_letter
from pipeline.errors import Problem, refused
from pipeline.word_files.package import open_package, tag

KINDS = (".xlsx", ".csv", ".docx")


@dataclass(frozen=True)
class Sheet:
    """A table as it stands in a file.

    Attributes
    ----------
    title : str
        The sheet, or which table of a document it is; empty for a CSV.
    grid : Grid
        Its cells.
    caption : str
        What stands right above it, and below it, in the text of a document.
    """

    title: str
    grid: Grid
    caption: str = ""

    def told(self, file: str) -> Iterator[Problem]:
        """Tell what stands in a cell otherwise than somebody may have typed it, or has no outcome.

        Merged cells are no matter: in a table that is laid out for readers, headings stand over several columns.
        """
        for odd in self.grid.oddities:
            if odd.unless_wrong or not odd.value or odd.value.startswith(("#", "=")):
                yield _told(odd, self.title, file)


def place(row: int, column: int) -> str:
    """Name a cell as a spreadsheet does.

    Parameters
    ----------
    row : int
        Counted from 1.
    column : int
        Counted from 0.
    """
    return f"{column_letter(column)}{row}"


def read(path: Path) -> tuple[Sheet, ...]:
    """Read the tables in a file.

    Parameters
    ----------
    path : pathlib.Path
        A workbook, a CSV or a Word file.

    Raises
    ------
    InputError
        It is not there, is of another kind, can't be read, or has no table.
    """
    kind = path.suffix.casefold()
    if kind not in KINDS:
        mend = "Sla de tabel op als Excel-werkmap (.xlsx), CSV of Word-bestand (.docx)."
        raise refused(path.name, "Van dit soort bestand zijn geen tabellen te lezen.", mend)
    if not path.is_file():
        raise refused(path.name, "Dit bestand is er niet.", "Kijk of de naam en de map kloppen.")
    found = {".xlsx": _workbook, ".csv": _csv, ".docx": _document}[kind](path)
    sheets = tuple(sheet for sheet in found if sheet.grid.oddities or any(any(row) for _, row in sheet.grid.rows))
    if not sheets and not prose(path):
        raise refused(path.name, "In dit bestand staat geen tabel.", "Kijk of dit het goede bestand is.")
    return sheets


def _workbook(path: Path) -> list[Sheet]:
    with workbooks.opened(path, path.name) as book:
        return [Sheet(name, book.grid(name)) for name in book.sheets if not book.is_hidden(name)]


def _csv(path: Path) -> list[Sheet]:
    return [Sheet("", read_cells(path, path.name))]


def _document(path: Path) -> list[Sheet]:
    """Give the outer tables of a Word file, each with the text that stands right above and below it."""
    found: list[Sheet] = []
    for part in open_package(path).of_kind("document"):
        outer = [each for each in part.root.iter() if tag(each) in {"w:tbl", "w:p"} and not _within_a_table(each)]
        # A paragraph without text is no caption: people put those there for air.
        outer = [each for each in outer if tag(each) == "w:tbl" or _text(each)]
        for at, table in enumerate(outer):
            if tag(table) == "w:tbl":
                beside = [each for each in outer[max(at - 1, 0) : at] + outer[at + 1 : at + 2] if tag(each) == "w:p"]
                caption = " ".join(map(_text, beside))
                found.append(Sheet(f"tabel {len(found) + 1}", Grid(list(_rows(table))), caption))
    return found


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a Word file: its text, and whether it is a point of a list."""

    text: str
    is_point: bool


def prose(path: Path) -> list[Paragraph]:
    """Read the text of a Word file that stands outside its tables; of another file there is none.

    Raises
    ------
    InputError
        The file can't be read.
    """
    if path.suffix.casefold() != ".docx":
        return []
    return [
        Paragraph(text, any(tag(each) == "w:numPr" or _is_list_style(each) for each in element.iter()))
        for part in open_package(path).of_kind("document")
        for element in part.root.iter()
        if tag(element) == "w:p" and not _within_a_table(element) and (text := _text(element))
    ]


def _is_list_style(element: Any) -> bool:
    """Tell whether a paragraph has a style for lists, which has its numbering elsewhere."""
    names = (str(value) for value in element.attrib.values())
    return tag(element) == "w:pStyle" and any(name.casefold().startswith(("list", "lijst")) for name in names)


def _within_a_table(element: Any) -> bool:
    return any(tag(parent) == "w:tbl" for parent in element.iterancestors())


def _rows(table: Any) -> Iterator[tuple[int, list[str]]]:
    """Give the rows of a table in a Word file; a cell over several columns has its text in the first of them."""
    rows = (child for child in table.iter() if tag(child) == "w:tr" and child.getparent() is table)
    for number, row in enumerate(rows, 1):
        cells: list[str] = []
        for cell in (child for child in row if tag(child) == "w:tc"):
            spans = [child for child in cell.iter() if tag(child) == "w:gridSpan"]
            cells.append(_text(cell))
            cells += [""] * (int(next(iter(spans[0].attrib.values()))) - 1 if spans else 0)
        if any(cells):
            yield number, cells


def _text(cell: Any) -> str:
    """Give the text of a cell or a paragraph, without what was taken out of it by a tracked change."""
    paragraphs = []
    for paragraph in (child for child in cell.iter() if tag(child) == "w:p"):  # of a paragraph, itself
        words = [text.text or "" for text in paragraph.iter() if tag(text) == "w:t"]
        paragraphs.append("".join(words))
    return " ".join(" ".join(paragraphs).split())


def _told(odd: Oddity, title: str, file: str) -> Problem:
    return Problem(file, odd.row, "", odd.value, odd.what, odd.mend, sheet=title, cell=place(odd.row, odd.column))
