"""Change in the same persons: exact tests, held to published numbers and to enumeration by a library."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import PermutationMethod, binomtest, wilcoxon

from pipeline.statistics.paired import can_reject, holm, sign_test, smallest_p, wilcoxon_exact

steps = st.lists(st.integers(-6, 6).map(lambda half: Fraction(half, 2)), min_size=1, max_size=8)


def test_five_of_six_a_rung_up_and_one_the_same() -> None:
    """Differences 1 1 1 1 1 0: of 32 patterns of signs two are as far: p = .0625, not what scipy gives by default."""
    assert wilcoxon_exact([Fraction(n) for n in (1, 1, 1, 1, 1, 0)]) == 0.0625


@pytest.mark.parametrize(("pairs", "p"), [(5, 0.0625), (6, 0.03125), (9, 0.0039)])
def test_the_smallest_p_that_pairs_can_reach(pairs: int, p: float) -> None:
    assert round(smallest_p(pairs), len(str(p)) - 2) == p
    assert wilcoxon_exact([Fraction(1)] * pairs) == smallest_p(pairs)


def test_holm_over_eleven_domains_needs_nine_pairs() -> None:
    assert [can_reject(pairs, 11, 0.05) for pairs in (8, 9)] == [False, True]


@given(steps)
def test_it_is_the_enumeration_of_all_patterns_of_signs(differences: list[Fraction]) -> None:
    """Also with ties, half rungs and no change at all, as scipy has it when it goes through every pattern."""
    changed = [float(difference) for difference in differences if difference]
    if len(changed) < 2:  # either way is as far
        assert wilcoxon_exact(differences) == 1
        return
    enumerated = wilcoxon(changed, method=PermutationMethod(n_resamples=np.inf)).pvalue
    assert wilcoxon_exact(differences) == pytest.approx(enumerated, abs=1e-12)


@given(st.integers(0, 30), st.integers(0, 30))
def test_the_sign_test_is_binomial(up: int, down: int) -> None:
    expected = binomtest(up, up + down).pvalue if up + down else 1
    assert sign_test(up, down) == pytest.approx(expected)


def test_holm_as_in_its_definition() -> None:
    """The smallest times three, the next times two, and no less than the one before; in the order that was given."""
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert holm([]) == []
