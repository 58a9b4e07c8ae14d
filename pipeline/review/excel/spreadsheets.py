"""Excel workbooks: read with every danger told in Dutch, written whole and with the same bytes each time."""

import io
import re
import zipfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.contracts.archives import check_archive
from pipeline.errors import refused
from pipeline.whole_files import write_whole

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

_LINE, _HIGHEST = 15, 409  # points; Excel knows no higher row
_WRITTEN = "2000-01-01T00:00:00Z"
_MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def opened(path: Path, name: str, *, computed: bool = False) -> "Workbook":
    """Open a workbook.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    name : str
        How problems name it.
    computed : bool
        Give of a formula what it shows, instead of the formula.

    Raises
    ------
    InputError
        It can't be opened, is damaged, or would be too large.
    """
    from openpyxl import load_workbook

    check_archive(path, name)
    try:
        with path.open("rb") as file:  # of a path it would look at what the file is called
            return load_workbook(file, data_only=computed)
    except Exception as error:  # openpyxl stumbles over damage in as many ways as there are
        mend = "Open het in Excel of LibreOffice en sla het opnieuw op als .xlsx."
        raise refused(name, "Dit Excel-bestand is beschadigd.", mend) from error


def last_row(sheet: "Worksheet") -> int:
    """Give the last row in which anything stands; empty cells with a look of their own can go on for a million rows."""
    return max((row for (row, _), cell in sheet._cells.items() if cell.value is not None), default=0)


@dataclass(frozen=True)
class Headed:
    """A sheet with headings: in which row they stand, and in which column each of them."""

    sheet: "Worksheet"
    heading: int
    columns: Mapping[str, int]

    def cell(self, row: int, name: str) -> "Cell":
        """Give the cell in a row beneath a heading."""
        return self.sheet.cell(row, self.columns[name])

    @property
    def rows(self) -> range:
        """The rows beneath the headings, as far as anything stands in them."""
        return range(self.heading + 1, last_row(self.sheet) + 1)


def headed(book: "Workbook", needed: Collection[str]) -> list[Headed]:
    """Find the sheets with these headings; their columns may have moved, and rows may stand above them.

    Parameters
    ----------
    book : openpyxl Workbook
        The workbook.
    needed : collection of str
        The headings that must be there.
    """
    found = []
    for sheet in book.worksheets:
        for row in sheet.iter_rows(max_row=min(sheet.max_row, 20)):
            columns = {text_of(cell): cell.column for cell in row}
            if set(needed) <= columns.keys():
                found.append(Headed(sheet, row[0].row, columns))
                break
    return found


def text_of(cell: "Cell") -> str:
    """Give what stands in a cell as text: a whole number without decimals, an empty cell as nothing."""
    value = cell.value
    if value is None:
        return ""
    whole = isinstance(value, float) and value.is_integer()
    return str(int(value) if whole else value).strip()


def write_text(cell: "Cell", text: str) -> None:
    """Write text in a cell as text, also where it begins like a formula."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)[:32_767]
    if cell.data_type == "f":
        cell.data_type = "s"
        cell.quotePrefix = True  # Excel keeps it text when somebody edits the cell


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
    lines = least
    for cell in sheet[row]:
        # Words break before the edge; two signs less is what that costs on average.
        room = max(int(sheet.column_dimensions[cell.column_letter].width) - 2, 1)
        lines = max(lines, sum(-(-max(len(line), 1) // room) for line in text_of(cell).splitlines()))
    sheet.row_dimensions[row].height = min(_LINE * lines, _HIGHEST)


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
    write_whole(path, fixed_in_time.getvalue())
