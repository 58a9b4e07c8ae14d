"""Fleiss' kappa, Brennan-Prediger, AC2 and alpha by distance, against values that others print."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.statistics.agreement_of_many import (
    AC2,
    BRENNAN_PREDIGER,
    FLEISS,
    INTERVAL_ALPHA,
    RATIO_ALPHA,
    more_agreement,
)

SURE = Fraction(19, 20)
# Krippendorff (2011), four raters and twelve units, with gaps; Gwet's package has the same data as raw_4raters.
RATERS = ("1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3", ". 3 3 3 2 3 4 2 2 5 1 .", "1 2 3 3 2 4 4 1 2 5 1 .")
UNITS = [[None if text == "." else text for text in unit] for unit in zip(*map(str.split, RATERS), strict=True)]
# Fleiss' own kind of table, as an encyclopedia prints it: ten units, how many of fourteen raters gave each of five.
FOURTEEN = (
    "0 0 0 0 14, 0 2 6 4 2, 0 0 3 5 6, 0 3 9 2 0, 2 2 8 1 1, 7 7 0 0 0, 3 2 6 3 0, 2 5 3 2 2, 6 5 2 1 0, 0 2 2 3 7"
)


def values(ratings, numbers=None):
    return {each.coefficient: each.value for each in more_agreement(ratings, SURE, numbers)}


def test_krippendorffs_data_give_what_is_printed_of_them():
    found = values(UNITS, [1, 2, 3, 4, 5])
    assert found[FLEISS] == pytest.approx(0.7612, abs=0.00005)
    assert found[BRENNAN_PREDIGER] == pytest.approx(0.7727, abs=0.00005)
    assert found[AC2] == pytest.approx(0.9140, abs=0.00005)
    assert found[INTERVAL_ALPHA] == pytest.approx(0.8491, abs=0.00005)
    assert found[RATIO_ALPHA] == pytest.approx(0.7974, abs=0.00005)


def test_ten_units_by_fourteen_raters():
    counts = [list(map(int, row.split())) for row in FOURTEEN.split(",")]
    ratings = [[str(value) for value, count in enumerate(row) for _ in range(count)] for row in counts]
    assert values(ratings)[FLEISS] == pytest.approx(0.2099, abs=0.00005)


def test_of_names_nothing_is_said_by_distance_and_of_numbers_below_nothing_no_ratio():
    assert values(UNITS).keys() == {FLEISS, BRENNAN_PREDIGER}
    assert RATIO_ALPHA not in values([["-1", "2"], ["2", "2"], ["-1", "-1"]], [-1, 2])


@pytest.mark.parametrize("ratings", [[], [["1", None]], [["1", "1"], ["1", "1"]]])
def test_where_nothing_can_be_compared_there_is_nothing(ratings):
    assert more_agreement(ratings, SURE, [1]) == []


TABLES = st.lists(st.lists(st.sampled_from([None, "1", "2", "4"]), min_size=3, max_size=3), min_size=5, max_size=20)


@given(TABLES, st.randoms(use_true_random=False))
def test_the_order_of_raters_and_of_units_makes_no_difference(ratings, random):
    numbers = [float(value) for value in sorted({value for row in ratings for value in row} - {None})]
    shuffled = [random.sample(row, len(row)) for row in random.sample(ratings, len(ratings))]
    before, after = values(ratings, numbers), values(shuffled, numbers)
    assert before.keys() == after.keys()
    assert np.allclose(list(before.values()), list(after.values()), equal_nan=True)
