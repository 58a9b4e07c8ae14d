"""Excel workbooks: read with every danger told in Dutch, written whole and with the same bytes each time."""

import io
import re
import unicodedata
import zipfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.contracts.workbooks import load
from pipeline.errors import refused
from pipeline.printable import printable
from pipeline.review import archives
from pipeline.review.excel.shown import ESCAPED, shown
from pipeline.whole_files import write_whole

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

_FIRST = 20  # headings stand in one of so many rows
_LINE, _HIGHEST = 15, 409  # points; Excel knows no higher row
_WRITTEN = "2000-01-01T00:00:00Z"
_MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def opened(
    path: Path, name: str, *, computed: bool = False, rich: bool = False, most: int = archives.MOST_CELLS
) -> "Workbook":
    """Open a workbook.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    name : str
        How problems name it.
    computed : bool
        Give of a formula what it shows, instead of the formula.
    rich : bool
        Keep the looks of words within a cell, for a file that is written again.
    most : int
        How many cells and rows it may have.

    Raises
    ------
    InputError
        It can't be opened, is damaged, or would be too large.
    """
    archives.check_workbook(path, name, most)
    try:
        with path.open("rb") as file:  # of a path it would look at what the file is called
            return load(file, data_only=computed, rich_text=rich)
    except Exception as error:  # openpyxl stumbles over damage in as many ways as there are
        mend = "Open het in Excel of LibreOffice en sla het opnieuw op als .xlsx."
        raise refused(name, "Dit Excel-bestand is beschadigd.", mend) from error


def filled(sheet: "Worksheet") -> dict[int, dict[int, "Cell"]]:
    """Give the cells in which something stands, by row and column.

    Empty cells with a look of their own can go on for a million rows, and one that somebody typed in by mistake can
    stand below all of them.
    """
    rows: dict[int, dict[int, Cell]] = {}
    for (row, column), cell in sorted(sheet._cells.items()):
        if cell.value is not None:
            rows.setdefault(row, {})[column] = cell
    return rows


@dataclass(frozen=True)
class Headed:
    """A sheet with headings: in which row they stand, and in which column each of them."""

    sheet: "Worksheet"
    heading: int
    columns: Mapping[str, int]

    def cell(self, row: int, name: str) -> "Cell":
        """Give the cell in a row beneath a heading."""
        return self.sheet.cell(row, self.columns[name])

    @cached_property
    def rows(self) -> list[int]:
        """The rows beneath the headings in which anything stands."""
        return [row for row in filled(self.sheet) if row > self.heading]


def headed(book: "Workbook", needed: Collection[str], known: Collection[str] = ()) -> list[Headed]:
    """Find the sheets with these headings; their columns may have moved, and rows may stand above them.

    Parameters
    ----------
    book : openpyxl Workbook
        The workbook.
    needed, known : collection of str
        The headings that must be there, and others that may be. Capitals, spaces and a colon make no difference.
    """
    names = {plain(name): name for name in (*needed, *known)}
    found = []
    for sheet in book.worksheets:
        for row, cells in filled(sheet).items():
            if row > _FIRST:
                break
            columns: dict[str, int] = {}
            for column, cell in cells.items():
                columns.setdefault(names.get(plain(text_of(cell)), text_of(cell)), column)
            if set(needed) <= columns.keys():
                found.append(Headed(sheet, row, columns))
                break
    return found


def plain(text: str) -> str:
    """Give a choice or a heading without what people do not see or mean: capitals, double spaces, an end mark."""
    seen = "".join(letter for letter in unicodedata.normalize("NFKC", text) if unicodedata.category(letter) != "Cf")
    return " ".join(seen.casefold().split()).strip(" .:;,")


def text_of(cell: "Cell") -> str:
    """Give what stands in a cell as text, as a Dutch spreadsheet shows it."""
    return shown(cell.value, cell.number_format)


def write_text(cell: "Cell", text: str) -> None:
    """Write text in a cell as text, also where it begins like a formula."""
    cell.value = writable(text)
    if cell.data_type == "f":
        cell.data_type = "s"
        cell.quotePrefix = True  # Excel keeps it text when somebody edits the cell


def writable(text: str) -> str:
    """Give a text as a cell can hold it: what can't be written as XML would make the whole file unreadable."""
    if not text.isprintable() or "_x" in text:
        # Excel reads "_x0041_" as the letter with that number.
        text = ESCAPED.sub(r"_x005F\g<0>", printable(text))
    return text[:32_767]


def is_formula(cell: "Cell") -> bool:
    """Tell whether a cell computes what it shows."""
    return bool(cell.data_type == "f")


def with_headings(sheet: "Worksheet", widths: Mapping[str, int], frozen: str = "A2") -> None:
    """Give a sheet headings that stay in view, and columns of these widths."""
    from openpyxl.styles import Font, PatternFill
    from openpyxl.utils import get_column_letter

    for number, (name, width) in enumerate(widths.items(), 1):
        cell = sheet.cell(1, number, name)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DDE6EA")
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = frozen
    fit_page(sheet)


def fit_page(sheet: "Worksheet") -> None:
    """Let a sheet be as wide as one page on paper."""
    sheet.page_setup.orientation = "landscape"
    sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight = True, 0


def fit_row(sheet: "Worksheet", row: int, least: int = 1) -> None:
    """Make a row high enough for its longest text: LibreOffice does not, in a file that it did not make.

    Parameters
    ----------
    sheet : openpyxl Worksheet
        The sheet, with its columns as wide as they should be.
    row : int
        The row.
    least : int
        For how many lines there must be room at least.
    """
    texts = {cell.column_letter: text_of(cell) for cell in sheet[row]}
    sheet.row_dimensions[row].height = height(sheet, texts, least)


def height(sheet: "Worksheet", texts: Mapping[str, str], least: int = 1) -> int:
    """Give the height of a row, in points, in which texts are seen whole, by the letter of their column."""
    lines = least
    for letter, text in texts.items():
        # Words break before the edge; two signs less is what that costs on average.
        room = max(int(sheet.column_dimensions[letter].width) - 2, 1)
        lines = max(lines, sum(-(-max(len(line), 1) // room) for line in text.splitlines()))
    return min(_LINE * lines, _HIGHEST)


def choose_from(sheet: "Worksheet", cells: str, options: str, title: str, prompt: str) -> None:
    """Give cells a drop-down list; another value is refused by the spreadsheet.

    Parameters
    ----------
    sheet : openpyxl Worksheet
        The sheet.
    cells : str
        Which cells, such as ``B2:B500``.
    options : str
        Where the options stand, as a formula, or the options themselves in quotes.
    title, prompt : str
        What the spreadsheet says when the cell is chosen.
    """
    from openpyxl.worksheet.datavalidation import DataValidation

    rule = DataValidation(type="list", formula1=options, allow_blank=True, showErrorMessage=True)
    rule.promptTitle, rule.prompt, rule.showInputMessage = title, prompt, True
    rule.errorTitle, rule.error = title, "Kies een van de mogelijkheden uit de lijst."
    sheet.add_data_validation(rule)
    rule.add(cells)


def save(book: Any, path: Path) -> None:
    """Write a workbook whole or not at all; the same content gives the same bytes."""
    write_whole(path, content_of(book))


def content_of(book: Any) -> bytes:
    """Give a workbook as it is to be written: whatever can't be written shows here, before there is a file."""
    made = io.BytesIO()
    book.save(made)
    fixed_in_time = io.BytesIO()
    with zipfile.ZipFile(made) as archive, zipfile.ZipFile(fixed_in_time, "w", zipfile.ZIP_DEFLATED) as target:
        for part in archive.infolist():
            content = archive.read(part)
            if part.filename == "docProps/core.xml":
                content = _MOMENT.sub(rb"\g<1>" + _WRITTEN.encode(), content)
            fixed = zipfile.ZipInfo(part.filename, (1980, 1, 1, 0, 0, 0))
            fixed.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(fixed, content)
    return fixed_in_time.getvalue()
