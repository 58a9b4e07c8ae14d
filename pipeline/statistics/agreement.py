"""How far raters agree: percentage, Cohen's kappa and Krippendorff's alpha, with their intervals.

Krippendorff, K. (2011), Computing Krippendorff's alpha-reliability; Cohen, J. (1960), Educ Psychol Meas 20:37.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

import numpy as np

PERCENT, KAPPA, ALPHA = "percent agreement", "Cohen's kappa", "Krippendorff's alpha (nominal)"
_RESAMPLES = 2000
_FEWEST = 5  # units: below that an interval says nothing
_TOO_FEW = "Te weinig beoordeeld om een marge te geven"
_UNDEFINED = "Niet te berekenen: alle beoordelaars gebruiken steeds hetzelfde oordeel"
Ratings = Sequence[Sequence[str | None]]


@dataclass(frozen=True)
class Agreement:
    """One coefficient over a number of units, with an interval where there is one.

    `value` is None where the coefficient is undefined; `remark` then says why, in Dutch.
    """

    coefficient: str
    n_units: int
    value: float | None
    low: float | None = None
    high: float | None = None
    remark: str = ""


def agreement(ratings: Ratings, interval: Fraction) -> list[Agreement]:
    """Give the coefficients that a table of ratings allows.

    Parameters
    ----------
    ratings : sequence of sequence
        Units by raters, of nominal values; None where a rater did not rate a unit.
    interval : fractions.Fraction
        The coverage of the intervals, between 0 and 1: 19/20 for 95 %.

    Returns
    -------
    list of Agreement
        Share of agreeing pairs, Cohen's kappa (two raters only), and Krippendorff's alpha with a bootstrap
        interval over units (percentile, 2000 resamples, fixed seed).
    """
    units = [tuple(unit) for unit in ratings if sum(value is not None for value in unit) > 1]
    if not units:
        return []
    found = [_percent(units)]
    if len(units[0]) == 2:
        found.append(_kappa(units, interval))
    return [*found, _alpha(units, interval)]


def _percent(units: Ratings) -> Agreement:
    pairs = [a == b for unit in units for a, b in combinations(unit, 2) if a is not None and b is not None]
    return Agreement(PERCENT, len(units), sum(pairs) / len(pairs))


def _kappa(units: Ratings, interval: Fraction) -> Agreement:
    from scipy.stats import t
    from statsmodels.stats.inter_rater import cohens_kappa

    values = sorted({str(value) for unit in units for value in unit})
    if len(values) == 1:
        return Agreement(KAPPA, len(units), None, remark=_UNDEFINED)
    table = np.zeros((len(values), len(values)))
    for a, b in units:
        table[values.index(str(a)), values.index(str(b))] += 1
    with np.errstate(divide="ignore", invalid="ignore"):  # few units leave no error to estimate: it is NaN then
        result = cohens_kappa(table)
    value, error = float(result.kappa), float(result.std_kappa)
    if len(units) < _FEWEST:
        return Agreement(KAPPA, len(units), value, remark=_TOO_FEW)
    if not error > 0:  # where all agree there is no spread to make an interval of
        return Agreement(KAPPA, len(units), value)
    # Gwet's interval: Student's t, which few units need, and no further than 1.
    margin = float(t.ppf(float((1 + interval) / 2), len(units) - 1)) * error
    return Agreement(KAPPA, len(units), value, max(-1.0, value - margin), min(1.0, value + margin))


def _alpha(units: Ratings, interval: Fraction) -> Agreement:
    values = sorted({value for unit in units for value in unit if value is not None})
    if len(values) == 1:
        return Agreement(ALPHA, len(units), None, remark=_UNDEFINED)
    counts = np.array([[unit.count(value) for value in values] for unit in units])
    if len(units) < _FEWEST:
        return Agreement(ALPHA, len(units), _alpha_of(counts), remark=_TOO_FEW)
    generator = np.random.default_rng(20101)
    samples = [counts[generator.integers(0, len(counts), len(counts))] for _ in range(_RESAMPLES)]
    # Where a resample has one value only, alpha is undefined; too many of those leave no interval to trust.
    spread = [_alpha_of(sample) for sample in samples if np.count_nonzero(sample.sum(axis=0)) > 1]
    if len(spread) < _RESAMPLES * 0.95:
        return Agreement(ALPHA, len(units), _alpha_of(counts), remark=_TOO_FEW)
    low, high = np.percentile(spread, [float(50 * (1 - interval)), float(50 * (1 + interval))])
    return Agreement(ALPHA, len(units), _alpha_of(counts), float(low), float(high))


def _alpha_of(counts: "np.ndarray[tuple[int, int], np.dtype[np.int_]]") -> float:
    """Compute alpha from how many raters gave each unit (row) each value (column)."""
    import krippendorff

    return float(krippendorff.alpha(value_counts=counts, level_of_measurement="nominal"))
