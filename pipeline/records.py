"""The type of one row of a table: a value for each column."""

from typing import Any

Record = dict[str, Any]
