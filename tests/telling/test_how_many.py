"""How many stand behind a piece of evidence, in words."""

import pytest
from helpers_rounds import evidence_frame

from pipeline.evidence.table import EvidenceRow
from pipeline.records import rows_of
from pipeline.telling.evidence_blocks import how_many


@pytest.mark.parametrize(
    ("n", "n_total", "counted", "text"),
    [
        (1, 1, "personen", "1 van 1 persoon die wij spraken"),
        (3, 12, "uitspraken", "3 van 12 uitspraken"),
        (12, 14, "dagen", "12 van 14 dagen"),  # whatever a phase counts
    ],
)
def test_what_was_counted_is_said_in_its_own_noun(n: int, n_total: int, counted: str, text: str) -> None:
    [row] = rows_of(evidence_frame([{"n": n, "n_total": n_total, "counted": counted}]), EvidenceRow)
    assert how_many(row) == text
