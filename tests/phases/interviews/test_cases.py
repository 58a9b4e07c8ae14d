"""Interviews: the matrix of codes by case."""

import pandas as pd
from helpers_rounds import codebook, nulmeting, round_data, table

from pipeline.contracts.loading import RoundData
from pipeline.phases.interviews.cases import code_by_case


def small(*said: tuple[str, str, str]) -> RoundData:
    """Make a round out of (question, aspect, source)."""
    rows = [{"question": q, "aspect": a, "source": s, "voice": "v1", "direction": 1} for q, a, s in said]
    tables = {
        "interview_statements": table("interview_statements", *rows),
        "interview_cases": table("interview_cases", *({"source_id": name} for name in ("zus", "anna", "bob"))),
    }
    return round_data(codebook({"q2": ["interviews"], "q1": ["interviews"]}), tables)


def test_each_cell_counts_the_statements_of_a_case_on_a_code() -> None:
    counts = code_by_case(small(("q1", "a", "anna"), ("q1", "a", "anna"), ("q2", "b", "zus"), ("q1", "a", "zus")))
    assert counts.to_dict("split")["data"] == [[1, 0], [1, 2]]
    # Codes in the order of the codebook, cases in the order of the table of cases; only those that occur.
    assert list(counts.index) == [("q2", "b"), ("q1", "a")]
    assert list(counts.columns) == ["zus", "anna"]


def test_without_statements_the_matrix_is_empty() -> None:
    assert code_by_case(small()).empty


def test_the_matrix_of_the_nulmeting_holds_every_statement_once() -> None:
    counts = code_by_case(nulmeting())
    statements = nulmeting().tables["interview_statements"]
    assert counts.to_numpy().sum() == len(statements) > 200
    assert counts.sum().to_dict() == statements["source"].value_counts().to_dict()
    by_code = counts.sum(axis=1)
    expected = statements.groupby(["question", "aspect"]).size()
    pd.testing.assert_series_equal(by_code.sort_index(), expected, check_names=False, check_dtype=False)
