"""Of many cases that ask the same, a seeded sample belongs to every run, and the rest to `make thorough`."""

import random
from collections.abc import Sequence

import pytest


def sampled(cases: Sequence[tuple[object, ...]], most: int) -> list[object]:
    """Mark all but a sample of cases as ``thorough``.

    Parameters
    ----------
    cases : sequence of tuple
        The values of the parameters, a tuple a case.
    most : int
        How many are always tried. The sample follows from the cases, so that a failure can be looked at again.
    """
    chosen = set(random.Random(f"{cases[0][0]} {len(cases)}").sample(range(len(cases)), most))
    return [case if at in chosen else pytest.param(*case, marks=pytest.mark.thorough) for at, case in enumerate(cases)]
