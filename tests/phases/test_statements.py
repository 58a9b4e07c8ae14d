"""Views on coded statements that several phases share."""

import pandas as pd
import pytest
from helpers_rounds import codebook, nulmeting, table

from pipeline.phases.statements import by_direction, in_codebook_order, labelled

BOOK = codebook({"q2": ["interviews"], "q1": ["interviews"]})
TABLES = ["desk_statements", "interview_statements", "focusgroup_statements", "survey_statements"]


def statements(*rows: tuple[str, str, int]) -> pd.DataFrame:
    said = [
        {"question": q, "aspect": a, "direction": d, "voice": "v1", "statement": f"{i}"}
        for i, (q, a, d) in enumerate(rows)
    ]
    return table("interview_statements", *said)


def test_labels_come_from_the_codebook() -> None:
    [row] = labelled(statements(("q1", "b", 1)), BOOK).to_dict("records")
    assert (row["question_label"], row["aspect_label"], row["voice_label"]) == ("Vraag q1", "Aspect b", "Stem v1")


def test_directions_are_counted_in_the_order_in_which_rows_appear() -> None:
    counts = by_direction(statements(("q2", "a", 1), ("q1", "a", -1), ("q2", "b", 1), ("q2", "b", 0)), "question")
    assert counts.to_dict("records") == [
        {"question": "q2", "min": 0, "nul": 1, "plus": 2},
        {"question": "q1", "min": 1, "nul": 0, "plus": 0},
    ]


def test_statements_are_sorted_by_code_and_then_stay_as_they_were() -> None:
    rows = in_codebook_order(statements(("q1", "b", 1), ("q1", "a", 1), ("q2", "b", 1), ("q1", "a", -1)), BOOK)
    assert list(rows["statement"]) == ["2", "1", "3", "0"]
    assert list(rows.columns) == list(statements().columns)


@pytest.mark.parametrize("name", TABLES)
def test_every_statement_of_the_nulmeting_is_counted_and_labelled(name: str) -> None:
    book, rows = nulmeting().codebook, nulmeting().tables[name]
    counts = by_direction(rows, "voice").set_index("voice")
    assert counts.to_numpy().sum() == len(rows)
    assert counts["plus"].sum() - counts["min"].sum() == rows["direction"].sum()
    assert sorted(in_codebook_order(rows, book)["statement_id"]) == sorted(rows["statement_id"])
    assert labelled(rows, book).filter(like="_label").notna().all(axis=None)
