"""Agreement of two scores of the same thing."""

import pytest

from pipeline.statistics.intraclass import intraclass


def by_hand(scores: list[tuple[float, float]]) -> float:
    """Give ICC(1,1) by its definition (Shrout & Fleiss 1979): mean squares between and within things."""
    n = len(scores)
    mean = sum(a + b for a, b in scores) / (2 * n)
    between = sum(2 * ((a + b) / 2 - mean) ** 2 for a, b in scores) / (n - 1)
    within = sum((a - b) ** 2 / 2 for a, b in scores) / n
    return (between - within) / (between + within)


@pytest.mark.parametrize(
    "scores",
    [
        # The first two judges of Shrout & Fleiss 1979, table 2.
        [(9, 2), (6, 1), (8, 4), (7, 1), (10, 5), (6, 2)],
        [(1, 2), (3, 3), (5, 4), (2, 2)],
        [(1, 5), (5, 1), (1, 5), (4, 2)],
        [(1, 1), (2, 2), (3, 3), (4, 4)],
    ],
)
def test_it_is_the_one_way_coefficient_of_one_score(scores: list[tuple[float, float]]) -> None:
    found = intraclass(scores)
    assert found is not None
    assert found.value == pytest.approx(by_hand(scores))
    assert found.low <= found.value <= found.high


def test_who_scored_first_makes_no_difference() -> None:
    scores = [(1.0, 2.0), (3.0, 3.0), (5.0, 4.0), (2.0, 2.0)]
    assert intraclass(scores) == intraclass([(b, a) for a, b in scores])


@pytest.mark.parametrize("scores", [[(1, 2), (3, 3), (5, 4)], [(3, 3)] * 6, []])
def test_it_is_not_estimable_below_four_or_when_nothing_differs(scores: list[tuple[float, float]]) -> None:
    assert intraclass(scores) is None
