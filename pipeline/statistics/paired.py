"""Change in the same persons or things between two moments: exact tests, and what a number of pairs can show at all.

Wilcoxon, F. (1945), Biometrics Bulletin 1:80; Dixon, W. & Mood, A. (1946), J Am Stat Assoc 41:557 (the sign test);
Holm, S. (1979), Scand J Statist 6:65.
"""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from math import comb


def wilcoxon_exact(differences: Sequence[Fraction]) -> float:
    """Give the two-sided p of Wilcoxon's signed-rank test, exact also where differences tie.

    Under the hypothesis of no change each difference is as likely to be up as down: of all patterns of signs those are
    counted whose sum of ranks is as far from the middle as the one that was seen. Ties have their mean rank. What did
    not change is dropped (Wilcoxon's own way) and says nothing here: say beside it how many that were. The default of
    `scipy.stats.wilcoxon` is not exact with ties.

    Parameters
    ----------
    differences : sequence of Fraction
        End less begin of each pair, exact: as floats, half rungs might not tie.

    Returns
    -------
    float
        From 2 to the power 1 - n (n pairs that changed) to 1; 1 where nothing changed.
    """
    changed = [difference for difference in differences if difference]
    ranks = _doubled_ranks([abs(difference) for difference in changed])
    patterns = Counter({0: 1})
    for rank in ranks:
        patterns += Counter({total + rank: many for total, many in patterns.items()})
    up = sum(rank for rank, difference in zip(ranks, changed, strict=True) if difference > 0)
    middle = Fraction(sum(ranks), 2)
    as_far = sum(many for total, many in patterns.items() if abs(total - middle) >= abs(up - middle))
    return float(Fraction(as_far, 2 ** len(ranks)))


def _doubled_ranks(sizes: Sequence[Fraction]) -> list[int]:
    """Give twice the mean rank of each size: whole numbers, also where sizes tie."""
    many = Counter(sizes)
    below, twice = 0, {}
    for size in sorted(many):
        twice[size] = 2 * below + many[size] + 1
        below += many[size]
    return [twice[size] for size in sizes]


def sign_test(up: int, down: int) -> float:
    """Give the two-sided p of the sign test: so many up and so many down, what stayed the same left out.

    Parameters
    ----------
    up, down : int
        How many went up and how many down.

    Returns
    -------
    float
        The exact binomial p; 1 where nothing changed.
    """
    n = up + down
    tail = sum(comb(n, many) for many in range(min(up, down) + 1))
    return min(1.0, float(Fraction(2 * tail, 2**n)))


def smallest_p(pairs: int) -> float:
    """Give the smallest two-sided p that so many pairs can reach: when all of them change the same way."""
    return 2.0 ** (1 - pairs) if pairs else 1.0


def can_reject(pairs: int, tests: int, alpha: float) -> bool:
    """Tell whether a test on so many pairs can reject at all, as one of so many that Holm corrects together."""
    return smallest_p(pairs) * tests <= alpha


def holm(p: Sequence[float]) -> list[float]:
    """Give p-values as Holm corrects them for the number of tests, in the order in which they came.

    Parameters
    ----------
    p : sequence of float
        The p-values of all tests that are looked at together.
    """
    if not p:
        return []
    from pingouin import multicomp  # imported here: it takes seconds

    _, corrected = multicomp(list(p), method="holm")
    return [float(value) for value in corrected]
