"""Confidence intervals for proportions."""

from collections.abc import Sequence
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

_Floats = NDArray[np.float64]
_Counts = Sequence[int] | NDArray[Any]


@overload
def wilson(count: int, n: int, confidence: float) -> tuple[float, float]: ...
@overload
def wilson(count: _Counts, n: int | _Counts, confidence: float) -> tuple[_Floats, _Floats]: ...
@overload
def wilson(count: int, n: _Counts, confidence: float) -> tuple[_Floats, _Floats]: ...
def wilson(count: int | _Counts, n: int | _Counts, confidence: float) -> tuple[float, float] | tuple[_Floats, _Floats]:
    """Give the Wilson score interval of a proportion, without continuity correction.

    With p = count / n and z the normal quantile for `confidence`, the bounds are::

        (p + z^2 / 2n  -/+  z sqrt(p (1 - p) / n + z^2 / 4n^2)) / (1 + z^2 / n)

    Parameters
    ----------
    count, n
        How many of how many, whole numbers with 0 <= count <= n and n >= 1; one each, or arrays (or one and
        an array) of shapes that broadcast.
    confidence
        The coverage, between 0 and 1.

    Returns
    -------
    low, high
        Proportions from 0 to 1: two floats, or two float arrays of the broadcast shape.

    Raises
    ------
    ValueError
        If a number is missing, not whole or out of bounds, the shapes do not fit, or `confidence` is not
        between 0 and 1.

    References
    ----------
    Newcombe, R. G. (1998). Two-sided confidence intervals for the single proportion: comparison of seven
    methods. Statistics in Medicine, 17(8), 857-872. Method 3.

    Examples
    --------
    >>> low, high = wilson(81, 263, 0.95)
    >>> f"{low:.4f} {high:.4f}"
    '0.2553 0.3662'
    """
    if not 0 < confidence < 1:
        raise ValueError(f"confidence is {confidence}; het moet tussen 0 en 1 liggen.")
    broadcast = np.broadcast_arrays(_whole("count", count), _whole("n", n))
    # Imported here: it takes half a second, which a command that computes no interval should not wait for.
    from statsmodels.stats.proportion import proportion_confint

    counts, totals = (array.copy() for array in broadcast)  # statsmodels wants arrays that it may write to
    if (totals < 1).any():
        raise ValueError("n moet overal minstens 1 zijn.")
    if (counts < 0).any() or (counts > totals).any():
        raise ValueError("count moet overal tussen 0 en n liggen.")
    low, high = proportion_confint(counts, totals, alpha=1 - confidence, method="wilson")
    if counts.ndim == 0:
        return float(low), float(high)
    return np.asarray(low, dtype=np.float64), np.asarray(high, dtype=np.float64)


def _whole(name: str, numbers: int | _Counts) -> _Floats:
    try:
        array = np.asarray(numbers, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{name} bevat iets anders dan getallen.") from error
    if not (np.isfinite(array) & (array == np.floor(array))).all():
        raise ValueError(f"{name} bevat een ontbrekend of gebroken getal; het zijn aantallen.")
    return array


def wilson_among(counts: _Counts, n: int, population: int, confidence: float) -> tuple[_Floats, _Floats]:
    """Give the Wilson score interval of a proportion in a finite population of which n were heard.

    The standard error is as much smaller as the finite population correction makes it: the interval is that of
    n (N - 1) / (N - n) answers with the same proportion. When everybody was heard there is nothing left to estimate.

    Parameters
    ----------
    counts
        How many, for each answer; whole numbers from 0 to n.
    n
        Out of how many, at least 1.
    population
        How many there are (N), at least n.
    confidence
        The coverage, between 0 and 1.

    Returns
    -------
    low, high
        Proportions from 0 to 1, one for each count.

    Raises
    ------
    ValueError
        If a number is missing, not whole or out of bounds, or `confidence` is not between 0 and 1.

    References
    ----------
    Cochran, W. G. (1977). Sampling Techniques, 3rd edition, section 3.2 (the correction). Wiley.
    """
    if population < n:
        raise ValueError(f"population is {population}; dat is minder dan n ({n}).")
    wilson(counts, n, confidence)  # refuses what no interval can be made of
    share = _whole("count", counts) / n
    if population == n:
        return share, share
    from statsmodels.stats.proportion import proportion_confint

    as_many = n * (population - 1) / (population - n)
    low, high = proportion_confint(share * as_many, as_many, alpha=1 - confidence, method="wilson")
    return np.asarray(low, dtype=np.float64), np.asarray(high, dtype=np.float64)


def newcombe(first: tuple[int, int], second: tuple[int, int], confidence: float) -> tuple[float, float]:
    """Give the interval of the difference between two proportions of different people, to four decimals.

    Made of the Wilson intervals of both, so that it holds for few people and for shares near 0 and 1 too.

    Parameters
    ----------
    first, second
        How many of how many, n at least 1; the difference is the first less the second.
    confidence
        The coverage, between 0 and 1.

    Returns
    -------
    low, high
        From -1 to 1.

    References
    ----------
    Newcombe, R. G. (1998). Interval estimation for the difference between independent proportions: comparison of
    eleven methods. Statistics in Medicine, 17(8), 873-890. Method 10.

    Examples
    --------
    >>> newcombe((56, 70), (48, 80), 0.95)
    (0.0524, 0.3339)
    """
    from statsmodels.stats.proportion import confint_proportions_2indep

    found = confint_proportions_2indep(*first, *second, method="newcomb", compare="diff", alpha=1 - confidence)
    low, high = (round(float(bound), 4) for bound in found)
    return low, high
