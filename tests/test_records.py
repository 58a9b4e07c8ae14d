"""Rows of tables as plain dictionaries."""

from typing import TypedDict

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.records import records, rows_of

CELLS = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**40), 2**40), st.floats(allow_nan=False), st.text(max_size=5)
)


@given(st.lists(st.tuples(st.text(max_size=5), st.integers(-(2**40), 2**40), st.floats(allow_nan=False), CELLS)))
def test_rows_are_those_of_pandas_with_the_same_types(rows):
    frame = pd.DataFrame(rows, columns=["text", "count", "share", "any"]).astype({"text": "str", "any": "object"})
    ours, theirs = records(frame), frame.to_dict("records")
    assert ours == theirs
    assert [[type(value) for value in row.values()] for row in ours] == [
        [type(value) for value in row.values()] for row in theirs
    ]


def test_what_is_missing_stays_missing():
    frame = pd.DataFrame({"n": pd.array([1, None], dtype="Int64")})
    assert records(frame)[0] == {"n": 1}
    assert records(frame)[1]["n"] is pd.NA


def test_a_table_without_rows_has_none():
    assert records(pd.DataFrame({"a": []})) == []


class Named(TypedDict):
    name: str


class Counted(Named):
    n: int


def test_rows_of_a_kind_may_have_more_columns():
    frame = pd.DataFrame({"name": ["a"], "n": [1], "more": [True]})
    assert rows_of(frame, Counted) == [{"name": "a", "n": 1, "more": True}]


def test_a_table_that_lacks_columns_has_no_rows_of_that_kind():
    with pytest.raises(KeyError, match="Counted: name"):  # also a column that it has from another kind
        rows_of(pd.DataFrame({"n": []}), Counted)
