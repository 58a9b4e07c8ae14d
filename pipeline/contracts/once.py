"""What is computed of a round once, for as long as its data are there."""

import weakref
from collections.abc import Callable, Hashable
from typing import TypeVar, cast

from pipeline.contracts.loading import RoundData

Found = TypeVar("Found")

_kept: dict[tuple[int, Hashable], object] = {}


def once(data: RoundData, what: Hashable, compute: Callable[[], Found]) -> Found:
    """Give what is computed of a round: now, or what was found before.

    Parameters
    ----------
    data : RoundData
        The round; the same data by other rules are other data.
    what : hashable
        What it is: the same name always stands for the same computation.
    compute : callable
        Computes it from nothing but the data. Nobody may change what it gives.
    """
    key = (id(data), what)
    if key not in _kept:
        _kept[key] = compute()
        weakref.finalize(data, _kept.pop, key, None)
    return cast(Found, _kept[key])
