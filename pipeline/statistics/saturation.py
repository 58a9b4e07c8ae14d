"""Saturation: after how many conversations the next ones bring hardly anything new."""

from collections.abc import Hashable, Sequence
from fractions import Fraction

import numpy as np

ORDERINGS = 1000
_LOW, _HIGH = 5, 95  # the percentiles of all orders that are given


def reached_at(talks: Sequence[frozenset[Hashable]], base: int, run: int, threshold: Fraction) -> int | None:
    """Give after how many conversations saturation is reached, in the order in which they stand.

    The themes of the first `base` conversations are the base. Then, run after run of `run` conversations (each begins
    one later than the one before), the themes that were in no earlier conversation are counted; saturation is reached
    before the first run in which they are at most `threshold` of the base.

    Parameters
    ----------
    talks : sequence of frozenset
        The themes of each conversation.
    base, run : int
        How many conversations are the base and a run, at least 1.
    threshold : fractions.Fraction
        The part of the base that may be new, 0 or more.

    Returns
    -------
    int or None
        The number of conversations before that run, at least `base`; None where it is not reached, there are too few
        conversations, or the base has no theme.

    References
    ----------
    Guest, G., Namey, E., & Chen, M. (2020). A simple method to assess and report thematic saturation in qualitative
    research. PLoS ONE, 15(5), e0232076.
    """
    seen: set[Hashable] = set()
    new = []
    for themes in talks:
        new.append(len(themes - seen))
        seen |= themes
    whole = sum(new[:base])
    if not whole:
        return None
    starts = range(base, len(talks) - run + 1)
    return next((start for start in starts if sum(new[start : start + run]) <= threshold * whole), None)


def over_orders(
    talks: Sequence[frozenset[Hashable]], base: int, run: int, threshold: Fraction, seed: int
) -> tuple[int | None, int | None, int]:
    """Give within which numbers of conversations saturation is reached when their order is shuffled.

    Parameters
    ----------
    talks, base, run, threshold
        As for `reached_at`.
    seed : int
        So that the same data give the same result.

    Returns
    -------
    low, high : int or None
        The 5th and the 95th percentile over `ORDERINGS` orders, as numbers that occur; None where it is not reached.
    missed : int
        In how many orders it is not reached.
    """
    generator = np.random.default_rng(seed)
    never = len(talks) + 1
    found = []
    for _ in range(ORDERINGS):
        order = generator.permutation(len(talks))
        at = reached_at([talks[place] for place in order], base, run, threshold)
        found.append(never if at is None else at)
    low, high = (int(np.percentile(found, part, method="inverted_cdf")) for part in (_LOW, _HIGH))
    return (None if low == never else low, None if high == never else high, found.count(never))


def growth(talks: Sequence[frozenset[Hashable]], seed: int) -> list[tuple[int, int, int]]:
    """Give how many different themes there were after each conversation.

    Parameters
    ----------
    talks : sequence of frozenset
        The themes of each conversation.
    seed : int
        So that the same data give the same result.

    Returns
    -------
    list of (int, int, int)
        For each conversation: how many in the order in which they stand, and the 5th and 95th percentile over
        `ORDERINGS` orders.
    """
    themes = sorted(set().union(*talks), key=repr)
    there = np.array([[theme in talk for theme in themes] for talk in talks], dtype=bool).reshape(len(talks), -1)
    generator = np.random.default_rng(seed)
    orders = np.array([generator.permutation(len(talks)) for _ in range(ORDERINGS)])
    counts = np.logical_or.accumulate(there[orders], axis=1).sum(axis=2)
    low, high = (np.percentile(counts, part, axis=0, method="inverted_cdf") for part in (_LOW, _HIGH))
    own = np.logical_or.accumulate(there, axis=0).sum(axis=1)
    return [(int(a), int(b), int(c)) for a, b, c in zip(own, low, high, strict=True)]
