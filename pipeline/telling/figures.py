"""Figures made of data frames, each with a table of its numbers; a sentence where there is nothing to draw."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from pipeline.blocks import (
    Balance,
    Bar,
    Bars,
    Block,
    Chart,
    Climb,
    Diverging,
    Figure,
    Heatmap,
    Ladder,
    Lines,
    Series,
    Table,
)
from pipeline.dutch import listed
from pipeline.records import records
from pipeline.telling.tables import table


@dataclass(frozen=True)
class Caption:
    """What a figure says beside what it draws.

    Attributes
    ----------
    text : str
        What it shows, for everybody.
    alt : str
        What a reader who can't see it should know.
    """

    text: str
    alt: str


def bars(frame: pd.DataFrame, label: str, value: str, caption: Caption, *, unit: str = "") -> Figure | Table:
    """Make a horizontal bar for each row.

    Parameters
    ----------
    frame
        The rows, in the order in which they are drawn from the top.
    label, value
        The columns with the name and the length of each bar.
    caption
        What the figure says beside what it draws.
    unit
        What follows each number; ``"%"`` and ``"€"`` are placed as Dutch does.
    """
    rows = tuple(Bar(str(row[label]), _number(row[value])) for row in records(frame))
    return _figure(Bars(rows, unit), caption, frame[[label, value]], label)


def diverging(
    frame: pd.DataFrame, label: str, negative: str, neutral: str, positive: str, caption: Caption
) -> Figure | Table:
    """Show for each row how many statements are critical, neutral and positive.

    Parameters
    ----------
    frame
        The rows, in the order in which they are drawn from the top.
    label
        The column with the name of each row.
    negative, neutral, positive
        The columns with the counts; a missing count is taken as none.
    caption
        What the figure says beside what it draws.
    """
    counts = [negative, neutral, positive]
    rows = tuple(Balance(str(row[label]), *(_number(row[name]) or 0.0 for name in counts)) for row in records(frame))
    return _figure(Diverging(rows), caption, frame[[label, *counts]], label)


def lines(frame: pd.DataFrame, x: str, y: str, series: str, caption: Caption, *, unit: str = "") -> Figure | Table:
    """Show how a few series went from one period to the next.

    Parameters
    ----------
    frame
        One row a point, the periods in their order.
    x, y, series
        The columns with the period, the value and the name of the series.
    caption
        What the figure says beside what it draws.
    unit
        What follows each number; ``"%"`` and ``"€"`` are placed as Dutch does.
    """
    periods = list(dict.fromkeys(frame[x]))
    points = {(row[series], row[x]): _number(row[y]) for row in records(frame)}
    drawn = tuple(
        Series(str(name), tuple(points.get((name, period)) for period in periods))
        for name in dict.fromkeys(frame[series])
    )
    return _figure(Lines(tuple(map(str, periods)), drawn, unit), caption, frame[[series, x, y]], series)


def heatmap(frame: pd.DataFrame, caption: Caption) -> Figure | Table:
    """Show a table of counts in which more is darker.

    Parameters
    ----------
    frame
        The counts; the index names the rows and the columns have short names.
    caption
        What the figure says beside what it draws.
    """
    counts = tuple(tuple(_number(value) for value in row) for row in frame.itertuples(index=False, name=None))
    drawn = Heatmap(tuple(map(str, frame.index)), tuple(map(str, frame.columns)), counts)
    numbers = frame.rename_axis(index=str(frame.index.name or ""), columns=None).reset_index()
    return _figure(drawn, caption, numbers, str(numbers.columns[0]))


def ladder(
    frame: pd.DataFrame, *, label: str, begin: str, end: str, rungs: Sequence[str], caption: Caption
) -> Figure | Table:
    """Show where each row began and ended on a ladder.

    Parameters
    ----------
    frame
        The rows.
    label
        The column with the name of each row.
    begin, end
        The columns with the positions, which may lie between two rungs; one or both may be missing.
    rungs
        The names of the rungs, from the lowest up.
    caption
        What the figure says beside what it draws.

    Raises
    ------
    ValueError
        A position is not on the ladder.
    """
    climbs = tuple(Climb(str(row[label]), _number(row[begin]), _number(row[end])) for row in records(frame))
    for position in (position for climb in climbs for position in (climb.begin, climb.end) if position is not None):
        if not 1 <= position <= len(rungs):
            raise ValueError(f"position {position} is not on a ladder of {len(rungs)} rungs")
    return _figure(Ladder(tuple(rungs), climbs), caption, frame[[label, begin, end]], label)


def on_one_span(parts: Sequence[Block]) -> tuple[Block, ...]:
    """Give figures that stand among blocks to be compared one span: as far, or as dark, is as many in each.

    Parameters
    ----------
    parts : sequence of Block
        Blocks under each other.
    """
    charts = [part.chart for part in parts if isinstance(part, Figure)]
    ends = [chart.ends for chart in charts if isinstance(chart, Diverging)]
    span = (min(left for left, _ in ends), max(right for _, right in ends)) if len(ends) > 1 else None
    counts = [count for chart in charts if isinstance(chart, Heatmap) for row in chart.counts for count in row if count]

    def spanned(chart: Chart) -> Chart:
        match chart:
            case Diverging():
                return replace(chart, span=span)
            case Heatmap():
                return replace(chart, most=max(counts, default=None))
        return chart

    return tuple(replace(part, chart=spanned(part.chart)) if isinstance(part, Figure) else part for part in parts)


_NAMED = 3  # names that tie, before they are counted


def most(values: "pd.Series[Any]") -> str:
    """Name what has the largest value, in words for who can't see a figure; empty where nothing is above zero.

    Parameters
    ----------
    values : pandas.Series
        Numbers; the index has the names. What ties is named together, and more than three are counted.
    """
    largest = values.max() if len(values) else 0
    names = [str(name) for name in values.index[values == largest]]
    if not largest > 0:
        return ""
    return listed(names) if len(names) <= _NAMED else f"{len(names)} zijn gelijk"


def _figure(chart: Chart, caption: Caption, numbers: pd.DataFrame, row_header: str) -> Figure | Table:
    if numbers.empty:
        return table(numbers, caption.text)
    made = table(numbers, f"Cijfers bij: {caption.text}", row_header=row_header)
    return Figure(chart, caption.text, caption.alt, made)


def _number(value: Any) -> float | None:
    """Give a cell as a number, or nothing when it is missing."""
    return None if value is None or pd.isna(value) else float(value)
