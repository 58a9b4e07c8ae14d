"""Counts that are left out so that no small one can be computed from the rest, and the attack that tries to.

Cell suppression, stated and solved as by Fischetti & Salazar-González (2000), Mathematical Programming 87:1-24: leave
out as little as possible, so that whoever knows all that is shown finds no small count. A choice is attacked; where the
attack comes too near, its dual says what more has to be left out, and the cheapest choice is made again.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil, floor
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Terms = Mapping[str, int]
"""A sum: by the name of a count how many times it is in it."""


@dataclass(frozen=True)
class Relation:
    """What is known of counts together: their sum is, or is at least, a number."""

    terms: Terms
    is_: Literal["=", ">="]
    number: int


@dataclass(frozen=True)
class Counts:
    """Counts that belong together, and what everybody knows of them.

    Attributes
    ----------
    values : mapping of str to int
        Each count by its name, 0 or more.
    known : sequence of Relation
        What holds of them and is known whatever is left out, such as the size of a group. All of it is true.
    """

    values: Mapping[str, int]
    known: Sequence[Relation] = ()

    def __post_init__(self) -> None:
        for relation in self.known:
            found = sum(times * self.values[name] for name, times in relation.terms.items())
            if not (found == relation.number if relation.is_ == "=" else found >= relation.number):
                raise ValueError(f"this does not hold: {relation}")

    @cached_property
    def names(self) -> list[str]:
        """The names of all counts, in the order in which they are computed with."""
        return sorted(self.values)

    @cached_property
    def rows(self) -> dict[str, tuple[NDArray[Any], NDArray[Any]]]:
        """What is known as rows over all counts with a number each, equal to and, with the sign turned, at most."""
        at = {name: place for place, name in enumerate(self.names)}
        made: dict[str, tuple[NDArray[Any], NDArray[Any]]] = {}
        for kind, sign in (("=", 1), (">=", -1)):
            own = [each for each in self.known if each.is_ == kind]
            rows = np.zeros((len(own), len(at)))
            for number, each in enumerate(own):
                for name, times in each.terms.items():
                    rows[number, at[name]] = sign * times
            made[kind] = (rows, sign * np.array([each.number for each in own], dtype=float))
        return made


@dataclass(frozen=True)
class Suppression:
    """What to leave out.

    Attributes
    ----------
    hidden : frozenset of str
        The counts that are left out: the small ones, and others without which those can't be computed.
    exposed : frozenset of str
        Small counts that what is known gives away even when every count that may be left out is.
    """

    hidden: frozenset[str]
    exposed: frozenset[str]


@dataclass(frozen=True)
class _End:
    """The lowest or highest that a count can be, and how much it moves by each count's own limits."""

    found: float
    lower: NDArray[Any]
    upper: NDArray[Any]


def _end(counts: Counts, name: str, low: NDArray[Any], high: NDArray[Any], sign: int) -> _End:
    """Find the lowest (1) or highest (-1) of a count, with every count between its limits."""
    from scipy.optimize import linprog

    aim = np.zeros(len(counts.names))
    aim[counts.names.index(name)] = sign
    (equal, to), (least, than) = counts.rows["="], counts.rows[">="]
    # Rounding of the solver may leave a table that is there a hair outside its limits; its presolve then finds none.
    limits = np.column_stack([low, high])
    made = linprog(aim, least, than + _EXACT, equal, to, limits, method="highs", options={"presolve": False})
    if not made.success:
        raise ValueError(f"no count fits what is shown: {made.message}")
    return _End(sign * made.fun, sign * made.lower.marginals, sign * made.upper.marginals)


_EXACT = 1e-6


def bounds(counts: Counts, hidden: Collection[str], of: Iterable[str] | None = None) -> dict[str, tuple[int, int]]:
    """Attack: give the lowest and the highest whole number that each hidden count can be, for who knows all the rest.

    Parameters
    ----------
    counts : Counts
        All counts, of which only those that are not hidden are looked at, with what is known.
    hidden : collection of str
        The counts that are not shown.
    of : iterable of str, optional
        The hidden counts to find; by default all of them.

    Returns
    -------
    dict
        By name the lowest and the highest, by linear programming, as whole numbers; equal where the count is found.
    """
    shut = np.array([name not in hidden for name in counts.names])
    values = np.array([counts.values[name] for name in counts.names], dtype=float)
    low, high = np.where(shut, values, 0), np.where(shut, values, _most(counts))
    return {
        name: (
            ceil(_end(counts, name, low, high, 1).found - _NEAR),
            floor(_end(counts, name, low, high, -1).found + _NEAR),
        )
        for name in sorted(hidden if of is None else of)
    }


_NEAR = 1e-5


def _most(counts: Counts) -> float:
    """Give what no count can be more than: what is shown and known has no larger sum."""
    return float(sum(counts.values.values()) + sum(abs(each.number) for each in counts.known))


def _most_of(counts: Counts, name: str) -> float:
    """Give what one count can't be more than, by what is known of it with others."""
    sums = [each for each in counts.known if each.is_ == "=" and each.terms.get(name) and min(each.terms.values()) > 0]
    return min([_most(counts), *(each.number / each.terms[name] for each in sums)])


def protect(
    counts: Counts,
    small: Collection[str],
    width: int,
    together: Mapping[str, str] | None = None,
    cost: Mapping[str, float] | None = None,
) -> Suppression:
    """Choose which counts to leave out, at the least cost, so that no small one can be told from the rest.

    The lowest and the highest number that a small count can be, for who knows all that is shown, lie `width` or more
    apart; where what is known leaves less room than that, as far apart as when all is left out.

    Parameters
    ----------
    counts : Counts
        All counts, with what is known of them.
    small : collection of str
        The counts that may not be found.
    width : int
        How far apart, in people, 1 or more.
    together : mapping of str to str, optional
        By name of a count what it is left out with: counts with the same word are shown together or not at all. By
        default each by itself.
    cost : mapping of str to float, optional
        What it costs to leave out a word of `together`; by default one more than the sum of its counts.
    """
    if not small:
        return Suppression(frozenset(), frozenset())
    word = [(together or {}).get(name, name) for name in counts.names]
    words = sorted(set(word))
    belongs = np.array([[each == own for each in words] for own in word], dtype=float)
    values = np.array([counts.values[name] for name in counts.names], dtype=float)
    price = belongs.T @ values + 1
    price = np.array([(cost or {}).get(each, own) for each, own in zip(words, price, strict=True)])
    widest = bounds(counts, counts.values, small)
    low, high = np.zeros(len(counts.names)), np.array([_most_of(counts, name) for name in counts.names])
    room = {name: min(width, widest[name][1] - widest[name][0]) for name in sorted(small)}
    exposed = frozenset(name for name, left in room.items() if left <= 0)
    must = np.array(
        [any(name in small for name, own in zip(counts.names, word, strict=True) if own == each) for each in words],
        dtype=float,
    )
    cuts: list[tuple[NDArray[Any], float]] = []
    chosen = must
    while True:
        out = belongs @ chosen
        least, most = values - out * (values - low), values + out * (high - values)
        fresh = []
        for name in room.keys() - exposed:
            bottom, top = (_end(counts, name, least, most, sign) for sign in (1, -1))
            if floor(top.found + _NEAR) - ceil(bottom.found - _NEAR) < room[name]:
                # How much the distance grows, at most, with each count more that is left out: it is concave in that.
                gain = (top.upper - bottom.upper) * (high - values) - (top.lower - bottom.lower) * (values - low)
                need = room[name] - (top.found - bottom.found)
                fresh.append(_cut(belongs.T @ np.maximum(gain, 0) * (1 - chosen), need, 1 - chosen))
        if not fresh:
            hidden = frozenset(name for name, left_out in zip(counts.names, out, strict=True) if left_out)
            return Suppression(hidden, exposed)
        cuts += fresh
        chosen = _cheapest(price, must, cuts)


def _cut(gains: NDArray[Any], need: float, others: NDArray[Any]) -> tuple[NDArray[Any], float]:
    """Give what has to be left out more; where only whole people are too few, anything more."""
    return (np.minimum(gains, need), need) if need > _NEAR and gains.sum() >= need - _NEAR else (others, 1.0)


def _cheapest(price: NDArray[Any], must: NDArray[Any], cuts: Sequence[tuple[NDArray[Any], float]]) -> NDArray[Any]:
    """Choose the cheapest words with which every cut holds."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    rows, needs = np.array([row for row, _ in cuts]), np.array([need for _, need in cuts])
    made = milp(
        price,
        integrality=np.ones(len(price)),
        bounds=Bounds(must, np.ones(len(price))),
        constraints=LinearConstraint(rows, needs - _NEAR, np.inf),
    )
    if not made.success:
        raise ValueError(f"nothing to leave out protects these counts: {made.message}")
    return np.asarray(np.round(made.x))
