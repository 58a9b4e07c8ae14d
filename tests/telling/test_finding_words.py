"""What stands above a finding never contradicts the reason below it."""

from itertools import product
from typing import Any, cast

import pytest

from pipeline.looks.signs import SYMBOLS
from pipeline.telling.finding_words import confidence_of, convergence_of, together
from pipeline.telling.words import direction
from pipeline.triangulation.confidence import NOT_ONE_WAY, ONE_WAY
from pipeline.triangulation.findings import FindingRow

APART = "Fasen wijzen tegengestelde kanten op."


def finding(convergence: str, coherence: str, origin: str = "confirmed") -> FindingRow:
    row: dict[str, Any] = {"convergence": convergence, "coherence": coherence, "convergence_origin": origin}
    return cast(FindingRow, row)


@pytest.mark.parametrize(
    ("convergence", "coherence", "says", "kind"),
    [
        ("agreement", ONE_WAY, "overeenstemming", "ok"),
        ("agreement", f"{NOT_ONE_WAY} 5 punten pleiten ertegen.", "grotendeels overeenstemming", "warn"),
        ("partial agreement", f"{ONE_WAY} Meer.", "zelfde kant op, gedeeltelijk hetzelfde", "ok"),
        ("partial agreement", NOT_ONE_WAY, "gedeeltelijke overeenstemming", "warn"),
        ("partial agreement", APART, "gedeeltelijke overeenstemming", "warn"),
        ("dissonance", ONE_WAY, "zelfde kant op, niet hetzelfde", "warn"),
        ("dissonance", APART, "geen overeenstemming", "bad"),
        ("single source", "Er is maar één fase.", "één manier van onderzoeken", "muted"),
    ],
)
def test_the_mark_of_a_finding_fits_which_way_its_phases_point(
    convergence: str, coherence: str, says: str, kind: str
) -> None:
    row = finding(convergence, coherence)
    assert together(row) == says
    assert (convergence_of(row).text, convergence_of(row).kind) == (says, kind)


def test_two_marks_above_a_finding_never_look_alike() -> None:
    """Whatever way, agreement and certainty: no two of them have a symbol, and so a colour, in common."""
    agreements = ("agreement", "partial agreement", "dissonance", "single source")
    levels = ("high", "moderate", "low", "very low")
    for way, together_, level in product((1, 0, -1), agreements, levels):
        for coherence in (ONE_WAY, NOT_ONE_WAY, APART):
            row: Any = finding(together_, coherence) | {"confidence": level, "confidence_origin": "confirmed"}
            marks = (direction(way), convergence_of(row), confidence_of(row))
            assert len({SYMBOLS[mark.kind] for mark in marks}) == len(marks)


def test_what_nobody_settled_is_marked_in_any_words() -> None:
    assert convergence_of(finding("agreement", NOT_ONE_WAY, "suggested")).text == (
        "grotendeels overeenstemming (voorstel)"
    )
