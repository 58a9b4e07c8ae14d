"""Wilson intervals against the values of Newcombe (1998)."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.statistics.proportions import wilson, wilson_among

# Newcombe (1998), table I, method 3, and further values from METHODS.md.
ORACLES = [
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0, 0.1611),
    (1, 29, 0.0061, 0.1718),
    (3, 6, 0.1876, 0.8124),
    (6, 6, 0.6097, 1),
]


@pytest.mark.parametrize(("count", "n", "low", "high"), ORACLES)
def test_published_values(count, n, low, high):
    result = wilson(count, n, 0.95)
    assert result == pytest.approx((low, high), abs=5e-5)
    assert [type(bound) for bound in result] == [float, float]


@pytest.mark.parametrize("container", [list, np.array, pd.Series])
def test_arrays(container):
    counts, totals, lows, highs = zip(*ORACLES, strict=True)
    low, high = wilson(container(counts), container(totals), 0.95)
    assert type(low) is type(high) is np.ndarray
    assert low == pytest.approx(lows, abs=5e-5)
    assert high == pytest.approx(highs, abs=5e-5)


def test_shapes_are_broadcast():
    low, high = wilson(np.array([[0], [1]]), np.array([2, 3, 4]), 0.95)
    assert low.shape == high.shape == (2, 3)
    assert (low[1, 2], high[1, 2]) == wilson(1, 4, 0.95)


def test_nothing_in_nothing_out():
    low, high = wilson([], [], 0.95)
    assert low.size == high.size == 0


@given(data=st.data(), n=st.integers(1, 10**6), confidence=st.floats(0.5, 0.999))
def test_interval_holds_the_proportion_and_mirrors(data, n, confidence):
    count = data.draw(st.integers(0, n))
    low, high = wilson(count, n, confidence)
    assert 0 <= low <= count / n + 1e-12
    assert count / n - 1e-12 <= high <= 1
    assert wilson(n - count, n, confidence) == pytest.approx((1 - high, 1 - low), abs=1e-9)


def test_more_confidence_is_wider():
    assert wilson(3, 6, 0.99)[0] < wilson(3, 6, 0.95)[0] < wilson(3, 6, 0.5)[0]


@pytest.mark.parametrize(
    ("count", "n", "message"),
    [
        (-1, 5, "tussen 0 en n"),
        (6, 5, "tussen 0 en n"),
        ([1, 6], 5, "tussen 0 en n"),
        (0, 0, "minstens 1"),
        (1.5, 5, "gebroken"),
        (1, 5.5, "gebroken"),
        ([1, None], 5, "ontbrekend"),
        (float("inf"), 5, "ontbrekend"),
        ("drie", 5, "anders dan getallen"),
        ([[1], [1, 2]], 5, "anders dan getallen"),
        ([1, 2], [3, 4, 5], "shape"),
    ],
)
def test_impossible_numbers_are_refused(count, n, message):
    with pytest.raises(ValueError, match=message):
        wilson(count, n, 0.95)


@pytest.mark.parametrize("confidence", [0, 1, 95, -0.5, float("nan")])
def test_impossible_confidence_is_refused(confidence):
    with pytest.raises(ValueError, match="confidence"):
        wilson(1, 2, confidence)


@given(st.integers(1, 60), st.integers(0, 60), st.integers(1, 500))
def test_an_end_is_just_so_far_away_as_chance_in_a_finite_population_allows(n, count, more):
    count, population = min(count, n), n + more
    for end in np.concatenate(wilson_among([count], n, population, 0.95)):
        # Cochran (1977), section 3.2: the variance of a proportion without replacement.
        variance = end * (1 - end) / n * (population - n) / (population - 1)
        assert (count / n - end) ** 2 == pytest.approx(1.959963984540054**2 * variance, abs=1e-9)


def test_who_heard_everybody_has_nothing_to_estimate():
    low, high = wilson_among([3, 7], 10, 10, 0.95)
    assert list(low) == list(high) == [0.3, 0.7]


@pytest.mark.parametrize(("count", "n", "population"), [(1, 5, 4), (6, 5, 9), (1, 0, 9)])
def test_impossible_numbers_of_a_finite_population_are_refused(count, n, population):
    with pytest.raises(ValueError, match=r"minder dan n|tussen 0 en n|minstens 1"):
        wilson_among([count], n, population, 0.95)
