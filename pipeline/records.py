"""Rows of a table as plain dictionaries: a value for each column."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # planning a run needs rows and no pandas
    import pandas as pd

Record = dict[str, Any]


def record(columns: Sequence[str], *values: Any) -> Record:
    """Make a row out of its values in the order of the columns; there is one value for each."""
    return dict(zip(columns, values, strict=True))


def records(frame: "pd.DataFrame") -> list[Record]:
    """Give the rows of a table, with Python's own types; what pandas itself has for it takes five times as long."""
    names = [str(name) for name in frame.columns]
    columns = [column.tolist() for _, column in frame.items()]
    return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]
