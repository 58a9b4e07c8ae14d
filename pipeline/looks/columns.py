"""What the columns of a table ask for, on a page and on paper."""

from dataclasses import replace

from pipeline.blocks import Block, Bullets, Column, Entry, Fold, Line, Table, Text, plain

_LONG_TEXT = 50
# How many letters stand side by side on the smallest phone that we look after, and how many a column loses to space.
_PHONE, _SPACE = 38, 2
# In a table of at least so many rows, a column that says the same in all of them becomes a line.
_MANY = 3

Same = tuple[tuple[Column, Line | Entry], ...]
"""The columns that say the same in every row, each with what it says."""


def whole(shown: Line | Entry | None) -> str:
    """Give all words of a cell, also those below its own."""
    if isinstance(shown, Entry):
        return " ".join([plain(shown), *map(_below, shown.below)])
    return plain(shown)


def _below(block: Block) -> str:
    match block:
        case Fold(title, below):
            return " ".join([title, *map(_below, below)])
        case Bullets(items):
            return " ".join(map(whole, items))
        case Text(line):
            return plain(line)
    return ""


def is_long(table: Table, at: int) -> bool:
    """Say whether a column holds running text: a label is short, a text with a fold-out is not."""
    return any(len(whole(row[at])) > _LONG_TEXT for row in table.rows)


def too_wide(table: Table) -> bool:
    """Say whether a table does not fit on a phone: no column is narrower than the longest word that stands in it."""
    texts = ([column.header, *(plain(row[at]) for row in table.rows)] for at, column in enumerate(table.columns))
    return sum(max(map(len, " ".join(text).split()), default=0) + _SPACE for text in texts) > _PHONE


def without_constant(table: Table) -> tuple[Table, Same]:
    """Leave out the columns that say the same in every row, and give what they say, to be told once.

    The column that names the rows stays, and so does one with something below its words. A column without any value
    is left out and says nothing; of a form nothing is left out.
    """
    if table.form:
        return table, ()
    same = [at for at in range(len(table.columns)) if _is_constant(table, at)]
    kept = [at for at in range(len(table.columns)) if at not in same]
    left = replace(
        table,
        columns=tuple(table.columns[at] for at in kept),
        rows=tuple(tuple(row[at] for at in kept) for row in table.rows),
    )
    said = ((table.columns[at], table.rows[0][at]) for at in same)
    return left, tuple((column, cell) for column, cell in said if cell is not None and plain(cell))


def _is_constant(table: Table, at: int) -> bool:
    cells = [row[at] for row in table.rows]
    if len(cells) < _MANY or not at or table.columns[at].names:
        return False
    return len(set(cells)) == 1 and not any(isinstance(cell, Entry) and cell.below for cell in cells)
