"""Draw a table of counts in which more is darker."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.blocks import Heatmap
from pipeline.dutch import number
from pipeline.looks.charts.canvas import (
    PALETTE,
    SMALL,
    SMALL_LINE_HEIGHT,
    WIDTH,
    Drawing,
    box,
    canvas,
    drawing,
    text_width,
    wrap,
    write,
)
from pipeline.printable import visible

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def heatmap(chart: Heatmap) -> Drawing:
    """Draw a table of counts in which more is darker; each cell has its number."""
    layout = _GridLayout.of(chart)
    with canvas(layout.height) as (figure, axes):
        _draw_grid(axes, chart, layout)
        return drawing(figure, layout.height)


@dataclass(frozen=True)
class _GridLayout:
    """Where things are in a heat map."""

    rows: list[list[str]]
    columns: list[str]
    upright: bool
    top: float
    row: float
    column: float
    height: float
    left: float = 1.95

    @classmethod
    def of(cls, chart: Heatmap) -> _GridLayout:
        """Make room for the longest names, and turn the names of narrow columns."""
        rows = [wrap(name, cls.left - 0.15, SMALL) for name in chart.rows]
        names = [visible(name) for name in chart.columns]
        column = (WIDTH - cls.left - 0.05) / max(1, len(names))
        widest = max((text_width(name, SMALL) for name in names), default=0.0)
        upright = widest > column - 0.06
        heads = [_upright(name, column) for name in names] if upright else names
        lines = [line for head in heads for line in head.split("\n")]
        top = max((text_width(line, SMALL) for line in lines), default=0.0) if upright else SMALL_LINE_HEIGHT
        row = max(0.38, max(map(len, rows), default=1) * SMALL_LINE_HEIGHT + 0.1)
        return cls(rows, heads, upright, top + 0.12, row, column, top + 0.12 + row * len(rows) + 0.05)


def _upright(name: str, column: float) -> str:
    """Write a whole name upright, over as many lines as a column is wide."""
    lines = max(1, int(column / SMALL_LINE_HEIGHT))
    longest = max(map(len, name.split()), default=1)
    widths = range(max(longest, 12), max(len(name), 13) + 1)
    made = (textwrap.wrap(name, width, break_long_words=False) for width in widths)
    return "\n".join(next((found for found in made if len(found) <= lines), [name]))


def _draw_grid(axes: Axes, chart: Heatmap, layout: _GridLayout) -> None:
    for j, name in enumerate(layout.columns):
        x = layout.left + (j + 0.5) * layout.column
        style = {"rotation": 90, "va": "bottom"} if layout.upright else {"va": "bottom"}
        write(axes, x, layout.top - 0.06, name, ha="center", size=SMALL, **style)
    most = max((count for row in chart.counts for count in row if count is not None), default=0.0) or 1.0
    for i, (name_lines, row) in enumerate(zip(layout.rows, chart.counts, strict=True)):
        y = layout.top + (i + 0.5) * layout.row
        write(axes, layout.left - 0.12, y, "\n".join(name_lines), ha="right", size=SMALL)
        for j, count in enumerate(row):
            _draw_cell(axes, layout, layout.left + j * layout.column, y, count, most)


def _draw_cell(axes: Axes, layout: _GridLayout, left: float, y: float, count: float | None, most: float) -> None:
    share = (count or 0.0) / most
    colour = _shade(share) if count else "#ffffff"
    box(axes, left, y, layout.column, layout.row, facecolor=colour, edgecolor=PALETTE["line"], linewidth=0.8)
    text = "–" if count is None else number(count)
    ink = "white" if share > 0.5 else PALETTE["ink"] if count else PALETTE["muted"]
    size = min(SMALL, SMALL * (layout.column - 0.04) / text_width(text, SMALL))
    write(axes, left + layout.column / 2, y, text, ha="center", size=size, color=ink)


def _shade(share: float) -> tuple[float, float, float]:
    """Mix a colour between pale and dark blue, leaving out the middle, on which no ink reads well."""
    pale, dark = (0.91, 0.95, 0.97), (0.04, 0.31, 0.48)
    strength = share * 0.8 if share <= 0.5 else 0.2 + share * 0.8
    red, green, blue = (p + (d - p) * strength for p, d in zip(pale, dark, strict=True))
    return red, green, blue
