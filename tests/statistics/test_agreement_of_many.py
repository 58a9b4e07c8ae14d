"""The coefficients on any ratings: the same as a library of the field gives, and the same however raters are called."""

import json
import statistics
from collections import Counter
from fractions import Fraction

import hypothesis.strategies as st
import krippendorff
import numpy as np
import pytest
from helpers_sample import sampled
from hypothesis import given

from pipeline.statistics.agreement import AC1, ALPHA, KAPPA, ORDINAL_ALPHA, PERCENT, agreement

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


def drawn(seed: int) -> list[list[str | None]]:
    """Draw a matrix: 2 to 6 raters, 5 to 60 units, 2 to 5 values, agreement from chance to whole, some not rated."""
    chance = np.random.default_rng(seed)
    units, raters, most = int(chance.integers(5, 60)), int(chance.integers(2, 7)), int(chance.integers(2, 6))
    true, alike, missing = chance.integers(0, most, units), chance.random(), chance.choice([0, 0.2])
    return [
        [
            None if chance.random() < missing else str(right if chance.random() < alike else chance.integers(0, most))
            for _ in range(raters)
        ]
        for right in true
    ]


@pytest.mark.parametrize("seed", sampled([(seed,) for seed in range(500)], most=12))
def test_random_matrices_come_out_as_elsewhere(seed: int) -> None:
    """Alpha, nominal and ordinal, as krippendorff has it; the kappa of the first two raters by its definition."""
    ratings = drawn(seed)
    numbers = np.array([[np.nan if cell is None else int(cell) for cell in row] for row in ratings])
    shared = numbers[np.isfinite(numbers).sum(axis=1) > 1]
    used = sorted({cell for row in ratings for cell in row if cell is not None})
    ours = values(ratings) | {ORDINAL_ALPHA: values(ratings, used).get(ORDINAL_ALPHA)}
    for level, name in (("nominal", ALPHA), ("ordinal", ORDINAL_ALPHA)):
        if len(np.unique(shared[np.isfinite(shared)])) > 1:
            theirs = krippendorff.alpha(shared.T, level_of_measurement=level)
            assert ours[name] == pytest.approx(theirs, abs=1e-12)
    both = [(row[0], row[1]) for row in ratings if row[0] is not None and row[1] is not None]
    same = sum(one == other for one, other in both) / len(both)
    one, other = Counter(pair[0] for pair in both), Counter(pair[1] for pair in both)
    chance = sum(one[value] * other[value] for value in used) / len(both) ** 2
    if chance < 1:
        assert values(both)[KAPPA] == pytest.approx((same - chance) / (1 - chance), abs=1e-12)


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
