"""Saturation of what was said in conversations of our own, as a table and in a sentence."""

import zlib
from collections.abc import Hashable, Sequence
from fractions import Fraction
from itertools import product
from typing import TypedDict

import pandas as pd

from pipeline.contracts.loading import RoundData
from pipeline.dutch import count_noun, percents
from pipeline.phases.declarations import BY_ID
from pipeline.phases.gathering import themes_of_talks
from pipeline.statistics.saturation import ORDERINGS, over_orders, reached_at


class SaturationRow(TypedDict):
    """A row of `saturation.csv`: one way to look at it; empty where it is not reached or can't be computed.

    `reached_at` is in the order in which conversations were held, `low` and `high` over as many other `orderings`.
    """

    base_size: str
    run_length: str
    threshold: str
    reached_at: str
    orderings: str
    low: str
    high: str
    remark: str


COLUMNS = tuple(SaturationRow.__annotations__)
_BASES, _RUNS, _THRESHOLDS = (4, 5, 6), (2, 3), (Fraction(1, 20), Fraction(0))
# What the sentence is of: the smallest base, the shortest run, and the threshold that its makers begin with.
_USUAL = (4, 2, Fraction(1, 20))
_Talks = Sequence[frozenset[Hashable]]


def table(data: RoundData, unknown: str) -> pd.DataFrame:
    """Give `saturation.csv`: a row for each base, run and threshold, and one that says what can't be computed.

    Parameters
    ----------
    data : RoundData
        A whole round.
    unknown : str
        What is to be said of the phases of which it can't be computed; empty where there are none.
    """
    rows = [
        _row(data, phase, talks, *how)
        for phase, talks in themes_of_talks(data).items()
        for how in product(_BASES, _RUNS, _THRESHOLDS)
    ]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    if unknown:
        frame.loc[len(frame)] = [*("" for _ in COLUMNS[1:]), unknown]
    return frame


def _row(data: RoundData, phase: str, talks: _Talks, base: int, run: int, threshold: Fraction) -> SaturationRow:
    found = reached_at(talks, base, run, threshold)
    held = count_noun(len(talks), "gesprek", "gesprekken")
    aspects = count_noun(len(frozenset().union(*talks)), "aspect", "aspecten")
    said = f"{BY_ID[phase].label}: {held}, {aspects}"
    if len(talks) < base + run:
        remark, low, high, orders = f"{said}; dit vraagt er minstens {base + run}", None, None, 0
    else:
        low, high, missed = over_orders(talks, base, run, threshold, _seed(data, phase))
        orders = ORDERINGS
        remark = f"{said}; in {missed} van de {orders} volgordes niet bereikt" if missed else said
    return SaturationRow(
        base_size=str(base),
        run_length=str(run),
        threshold=f"{float(threshold):.2f}",
        reached_at=_written(found),
        orderings=str(orders) if orders else "",
        low=_written(low),
        high=_written(high),
        remark=remark,
    )


def _written(value: int | None) -> str:
    return "" if value is None else str(value)


def _seed(data: RoundData, phase: str) -> int:
    return zlib.crc32(f"{data.round_id}/{phase}/saturation".encode())


def sentences(data: RoundData) -> dict[str, str]:
    """Say of each phase of which it can be computed after how many conversations hardly anything new came, in Dutch."""
    return {phase: _sentence(data, phase, talks) for phase, talks in themes_of_talks(data).items()}


def _sentence(data: RoundData, phase: str, talks: _Talks) -> str:
    base, run, threshold = _USUAL
    name = BY_ID[phase].plain
    if len(talks) < base + run:
        held = count_noun(len(talks), "gesprek", "gesprekken")
        return f"Of nieuwe {name} nog nieuwe aspecten opleveren, is niet te zeggen: er zijn maar {held}."
    low, high, _ = over_orders(talks, base, run, threshold, _seed(data, phase))
    little = f"hoogstens {percents(threshold)} nieuwe aspecten"
    if low is None:
        return f"Nieuwe {name} leverden tot het eind nieuwe aspecten op."
    if high is None:
        return f"Of nieuwe {name} nog nieuwe aspecten opleveren, hangt af van de volgorde: soms tot het eind."
    after = str(low) if low == high else f"{low} tot {high}"
    return f"In negen van de tien volgordes van gesprekken brachten na {after} {name} de volgende {run} {little}."
