"""Orders: a textbook vote, orders that leave things out, and two orders held against each other."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import kendalltau

from pipeline.statistics.rankings import Pairs, above, pairs_of, places_by, points, unbeaten

# The election of a capital for Tennessee, known from textbooks on voting: of 100 voters 42, 26, 15 and 17 have these
# orders of Memphis, Nashville, Chattanooga and Knoxville.
TENNESSEE = np.repeat([[1, 2, 3, 4], [4, 1, 2, 3], [4, 3, 1, 2], [4, 3, 2, 1]], [42, 26, 15, 17], axis=0)


def test_borda_and_condorcet_of_the_textbook() -> None:
    """Borda: 126, 194, 173, 107 points; Nashville beats each of the others in pairs, though most put Memphis first."""
    assert points(TENNESSEE).tolist() == [126, 194, 173, 107]
    wins = above(TENNESSEE)
    assert wins[1].tolist() == [58, 0, 68, 68]
    assert (wins[0, 2], wins[2, 0], wins[2, 3], wins[3, 2]) == (42, 58, 83, 17)
    assert unbeaten(wins) == 1
    assert places_by(points(TENNESSEE)).tolist() == [3, 1, 2, 4]


def test_things_without_a_place_share_what_is_left() -> None:
    """Of four things one is put first and the rest nowhere: 3 points, and (0 + 1 + 2) / 3 = 1 each."""
    assert points(np.array([[1, 0, 0, 0]])).tolist() == [3, 1, 1, 1]
    assert above(np.array([[1, 0, 0, 0]])).tolist() == [[0, 1, 1, 1], [0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]]


def test_a_circle_has_no_winner() -> None:
    """Condorcet's paradox: each of three things loses from another, 2 to 1."""
    circle = np.array([[1, 2, 3], [3, 1, 2], [2, 3, 1]])
    assert unbeaten(above(circle)) is None
    assert places_by(points(circle)).tolist() == [1, 1, 1]


def test_two_orders_by_hand() -> None:
    """1 2 3 against 2 1 3: one pair of three stands the other way; of a shared first place nothing is said."""
    assert pairs_of(np.array([1, 2, 3]), np.array([2, 1, 3])) == Pairs(2, 1, 0)
    assert pairs_of(np.array([1, 1, 3]), np.array([1, 2, 3])) == Pairs(2, 0, 1)


@given(st.permutations(range(1, 8)))
def test_pairs_are_those_of_kendall(order: list[int]) -> None:
    straight = np.arange(1, 8)
    found = pairs_of(straight, np.array(order))
    assert (found.same - found.other) / 21 == pytest.approx(kendalltau(straight, order).statistic)
