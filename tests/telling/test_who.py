"""Who a finding comes from: of a mixed one no side is said to be absent among people who stand on both."""

import pytest
from helpers_rounds import codebook, evidence_frame

from pipeline.telling.findings import who

BOOK = codebook({"q1": ["interviews"]})


@pytest.mark.parametrize(
    ("directions", "text"),
    [
        ((0, 0), "Geen punt is als geheel positief of kritisch."),
        ((1, 0), "Positieve punten komen van stem v1 (1 punt). Geen punt is als geheel kritisch."),
        ((-1, 0), "Geen punt is als geheel positief. Kritische punten komen van stem v1 (1 punt)."),
    ],
)
def test_within_a_point_of_a_mixed_finding_people_may_be_on_both_sides(directions: tuple[int, ...], text: str) -> None:
    assert who(evidence_frame([{"phase": "interviews", "direction": way} for way in directions]), 0, BOOK) == text


def test_a_finding_with_a_direction_names_who_it_comes_from() -> None:
    assert who(evidence_frame([{"phase": "interviews"}]), 1, BOOK) == "Dit komt van stem v1 (1 punt)."
