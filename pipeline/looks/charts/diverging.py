"""Draw critical counts left and positive counts right of the neutral ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.blocks import Diverging
from pipeline.dutch import number
from pipeline.looks.charts.canvas import (
    LINE_HEIGHT,
    PALETTE,
    SIZE,
    SMALL,
    WIDTH,
    Drawing,
    Scale,
    bar,
    canvas,
    drawing,
    text_width,
    wrap,
    write,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def diverging(chart: Diverging) -> Drawing:
    """Draw critical counts to the left and positive counts to the right of the middle of the neutral ones."""
    rows = [_Balance(wrap(row.label, WIDTH - 0.1), row.negative, row.neutral, row.positive) for row in chart.rows]
    ends = [end for row in rows for end in row.ends]
    counts = [count for row in rows for count in (row.negative, row.positive)]
    margin = 0.15 + max((text_width(number(count), SIZE) for count in counts), default=0.3)
    scale = Scale.of(ends, margin, WIDTH - margin, include=0.0)
    height = sum(len(row.label) * LINE_HEIGHT + 0.64 for row in rows) + 0.45
    with canvas(height) as (figure, axes):
        _key(axes, 0.17, [("▼ kritisch", "negative"), ("● neutraal", "neutral"), ("▲ positief", "positive")])
        y = 0.5
        for row in rows:
            write(axes, 0.05, y + len(row.label) * LINE_HEIGHT / 2, "\n".join(row.label))
            y += len(row.label) * LINE_HEIGHT + 0.2
            _draw_balance(axes, y, scale, row)
            y += 0.44
        return drawing(figure, height)


@dataclass(frozen=True)
class _Balance:
    """One row of counts on both sides of the middle."""

    label: list[str]
    negative: float
    neutral: float
    positive: float

    @property
    def ends(self) -> tuple[float, float]:
        return -self.negative - self.neutral / 2, self.positive + self.neutral / 2


def _draw_balance(axes: Axes, y: float, scale: Scale, row: _Balance) -> None:
    start, stop = (scale(end) for end in row.ends)
    left, right = scale(-row.neutral / 2), scale(row.neutral / 2)
    bar(axes, start, left, y, "negative")
    bar(axes, left, right, y, "neutral")
    bar(axes, right, stop, y, "positive")
    write(axes, start - 0.07, y, number(row.negative), ha="right", weight="bold", color=PALETTE["negative"])
    write(axes, stop + 0.07, y, number(row.positive), weight="bold", color=PALETTE["positive"])
    text = number(row.neutral)
    if row.neutral and text_width(text, SIZE) < right - left:
        write(axes, (left + right) / 2, y, text, ha="center")
    elif row.neutral:
        write(axes, (left + right) / 2, y + 0.27, text, ha="center", size=SMALL)


def _key(axes: Axes, y: float, entries: Sequence[tuple[str, str]]) -> None:
    """Spread the meanings of three colours over the left, the middle and the right."""
    places = ((0.05, "left"), (WIDTH / 2, "center"), (WIDTH - 0.05, "right"))
    for (x, side), (text, colour) in zip(places, entries, strict=True):
        shade = "muted" if colour == "neutral" else colour
        write(axes, x, y, text, ha=side, color=PALETTE[shade], weight="bold")
