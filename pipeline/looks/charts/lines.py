"""Draw how a few series went from one period to the next, each named at the end of its line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.blocks import Lines
from pipeline.looks.charts.canvas import (
    LINE_HEIGHT,
    PALETTE,
    WIDTH,
    Drawing,
    Scale,
    canvas,
    drawing,
    line,
    quantity,
    shared_decimals,
    wrap,
    write,
)
from pipeline.printable import visible

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_STYLES = (("accent", "o"), ("negative", "s"), ("mixed", "^"), ("positive", "D"), ("muted", "v"))


def lines(chart: Lines) -> Drawing:
    """Draw how a few series went from one period to the next."""
    all_series = [_Series(visible(series.name), series.values) for series in chart.series]
    height = 2.6 + 0.5 * len(all_series)
    with canvas(height) as (figure, axes):
        _draw_series(axes, all_series, [visible(period) for period in chart.periods], height, chart.unit)
        return drawing(figure, height)


@dataclass(frozen=True)
class _Series:
    """One series of a line chart; its values are in the order of the periods."""

    name: str
    values: Sequence[float | None]

    def first(self) -> float | None:
        return self.values[0]

    def last(self) -> float | None:
        return self.values[-1]


def _draw_series(axes: Axes, all_series: Sequence[_Series], periods: Sequence[str], height: float, unit: str) -> None:
    left, right, top, bottom = 0.9, 3.2, 0.25, height - 0.6
    values = [value for series in all_series for value in series.values if value is not None]
    # Upside down, because the canvas counts from the top.
    scale = Scale.of([-value for value in values], top, bottom, include=0.0)
    xs = [left + (right - left) * i / max(1, len(periods) - 1) for i in range(len(periods))]
    for x, period in zip(xs, periods, strict=True):
        line(axes, [x, x], [top - 0.15, bottom + 0.15], PALETTE["line"], 1)
        write(axes, x, height - 0.22, period, ha="center", weight="bold")
    line(axes, [left, right], [scale(0.0), scale(0.0)], PALETTE["muted"], 1)
    write(axes, 0.05, scale(0.0), "0", color=PALETTE["muted"])
    for i, series in enumerate(all_series):
        known = [(x, scale(-value)) for x, value in zip(xs, series.values, strict=True) if value is not None]
        colour, marker = _style(i)
        known_xs, known_ys = [x for x, _ in known], [y for _, y in known]
        axes.plot(known_xs, known_ys, color=colour, marker=marker, markersize=9, linewidth=2.5)
    _name_ends(axes, all_series, scale, xs, unit, (top, bottom))


def _style(i: int) -> tuple[str, str]:
    """Give the colour and the marker of a series; the marker tells them apart without colour."""
    colour, marker = _STYLES[i % len(_STYLES)]
    return PALETTE[colour], marker


def _name_ends(
    axes: Axes,
    all_series: Sequence[_Series],
    scale: Scale,
    xs: Sequence[float],
    unit: str,
    room: tuple[float, float],
) -> None:
    """Write the first value to the left and the last value with the name to the right of each line."""
    decimals = shared_decimals(value for series in all_series for value in series.values)
    styles = [{"color": _style(i)[0]} for i in range(len(all_series))]
    if len(xs) > 1:
        first = [None if (value := series.first()) is None else scale(-value) for series in all_series]
        for series, style, y in zip(all_series, styles, _spread(first, 0.27, room), strict=True):
            if y is not None:
                write(axes, xs[0] - 0.15, y, quantity(series.first(), unit, decimals), ha="right", **style)
    names = [
        "\n".join(wrap(f"{quantity(series.last(), unit, decimals)} {series.name}", WIDTH - xs[-1] - 0.25)[:3])
        for series in all_series
    ]
    last = [None if (value := series.last()) is None else scale(-value) for series in all_series]
    gap = 0.1 + max((name.count("\n") + 1 for name in names), default=1) * LINE_HEIGHT
    for name, style, y in zip(names, styles, _spread(last, gap, room), strict=True):
        if y is not None:
            write(axes, xs[-1] + 0.17, y, name, weight="bold", **style)


def _spread(places: Sequence[float | None], gap: float, room: tuple[float, float]) -> list[float | None]:
    """Push places apart until no two are closer than the gap, as near to where they were as that allows."""
    order = sorted((place, i) for i, place in enumerate(places) if place is not None)
    result: list[float | None] = list(places)
    lowest = room[0] - 0.1
    for place, i in order:
        result[i] = lowest = max(place, lowest)
        lowest += gap
    highest = room[1] + 0.1
    for _, i in reversed(order):
        current = result[i]
        if current is not None:
            result[i] = highest = min(current, highest)
            highest -= gap
    return result
