"""Orders that people made: who puts what above what, and how that adds up, without a mean of places."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

_Orders = NDArray[np.integer[Any]]


def points(orders: _Orders) -> NDArray[np.float64]:
    """Give each thing its Borda count (Borda 1781; Black 1976 for orders that leave things out).

    Parameters
    ----------
    orders : numpy.ndarray of int, shape (people, things)
        The place that each gave each thing, from 1; 0 where it was given none.

    Returns
    -------
    numpy.ndarray, shape (things,)
        For each person as many points as there are things below it; things without a place share what is left. Only
        their order says something: that one has twice the points of another does not make it twice as important.
    """
    things = orders.shape[1]
    placed = orders > 0
    left = placed.sum(axis=1, keepdims=True)
    rest = np.where(left < things, (things - left - 1) / 2, 0.0)
    return np.asarray(np.where(placed, things - orders, rest).sum(axis=0), dtype=np.float64)


def above(orders: _Orders) -> NDArray[np.int64]:
    """Count, for each pair of things, how many people put the one above the other.

    Parameters
    ----------
    orders : numpy.ndarray of int, shape (people, things)
        As of `points`. What has a place stands above what has none; of two without a place nothing is known.

    Returns
    -------
    numpy.ndarray, shape (things, things)
        How many put the thing of the row above that of the column.
    """
    places = np.where(orders > 0, orders, orders.shape[1] + 1)
    return np.asarray((places[:, :, None] < places[:, None, :]).sum(axis=0), dtype=np.int64)


def places_by(scores: NDArray[np.float64]) -> NDArray[np.int64]:
    """Give each thing its place by its score, the highest 1; equal scores share a place, and the next is left open."""
    return np.asarray([1 + int((scores > score + 1e-9).sum()) for score in scores], dtype=np.int64)


def unbeaten(wins: NDArray[np.int64]) -> int | None:
    """Give the thing that beats each other one in pairs (Condorcet 1785); None where there is none.

    Parameters
    ----------
    wins : numpy.ndarray, shape (things, things)
        As `above` gives it.
    """
    beats = (wins > wins.T).sum(axis=1)
    found = np.flatnonzero(beats == len(wins) - 1)
    return int(found[0]) if len(found) == 1 else None


class Pairs(NamedTuple):
    """Of all pairs of things, how many stand the same way in two orders, the other way, or level in one of them."""

    same: int
    other: int
    level: int


def pairs_of(one: NDArray[np.int64], two: NDArray[np.int64]) -> Pairs:
    """Hold two orders of the same things against each other, pair by pair (Kendall 1938).

    Parameters
    ----------
    one, two : numpy.ndarray of int
        The place of each thing; equal places are level.
    """
    upper = np.triu_indices(len(one), 1)
    signs = np.sign(one[upper[0]] - one[upper[1]]) * np.sign(two[upper[0]] - two[upper[1]])
    return Pairs(int((signs > 0).sum()), int((signs < 0).sum()), int((signs == 0).sum()))
