"""Draw how a few series went from one period to the next, each named at the end of its line."""

from __future__ import annotations

from pipeline.blocks import Lines
from pipeline.looks.charts.canvas import (
    LINE_HEIGHT,
    PALETTE,
    Drawing,
    beside,
    canvas,
    drawing,
    quantity,
    shared_decimals,
    spread,
    wrap,
)
from pipeline.printable import visible

# The marker tells series apart without colour.
_STYLES = (("accent", "o"), ("negative", "s"), ("mixed", "^"), ("positive", "D"), ("muted", "v"))
_NAMES = 2.15  # inches, at most, for what stands at the ends of the lines
_LINES = 3


def lines(chart: Lines) -> Drawing:
    """Draw how a few series went from one period to the next, with zero in sight."""
    all_series = [series for series in chart.series if any(value is not None for value in series.values)]
    decimals = shared_decimals(value for series in all_series for value in series.values)
    high = 1.6 + 0.5 * len(all_series)
    with canvas(high + 0.5) as figure:
        axes = figure.subplots()
        axes.set_xticks(range(len(chart.periods)), map(visible, chart.periods), weight="bold")
        axes.set_yticks([0], ["0"], color=PALETTE["muted"])
        axes.grid(axis="x", color=PALETTE["line"], linewidth=1)
        axes.axhline(0, color=PALETTE["muted"], linewidth=1, zorder=1)
        ends: list[tuple[float, str, str]] = []
        begins: list[tuple[float, str, str]] = []
        for at, series in enumerate(all_series):
            known = [(x, value) for x, value in enumerate(series.values) if value is not None]
            shade, marker = _STYLES[at % len(_STYLES)]
            axes.plot(*zip(*known, strict=True), color=PALETTE[shade], marker=marker, markersize=9)
            x, value = known[-1]
            when = "" if x == len(chart.periods) - 1 else f" ({chart.periods[x]})"
            name = wrap(f"{quantity(value, chart.unit, decimals)} {series.name}{when}", _NAMES)
            ends.append((value, "\n".join(name[:_LINES]), PALETTE[shade]))
            if known[0][0] == 0 and len(chart.periods) > 1:
                [begin, *_] = wrap(quantity(known[0][1], chart.unit, decimals), _NAMES)
                begins.append((known[0][1], begin, PALETTE[shade]))
        room = axes.get_ylim()
        inch = (room[1] - room[0]) / high
        lines_of = max((text.count("\n") + 1 for _, text, _ in ends), default=1)
        for x, texts, gap, away, weight in (
            (0, begins, 0.27, -12, "normal"),
            (len(chart.periods) - 1, ends, 0.1 + lines_of * LINE_HEIGHT, 12, "bold"),
        ):
            places = spread([value for value, _, _ in texts], gap * inch, room)
            for y, (_, text, colour) in zip(places, texts, strict=True):
                beside(axes, x, y, text, away, color=colour, weight=weight)
        return drawing(figure)
