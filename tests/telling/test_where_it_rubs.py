"""Where it rubs: every question on which phases point opposite ways, and all that have as much against them."""

import pandas as pd
import pytest
from helpers_rounds import nulmeting, nulmeting_evidence, nulmeting_findings

from pipeline.audit.reproduction import AUDIT_COLUMNS, REPRODUCTION_COLUMNS
from pipeline.telling.summary import _most, summary


def test_every_question_on_which_phases_point_opposite_ways_is_named() -> None:
    found, book = nulmeting_findings(), nulmeting().codebook
    tables = {
        "findings": found.findings,
        "convergence": found.convergence,
        "evidence": nulmeting_evidence().rows,
        "figure_audit": pd.DataFrame(columns=list(AUDIT_COLUMNS)),
        "reproduction": pd.DataFrame(columns=list(REPRODUCTION_COLUMNS)),
    }
    said = next(sentence for sentence in summary(tables, book)["rubs"] if "niet hetzelfde" in sentence)
    opposite = {
        question
        for question, views in found.views.items()
        if {1, -1} <= {view.direction for view in views if view.direction is not None}
    }
    assert opposite
    assert all(book.labels[question].lower() in said for question in opposite)


@pytest.mark.parametrize(
    ("counts", "shown"),
    [([], 0), ([4], 1), ([4, 3, 2], 3), ([4, 3, 2, 1], 3), ([4, 3, 2, 2], 2), ([5, 1, 1, 1], 1), ([2, 2, 2, 2, 1], 4)],
)
def test_what_has_as_many_as_another_is_named_with_it_or_not_at_all(counts: list[int], shown: int) -> None:
    assert _most(counts) == shown
