"""How the indicators of the neighbourhood monitor changed, and the figures that are shown together."""

import re
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from pipeline.codebook import Indicator
from pipeline.contracts.loading import RoundData
from pipeline.contracts.rows import FigureRow
from pipeline.contracts.units import unit_display
from pipeline.dutch import when
from pipeline.records import rows_of
from pipeline.statistics.printed import read_printed


@dataclass(frozen=True)
class Change:
    """How an indicator changed in a unit between the first and the last period that were printed.

    `direction` is 1 when it changed for the better, -1 for the worse, 0 when rounding leaves that open.
    """

    indicator: Indicator
    unit: str
    first: FigureRow
    last: FigureRow
    direction: int


def figures_of(data: RoundData, series: str) -> pd.DataFrame:
    """Give the figures of one series in the order of the raw table, with their `value` and the label of their unit."""
    figures = data.tables["figures"]
    chosen = figures[figures["series"] == series]
    return _with_unit_labels(chosen, data).assign(value=[float(read_printed(text).value) for text in chosen["printed"]])


def _with_unit_labels(figures: pd.DataFrame, data: RoundData) -> pd.DataFrame:
    """Name units as pages do, however they are spelled in the raw table."""
    label = unit_display(data.table("units"))
    return figures.assign(unit=[label.get(unit, unit) for unit in figures["unit"]])


def changes(data: RoundData) -> list[Change]:
    """List the change of every indicator in each of the round's areas and its reference, first period to last.

    A change counts only where the intervals that the printed values can stand for do not overlap.
    """
    found = []
    figures = _with_unit_labels(data.tables["figures"], data)
    # A figure that repeats another one is no measurement of its own, and one without a year has no place in time.
    # A round without a reference has none: what has no unit is about the organisation as a whole, not about an area.
    monitored = figures["unit"].isin([name for name in (*data.round.areas, data.round.reference) if name])
    measured = ~figures["role"].isin(["target", "budget", "rate"])
    figures = figures[monitored & measured & (figures["same_as"] == "") & (figures["period"].map(_year) > 0)]
    figures = figures.drop_duplicates(["indicator", "unit", "measure", "period"])
    for indicator in data.codebook.indicators:
        rows = figures[figures["indicator"] == indicator.id]
        for (unit, _), group in rows.groupby(["unit", "measure"], sort=False):
            ordered = sorted(rows_of(group, FigureRow), key=lambda figure: _year(figure["period"]))
            if len(ordered) >= 2:
                first, last = ordered[0], ordered[-1]
                found.append(Change(indicator, str(unit), first, last, _direction(indicator, first, last)))
    return found


def value_of(figure: FigureRow) -> Fraction:
    """Give the number that a figure prints."""
    return read_printed(figure["printed"]).value


def _year(period: str) -> int:
    found = re.search(r"\d{4}", period)
    return int(found.group()) if found else 0


def _direction(indicator: Indicator, first: FigureRow, last: FigureRow) -> int:
    before, after = read_printed(first["printed"]), read_printed(last["printed"])
    if before.high >= after.low and after.high >= before.low:
        return 0
    risen = 1 if after.value > before.value else -1
    return risen if indicator.favourable == "higher" else -risen


def change_sentence(change: Change) -> str:
    """Say a change in plain Dutch, with the values as printed."""
    before, after = change.first, change.last
    subject = change.indicator.label[0].lower() + change.indicator.label[1:]
    return (
        f"In {change.unit} ging «{subject}» van {before['printed']} ({when(before['period'])}) "
        f"naar {after['printed']} ({when(after['period'])})."
    )
