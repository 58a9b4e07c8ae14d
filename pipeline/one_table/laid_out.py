"""A table as it is laid out for readers: which of its cells are figures, and what its rows and columns are of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.contracts.grids import column_letter
from pipeline.contracts.rows import UnitFigure
from pipeline.one_table.figures import COUNT, PERCENTAGE, SECOND, figure, is_number, measure_of
from pipeline.one_table.sheets import Sheet, place
from pipeline.one_table.two_in_one import Apart, apart
from pipeline.phases.surveys.tables import says_several
from pipeline.statistics.dates import no_day
from pipeline.statistics.said import said_alone

_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
# What stands where there is no figure.
_NONE = frozenset({"", "-", "–", "—", "x", "n.v.t.", "nvt", "n.b.", "nb", "pm", "p.m.", "."})
_DIGIT = re.compile(r"[0-9]")
# A column of figures may have a remark in it; a column of text may have a year.
_MOSTLY = 0.5
# How many people a column, a row or a whole table is of, where a text says so.
_OF_PEOPLE = re.compile(r"\bn ?= ?(?P<n>[1-9][0-9]{0,2}(?:[. ][0-9]{3})+|[1-9][0-9]*)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Line:
    """A row or a column of figures.

    Attributes
    ----------
    at : int
        Its place: a row counted from 1, a column from 0.
    name : str
        How it is called in a sentence: ``rij 12 (Totaal)``.
    label : str
        What it is of.
    cells : dict of int to str
        Its figures by cell, by the place of the column or row that crosses it.
    begins : bool
        Something stands between it and the line before: a heading, or an empty row.
    n : int
        Of how many people it is, where its heading or the table says so; else 0.
    """

    at: int
    name: str
    label: str
    cells: dict[int, str]
    begins: bool = False
    n: int = 0


@dataclass(frozen=True)
class Laid:
    """The figures of a sheet.

    Attributes
    ----------
    title : str
        The sheet.
    figures : dict of str to UnitFigure
        By cell.
    rows, columns : tuple of Line
        In order; those with a figure.
    unread : tuple of (str, str)
        Cells among figures that have digits and are no figure, with what stands there.
    words : tuple of Line
        Columns beside figures in which each cell says of its row that it rose, fell, or is above or below.
    no_days : tuple of (str, str)
        Cells with a day that does not exist.
    several : bool
        Somewhere stands that people could give several answers.
    """

    title: str
    figures: dict[str, UnitFigure]
    rows: tuple[Line, ...]
    columns: tuple[Line, ...]
    unread: tuple[tuple[str, str], ...]
    words: tuple[Line, ...] = ()
    no_days: tuple[tuple[str, str], ...] = ()
    several: bool = False


def laid_out(sheet: Sheet, file: str) -> Laid:
    """Find the figures of a sheet.

    The labels of rows stand in the first column with a word before a figure, those of columns above the first figure. A
    year above figures is a label, and so is one before them.

    Parameters
    ----------
    sheet : Sheet
        The table.
    file : str
        Where it stands.
    """
    rows = {number: texts for number, texts in sheet.grid.rows if any(texts)}
    width = max(map(len, rows.values()), default=0)
    parted = apart({number: [*texts, *[""] * (width - len(texts))] for number, texts in rows.items()})
    cells, all_columns = parted.cells, width + len(parted.columns)
    labels = next((at for at in range(width) if any(_is_label(row, at) for row in cells.values())), -1)
    if labels == -1 and _are_years([row[0] for row in cells.values()]):
        labels = 0
    years = _row_of_years(cells, labels)
    top = {at: _first_figure(cells, at, years) for at in range(labels + 1, all_columns)}
    below = {at: [texts[at] for row, texts in cells.items() if row >= first] for at, first in top.items() if first}
    figures_at = [at for at, texts in below.items() if _is_numbers(texts)]
    heads = {at: _heading(cells, parted.columns.get(at, at), top[at]) for at in figures_at}
    names = {row: _label(texts, labels) for row, texts in cells.items()}
    figures, unread = dict[str, UnitFigure](), list[tuple[str, str]]()
    for row, texts in cells.items():
        for at in figures_at:
            text, where = texts[at], _place(row, at, parted)
            if row < top[at] or text.casefold() in _NONE:
                continue
            if is_number(text):
                label = ", ".join(filter(None, (names[row], heads[at])))
                measure = _measure(text, heads[at], names[row], at, parted)
                figures[where] = figure(where, label, text, measure, file)
            elif _DIGIT.search(text):
                unread.append((where, text))
    around = [sheet.caption, *(text for _, texts in sheet.grid.rows for text in texts if not is_number(text))]
    return Laid(
        sheet.title,
        figures,
        tuple(_rows(cells, names, figures_at, figures, parted)),
        tuple(_columns(cells, heads, figures_at, figures, parted, _people(*around))),
        tuple(unread),
        tuple(_words(cells, [at for at in range(labels + 1, width) if at not in figures_at])),
        tuple((place(row, at), text) for row, texts in cells.items() for at, text in enumerate(texts) if no_day(text)),
        any(map(says_several, around)),
    )


def _place(row: int, at: int, parted: Apart) -> str:
    """Name the figure of a row and a column; what shares a cell with another is named after it."""
    return f"{place(row, parted.columns[at])}{SECOND}" if at in parted.columns else place(row, at)


def _measure(text: str, head: str, name: str, at: int, parted: Apart) -> str:
    """Say what a figure is counted in; of two in a cell, the one is a percentage and the other a count."""
    if at in parted.columns:
        return PERCENTAGE
    return COUNT if at in parted.columns.values() else measure_of(text, head, name)


def _people(*texts: str) -> int:
    """Give of how many people something is, where texts say so; 0 where they name more than one number."""
    found = {int(re.sub("[. ]", "", match["n"])) for text in texts for match in _OF_PEOPLE.finditer(text)}
    return found.pop() if len(found) == 1 else 0


def _heading(cells: dict[int, list[str]], at: int, top: int) -> str:
    return " ".join(_distinct(texts[at] for row, texts in cells.items() if row < top))


def _words(cells: dict[int, list[str]], columns: list[int]) -> Iterator[Line]:
    """Find columns of words about their row; what stands above the words is their heading."""
    for at in columns:
        said = {row: texts[at] for row, texts in cells.items() if said_alone(texts[at])}
        below = [texts[at] for row, texts in cells.items() if said and row > min(said) and texts[at]]
        if len(said) > 1 and len(said) == len(below) + 1:
            heading = " ".join(_distinct(texts[at] for row, texts in cells.items() if row < min(said)))
            name = f"kolom {column_letter(at)}{f' ({heading})' if heading else ''}"
            yield Line(at, name, heading, said)


def _is_label(texts: list[str], at: int) -> bool:
    """Tell whether a cell says what its row is of: a word, with a figure somewhere behind it."""
    is_word = texts[at].casefold() not in _NONE and not is_number(texts[at]) and not _DIGIT.match(texts[at])
    return is_word and any(is_number(text) and not _YEAR.fullmatch(text) for text in texts[at + 1 :])


def _are_years(texts: list[str]) -> bool:
    """Tell whether a first column has years, one a row: what each row is of."""
    filled = [text for text in texts if text and (is_number(text) or _DIGIT.search(text))]
    return len(filled) > 1 and all(map(_YEAR.fullmatch, filled)) and len(set(filled)) == len(filled)


def _is_numbers(texts: list[str]) -> bool:
    filled = [text for text in texts if text.casefold() not in _NONE]
    return bool(filled) and sum(map(is_number, filled)) > _MOSTLY * len(filled)


def _row_of_years(cells: dict[int, list[str]], labels: int) -> int:
    """Give the row that has the years above the figures; 0 where there is none."""
    for row, texts in cells.items():
        found = [text for text in texts[labels + 1 :] if is_number(text)]
        if found:
            return row if all(map(_YEAR.fullmatch, found)) else 0
    return 0


def _first_figure(cells: dict[int, list[str]], at: int, years: int) -> int:
    """Give the row of the first figure of a column; 0 where it has none."""
    return next((row for row, texts in cells.items() if row > years and is_number(texts[at])), 0)


def _distinct(texts: Iterator[str]) -> list[str]:
    return list(dict.fromkeys(filter(None, texts)))


def _label(texts: list[str], labels: int) -> str:
    """Give what a row is of: the text in the column of labels, else the last text before it."""
    return next((text for text in reversed(texts[: labels + 1]) if text), "")


def _rows(
    cells: dict[int, list[str]],
    names: dict[int, str],
    columns: list[int],
    figures: dict[str, UnitFigure],
    parted: Apart,
) -> Iterator[Line]:
    before = 0
    for row in cells:
        own = {at: _place(row, at, parted) for at in columns if _place(row, at, parted) in figures}
        if own:
            name = f"rij {row} ({names[row]})" if names[row] else f"rij {row}"
            yield Line(row, name, names[row], own, begins=row != before + 1, n=_people(names[row]))
            before = row


def _columns(
    cells: dict[int, list[str]],
    heads: dict[int, str],
    columns: list[int],
    figures: dict[str, UnitFigure],
    parted: Apart,
    people: int,
) -> Iterator[Line]:
    for at in columns:
        own = {row: _place(row, at, parted) for row in cells if _place(row, at, parted) in figures}
        if own:
            said = ", ".join(filter(None, (heads[at], "percentages" if at in parted.columns else "")))
            name = f"kolom {column_letter(parted.columns.get(at, at))}"
            yield Line(at, f"{name} ({said})" if said else name, heads[at], own, n=_people(heads[at]) or people)
