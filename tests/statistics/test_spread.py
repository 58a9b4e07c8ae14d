"""Means with standard deviations: published cases, and samples that really exist."""

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import combinations_with_replacement, product
from statistics import stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.statistics.spread import is_debit_consistent, is_grimmer_consistent


def dutch(value: float | Fraction, decimals: int, rounding: str = ROUND_HALF_UP) -> str:
    exact = Decimal(value.numerator) / Decimal(value.denominator) if isinstance(value, Fraction) else Decimal(value)
    return str(exact.quantize(Decimal(1).scaleb(-decimals), rounding)).replace(".", ",")


@pytest.mark.parametrize(
    ("mean", "sd", "n", "possible"),
    [
        ("3,10", "1,37", 10, True),
        ("1,03", "0,41", 40, False),
        # [1,1,1,2,2,2,3,3,3,5,5,5] exists; two published programs call its printed values impossible.
        ("2,8", "1,54", 12, True),
        ("5,19", "1,00", 28, False),  # no whole sum gives this mean
    ],
)
def test_grimmer_on_published_cases(mean, sd, n, possible):
    assert is_grimmer_consistent(mean, sd, n) is possible


def test_debit_on_a_published_case():
    assert not is_debit_consistent("0,35", "0,18", 20)
    assert is_debit_consistent("0,35", "0,49", 20)


@given(
    st.lists(st.integers(1, 7), min_size=2, max_size=25),
    st.integers(1, 2),
    st.sampled_from([ROUND_HALF_UP, ROUND_HALF_EVEN]),
)
def test_a_real_sample_is_never_called_impossible(scores, decimals, rounding):
    mean = dutch(Fraction(sum(scores), len(scores)), decimals, rounding)
    sd = dutch(stdev(map(float, scores)), decimals, rounding)
    assert is_grimmer_consistent(mean, sd, len(scores))


@given(st.lists(st.integers(0, 1), min_size=2, max_size=60), st.integers(1, 3))
def test_real_yes_and_no_answers_are_never_called_impossible(answers, decimals):
    mean = dutch(Fraction(sum(answers), len(answers)), decimals)
    assert is_debit_consistent(mean, dutch(stdev(map(float, answers)), decimals), len(answers))


@pytest.mark.parametrize("n", [2, 3, 4, 5])
def test_grimmer_agrees_with_trying_every_sample(n):
    """Every mean and spread that small samples of whole scores can have, against all that could be printed."""
    reachable = set()
    for scores in combinations_with_replacement(range(-8, 9), n):
        reachable.add((sum(scores), sum(score**2 for score in scores)))
    for total in range(n):
        for squares in range(40):
            variance = Fraction(n * squares - total**2, n * (n - 1))
            if variance < 0:
                continue
            mean = dutch(Fraction(total, n), 6)
            sd = dutch(float(variance) ** 0.5, 6)
            assert is_grimmer_consistent(mean, sd, n) is ((total, squares) in reachable)


def test_five_numbers_that_add_to_zero_reach_every_even_sum_of_squares():
    """The fact that large samples rest on."""
    reached = set()
    for a, b, c, d in product(range(-12, 13), repeat=4):
        reached.add(a * a + b * b + c * c + d * d + (a + b + c + d) ** 2)
    assert set(range(0, 150, 2)) <= reached


def test_half_points_of_a_scale_of_two_items_are_possible():
    scores = [1.5, 1.5, 2.0, 2.5, 2.5, 3.0]
    mean, sd = dutch(Fraction(13, 6), 2), dutch(stdev(scores), 2)
    assert is_grimmer_consistent(mean, sd, 6, items=2)
    assert not is_grimmer_consistent(mean, sd, 6, items=1)


@pytest.mark.parametrize("check", [is_grimmer_consistent, is_debit_consistent])
def test_one_observation_has_no_spread(check):
    with pytest.raises(ValueError, match="minstens 2"):
        check("1,0", "0,0", 1)
