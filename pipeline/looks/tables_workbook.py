"""All tables of a round in one Excel workbook, for people: Excel by itself shows accents of a CSV wrongly."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.review.excel import spreadsheets

if TYPE_CHECKING:
    import pandas as pd

FILE = "tabellen.xlsx"
_CONTENTS = "Inhoud"
_WIDEST, _NARROWEST = 60, 12  # signs that a column shows


def write_tables(path: Path, tables: "Mapping[str, pd.DataFrame]", labels: Mapping[str, str]) -> None:
    """Write a sheet for each table that has rows, with a first one that says what they are.

    Parameters
    ----------
    path : pathlib.Path
        Where.
    tables : mapping of str to pandas.DataFrame
        The tables by name.
    labels : mapping of str to str
        What readers call them, by name, in the order of the sheets.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    filled = {name: label for name, label in labels.items() if len(tables[name])}
    _sheet(book, _CONTENTS, {"Blad": 24, "Wat erin staat": _WIDEST}, list(filled.items()))
    for name in filled:
        frame = tables[name].astype(object).where(tables[name].notna(), "")
        _sheet(book, name, {str(column): _width(str(column), frame[column]) for column in frame}, frame.values.tolist())
    spreadsheets.save(book, path)


def _sheet(book: Any, title: str, widths: Mapping[str, int], rows: list[Any]) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for number, width in enumerate(widths.values(), 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(widths))}{len(rows) + 1}"

    def written(value: object) -> Any:
        """Keep a number a number, and a text a text, also where it looks like a formula."""
        if not isinstance(value, str):
            return value
        value = spreadsheets.writable(value)  # it may begin with what is left out
        if not value.startswith("="):
            return value
        cell = WriteOnlyCell(sheet)
        spreadsheets.write_text(cell, value)
        return cell

    headings = [WriteOnlyCell(sheet, name) for name in widths]
    for cell in headings:
        cell.font = Font(bold=True)
    sheet.append(headings)
    for row in rows:
        sheet.append([written(value) for value in row])


def _width(name: str, values: "pd.Series") -> int:
    longest = max([len(name), *(len(str(value)) for value in values)])
    return min(max(longest + 2, _NARROWEST), _WIDEST)
