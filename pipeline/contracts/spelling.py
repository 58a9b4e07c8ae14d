"""What cells say, however it was written: 1.0 is a whole number, «Ja.» is ja and 3 mrt 2026 a day, where that is asked.

Only what can be read in one way is written in ours; all else stays as it is, and the rules of its column tell it.
"""

import re
from collections.abc import Callable

import pandas as pd

from pipeline.contracts.moments import day_in_words, minute_in_words
from pipeline.contracts.table import Column, Table

# With three noughts it may as well be a thousand.
_WHOLE = re.compile(r"([-+\u2212\u2013]?)([0-9]+)(?:[.,]0{1,2})?")


def spelled(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Write whole numbers, words to choose from, days and times as the contract has them; what is none stays.

    Parameters
    ----------
    frame : pandas.DataFrame
        A table as text.
    table : Table
        Its contract.
    """
    changed = {}
    for column in table.columns:
        if column.name in frame and (write := _writer(column)):
            cells = frame[column.name].tolist()
            known = {cell: write(cell) for cell in set(cells)}
            if any(cell != text for cell, text in known.items()):
                changed[column.name] = pd.Series([known[cell] for cell in cells], index=frame.index, dtype="str")
    return frame.assign(**changed) if changed else frame


def _writer(column: Column) -> Callable[[str], str] | None:
    """Give what writes the cells of a column as its contract has them; None for text."""
    if column.number:
        return _whole
    if column.allowed:
        by_letters = {_letters(text): text for text in column.allowed}
        return lambda text: by_letters.get(_letters(text), text)
    return {"day": day_in_words, "time": minute_in_words}.get(column.rule)


def _letters(text: str) -> str:
    """Give a word as it is without a capital that a program put there, and without a full stop."""
    return " ".join(text.casefold().removesuffix(".").split())


def _whole(text: str) -> str:
    found = _WHOLE.fullmatch(text)
    return f"{'-' if found[1] not in {'', '+'} else ''}{found[2]}" if found else text
