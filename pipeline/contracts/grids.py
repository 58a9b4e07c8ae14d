"""From a grid of cells, as a file or a sheet has it, to a table: where its headings are, and which rows are beneath."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

import pandas as pd

from pipeline.contracts.around import Around, above, beneath, beside, named
from pipeline.contracts.headings import as_seen
from pipeline.contracts.plain_text import heading
from pipeline.errors import InputError, Problem

ROW = "_row"
"""Name of the column that keeps the row as a spreadsheet numbers it."""
IMPORTED = 10_000_000
"""Rows of the first imported file of a table are numbered from here, those of the second from twice this, and so on."""
# People put a title, a date and a few lines of explanation above their table; not a page of it.
SOUGHT = 30
# Dates of which Excel made so many in one column are one thing to tell.
MANY = 3


@dataclass(frozen=True)
class Oddity:
    """Something about a cell that has to be told.

    Attributes
    ----------
    row, column
        Its place in the grid, counted from 1 and from 0.
    value, what, mend
        As of a `Problem`.
    wrong
        It is a mistake; otherwise it was read, and is only told.
    unless_wrong
        It explains what stands there: a mistake found in the cell is told in its words, as one.
    a_date
        It is about a date with its year: where a date is asked for, there is nothing to tell.
    """

    row: int
    column: int
    value: str
    what: str
    mend: str
    wrong: bool = False
    unless_wrong: bool = False
    a_date: bool = False


@dataclass(frozen=True)
class Grid:
    """Cells as text, row by row, and what has to be told of some.

    Attributes
    ----------
    rows
        The rows with the number that a spreadsheet gives each, in order; those without any cell may be left out.
    oddities
        What has to be told of cells.
    letters
        Cells are named by a letter and a number, as in a workbook.
    hidden
        The numbers of rows that people do not see.
    unseen
        People do not see the sheet.
    """

    rows: list[tuple[int, list[str]]]
    oddities: tuple[Oddity, ...] = ()
    letters: bool = False
    hidden: frozenset[int] = frozenset()
    unseen: bool = False


@dataclass(frozen=True)
class Place:
    """Where a table stands: validators know its columns and row numbers, and the heading as row 1; this knows the rest.

    Attributes
    ----------
    file, sheet
        The file as problems name it, and in a workbook the sheet.
    heading
        The row of the headings.
    columns
        The position of each column, counted from 0.
    letters
        Cells are named by a letter and a number.
    explained
        What explains a wrong cell, by row and column: what is wrong, and how to mend it.
    titles
        The heading that people see above a column, where that is not its name.
    imported
        Where the rows stand that were imported, by the number of the file.
    """

    file: str
    sheet: str = ""
    heading: int = 1
    columns: Mapping[str, int] = field(default_factory=dict)
    letters: bool = False
    explained: Mapping[tuple[int, str], tuple[str, str]] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    imported: "Mapping[int, Place]" = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What validators call it: no two tables have the same."""
        return f"{self.file}#{self.sheet}" if self.sheet else self.file

    def of(self, problem: Problem) -> Problem:
        """Give a problem that validators found with its place in the file."""
        number, own = divmod(problem.row or 0, IMPORTED)
        if number in self.imported:
            return self.imported[number].of(replace(problem, row=own))
        row = self.heading if problem.row == 1 else problem.row
        what, mend = self.explained.get((row or 0, problem.column), (problem.what, problem.mend))
        cell = ""
        if self.letters and row is not None and problem.column in self.columns:
            cell = f"{column_letter(self.columns[problem.column])}{row}"
        column = self.titles.get(problem.column, problem.column)
        what, mend = (as_seen(text, self.titles, self.columns) for text in (what, mend))
        return replace(
            problem, file=self.file, sheet=self.sheet, row=row, column=column, cell=cell, what=what, mend=mend
        )


@dataclass(frozen=True)
class ReadTable:
    """A table as it was read.

    Attributes
    ----------
    frame
        Its columns as text, and `ROW`.
    place
        Where it stands.
    problems, notices
        What is wrong with cells and rows as they were read, and what is only told.
    whole
        No row is left out; otherwise nothing can be said of what is not there.
    """

    frame: pd.DataFrame
    place: Place
    problems: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()
    whole: bool = True


def column_letter(position: int) -> str:
    """Give the letter of a column, counted from 0."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def said(row: int) -> str:
    """Name a row in a sentence, also one that was imported."""
    number, own = divmod(row, IMPORTED)
    return f"rij {own} van wat is geïmporteerd" if number else f"rij {row}"


def by_heading(known: Collection[str] | Mapping[str, str]) -> dict[str, str]:
    """Give the names of columns by the headings they are found under, as `heading` writes those.

    Parameters
    ----------
    known : collection or mapping of str to str
        Names of columns; or names by the headings they may have.
    """
    named = known if isinstance(known, Mapping) else dict(zip(known, known, strict=True))
    return {heading(text): name for text, name in named.items()}


def _titles(known: Collection[str] | Mapping[str, str], found: Collection[str]) -> dict[str, str]:
    """Give the headings that people see, by column, in a table with any heading that is not the name of its column."""
    others = {name: text for text, name in known.items() if text != name} if isinstance(known, Mapping) else {}
    seen = {heading(text) for text in found}
    titled = {name for name, text in others.items() if heading(text) in seen and heading(name) not in seen}
    by_name = {name for name, text in others.items() if heading(name) in seen and heading(text) not in seen}
    return {name: text for name, text in others.items() if name not in by_name} if titled else {}


def _to_offer(known: Collection[str] | Mapping[str, str]) -> list[str]:
    """Give a heading for each column: the one that people read where there is one."""
    named = {name: text for text, name in known.items()} if isinstance(known, Mapping) else dict.fromkeys(known, "")
    return [text or name for name, text in named.items()]


def matches(row: Collection[str], known: Mapping[str, str]) -> int:
    """Count the cells of a row that are names of known columns, each once."""
    return len({heading(cell) for cell in row} & known.keys())


def table_of(
    grid: Grid,
    place: Place,
    known: Collection[str] | Mapping[str, str],
    dates: Collection[str] = (),
    headings: Collection[str] = (),
) -> ReadTable:
    """Find the headings in a grid and read the rows beneath them.

    Parameters
    ----------
    grid : Grid
        The cells.
    place : Place
        File and sheet.
    known : collection or mapping of str to str
        The columns that the table can have, or those by the headings they may stand under; with none, the first row
        that is about as full as the fullest has the headings.
    dates : collection of str
        Those of them in which dates are asked for.
    headings : collection of str
        The headings of all tables, as `heading` writes them; with them, what people put around a table is told from it.

    Raises
    ------
    InputError
        It is empty, its headings are not to be found, or one is there twice or has no name.
    """
    filled = [(number, row) for number, row in grid.rows if any(row)]
    mend = "Zet de kolomnamen op rij 1 en vul de tabel."
    if not filled:
        what = "Het blad is leeg." if place.sheet else "Het bestand is leeg."
        raise InputError([replace(place.of(Problem("", None, "", "", what, mend)), row=None)])
    by_key = by_heading(known)
    at = _heading_at(filled, by_key)
    number, names = filled[at]
    if by_key and not matches(names, by_key):
        what = "De kolomnamen van deze tabel zijn niet gevonden."
        mend = f"Zet ze boven de kolommen: {', '.join(_to_offer(known))}."
        if not isinstance(known, Mapping):  # of a tool: its names are mended where they are asked for
            mend = f"Het zijn er geen van: {', '.join(known)}. Neem de namen over uit dit bestand."
        raise InputError([place.of(Problem("", None, "", " ".join(filter(None, names)), what, mend))])
    around = beneath(filled[at + 1 :], names, headings) if headings else Around(filled[at + 1 :])
    names = named(names, by_key, loosely=bool(headings))
    below = list(zip_longest(*(cells for _, cells in around.rows), fillvalue=""))
    used = {position for position, texts in enumerate(below) if any(texts)}
    end = beside(names, used, by_key.values()) if headings else max(len(names), len(below))
    if end < len(names):
        what = f"Vanaf kolom {column_letter(end)} staat naast de tabel iets anders; dat wordt niet gelezen."
        around.told.append((number, ", ".join(filter(None, names[end:])), what, "Er hoeft niets te gebeuren."))
        around.rows, names = [(row, cells[:end]) for row, cells in around.rows], names[:end]
        used = {position for position in used if position < end}
    columns = [(position, name) for position, name in enumerate(names) if name]
    place = replace(
        place,
        heading=number,
        columns={name: position for position, name in columns},
        letters=grid.letters,
        titles=_titles(known, filled[at][1]),
    )
    width = max((position for position, _ in columns), default=-1) + 1
    if wrong := list(_of_headings(columns, used, width)):
        raise InputError([place.of(problem) for problem in wrong] + list(_too_wide(around.rows, width, place)))
    first = filled[at][1]
    repeated = {row for row, cells in around.rows if cells[0] == first[0] and cells[:width] == first[:width]}
    wide = list(_too_wide(around.rows, width, place))
    left_out = repeated | {problem.row for problem in wide}
    nothing = ("",) * len(around.rows)
    data = {name: below[position] if position < len(below) else nothing for position, name in columns}
    frame = pd.DataFrame(data, dtype="str")
    frame[ROW] = [row for row, _ in around.rows]
    if left_out:
        frame = frame[~frame[ROW].isin(left_out)].reset_index(drop=True)
    over = above(filled[:at], len(columns))
    gone = {row for row, _ in filled[at + 1 :]} - set(frame[ROW])
    odd = [each for each in grid.oddities if each.row >= number and each.row not in gone and each.column < end]
    problems, notices, explained = _told(odd, place, dates)
    notices += [
        *_around(over.told, place),
        *(_repeated(row, place) for row in sorted(repeated)),
        *_around(around.told, place),
    ]
    notices += _unseen(grid, frame, place)
    place = replace(place, explained=explained)
    rows = (*_around(over.wrong, place), *wide, *_around(around.wrong, place))
    return ReadTable(frame, place, (*rows, *problems), tuple(notices), whole=not rows)


def _unseen(grid: Grid, frame: pd.DataFrame, place: Place) -> Iterator[Problem]:
    """Tell that a sheet, or rows of it, are read though people do not see them."""
    mend = "Hoort dat er niet bij, haal het dan weg."
    if grid.unseen:
        yield place.of(Problem("", None, "", "", "Dit blad is verborgen, en wordt wel gelezen.", mend))
    if hidden := sum(row in grid.hidden for row in frame[ROW]):
        what = f"In dit blad zijn {hidden} rijen verborgen; die zijn wel gelezen."
        what = what if hidden > 1 else "In dit blad is één rij verborgen; die is wel gelezen."
        yield place.of(Problem("", None, "", "", what, mend))


def _around(told: Collection[tuple[int, str, str, str]], place: Place) -> list[Problem]:
    return [Problem(place.file, row, "", said, what, mend, sheet=place.sheet) for row, said, what, mend in told]


def _heading_at(filled: list[tuple[int, list[str]]], known: Mapping[str, str]) -> int:
    """Find the row with the most names of columns; the first when none has any.

    Where no names are known, titles and explanation above a table fill fewer cells than its headings do.
    """
    top = [row for _, row in filled[:SOUGHT]]
    if not known:
        return first_full(top)
    counts = [matches(row, known) for row in top]
    return counts.index(max(counts))


def first_full(rows: Sequence[Sequence[str]]) -> int:
    """Find the first row that fills at least half as many cells as the fullest."""
    counts = [sum(map(bool, row)) for row in rows]
    return next(at for at, count in enumerate(counts) if 2 * count >= max(counts))


def _of_headings(columns: list[tuple[int, str]], used: set[int], width: int) -> Iterator[Problem]:
    """Tell names that are there twice, and columns with something in them and no name; empty columns are none."""
    for name, count in Counter(name for _, name in columns).items():
        if count > 1:
            yield Problem("", 1, name, name, "Deze kolomnaam komt twee keer voor.", "Geef elke kolom één eigen naam.")
    nameless = sorted(used & set(range(width)) - {position for position, _ in columns})
    if nameless:
        what = f"Een kolom heeft geen naam: {', '.join(column_letter(position) for position in nameless)}."
        yield Problem("", 1, "", "", what, "Geef de kolom een naam, of haal haar weg.")


def _too_wide(rows: list[tuple[int, list[str]]], width: int, place: Place) -> Iterator[Problem]:
    for number, cells in rows:
        if any(cells[width:]):
            position = next(position for position in range(width, len(cells)) if cells[position])
            what = f"Deze rij heeft {len(cells)} cellen; de kop heeft er {width}."
            mend = "Zet tekst met een scheidingsteken erin tussen aanhalingstekens."
            cell = ""
            if place.letters:
                what, mend = "Hier staat iets naast de tabel.", "Geef de kolom een naam, of haal het weg."
                cell = f"{column_letter(position)}{number}"
            yield Problem(place.file, number, "", cells[position], what, mend, sheet=place.sheet, cell=cell)


def _repeated(row: int, place: Place) -> Problem:
    what, mend = "Hier staan de kolomnamen nog een keer; deze rij wordt niet gelezen.", "Er hoeft niets te gebeuren."
    return Problem(place.file, row, "", "", what, mend, sheet=place.sheet)


def _told(
    oddities: Collection[Oddity], place: Place, dates: Collection[str]
) -> tuple[list[Problem], list[Problem], dict[tuple[int, str], tuple[str, str]]]:
    """Sort what has to be told of cells into mistakes, notices, and what explains a mistake if there is one."""
    names = {position: name for name, position in place.columns.items()}
    wrong: list[Problem] = []
    told: list[Problem] = []
    explained: dict[tuple[int, str], tuple[str, str]] = {}
    made, once = Counter(odd.column for odd in oddities if odd.a_date), set[int]()
    for odd in oddities:
        name = names.get(odd.column, "")
        if odd.a_date and name in dates:
            continue
        if odd.a_date and made[odd.column] > MANY:
            explained[odd.row, name] = (odd.what, odd.mend)
            if odd.column not in once:  # one line for all of them, at the first
                once.add(odd.column)
                what = f"{odd.what} Zo is het in {made[odd.column]} cellen van deze kolom."
                told.append(place.of(Problem("", odd.row, name, odd.value, what, odd.mend)))
            continue
        problem = place.of(Problem("", odd.row, name, odd.value, odd.what, odd.mend))
        (wrong if odd.wrong else told).append(problem)
        if odd.unless_wrong or odd.wrong:
            explained[odd.row, name] = (odd.what, odd.mend)
    return wrong, told, explained
