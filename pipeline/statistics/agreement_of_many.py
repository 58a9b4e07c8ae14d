"""How far raters agree by other measures: Fleiss, Brennan-Prediger, and for numbers AC2 and alpha by distance.

Fleiss, J. (1971), Psychol Bull 76:378; Brennan, R. & Prediger, D. (1981), Educ Psychol Meas 41:687; Gwet, K. (2014),
Handbook of Inter-Rater Reliability, 4th ed., whose extension to units that not everybody rated all of them follow;
Krippendorff, K. (2011), Computing Krippendorff's alpha-reliability.
"""

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from pipeline.statistics.agreement import Agreement, Alike, Floats, Ratings, bootstrapped, coded, floats

FLEISS, BRENNAN_PREDIGER, AC2 = "Fleiss' kappa", "Brennan-Prediger", "Gwet's AC2 (quadratic)"
INTERVAL_ALPHA, RATIO_ALPHA = "Krippendorff's alpha (interval)", "Krippendorff's alpha (ratio)"


def more_agreement(ratings: Ratings, interval: Fraction, numbers: Sequence[float] | None = None) -> list[Agreement]:
    """Give the coefficients that `agreement` does not: of names, and where there are `numbers`, of those.

    Parameters
    ----------
    ratings : sequence of sequence
        Units by raters; None where a rater did not rate a unit.
    interval : fractions.Fraction
        The coverage of the intervals, between 0 and 1.
    numbers : sequence of float, optional
        What the values stand for, in the order of the values as text.

    Returns
    -------
    list of Agreement
        Fleiss' kappa and Brennan-Prediger; of numbers AC2 with quadratic weights and alpha of an interval scale, and of
        a ratio scale where none is below 0. Empty where nothing was rated by two, or all ratings are the same.
    """
    codes, values = coded(ratings)
    rated = (codes >= 0).sum(axis=1)
    shared = codes[rated > 1]
    if not len(shared) or len(np.unique(shared[shared >= 0])) < 2:
        return []
    of_all, of_shared = Alike.of(codes, len(values)), Alike.of(shared, len(values))

    def fleiss(samples: Floats) -> Floats:
        by_chance = (of_all.common(samples) ** 2).sum(axis=1)
        return floats((of_all.observed(samples) - by_chance) / (1 - by_chance))

    def brennan_prediger(samples: Floats) -> Floats:
        by_chance = 1 / len(values)
        return floats((of_all.observed(samples) - by_chance) / (1 - by_chance))

    found = [
        bootstrapped(FLEISS, of_all, fleiss, interval, len(shared)),
        bootstrapped(BRENNAN_PREDIGER, of_all, brennan_prediger, interval, len(shared)),
    ]
    if numbers is None:
        return found
    at = np.asarray(numbers, dtype=np.float64)
    apart = (at[:, None] - at[None, :]) ** 2
    weights = 1 - apart / apart.max()

    def ac2(samples: Floats) -> Floats:
        common = of_all.common(samples)
        by_chance = weights.sum() / (len(values) * (len(values) - 1)) * (common * (1 - common)).sum(axis=1)
        return floats((of_all.observed(samples, weights) - by_chance) / (1 - by_chance))

    def alpha(name: str, distance: Floats) -> Agreement:
        return bootstrapped(name, of_shared, lambda each: of_shared.alpha_by(each, distance), interval, len(shared))

    found += [bootstrapped(AC2, of_all, ac2, interval, len(shared)), alpha(INTERVAL_ALPHA, apart)]
    if at.min() >= 0:
        sums = at[:, None] + at[None, :]
        ratio = np.divide(apart, sums**2, out=np.zeros_like(apart), where=sums > 0)
        found.append(alpha(RATIO_ALPHA, ratio))
    return found
