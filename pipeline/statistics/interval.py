"""Exact interval arithmetic: a figure with the lowest and highest value that it can stand for."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Self


@dataclass(frozen=True)
class Interval:
    """A closed interval with the figure itself inside it, in exact fractions.

    The operators give an interval that holds every result of the operation on points of the operands. The
    operands are taken to vary independently: ``a - a`` is as wide as two different figures with the bounds
    of ``a``. So bounds are never too narrow, but can be too wide where a figure occurs more than once.

    Parameters
    ----------
    low, value, high
        On one scale, any unit, with ``low <= value <= high``.

    Raises
    ------
    ValueError
        If the three are not in that order.

    References
    ----------
    Moore, R. E., Kearfott, R. B., & Cloud, M. J. (2009). Introduction to interval analysis. SIAM.

    Examples
    --------
    >>> Interval(Fraction(2), Fraction(3), Fraction(4)) * Interval.exact(-2)
    Interval(low=Fraction(-8, 1), value=Fraction(-6, 1), high=Fraction(-4, 1))
    """

    low: Fraction
    value: Fraction
    high: Fraction

    def __post_init__(self) -> None:
        if not self.low <= self.value <= self.high:
            raise ValueError(f"Geen interval: {self.low} <= {self.value} <= {self.high} geldt niet.")

    @classmethod
    def exact(cls, x: Fraction | int) -> Self:
        """Return the interval that holds nothing but `x`."""
        return cls(Fraction(x), Fraction(x), Fraction(x))

    def __neg__(self) -> "Interval":
        return Interval(-self.high, -self.value, -self.low)

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(self.low + other.low, self.value + other.value, self.high + other.high)

    def __sub__(self, other: "Interval") -> "Interval":
        return self + -other

    def __mul__(self, other: "Interval") -> "Interval":
        # A product is monotone in each operand, so its extremes lie at the ends.
        ends = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(ends), self.value * other.value, max(ends))

    def __truediv__(self, other: "Interval") -> "Interval":
        if other.low <= 0 <= other.high:
            raise ZeroDivisionError("Delen kan niet: de deler kan nul zijn.")
        return self * Interval(1 / other.high, 1 / other.value, 1 / other.low)
