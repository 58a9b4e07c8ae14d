"""Saturation of what was said in conversations of our own, as a table."""

from fractions import Fraction
from itertools import product
from typing import TypedDict

import pandas as pd

from pipeline.contracts.loading import RoundData
from pipeline.dutch import count_noun
from pipeline.phases.declarations import BY_ID
from pipeline.phases.gathering import themes_of_talks
from pipeline.statistics.saturation import ORDERINGS, over_orders, reached_at
from pipeline.triangulation.saturation_words import Talks, seed


class SaturationRow(TypedDict):
    """A row of `saturation.csv`: one way to look at it; empty where it is not reached or can't be computed.

    `reached_at` is in the order in which conversations were held, `low` and `high` over as many other `orderings`. With
    a `voice` it is of what people of that voice spoke of, where there are enough conversations with them.
    """

    base_size: str
    run_length: str
    threshold: str
    reached_at: str
    orderings: str
    low: str
    high: str
    remark: str
    voice: str


COLUMNS = tuple(SaturationRow.__annotations__)
_BASES, _RUNS, _THRESHOLDS = (4, 5, 6), (2, 3), (Fraction(1, 20), Fraction(0))


def table(data: RoundData, unknown: str) -> pd.DataFrame:
    """Give `saturation.csv`: a row for each base, run and threshold, and one that says what can't be computed.

    Parameters
    ----------
    data : RoundData
        A whole round.
    unknown : str
        What is to be said of the phases of which it can't be computed; empty where there are none.
    """
    voices = [voice.id for voice in data.codebook.voices if themes_of_talks(data, voice.id)]
    rows = [
        _row(data, phase, voice, talks, how)
        for voice in ("", *(voices if len(voices) > 1 else ()))
        for phase, talks in themes_of_talks(data, voice).items()
        for how in product(_BASES, _RUNS, _THRESHOLDS)
        if not voice or len(talks) >= sum(how[:2])
    ]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    if unknown:
        frame.loc[len(frame)] = [unknown if name == "remark" else "" for name in COLUMNS]
    return frame


def _row(data: RoundData, phase: str, voice: str, talks: Talks, how: tuple[int, int, Fraction]) -> SaturationRow:
    base, run, threshold = how
    found = reached_at(talks, base, run, threshold)
    held = count_noun(len(talks), "gesprek", "gesprekken")
    aspects = count_noun(len(frozenset().union(*talks)), "aspect", "aspecten")
    of = f" met {data.codebook.labels[voice].lower()}" if voice else ""
    said = f"{BY_ID[phase].label}{of}: {held}, {aspects}"
    if len(talks) < base + run:
        remark, low, high, orders = f"{said}; dit vraagt er minstens {base + run}", None, None, 0
    else:
        low, high, missed = over_orders(talks, base, run, threshold, seed(data, phase, voice))
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
        voice=voice,
    )


def _written(value: int | None) -> str:
    return "" if value is None else str(value)
