"""What cells say, however a program wrote it: 1.0, 1,00 and −1 are whole numbers where those are asked for."""

import re

import pandas as pd

from pipeline.contracts.table import Table

# With three noughts it may as well be a thousand.
_WHOLE = re.compile(r"([-\u2212\u2013]?)([0-9]+)(?:[.,]0{1,2})?")


def spelled(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Write whole numbers as whole numbers; what is none stays as it is.

    Parameters
    ----------
    frame : pandas.DataFrame
        A table as text.
    table : Table
        Its contract.
    """
    changed = {}
    for column in table.columns:
        if column.number and column.name in frame:
            cells = frame[column.name].tolist()
            plain = [_whole(cell) for cell in cells]
            if plain != cells:
                changed[column.name] = pd.Series(plain, index=frame.index, dtype="str")
    return frame.assign(**changed) if changed else frame


def _whole(text: str) -> str:
    found = _WHOLE.fullmatch(text)
    return f"{'-' if found[1] else ''}{found[2]}" if found else text
