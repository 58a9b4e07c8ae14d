"""The coefficients on any ratings: the same as a library of the field gives, and the same however raters are called."""

import json
import statistics
from fractions import Fraction

import hypothesis.strategies as st
import krippendorff
import numpy as np
import pytest
from hypothesis import given

from pipeline.statistics.agreement import AC1, ALPHA, ORDINAL_ALPHA, PERCENT, agreement

INTERVAL = Fraction(19, 20)
ORDER = ["-1", "0", "1"]
RATINGS = st.integers(2, 4).flatmap(
    lambda raters: st.lists(
        st.lists(st.sampled_from([*ORDER, None]), min_size=raters, max_size=raters), min_size=1, max_size=4
    )
)
RELIABILITY_DATA = [
    line.split()
    for line in (
        "1 2 3 3 2 1 4 1 2 . . .",
        "1 2 3 3 2 2 4 1 2 5 . 3",
        ". 3 3 3 2 3 4 2 2 5 1 .",
        "1 2 3 3 2 4 4 1 2 5 1 .",
    )
]


def values(ratings, order=()) -> dict[str, float | None]:
    return {found.coefficient: found.value for found in agreement(ratings, INTERVAL, order)}


@pytest.mark.parametrize(("level", "name"), [("nominal", ALPHA), ("ordinal", ORDINAL_ALPHA)])
@given(ratings=RATINGS)
def test_alpha_is_that_of_the_fields_own_library(level: str, name: str, ratings) -> None:
    numbers = [[np.nan if cell is None else int(cell) for cell in row] for row in ratings]
    shared = [row for row in numbers if np.isfinite(row).sum() > 1]
    ours = values(ratings, ORDER if level == "ordinal" else ()).get(name)
    if len({cell for row in shared for cell in row if np.isfinite(cell)}) < 2:
        assert ours is None
    else:
        theirs = krippendorff.alpha(np.array(shared, float).T, level_of_measurement=level)
        assert ours == pytest.approx(theirs, abs=1e-12)


@given(ratings=RATINGS, random=st.randoms(use_true_random=False))
def test_the_order_of_units_and_raters_and_the_names_of_values_change_nothing(ratings, random) -> None:
    shuffled = [list(row) for row in ratings]
    random.shuffle(shuffled)
    places = list(range(len(ratings[0])))
    random.shuffle(places)
    names = {"-1": "zwart", "0": "rood", "1": "geel", None: None}
    other = [[names[row[place]] for place in places] for row in shuffled]
    before, after = values(ratings), values(other)
    assert before.keys() == after.keys()
    for name, value in before.items():
        assert after[name] == (None if value is None else pytest.approx(value, abs=1e-12))


def test_published_values_of_four_raters_with_gaps() -> None:
    ratings = [[None if cell == "." else cell for cell in unit] for unit in zip(*RELIABILITY_DATA, strict=True)]
    nominal, ordinal = values(ratings), values(ratings, ["1", "2", "3", "4", "5"])
    assert nominal[ALPHA] == pytest.approx(0.7434, abs=5e-5)
    assert ordinal[ORDINAL_ALPHA] == pytest.approx(0.8154, abs=5e-5)
    assert nominal[AC1] == pytest.approx(0.7754, abs=5e-5)
    assert ALPHA not in ordinal


@pytest.mark.parametrize(
    ("table", "ac1", "between"),
    [
        ([[13, 0, 0], [0, 20, 7], [0, 4, 56]], 0.8493, (0.764, 0.935)),
        ([[118, 5], [2, 0]], 0.9408, None),
    ],
)
def test_ac1_of_published_tables(table: list[list[int]], ac1: float, between: tuple[float, float] | None) -> None:
    ratings = [(str(i), str(j)) for i, row in enumerate(table) for j, count in enumerate(row) for _ in range(count)]
    found = {each.coefficient: each for each in agreement(ratings, INTERVAL)}[AC1]
    assert found.value == pytest.approx(ac1, abs=5e-5)
    if between:  # published from a formula, ours by resampling
        assert (found.low, found.high) == (pytest.approx(between[0], abs=0.02), pytest.approx(between[1], abs=0.02))


def test_ac1_by_hand() -> None:
    """Two of three units agree; a is given in half of them, so by chance half agree: (2/3 - 1/2) / (1/2) is a third."""
    assert values([("a", "a"), ("b", "b"), ("a", "b")])[AC1] == pytest.approx(1 / 3)


def test_the_interval_is_that_of_resampled_units() -> None:
    """The share of n units that agree has the spread of a binomial: its 95 % interval is known."""
    ratings = [("a", "a")] * 60 + [("a", "b")] * 40
    found = {each.coefficient: each for each in agreement(ratings, INTERVAL)}[PERCENT]
    spread = 1.96 * (0.6 * 0.4 / 100) ** 0.5
    assert found.value == pytest.approx(0.6)
    assert (found.low, found.high) == (pytest.approx(0.6 - spread, abs=0.015), pytest.approx(0.6 + spread, abs=0.015))


def test_the_same_ratings_give_the_same_bytes() -> None:
    ratings = [["a", "b", None], ["b", "b", "b"], ["a", "a", "c"], ["c", None, "c"], ["a", "a", "a"], ["b", "c", "b"]]
    twice = [json.dumps([vars(found) for found in agreement(ratings, INTERVAL)]) for _ in range(2)]
    assert len(set(twice)) == 1
    assert statistics.mean(map(len, twice)) > 100


def test_a_value_without_a_place_in_the_order_is_refused() -> None:
    with pytest.raises(ValueError, match="2"):
        agreement([("1", "2")], INTERVAL, ["0", "1"])
