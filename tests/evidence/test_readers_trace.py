"""The trace that may leave: rows of reports by name, those that were collected as counts."""

import pandas as pd
import pytest
from helpers_rounds import codebook, round_data, table

from pipeline.evidence.readers_trace import for_readers


@pytest.mark.parametrize(
    ("provenance", "keys"),
    [("published", ["a", "b"]), ("reconstructed", ["a", "b"]), ("collected", [""]), ("synthetic", [""])],
)
def test_only_rows_of_reports_are_named(provenance: str, keys: list[str]) -> None:
    rows = [{"statement_id": name, "provenance": provenance} for name in ("a", "b")]
    data = round_data(codebook({"q1": ["interviews"]}), {"interview_statements": table("interview_statements", *rows)})
    file = "raw/klein/interview_statements.csv"
    trace = pd.DataFrame({"evidence_id": "E", "file": file, "key": ["a", "b"], "role": "says"})
    found = for_readers(data, trace)
    assert list(found["key"]) == keys
    assert found["rows"].sum() == len(trace), "every row is counted"
    assert set(found["file"]) == {file}
