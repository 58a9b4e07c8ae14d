"""Intervals hold every result of calculating with points inside them."""

import operator
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.statistics.interval import Interval

fractions = st.fractions(min_value=-1000, max_value=1000, max_denominator=1000)
intervals = st.lists(fractions, min_size=3, max_size=3).map(lambda points: Interval(*sorted(points)))
shares = st.fractions(min_value=0, max_value=1)
# On one side of zero, made so: throwing the others away would leave few to test with.
above_zero = st.lists(
    st.fractions(min_value=Fraction(1, 1000), max_value=1000, max_denominator=1000), min_size=3, max_size=3
).map(lambda points: Interval(*sorted(points)))
divisors = above_zero | above_zero.map(operator.neg)


def point_in(interval, share):
    return interval.low + share * (interval.high - interval.low)


@pytest.mark.parametrize("operation", [operator.add, operator.sub, operator.mul, operator.truediv])
@given(a=intervals, any_b=intervals, divisor=divisors, share_a=shares, share_b=shares)
def test_result_of_any_two_points_lies_inside(operation, a, any_b, divisor, share_a, share_b):
    b = divisor if operation is operator.truediv else any_b
    result = operation(a, b)
    assert result.low <= operation(point_in(a, share_a), point_in(b, share_b)) <= result.high
    assert result.value == operation(a.value, b.value)


@pytest.mark.parametrize("operation", [operator.add, operator.sub, operator.mul, operator.truediv])
@given(a=intervals, any_b=intervals, divisor=divisors)
def test_bounds_are_reached_at_the_ends(operation, a, any_b, divisor):
    b = divisor if operation is operator.truediv else any_b
    corners = [operation(x, y) for x in (a.low, a.high) for y in (b.low, b.high)]
    result = operation(a, b)
    assert (result.low, result.high) == (min(corners), max(corners))


@given(a=intervals)
def test_negation_mirrors(a):
    assert -a == Interval(-a.high, -a.value, -a.low)


@given(a=intervals, b=intervals)
def test_division_by_what_can_be_zero_is_refused(a, b):
    around_zero = Interval(-abs(b.low), Fraction(0), abs(b.high))
    with pytest.raises(ZeroDivisionError, match="Delen kan niet"):
        a / around_zero


@pytest.mark.parametrize("ends", [(0, 1), (-1, 0)])
def test_zero_at_the_end_of_a_divisor_counts(ends):
    low, high = map(Fraction, ends)
    with pytest.raises(ZeroDivisionError, match="Delen kan niet"):
        Interval.exact(1) / Interval(low, (low + high) / 2, high)


def test_exact_has_no_width():
    assert Interval.exact(3) == Interval(Fraction(3), Fraction(3), Fraction(3))


@pytest.mark.parametrize("points", [(2, 1, 3), (0, 4, 3), (3, 2, 1)])
def test_unordered_points_are_refused(points):
    with pytest.raises(ValueError, match="Geen interval"):
        Interval(*map(Fraction, points))
