"""Agreement between raters against published values."""

from fractions import Fraction

import pytest

from pipeline.statistics.agreement import ALPHA, KAPPA, PERCENT, Agreement, agreement

# Krippendorff (2011): four raters, twelve units; a dot is missing.
RELIABILITY_DATA = """
1 2 3 3 2 1 4 1 2 . . .
1 2 3 3 2 2 4 1 2 5 . 3
. 3 3 3 2 3 4 2 2 5 1 .
1 2 3 3 2 4 4 1 2 5 1 .
"""


INTERVAL = Fraction(19, 20)


def by_name(ratings) -> dict[str, Agreement]:
    return {found.coefficient: found for found in agreement(ratings, INTERVAL)}


def of_table(table: list[list[int]]) -> list[tuple[str, str]]:
    return [(str(i), str(j)) for i, row in enumerate(table) for j, count in enumerate(row) for _ in range(count)]


def test_alpha_of_krippendorffs_data():
    raters = [[None if cell == "." else cell for cell in line.split()] for line in RELIABILITY_DATA.split("\n")[1:-1]]
    found = by_name(list(zip(*raters, strict=True)))
    assert found[ALPHA].value == pytest.approx(0.7434, abs=5e-5)
    assert found[ALPHA].n_units == 11, "a unit with one rating can't agree with anything"
    assert found[ALPHA].low == pytest.approx(0.42, abs=0.06)
    assert found[ALPHA].high == pytest.approx(1, abs=0.02)
    assert KAPPA not in found, "Cohen's kappa is for two raters"


def test_kappa_and_percentage_of_a_published_table():
    found = by_name(of_table([[13, 0, 0], [0, 20, 7], [0, 4, 56]]))
    assert found[KAPPA].value == pytest.approx(0.7964, abs=5e-5)
    assert (found[KAPPA].low, found[KAPPA].high) == (pytest.approx(0.680, abs=1e-3), pytest.approx(0.913, abs=1e-3))
    assert found[PERCENT].value == pytest.approx(0.89)


def test_the_paradox_of_prevalence():
    found = by_name(of_table([[118, 5], [2, 0]]))
    assert found[KAPPA].value == pytest.approx(-0.0234, abs=5e-5)
    assert found[PERCENT].value == pytest.approx(0.944)


def test_one_value_for_everything_leaves_nothing_to_compare():
    found = by_name([("a", "a"), ("a", "a")])
    assert found[PERCENT].value == 1
    assert found[KAPPA].value is found[ALPHA].value is None
    assert "Niet te berekenen" in found[ALPHA].remark


def test_full_agreement_has_no_interval_of_kappa():
    found = by_name([("a", "a"), ("b", "b"), ("b", "b")])
    assert found[KAPPA].value == found[ALPHA].value == 1
    assert found[KAPPA].low is None


def test_without_a_unit_that_two_rated_there_is_nothing():
    assert agreement([], INTERVAL) == agreement([("a", None)], INTERVAL) == []
