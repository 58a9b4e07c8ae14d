"""The table with answers as it came: its headings, and of each column how often each text is in it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from pipeline.contracts import workbooks
from pipeline.contracts.csv_files import read_csv
from pipeline.contracts.grids import ROW, SOUGHT, Place, ReadTable, first_full, table_of
from pipeline.contracts.plain_text import heading
from pipeline.errors import InputError, refused


@dataclass(frozen=True)
class Answers:
    """A table with answers.

    Attributes
    ----------
    file : str
        Its name.
    frame : pandas.DataFrame
        A row a respondent, all as text.
    """

    file: str
    frame: pd.DataFrame

    @property
    def headings(self) -> list[str]:
        """Its headings, in order."""
        return [str(name) for name in self.frame.columns]

    @cached_property
    def by_heading(self) -> dict[str, str]:
        """Its headings by how they are compared."""
        return {heading(name): name for name in reversed(self.headings)}

    def texts(self, column: str) -> "Counter[str]":
        """Count the texts of a column, in the order in which they first stand there; empty cells are not counted."""
        return Counter(text for text in self.frame[column] if text)


class Finder:
    """Gives columns by the names that a tool may have for them, each once."""

    def __init__(self, answers: Answers) -> None:
        self._left = dict(answers.by_heading)

    def __call__(self, *names: str) -> str:
        """Give the first column of one of these names that is still there; empty where there is none."""
        for name in names:
            if name and (found := self._left.pop(heading(name), "")):
                return found
        return ""

    @property
    def left(self) -> list[str]:
        """The columns that nobody asked for."""
        return list(self._left.values())[::-1]


def read(path: Path) -> Answers:
    """Read a CSV or a workbook; of a workbook the sheet with most in it.

    Parameters
    ----------
    path : pathlib.Path
        The file.

    Raises
    ------
    InputError
        It is damaged, or no table; or a row of it would be left out.
    """
    table = _of_workbook(path) if path.suffix.casefold() == ".xlsx" else read_csv(path, path.name, ())
    if not table.whole:
        raise InputError(table.problems)
    if table.frame.empty:
        raise refused(path.name, "Er staan geen antwoorden in.", "Exporteer het opnieuw, met de antwoorden.")
    return Answers(path.name, table.frame.drop(columns=ROW))


def _of_workbook(path: Path) -> ReadTable:
    with workbooks.opened(path, path.name) as book:
        filled = [sheet for sheet in book.sheets if not book.is_empty(sheet)]
        if not filled:
            raise refused(path.name, "Dit bestand is leeg.", "Exporteer het opnieuw, met de antwoorden.")
        sheet = max(filled, key=lambda each: sum(map(_filled, book.top(each, SOUGHT))))
        return table_of(book.grid(sheet), Place(path.name, sheet, letters=True), ())


def _filled(row: Iterable[str]) -> int:
    return sum(map(bool, row))


def _table(rows: list[list[str]]) -> list[list[str]]:
    """Leave out what stands above a table, and rows without anything."""
    filled = [row for row in rows if any(row)]
    return filled[first_full(filled[:SOUGHT]) :] if filled else []


def top(path: Path, rows: int) -> dict[str, list[list[str]]]:
    """Give the first rows of the table on each sheet of a workbook, or in a CSV; nothing where it can't be read."""
    try:
        if path.suffix.casefold() == ".xlsx":
            with workbooks.opened(path, path.name) as book:
                return {sheet: _table(book.top(sheet, SOUGHT + rows))[:rows] for sheet in book.sheets}
        frame = read_csv(path, path.name, ()).frame.drop(columns=ROW)
    except InputError:
        return {}
    return {"": [list(map(str, frame.columns)), *(list(map(str, row)) for row in frame.head(rows).values)]}
