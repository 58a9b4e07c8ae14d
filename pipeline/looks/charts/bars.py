"""Draw a horizontal bar for each row, with its interval when there is one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.blocks import Bars
from pipeline.looks.charts.canvas import (
    LINE_HEIGHT,
    PALETTE,
    SIZE,
    WIDTH,
    Drawing,
    Scale,
    bar,
    canvas,
    drawing,
    line,
    quantity,
    shared_decimals,
    text_width,
    wrap,
    write,
)

_WHOLE = 100.0
_LONGEST = "99 van 99 (99,9%)"
_BOLD = 1.15  # bold letters are so many times as wide

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def bars(chart: Bars) -> Drawing:
    """Draw a horizontal bar for each row, in their order from the top; percentages all have one span, up to 100."""
    rows = [_Bar(wrap(row.label, WIDTH - 0.1), row.value, row.low, row.high) for row in chart.rows]
    deep = 0.2 if any(row.low is not None for row in rows) else 0.0
    decimals = shared_decimals(row.value for row in rows)
    texts = [each.said or quantity(each.value, chart.unit, decimals) for each in chart.rows]
    span = [_WHOLE] if chart.unit == "%" else []
    # The longest that stands at a percentage, so that these have one span whatever is written there.
    longest = [_LONGEST] if chart.unit == "%" else []
    room = max((text_width(text, SIZE) * _BOLD for text in (*longest, *texts)), default=0.0) + 0.2
    scale = Scale.of([*span, *(end for row in rows for end in row.ends)], 0.05, WIDTH - room, include=0.0)
    height = sum(len(row.label) * LINE_HEIGHT + 0.6 + deep for row in rows) - 0.1
    with canvas(height) as (figure, axes):
        y = 0.0
        for row, text in zip(rows, texts, strict=True):
            write(axes, 0.05, y + len(row.label) * LINE_HEIGHT / 2, "\n".join(row.label))
            y += len(row.label) * LINE_HEIGHT + 0.2
            _draw_bar(axes, row, y, scale, text)
            y += 0.4 + deep
        return drawing(figure, height)


@dataclass(frozen=True)
class _Bar:
    """One bar of a bar chart."""

    label: list[str]
    value: float | None
    low: float | None = None
    high: float | None = None

    @property
    def ends(self) -> list[float]:
        return [end for end in (self.value, self.low, self.high) if end is not None]


def _draw_bar(axes: Axes, row: _Bar, y: float, scale: Scale, text: str) -> None:
    zero = scale(0.0)
    if row.value is not None:
        bar(axes, zero, scale(row.value), y, "accent")
    line(axes, [zero, zero], [y - 0.21, y + 0.21], PALETTE["muted"], 1)
    if row.low is not None and row.high is not None:
        low, high = scale(row.low), scale(row.high)
        # Below the bar, so that the number stands at the end of the bar itself.
        line(axes, [low, high], [y + 0.29, y + 0.29], PALETTE["ink"], 2.0)
        for end in (low, high):
            line(axes, [end, end], [y + 0.22, y + 0.36], PALETTE["ink"], 2.0)
    end = max(zero, zero if row.value is None else scale(row.value))
    known = row.value is not None
    write(
        axes,
        end + 0.1,
        y,
        text,
        weight="bold" if known else "normal",
        color=PALETTE["ink" if known else "muted"],
    )
