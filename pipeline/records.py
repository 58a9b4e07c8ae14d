"""Rows of a table as plain dictionaries: a value for each column.

Tables that travel have a `TypedDict` that names their columns, so that a misspelled column is a type error.
"""

from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:  # planning a run needs rows and no pandas
    import pandas as pd

Record = dict[str, Any]
# A whole number, or `pandas.NA` where none is known; and so for what is true or false.
Count = Any
Flag = Any
Row = TypeVar("Row")


def records(frame: "pd.DataFrame") -> list[Record]:
    """Give the rows of a table, with Python's own types; what pandas itself has for it takes five times as long."""
    names = [str(name) for name in frame.columns]
    columns = [column.tolist() for _, column in frame.items()]
    return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]


def names_in(cell: str) -> tuple[str, ...]:
    """Give the names in a cell with several, in the order in which they stand there, with ``;`` between."""
    return tuple(name for part in str(cell).split(";") if (name := part.strip()))


def rows_of(frame: "pd.DataFrame", kind: type[Row]) -> list[Row]:
    """Give the rows of a table, typed.

    Parameters
    ----------
    frame : pandas.DataFrame
        The table; it may have more columns than `kind` names.
    kind : type
        A `TypedDict` with the columns.

    Raises
    ------
    KeyError
        The table lacks a column that `kind` names.
    """
    lacking = [name for name in kind.__annotations__ if name not in frame.columns]
    if lacking:
        raise KeyError(f"{kind.__name__}: {', '.join(lacking)}")
    return cast(list[Row], records(frame))
