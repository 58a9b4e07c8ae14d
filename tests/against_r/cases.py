"""What R is given: random numbers of every kind, and what the demonstration round puts into each computation."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

ROOT = Path(__file__).parents[2]
ROUND = "voorbeeld-2021"
Case = tuple[str, str, str]
"""What is computed, where the numbers are from, and the numbers: rows by "|", cells by spaces, NA where none is."""

# Where each is called from when the tables of a round are made.
_CALLED = {
    "holm": "pingouin.multicomp",
    "alpha": "pipeline.phases.surveys.answers.scales.of_items",
    "icc": "pipeline.phases.mystery_guests.double_scored.intraclass",
    "fisher": "scipy.stats.fisher_exact",
    "mann-whitney": "scipy.stats.mannwhitneyu",
    "wilson": "pipeline.evidence.directions.wilson",
}


def written(rows: Any) -> str:
    """Write rows of numbers as R reads them."""
    return "|".join(
        " ".join("NA" if cell is None or cell != cell else f"{float(cell):.12g}" for cell in row) for row in rows
    )


def random_cases(seed: int = 2026, many: int = 100) -> Iterator[Case]:
    """Draw inputs: 500 pairs of coders, and of every other kind as many as asked."""
    chance = np.random.default_rng(seed)
    for _ in range(500):
        units, most, alike = int(chance.integers(8, 60)), int(chance.integers(2, 6)), chance.random()
        true = chance.integers(0, most, units)
        coders = [np.where(chance.random(units) < alike, true, chance.integers(0, most, units)) for _ in range(2)]
        yield "kappa", "drawn", written(np.array(coders).T)
    for _ in range(many):
        n = int(chance.integers(4, 15))
        yield "wilcoxon", "drawn", written([chance.choice([-1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2], n)])
        yield "holm", "drawn", written([chance.random(int(chance.integers(1, 9))).round(4)])
        yield "fisher", "drawn", written(chance.integers(0, 25, (2, 2)))
        n = int(chance.integers(1, 400))
        yield "wilson", "drawn", written([[chance.integers(0, n + 1), n]])
        a, b = (chance.integers(1, 6, int(chance.integers(9, 40))) for _ in range(2))
        longest = max(len(a), len(b))
        yield "mann-whitney", "drawn", written([[*each, *[None] * (longest - len(each))] for each in (a, b)])
        base = chance.normal(size=(int(chance.integers(8, 40)), 1))
        yield (
            "alpha",
            "drawn",
            written((3 + base + chance.normal(size=(len(base), int(chance.integers(2, 7))))).round()),
        )
        base = chance.normal(size=(int(chance.integers(4, 20)), 1))
        yield "icc", "drawn", written((5 + 2 * base + chance.normal(size=(len(base), 2))).round(1))


def demonstration_cases() -> list[Case]:
    """Give what the demonstration round puts into each computation, as it is run."""
    from pipeline.claims.ledger import make
    from pipeline.notebook.round import open_round
    from pipeline.phases.mystery_guests.double_scored import doubled
    from pipeline.phases.surveys.answers.scales import scales
    from pipeline.phases.surveys.scores import series
    from pipeline.phases.walk import evidence as phases_with_evidence

    found: list[Case] = []
    with ExitStack() as stack, patch.dict(os.environ, KLANKBORD_PROJECT=str(ROOT)):
        for kind, where in _CALLED.items():
            stack.enter_context(_listening(kind, where, found))
        work = open_round(ROUND)
        make(work.data, work.tables)
        scales(work.data)
        doubled(work.data)
        for phase in phases_with_evidence().values():
            phase.gather(work.data)
        # The round does not test these itself: the people were chosen, and stand for nobody else.
        changes = [[course.change for course in each.both if course.change is not None] for each in series(work.data)]
        found += [("wilcoxon", ROUND, written([change])) for change in changes if change]
    return list(dict.fromkeys(found))


def _listening(kind: str, where: str, found: list[Case]) -> Any:
    module, name = where.rsplit(".", 1)
    real: Callable[..., Any] = getattr(__import__(module, fromlist=[name]), name)

    def listens(*args: Any, **kwargs: Any) -> Any:
        found.extend((kind, ROUND, numbers) for numbers in _numbers(kind, args))
        return real(*args, **kwargs)

    return patch(where, listens)


def _numbers(kind: str, args: tuple[Any, ...]) -> Iterator[str]:
    if kind == "holm":
        if len(args[0]):
            yield written([args[0]])
    elif kind == "alpha":
        yield written(args[1].to_numpy())
    elif kind == "wilson":
        counts, n = np.broadcast_arrays(args[0], args[1])
        yield from (written([pair]) for pair in zip(np.atleast_1d(counts), np.atleast_1d(n), strict=True))
    elif kind == "mann-whitney":
        longest = max(map(len, args[:2]))
        yield written([[*each, *[None] * (longest - len(each))] for each in args[:2]])
    else:
        yield written(args[0])
