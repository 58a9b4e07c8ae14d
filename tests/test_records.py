"""Rows of tables as plain dictionaries."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.records import record, records

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


def test_a_row_needs_a_value_for_each_column():
    with pytest.raises(ValueError, match="argument 2 is shorter"):
        record(["a", "b"], 1)
