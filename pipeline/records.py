"""The type of one row of a table: a value for each column."""

from collections.abc import Sequence
from typing import Any

Record = dict[str, Any]


def record(columns: Sequence[str], *values: Any) -> Record:
    """Make a row out of its values in the order of the columns; there is one value for each."""
    return dict(zip(columns, values, strict=True))
