"""The example of `sentences.csv` in docs/writing-the-report.md: the columns of the table, and no mistake."""

import csv
from pathlib import Path

import pytest

from pipeline.claims.backing import Sources
from pipeline.claims.checks import problems_of
from pipeline.claims.text import parse
from pipeline.contracts.round_tables import SENTENCES

# It reads whole rounds, or writes them.
pytestmark = pytest.mark.slow

TEXT = (Path(__file__).parents[2] / "docs" / "writing-the-report.md").read_text(encoding="utf-8")
LINES = next(block for block in TEXT.split("```") if block.startswith("\nsentence_id")).strip().splitlines()
ROWS = list(csv.DictReader(LINES))


def test_its_columns_are_those_of_the_table() -> None:
    names = [column.name for column in SENTENCES.columns]
    assert list(ROWS[0]) == names
    told = TEXT.partition("| column | what stands in it |")[2].partition("\n\n")[0]
    assert [line.split("`")[1] for line in told.splitlines()[2:]] == names


def test_each_row_says_what_its_round_has_found(sources: Sources) -> None:
    assert {row["subject"] for row in ROWS} == {"finding", "theme", "round"}
    findings = {row["question"]: row for row in sources.findings.values()}
    for row in ROWS:
        own = f" [@{findings[row['about']]['finding_id']}]" if row["subject"] == "finding" else ""
        [sentence] = parse(f"{row['sentence']}{own}", "sentences.csv").sentences
        assert problems_of(sentence, sources) == []
        assert len(row["short"].split()) <= 6
        named = [sources.findings[reference.id] for reference in sentence.references]
        assert {int(finding["direction"]) for finding in named} == {int(row["direction"])}
