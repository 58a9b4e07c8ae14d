"""Draw a table of counts in which more is darker."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import numpy as np

from pipeline.blocks import Heatmap
from pipeline.dutch import number
from pipeline.looks.charts.canvas import (
    PALETTE,
    SMALL,
    SMALL_LINE_HEIGHT,
    WIDTH,
    Drawing,
    canvas,
    drawing,
    inside,
    text_width,
    wrap,
)
from pipeline.printable import visible

if TYPE_CHECKING:
    from matplotlib.colors import Colormap

_LEFT = 1.95  # inches, at most, for the names of the rows
_HALF = 0.5


def heatmap(chart: Heatmap) -> Drawing:
    """Draw a table of counts in which more is darker; each cell has its number."""
    names = ["\n".join(wrap(name, _LEFT - 0.15, SMALL)) for name in chart.rows]
    column = (WIDTH - _LEFT - 0.05) / max(1, len(chart.columns))
    heads = [visible(name) for name in chart.columns]
    upright = max((text_width(head, SMALL) for head in heads), default=0.0) > column - 0.06
    heads = [_upright(head, column) for head in heads] if upright else heads
    longest = max((text_width(line, SMALL) for head in heads for line in head.split("\n")), default=0.0)
    row = max(0.38, max((name.count("\n") + 1 for name in names), default=1) * SMALL_LINE_HEIGHT + 0.1)
    counts = np.array([[count or 0.0 for count in each] for each in chart.counts])
    most = chart.most or counts.max() or 1.0
    with canvas((longest if upright else SMALL_LINE_HEIGHT) + 0.2 + row * len(names)) as figure:
        axes = figure.subplots()
        shown = np.ma.masked_equal(counts, 0.0)
        axes.pcolormesh(shown, cmap=_shades(), vmin=0.0, vmax=most, edgecolors=PALETTE["line"], linewidth=0.8)
        axes.invert_yaxis()
        axes.tick_params(labelsize=SMALL, labeltop=True, labelbottom=False, labelrotation=0)
        axes.set_xticks(np.arange(len(heads)) + 0.5, heads, rotation=90 if upright else 0)
        axes.set_yticks(np.arange(len(names)) + 0.5, names)
        for i, j in np.ndindex(counts.shape):
            count = chart.counts[i][j]
            text = "–" if count is None else number(count)
            ink = _ink(float(counts[i, j] / most))
            size = min(SMALL, SMALL * (column - 0.04) / text_width(text, SMALL))
            inside(axes, j + 0.5, i + 0.5, text, size=size, color=ink)
        return drawing(figure)


def _upright(name: str, column: float) -> str:
    """Write a whole name upright, over as many lines as a column is wide."""
    lines = max(1, int(column / SMALL_LINE_HEIGHT))
    longest = max(map(len, name.split()), default=1)
    widths = range(max(longest, 12), max(len(name), 13) + 1)
    made = (textwrap.wrap(name, width, break_long_words=False) for width in widths)
    return "\n".join(next((found for found in made if len(found) <= lines), [name]))


def _ink(share: float) -> str:
    """Give the colour of the number in a cell, by the shade on which it stands."""
    return "white" if share >= _HALF else PALETTE["ink"] if share else PALETTE["muted"]


def _shades() -> Colormap:
    """Give colours from pale to dark blue, leaving out the middle, on which no ink reads well."""
    from matplotlib.colors import LinearSegmentedColormap

    pale, dark = (0.91, 0.95, 0.97), (0.04, 0.31, 0.48)
    below, above = ([p + (d - p) * share for p, d in zip(pale, dark, strict=True)] for share in (0.4, 0.75))
    return LinearSegmentedColormap.from_list("counts", [(0.0, pale), (_HALF, below), (_HALF, above), (1.0, dark)])
