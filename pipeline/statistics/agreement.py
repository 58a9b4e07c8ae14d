"""How far raters agree: percentage, Cohen's kappa, Gwet's AC1 and Krippendorff's alpha, with their intervals.

Krippendorff, K. (2011), Computing Krippendorff's alpha-reliability; Cohen, J. (1960), Educ Psychol Meas 20:37; Gwet, K.
(2008), Br J Math Stat Psychol 61:29. Units that were rated alike are computed with once, however many they are, so that
a bootstrap over a hundred thousand units takes a second.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, cast

import numpy as np
import pandas as pd
from numpy.typing import NDArray

PERCENT, KAPPA, AC1 = "percent agreement", "Cohen's kappa", "Gwet's AC1"
ALPHA, ORDINAL_ALPHA = "Krippendorff's alpha (nominal)", "Krippendorff's alpha (ordinal)"
_RESAMPLES, _AT_ONCE = 2000, 100
_FEWEST = 5  # units: below that an interval says nothing
# Where a resample has one value only a coefficient is undefined; with more of those no interval can be trusted.
_DEFINED = 0.95
_TOO_FEW = "Te weinig beoordeeld om een marge te geven"
_UNDEFINED = "Niet te berekenen: alle beoordelaars gebruiken steeds hetzelfde oordeel"
Ratings = Sequence[Sequence[str | None]]
Floats = NDArray[np.float64]
Statistic = Callable[[Floats], Floats]


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


def agreement(ratings: Ratings, interval: Fraction, order: Sequence[str] = ()) -> list[Agreement]:
    """Give the coefficients that a table of ratings allows.

    Parameters
    ----------
    ratings : sequence of sequence
        Units by raters; None where a rater did not rate a unit.
    interval : fractions.Fraction
        The coverage of the intervals, between 0 and 1: 19/20 for 95 %.
    order : sequence of str
        The values from low to high, where they have an order: then alpha is ordinal, how far apart ratings are counts.

    Returns
    -------
    list of Agreement
        Share of agreeing pairs of raters, Cohen's kappa (two raters only, nominal, with Gwet's interval), Gwet's AC1
        (over the values that were used, with what one rater rated counting for how common a value is), and
        Krippendorff's alpha. Intervals but kappa's are percentiles of a bootstrap over units: 2000 resamples, fixed
        seed. What one rater rated says nothing of agreement; empty where nothing was rated by two.

    Raises
    ------
    ValueError
        A rating is not among the values of `order`.
    """
    codes, values = coded(ratings, order)
    shared = codes[(codes >= 0).sum(axis=1) > 1] if codes.size else codes
    if not len(shared):
        return []
    of_shared, of_all = (Alike.of(part, len(values)) for part in (shared, codes))
    used = np.unique(shared[shared >= 0])
    found = [bootstrapped(PERCENT, of_shared, of_shared.percent, interval, len(shared))]
    if codes.shape[1] == 2:
        found.append(_kappa(shared, used, interval))
    if len(used) < 2:
        undefined = [AC1, ORDINAL_ALPHA if order else ALPHA]
        return [*found, *(Agreement(name, len(shared), None, remark=_UNDEFINED) for name in undefined)]
    found.append(bootstrapped(AC1, of_all, of_all.ac1, interval, len(shared)))
    if order:
        return [*found, bootstrapped(ORDINAL_ALPHA, of_shared, of_shared.ordinal_alpha, interval, len(shared))]
    return [*found, bootstrapped(ALPHA, of_shared, of_shared.alpha, interval, len(shared))]


def coded(ratings: Ratings, order: Sequence[str] = ()) -> tuple[NDArray[np.int_], list[str]]:
    """Give the place of each rating among the values, -1 where there is none, with the values.

    Raises
    ------
    ValueError
        A rating is not among the values of `order`.
    """
    table = pd.DataFrame(list(ratings), dtype="object")
    cells = pd.Series(table.to_numpy().ravel(), dtype="object")
    found = sorted(cells.dropna().unique())
    values = list(order) or found
    if not set(found) <= set(values):
        raise ValueError(f"not in {order}: {set(found) - set(values)}")
    return pd.Categorical(cells, categories=values).codes.astype(np.int_).reshape(table.shape), values


@dataclass(frozen=True)
class Alike:
    """Units that were rated alike, together.

    A statistic takes how often each kind of unit is in each sample, samples by kinds, and gives a number a sample: NaN
    where it is undefined.

    Attributes
    ----------
    counts : numpy.ndarray of float
        Kinds of units by values: how many raters gave each value.
    units : numpy.ndarray of int
        Of how many units that is so.
    """

    counts: Floats
    units: NDArray[np.int_]

    @classmethod
    def of(cls, codes: NDArray[np.int_], values: int) -> "Alike":
        """Put together what `coded` gives, of so many values."""
        rated = codes[(codes >= 0).any(axis=1)]
        counts = np.stack([(rated == value).sum(axis=1) for value in range(values)], axis=1)
        kinds, units = np.unique(counts, axis=0, return_counts=True)
        return cls(kinds.astype(np.float64), units)

    @property
    def _raters(self) -> Floats:
        return floats(self.counts.sum(axis=1))

    @property
    def _agreeing(self) -> Floats:
        return floats((self.counts * (self.counts - 1)).sum(axis=1))

    @property
    def _pairs(self) -> Floats:
        return floats(self._raters * (self._raters - 1))

    def percent(self, samples: Floats) -> Floats:
        """Give the share of pairs of raters who agree."""
        return floats((samples @ self._agreeing) / (samples @ self._pairs))

    def ac1(self, samples: Floats) -> Floats:
        """Give Gwet's AC1."""
        used = int((self.counts.sum(axis=0) > 0).sum())
        common = self.common(samples)
        by_chance = (common * (1 - common)).sum(axis=1) / (used - 1)
        return floats((self.observed(samples) - by_chance) / (1 - by_chance))

    def common(self, samples: Floats) -> Floats:
        """Give how common each value is, each unit counting the same."""
        return floats((samples @ (self.counts / self._raters[:, None])) / samples.sum(axis=1, keepdims=True))

    def observed(self, samples: Floats, weights: Floats | None = None) -> Floats:
        """Give how far raters of one unit agree, the mean over units with two raters.

        Values that are near agree in part: `weights` are values by values, 1 on the diagonal, and less where values are
        further apart.
        """
        shared = self._raters > 1
        near = self.counts if weights is None else self.counts @ weights
        agreeing = (self.counts * (near - 1)).sum(axis=1)[shared] / self._pairs[shared]
        return floats((samples[:, shared] @ agreeing) / samples[:, shared].sum(axis=1))

    def alpha(self, samples: Floats) -> Floats:
        """Give Krippendorff's alpha of values without an order."""
        apart = (self._raters**2 - (self.counts**2).sum(axis=1)) / (self._raters - 1)
        common = samples @ self.counts
        total = common.sum(axis=1)
        expected = (total**2 - (common**2).sum(axis=1)) / (total - 1)
        return floats(1 - (samples @ apart) / expected)

    def ordinal_alpha(self, samples: Floats) -> Floats:
        """Give Krippendorff's alpha of values in an order."""
        common = samples @ self.counts
        # As far apart as there are ratings between two values, each end for one half.
        middle = common.cumsum(axis=1) - common / 2
        return self.alpha_by(samples, (middle[:, :, None] - middle[:, None, :]) ** 2)

    def alpha_by(self, samples: Floats, distance: Floats) -> Floats:
        """Give Krippendorff's alpha where values are so far apart: values by values, or samples by these."""
        kinds, values = self.counts.shape
        together = self.counts[:, :, None] * self.counts[:, None, :]
        together[:, range(values), range(values)] -= self.counts
        together /= (self._raters - 1)[:, None, None]
        observed = (samples @ together.reshape(kinds, -1)).reshape(-1, values, values)
        common = samples @ self.counts
        expected = common[:, :, None] * common[:, None, :] * distance
        apart = (observed * distance).sum(axis=(1, 2)) * (common.sum(axis=1) - 1)
        return floats(1 - apart / expected.sum(axis=(1, 2)))


def floats(numbers: Any) -> Floats:
    """Say what numpy's own types leave open."""
    return cast(Floats, numbers)


def bootstrapped(name: str, alike: Alike, statistic: Statistic, interval: Fraction, n_units: int) -> Agreement:
    """Give a coefficient with the percentiles of its bootstrap over units.

    Parameters
    ----------
    name : str
        The coefficient.
    alike : Alike
        The units.
    statistic : callable
        What gives it.
    interval : fractions.Fraction
        The coverage of its interval.
    n_units : int
        How many units were rated by two.
    """
    with np.errstate(divide="ignore", invalid="ignore"):  # undefined is NaN, and looked at below
        value = float(statistic(alike.units[None].astype(np.float64))[0])
        if n_units < _FEWEST:
            return Agreement(name, n_units, value, remark=_TOO_FEW)
        generator, total = np.random.default_rng(20101), int(alike.units.sum())
        drawn = [
            statistic(generator.multinomial(total, alike.units / total, size=_AT_ONCE).astype(np.float64))
            for _ in range(_RESAMPLES // _AT_ONCE)
        ]
    spread = np.concatenate(drawn)
    spread = spread[np.isfinite(spread)]
    if len(spread) < _RESAMPLES * _DEFINED:
        return Agreement(name, n_units, value, remark=_TOO_FEW)
    if np.ptp(spread) == 0:  # where all agree there is no spread to make an interval of
        return Agreement(name, n_units, value)
    low, high = np.percentile(spread, [float(50 * (1 - interval)), float(50 * (1 + interval))])
    return Agreement(name, n_units, value, float(low), float(high))


def _kappa(codes: NDArray[np.int_], used: NDArray[np.int_], interval: Fraction) -> Agreement:
    from scipy.stats import t
    from statsmodels.stats.inter_rater import cohens_kappa

    if len(used) < 2:
        return Agreement(KAPPA, len(codes), None, remark=_UNDEFINED)
    table = np.zeros((len(used), len(used)))
    np.add.at(table, tuple(np.searchsorted(used, codes).T), 1)
    with np.errstate(divide="ignore", invalid="ignore"):  # few units leave no error to estimate: it is NaN then
        result = cohens_kappa(table)
    value, error = float(result.kappa), float(result.std_kappa)
    if len(codes) < _FEWEST:
        return Agreement(KAPPA, len(codes), value, remark=_TOO_FEW)
    if not error > 0:  # where all agree there is no spread to make an interval of
        return Agreement(KAPPA, len(codes), value)
    # Gwet's interval: Student's t, which few units need, and no further than 1.
    margin = float(t.ppf(float((1 + interval) / 2), len(codes) - 1)) * error
    return Agreement(KAPPA, len(codes), value, max(-1.0, value - margin), min(1.0, value + margin))
