"""Which whole numbers can lie behind a printed percentage or mean, by exact enumeration."""

from fractions import Fraction
from math import ceil, floor
from typing import Literal

from pipeline.statistics.printed import read_printed, tolerance


def feasible_counts(printed: str, n: int, rounding: Literal["nearest", "down"] = "nearest") -> list[int]:
    """List the counts out of `n` whose percentage can have been printed so.

    A count k is feasible if 100 k / n lies within the bounds that `read_printed` gives.

    Parameters
    ----------
    printed
        A percentage as printed, on the scale of 0 to 100, with or without percent sign: "26 %", "12,6%".
    n
        The number of units that the percentage is of, at least 1.
    rounding
        "nearest" accepts rounding half up and half even, so both half-unit ends. "down" is cutting off: from
        the printed number up to, and not including, the next one that could be printed.

    Returns
    -------
    list of int
        In rising order, within 0 to `n`; empty if no count gives this percentage.

    Raises
    ------
    NotANumber
        If `printed` cannot be read.
    ValueError
        If `n` is below 1, `rounding` is unknown, `printed` has no printed place (a fraction such as "1/3e",
        which is not on the scale of percentages), or "down" is asked of an approximate number.

    Examples
    --------
    >>> feasible_counts("31%", 263)
    [81, 82]
    >>> feasible_counts("17%", 5)
    []
    """
    _require_at_least_one("n", n)
    if rounding == "nearest":
        low, high = _bounds(printed)
        first, last = ceil(low * n / 100), floor(high * n / 100)
    elif rounding == "down":
        number, half_unit = read_printed(printed), tolerance(printed)
        if number.approximate or not half_unit:
            raise ValueError(f"{printed!r} kan niet naar beneden zijn afgerond.")
        first = ceil(number.value * n / 100)
        last = ceil((number.value + 2 * half_unit) * n / 100) - 1  # the next printed number is out
    else:
        raise ValueError(f"Onbekende afronding {rounding!r}; kies 'nearest' of 'down'.")
    return list(range(max(first, 0), min(last, n) + 1))


def feasible_sums(printed: str, n: int, items: int = 1) -> list[int]:
    """List the whole sums of scores whose mean can have been printed so (GRIM).

    A sum s is feasible if s / (n items) lies within the bounds that `read_printed` gives, ends included.

    Parameters
    ----------
    printed
        A mean of whole-numbered scores as printed: "5,19".
    n
        The number of respondents, at least 1.
    items
        The number of whole-numbered items that each respondent's score is the mean of, at least 1.

    Returns
    -------
    list of int
        In rising order; empty if no sum gives this mean.

    Raises
    ------
    NotANumber
        If `printed` cannot be read.
    ValueError
        If `n` or `items` is below 1, or `printed` has no printed place (a fraction such as "1/3e").

    References
    ----------
    Brown, N. J. L., & Heathers, J. A. J. (2017). The GRIM test: A simple technique detects numerous anomalies
    in the reporting of results in psychology. Social Psychological and Personality Science, 8(4), 363-369.

    Examples
    --------
    >>> feasible_sums("5,21", 28)
    [146]
    """
    _require_at_least_one("n", n)
    _require_at_least_one("items", items)
    low, high = _bounds(printed)
    return list(range(ceil(low * n * items), floor(high * n * items) + 1))


def _bounds(printed: str) -> tuple[Fraction, Fraction]:
    number = read_printed(printed)
    if not tolerance(printed):
        raise ValueError(f"{printed!r} is een breuk of factor, geen afgedrukt percentage of gemiddelde.")
    return number.low, number.high


def _require_at_least_one(name: str, number: int) -> None:
    if number < 1:
        raise ValueError(f"{name} is {number}; het moet minstens 1 zijn.")
