"""How sure a finding is: every combination of concerns that can arise."""

from itertools import product

import pytest
from helpers_rounds import evidence_frame

from pipeline.triangulation.confidence import DUTCH, LEVELS, MEANING, Confidence, Weight, assess
from pipeline.triangulation.views import Prominence, Status, View

AREAS = ("Noord",)
# Each component with the state that gives no, a minor and a serious concern, as far as it has one.
PROVENANCE = {"collected": Weight.MINOR, "published": Weight.SERIOUS, "reconstructed": Weight.SERIOUS}
DIRECTIONS = {(1, 1, 1): Weight.NONE, (1, 0, 1): Weight.MINOR, (1, -1, 0): Weight.SERIOUS}
VOICES = {3: Weight.NONE, 2: Weight.MINOR, 1: Weight.SERIOUS}
IN_AREA = {0: Weight.NONE, 2: Weight.MINOR, 4: Weight.MINOR, 5: Weight.SERIOUS}
ROWS = 8  # of which IN_AREA are about the area: half is still a minor concern


def assessed(provenance: str, directions: tuple[int, ...], voices: int, in_area: int) -> Confidence:
    rows = [
        {
            "provenance": provenance,
            "voice": f"v{1 + i % voices}",
            "unit": "Noord" if i < in_area else "Organisatie",
        }
        for i in range(ROWS)
    ]
    speaking = [View(f"p{i}", Status.SPEAKS, d, Prominence.PRESENT, {"a": d}) for i, d in enumerate(directions)]
    quiet = [View("stil", Status.SILENT), View("niet", Status.NOT_ASKED)]
    return assess(evidence_frame(rows), [*speaking, *quiet], AREAS)


def weights(sure: Confidence) -> tuple[Weight, ...]:
    return tuple(concern.weight for concern in (sure.limitations, sure.coherence, sure.adequacy, sure.relevance))


STATES = list(product(PROVENANCE, DIRECTIONS, VOICES, IN_AREA))


@pytest.mark.parametrize("provenance", PROVENANCE)
def test_each_component_has_its_own_concern(provenance: str) -> None:
    for directions, voices, in_area in product(DIRECTIONS, VOICES, IN_AREA):
        expected = (PROVENANCE[provenance], DIRECTIONS[directions], VOICES[voices], IN_AREA[in_area])
        assert weights(assessed(provenance, directions, voices, in_area)) == expected


def test_a_serious_concern_takes_a_level_and_two_minor_ones_take_one_together() -> None:
    for state in STATES:
        sure = assessed(*state)
        down = weights(sure).count(Weight.SERIOUS) + (weights(sure).count(Weight.MINOR) > 1)
        assert sure.level == LEVELS[min(down, 3)]


def test_more_concern_never_makes_a_finding_surer() -> None:
    found = {(weights(sure), LEVELS.index(sure.level)) for sure in (assessed(*s) for s in STATES)}
    for (lighter, high), (heavier, low) in product(found, repeat=2):
        if all(a <= b for a, b in zip(lighter, heavier, strict=True)):
            assert high <= low


@pytest.mark.parametrize(
    ("speaking", "voices", "weight"),
    [(1, 3, Weight.SERIOUS), (2, 3, Weight.MINOR), (3, 3, Weight.NONE), (3, 1, Weight.SERIOUS), (0, 3, Weight.SERIOUS)],
)
def test_few_phases_or_voices_is_little_to_go_by(speaking: int, voices: int, weight: Weight) -> None:
    assert assessed("collected", (1,) * speaking, voices, 0).adequacy.weight is weight


def test_a_single_made_up_row_makes_the_whole_doubtful() -> None:
    sure = assess(evidence_frame([{"provenance": "collected"}, {"provenance": "synthetic"}]), [], AREAS)
    assert sure.limitations.weight is Weight.SERIOUS
    assert "verzonnen" in sure.limitations.reason


def test_one_phase_can_not_contradict_itself_and_the_reason_says_so() -> None:
    sure = assessed("collected", (1,), 3, 0)
    assert sure.coherence.weight is Weight.NONE
    assert "één fase" in sure.coherence.reason


def test_every_level_has_a_dutch_name_and_a_meaning() -> None:
    assert set(DUTCH) == set(MEANING) == set(LEVELS)
