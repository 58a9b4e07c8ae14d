"""Tables made of data frames: which columns hold quantities, and numbers as Dutch writes them."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from decimal import Decimal
from math import isfinite
from typing import Any

import pandas as pd

from pipeline.blocks import Column, Entry, Line, Table
from pipeline.dutch import number

_MAX_DECIMALS = 3


def table(
    frame: pd.DataFrame,
    caption: str,
    *,
    headers: Mapping[str, str] | None = None,
    numeric: Collection[str] = (),
    row_header: str | None = None,
    empty: str = Table.empty,
) -> Table:
    """Make a table of a data frame.

    Years and codes that are no quantities belong in the frame as text: the integer 2019 is written as 2.019.
    The index isn't shown.

    Parameters
    ----------
    frame
        The rows; a cell may hold words of a block, such as a mark.
    caption
        What the table shows.
    headers
        What stands above a column, by column name; a column that is not named keeps its own name.
    numeric
        Columns that hold quantities, next to those that hold numbers.
    row_header
        The column that names the row; the first where none is given.
    empty
        What to say when there are no rows.
    """
    names = [str(name) for name in frame]
    values = [[_content(value) for value in frame.iloc[:, at]] for at in range(len(names))]
    # A column that is empty in every row says nothing beside others.
    filled = [at for at, found in enumerate(values) if any(value is not None for value in found)]
    if filled:
        names, values = [names[at] for at in filled], [values[at] for at in filled]
    named = names.index(row_header) if row_header in names else 0
    columns = tuple(
        Column((headers or {}).get(name, name), name in numeric or _are_numbers(found), at == named)
        for at, (name, found) in enumerate(zip(names, values, strict=True))
    )
    rows = tuple(zip(*map(_written, values), strict=True))
    return Table(caption, columns, rows, empty)


def card_table(
    frame: pd.DataFrame,
    caption: str,
    *,
    headers: Mapping[str, str] | None = None,
    row_header: str | None = None,
    empty: str = Table.empty,
) -> Table:
    """Make a table whose rows are cards on a phone also where no cell has running text; parameters as for `table`."""
    return replace(table(frame, caption, headers=headers, row_header=row_header, empty=empty), stacks=True)


def _content(value: Any) -> Any:
    """Give a cell's value, or None where it has none."""
    if isinstance(value, str):
        return value if value.strip() else None
    return None if pd.api.types.is_scalar(value) and pd.isna(value) else value


def _is_number(value: object) -> bool:
    return isinstance(value, Decimal) or (pd.api.types.is_number(value) and not pd.api.types.is_bool(value))


def _are_numbers(values: list[Any]) -> bool:
    present = [value for value in values if value is not None]
    return bool(present) and all(map(_is_number, present))


def _written(values: list[Any]) -> list[Line | Entry | None]:
    """Write the values of a column, its numbers with as many decimals as the longest of them needs."""
    decimals = max((_decimals(value) for value in values), default=0)
    return [_cell(value, decimals) for value in values]


def _decimals(value: Any) -> int:
    if not _is_number(value) or not isfinite(value):
        return 0
    return len(f"{value:.{_MAX_DECIMALS}f}".rstrip("0").partition(".")[2])


def _cell(value: Any, decimals: int) -> Line | Entry | None:
    if pd.api.types.is_bool(value):
        return "ja" if value else "nee"
    if _is_number(value):
        return number(value, decimals) if isfinite(value) else ("∞" if value > 0 else "-∞")
    return value if value is None or not pd.api.types.is_scalar(value) else str(value)
