"""How many units two raters have to rate to tell that their kappa is not below a bound."""

import math
from fractions import Fraction
from statistics import NormalDist


def units_needed(expected: float, lowest: float, prevalence: float, coverage: Fraction = Fraction(19, 20)) -> int:
    """Give how many units two raters have to rate.

    So many that the one-sided lower limit of kappa is expected at `lowest` where kappa is `expected`: where the
    chi-square of what is then expected of both-yes, one-yes and both-no against the same under `lowest` reaches its
    critical value. With more raters fewer units do.

    Parameters
    ----------
    expected, lowest : float
        The kappa that is expected, and the bound that it has to stay above; 0 < lowest < expected < 1.
    prevalence : float
        How often units are rated yes, between 0 and 1.
    coverage : fractions.Fraction
        Of the one-sided interval: 19/20 for 95 %.

    Raises
    ------
    ValueError
        One of them can't be.

    References
    ----------
    Donner, A., & Rotondi, M. A. (2010). Sample size requirements for interval estimation of the kappa statistic for
    interobserver agreement studies with a binary outcome and multiple raters. Int J Biostat, 6(1), 31.
    """
    if not (0 < lowest < expected < 1 and 0 < prevalence < 1):
        raise ValueError(f"0 < {lowest} < {expected} < 1, 0 < {prevalence} < 1")
    critical = NormalDist().inv_cdf(float(coverage)) ** 2
    under, over = _chances(lowest, prevalence), _chances(expected, prevalence)
    apart = sum((a - b) ** 2 / a for a, b in zip(under, over, strict=True))
    return math.ceil(critical / apart)


def _chances(kappa: float, prevalence: float) -> tuple[float, float, float]:
    """Give the chance that both raters say no, one says yes, and both say yes."""
    mixed = prevalence * (1 - prevalence)
    return (1 - prevalence) ** 2 + kappa * mixed, 2 * mixed * (1 - kappa), prevalence**2 + kappa * mixed
