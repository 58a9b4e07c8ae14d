"""The tables in one workbook: words and numbers as they are, nothing of them a formula, the same bytes each time."""

from pathlib import Path

import pandas as pd
from openpyxl import load_workbook

from pipeline.looks.tables_workbook import write_tables

TABLES = {
    "findings": pd.DataFrame({"finding_id": ["F-één", "F-twee"], "n": pd.array([7, None], dtype="Int64")}),
    "review": pd.DataFrame({"comment": ['=HYPERLINK("http://x")', "-Té lang \U0001f44d\uffff"]}),
    "claims": pd.DataFrame({"claim": []}),
}
LABELS = {"findings": "Bevindingen", "claims": "Zinnen", "review": "Wat er is gezegd"}


def test_words_numbers_and_gaps_come_over_as_they_are_and_nothing_is_run(tmp_path: Path):
    write_tables(tmp_path / "a.xlsx", TABLES, LABELS)
    book = load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["Inhoud", "findings", "review"]
    assert list(book["Inhoud"].values)[1:] == [("findings", "Bevindingen"), ("review", "Wat er is gezegd")]
    assert list(book["findings"].values) == [("finding_id", "n"), ("F-één", 7), ("F-twee", None)]
    cells = [row[0] for row in book["review"].iter_rows(min_row=2)]
    assert [(cell.value, cell.data_type) for cell in cells] == [
        ('=HYPERLINK("http://x")', "s"),
        ("-Té lang \U0001f44d", "s"),
    ]


def test_the_same_tables_make_the_same_bytes(tmp_path: Path):
    for name in ("a.xlsx", "b.xlsx"):
        write_tables(tmp_path / name, TABLES, LABELS)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
