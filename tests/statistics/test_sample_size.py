"""How many units two raters have to rate, held against a search in the way of R's kappaSize."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.statistics.sample_size import units_needed

# The square of the 95th percentile of the normal distribution.
_CRITICAL = 2.705543454095404


def searched(expected: float, lowest: float, prevalence: float) -> int:
    """Raise the number until what is expected under one kappa is significantly otherwise than under the other."""

    def counts(kappa: float, n: int) -> list[float]:
        both = prevalence**2 + kappa * prevalence * (1 - prevalence)
        one = 2 * (prevalence - both)
        return [n * both, n * one, n * (1 - both - one)]

    n = 1
    while sum((a - b) ** 2 / b for a, b in zip(counts(expected, n), counts(lowest, n), strict=True)) < _CRITICAL:
        n += 1
    return n


@given(st.floats(0.2, 0.6), st.floats(0.15, 0.35), st.floats(0.05, 0.95))
def test_it_is_what_a_search_finds(lowest: float, more: float, prevalence: float) -> None:
    expected = lowest + more
    assert abs(units_needed(expected, lowest, prevalence) - searched(expected, lowest, prevalence)) <= 1


@given(st.floats(0.05, 0.45))
def test_a_rare_code_takes_more_and_yes_and_no_are_alike(prevalence: float) -> None:
    assert units_needed(0.8, 0.667, prevalence) >= units_needed(0.8, 0.667, 0.5)
    assert abs(units_needed(0.8, 0.667, prevalence) - units_needed(0.8, 0.667, 1 - prevalence)) <= 1


@pytest.mark.parametrize("wrong", [(0.6, 0.6, 0.3), (0.6, 0.7, 0.3), (1, 0.7, 0.3), (0.8, 0, 0.3), (0.8, 0.6, 0)])
def test_what_can_not_be_is_refused(wrong: tuple[float, float, float]) -> None:
    with pytest.raises(ValueError, match="<"):
        units_needed(*wrong)
