"""The table with answers as it came: its headings, and of each column how often each text is in it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import pandas as pd

from pipeline.contracts import workbooks
from pipeline.contracts.csv_files import read_csv
from pipeline.contracts.grids import MANY, ROW, SOUGHT, Place, ReadTable, first_full, table_of
from pipeline.contracts.plain_text import heading
from pipeline.errors import InputError, Problem, refused
from pipeline.sources.questionnaires.words import key

_TOTALS = frozenset({"totaal", "total", "eindtotaal", "gemiddelde", "gemiddeld", "average", "mean", "som", "sum"})


@dataclass(frozen=True)
class Answers:
    """A table with answers.

    Attributes
    ----------
    file : str
        Its name.
    frame : pandas.DataFrame
        A row a respondent, all as text.
    rows : pandas.Series of int or None
        The number of each row in the file, where it has numbers.
    """

    file: str
    frame: pd.DataFrame
    rows: "pd.Series[int] | None" = None

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
        It is damaged, or no table; or a row, cell or sheet of it would be lost, or a total be taken for somebody.
    """
    table = _of_workbook(path) if path.suffix.casefold() == ".xlsx" else read_csv(path, path.name, ())
    if wrong := [*_in_few_lines(table), *_total(table)]:
        raise InputError(wrong)
    if table.frame.empty:
        raise refused(path.name, "Er staan geen antwoorden in.", "Exporteer het opnieuw, met de antwoorden.")
    return Answers(path.name, table.frame.drop(columns=ROW), table.frame[ROW])


def _of_workbook(path: Path) -> ReadTable:
    with workbooks.opened(path, path.name) as book:
        filled = [sheet for sheet in book.sheets if not book.is_empty(sheet)]
        if not filled:
            raise refused(path.name, "Dit bestand is leeg.", "Exporteer het opnieuw, met de antwoorden.")
        sheet = max(filled, key=lambda each: sum(map(_filled, book.top(each, SOUGHT))))
        table = table_of(book.grid(sheet), Place(path.name, sheet, letters=True), ())
        own = {heading(name) for name in table.frame.columns if name != ROW}
        for other in filled:
            rows = _table(book.top(other, SOUGHT)) if other != sheet else []
            if len(rows) > 1 and {heading(cell) for cell in rows[0] if cell} == own:
                what = f"Ook op het blad {other} staan antwoorden, met dezelfde koppen als op {sheet}."
                mend = "Zet alle antwoorden onder elkaar op één blad, of elk blad in een eigen bestand."
                raise refused(path.name, what, mend)
        return table


def _in_few_lines(table: ReadTable) -> Iterator[Problem]:
    """Give what is wrong in a file with answers; the same in many cells of a column is one line."""
    cells: dict[tuple[str, str], list[Problem]] = {}
    for problem in table.problems:
        if problem.column or table.whole:
            cells.setdefault((problem.column, problem.what), []).append(problem)
        else:
            yield problem
    for found in cells.values():
        if len(found) <= MANY:
            yield from found
        else:
            yield replace(found[0], what=f"{found[0].what} Dit staat in {len(found)} cellen van deze kolom.")


def _total(table: ReadTable) -> Iterator[Problem]:
    """Tell a last row that adds up or averages those above: it is nobody's answers."""
    for row in table.frame.tail(1).itertuples(index=False):
        *cells, number = map(str, row)
        said = next(filter(None, cells), "")
        if key(said).rstrip(":") in _TOTALS:
            what = "Deze rij lijkt een totaal of een gemiddelde; dan zijn het de antwoorden van niemand."
            place = table.place
            yield Problem(place.file, int(number), "", said, what, "Haal de rij weg.", sheet=place.sheet)


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
