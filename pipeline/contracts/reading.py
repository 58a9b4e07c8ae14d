"""Reading the tables of a folder as people keep them: a CSV each, or sheets of workbooks; every cell as text."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.contracts import workbooks
from pipeline.contracts.csv_files import read_csv
from pipeline.contracts.grids import ROW, SOUGHT, Place, ReadTable, by_heading, matches, table_of
from pipeline.contracts.headings import EXAMPLE
from pipeline.contracts.kept import Kept
from pipeline.contracts.plain_text import heading
from pipeline.contracts.round_files import files_in
from pipeline.contracts.spelling import spelled
from pipeline.contracts.table import Table
from pipeline.dutch import listed
from pipeline.errors import InputError, Problem, nearest
from pipeline.records import records

# Sheets that explain our own workbooks, those with the values of their drop-down lists, and the list of mistakes that
# stands in a marked copy.
_OURS = frozenset({"uitleg", "lijsten", "fouten"})
_NOT_READ = "Deze rij heet voorbeeld en wordt niet gelezen."


@dataclass
class Reading:
    """Tables that were read.

    Attributes
    ----------
    frames
        Each table as text with `ROW`, by its name.
    places
        Where each table stands that is there, also those that could not be read or were not asked for.
    problems
        What is wrong with files, sheets and rows; the rest of a table is read all the same.
    notices
        What was read and has to be told: what was guessed, and what is no table.
    partial
        Names of the tables of which something could not be read: nothing can be said of what is not in them.
    waiting
        Names of the tables that have a sheet in which nobody filled in anything yet.
    """

    frames: dict[str, pd.DataFrame] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)
    partial: set[str] = field(default_factory=set)
    waiting: set[str] = field(default_factory=set)

    def told(self, problems: Iterable[Problem]) -> list[Problem]:
        """Give what validators found with its place in a file, but for what was told of the cell as it was read."""
        by_name = {place.name: place for place in self.places.values()}
        known = {_cell(problem) for problem in self.problems}
        found = (by_name[problem.file].of(problem) if problem.file in by_name else problem for problem in problems)
        return [problem for problem in found if not problem.column or _cell(problem) not in known]


def _cell(problem: Problem) -> tuple[object, ...]:
    return problem.file, problem.sheet, problem.row, problem.column, problem.what


def read_text_table(path: Path, name: str, known: Collection[str] = ()) -> pd.DataFrame:
    """Read a CSV with every cell as text, an empty cell as ``""``, and `ROW`.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    name : str
        How problems name it.
    known : collection of str
        The columns that it can have; with none, its first row has their names.

    Raises
    ------
    InputError
        The file is missing, empty or damaged, or has rows that can't be read.
    """
    read = read_csv(path, name, known)
    if read.problems:
        raise InputError(read.problems)
    return read.frame


def read_tables(
    folder: Path,
    name_of: Callable[[Path], str],
    contracts: Iterable[Table],
    wanted: Collection[str],
    *,
    ours: bool = False,
    kept: Kept | None = None,
) -> Reading:
    """Read tables as text, those that can be; what is wrong with the others is told together.

    Parameters
    ----------
    folder : pathlib.Path
        Where their files are.
    name_of : callable
        Gives how problems name a file.
    contracts : iterable of Table
        All tables that there can be.
    wanted : collection of str
        Names of those to read.
    ours : bool
        The folder has tables that klankbord writes: what people said stays in them to the sign, and workbooks are none.
    kept : Kept, optional
        Where what was read of large files is kept; without it they are read.
    """
    parsed = kept.table if kept else _parsed
    tables = {table.name: table for table in contracts if table.has_file}
    headings = () if ours else _headings_of(tables)
    files = files_in(folder, tables)
    reading = Reading()
    for name, (path, *others) in files.tables.items():
        file = name_of(path)
        reading.places[name] = Place(file)
        reading.problems += [_twice(Place(name_of(other)), name, reading.places[name]) for other in others]
        if name in wanted:
            known = tables[name].spellings
            read = partial(read_csv, path, file, known, headings, verbatim=ours)
            how: tuple[object, ...] = ("csv", file, list(known.items()), headings, ours)
            _take(reading, tables[name], partial(parsed, path, how, read))
    for path in () if ours else files.workbooks:
        _of_workbook(reading, path, name_of(path), tables, wanted, kept)
    return reading


def read_workbook(path: Path, file: str, contracts: Iterable[Table], wanted: Collection[str]) -> Reading:
    """Read the tables of one workbook as text, as `read_tables` does those of a folder.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    file : str
        How problems name it.
    contracts, wanted
        As for `read_tables`.
    """
    reading = Reading()
    _of_workbook(reading, path, file, {table.name: table for table in contracts}, wanted, None)
    return reading


def _of_workbook(
    reading: Reading, path: Path, file: str, tables: Mapping[str, Table], wanted: Collection[str], kept: Kept | None
) -> None:
    parsed, headings = kept.table if kept else _parsed, _headings_of(tables)
    place = Place(file, letters=True)
    try:
        with workbooks.opened(path, place.file) as book:
            found = _sheets(book, path, place, tables, reading)
            if again := _copied(place, found.values(), reading.places):
                reading.problems.append(again)
                return
            for sheet, name in found.items():
                at, table = replace(place, sheet=sheet), tables[name]
                dates = [column.name for column in table.columns if column.is_date]
                read = partial(_of_grid, book, at, table.spellings, dates, headings)
                how = ("xlsx", at.file, sheet, list(table.spellings.items()), dates, headings)
                _of_sheet(reading, at, table, wanted, partial(parsed, path, how, read))
    except InputError as error:
        reading.problems += error.problems
        reading.partial |= tables.keys() - reading.places.keys()  # any of them may be in it


def _headings_of(tables: Mapping[str, Table]) -> list[str]:
    """Give every heading of every table, as headings are compared."""
    return sorted({heading(text) for table in tables.values() for text in table.spellings})


def _of_grid(book: workbooks.Book, place: Place, *how: Any) -> ReadTable:
    return table_of(book.grid(place.sheet), place, *how)


def _parsed(_path: Path, _how: object, parse: Callable[[], ReadTable]) -> ReadTable:
    """Read a table of which nothing is kept."""
    return parse()


def _of_sheet(
    reading: Reading, place: Place, table: Table, wanted: Collection[str], read: Callable[[], ReadTable]
) -> None:
    if table.name in reading.places:
        reading.problems.append(_twice(place, table.name, reading.places[table.name]))
        return
    reading.places[table.name] = place
    if table.name in wanted:
        _take(reading, table, lambda: _without_example(read(), table))
        if table.name in reading.frames and reading.frames[table.name].empty and table.name not in reading.partial:
            reading.waiting.add(table.name)


def _without_example(read: ReadTable, table: Table) -> ReadTable:
    """Leave out the row that shows how a sheet is filled in; one that somebody changed is told."""
    if not table.workbook or table.key not in read.frame:
        return read
    shown = read.frame[table.key].str.casefold() == EXAMPLE
    ours = set(read.frame.loc[shown, ROW])
    examples = {column.name: column.heading.example for column in table.columns if column.heading}
    changed = [
        read.place.of(
            Problem("", int(row[ROW]), table.key, EXAMPLE, _NOT_READ, "Is het een echte rij? Geef haar een eigen naam.")
        )
        for row in records(read.frame[shown])
        if any(row.get(name, text) not in {text, ""} for name, text in examples.items() if text and name != table.key)
    ]
    return replace(
        read,
        frame=read.frame[~shown].reset_index(drop=True),
        problems=tuple(problem for problem in read.problems if problem.row not in ours),
        notices=(*(notice for notice in read.notices if notice.row not in ours), *changed),
    )


def _take(reading: Reading, table: Table, read: Callable[[], ReadTable]) -> None:
    """Put one table with the others, as far as it can be read."""
    try:
        found = read()
    except InputError as error:
        reading.problems += error.problems
        reading.partial.add(table.name)
        return
    reading.frames[table.name] = spelled(found.frame, table)
    reading.places[table.name] = found.place
    reading.problems += found.problems
    reading.notices += found.notices
    if not found.whole:
        reading.partial.add(table.name)


def _sheets(
    book: workbooks.Book, path: Path, place: Place, tables: Mapping[str, Table], reading: Reading
) -> dict[str, str]:
    """Give the sheets that are tables, with the table of each, and tell the others."""
    found = {sheet: heading(sheet) for sheet in book.sheets if heading(sheet) in tables}
    others = [sheet for sheet in book.sheets if sheet not in found and heading(sheet) not in _OURS]
    others = [sheet for sheet in others if not book.is_empty(sheet)]
    fits = {sheet: _fits(book.top(sheet, SOUGHT), tables) for sheet in others}
    if not found and len(others) == 1 and heading(path.stem) in tables and fits[others[0]] in {"", heading(path.stem)}:
        return {others[0]: heading(path.stem)}  # a CSV that was saved as a workbook
    for sheet in others:
        near = nearest(heading(sheet), tables)
        if not near and (table := fits[sheet]) and table not in reading.places and table not in found.values():
            what = f"Dit blad heeft de kolommen van {table}, en heet niet zo."
            mend = f"Noem het blad {table}."
            reading.problems.append(Problem(place.file, None, "", "", what, mend, sheet=sheet))
            reading.partial.add(table)
            continue
        what = "Dit blad wordt niet gelezen: geen tabel heet zo."
        mend = "Er hoeft niets te gebeuren, tenzij het een tabel is: noem het blad dan zo."
        told = Problem(place.file, None, "", "", what, f"Bedoelde u «{near}»?" if near else mend, sheet=sheet)
        if near:
            reading.problems.append(told)
            reading.partial.add(near)
        elif found:
            reading.notices.append(told)
    if not found and not any(fits[sheet] or nearest(heading(sheet), tables) for sheet in others):
        mend = f"Geef elk blad de naam van een tabel, zoals {next(iter(tables))}, of haal het bestand weg."
        reading.problems.append(Problem(place.file, None, "", "", "In dit bestand staat geen enkele tabel.", mend))
    return found


def _fits(rows: list[list[str]], tables: Mapping[str, Table]) -> str:
    """Give the table whose headings stand in one of the first rows of a sheet: of most, when that is one table."""
    scores = {
        name: max((matches(row, by_heading(table.spellings)) for row in rows), default=0)
        for name, table in tables.items()
    }
    best = max(scores.values(), default=0)
    named = [name for name, score in scores.items() if score == best]
    needed = sum(not column.optional for column in tables[named[0]].columns) if named else 0
    return named[0] if len(named) == 1 and best >= max(3, needed / 2) else ""


def _copied(place: Place, names: Collection[str], places: Mapping[str, Place]) -> Problem | None:
    """Tell in one line that all tables of a workbook, two or more, stand elsewhere too: it is a copy."""
    if len(names) < 2 or not all(name in places for name in names):
        return None
    first = listed(list(dict.fromkeys(places[name].file for name in names)))
    what = f"Dit is een kopie: alle tabellen hierin ({', '.join(names)}) staan ook in {first}."
    return Problem(place.file, None, "", "", what, "Haal een van beide weg.")


def _twice(place: Place, table: str, first: Place) -> Problem:
    where = f"{first.file}, blad {first.sheet}" if first.sheet else first.file
    what = f"Deze tabel staat ook in {where}."
    return Problem(place.file, None, "", table, what, "Haal een van beide weg.", sheet=place.sheet)
