"""Draw a joint display: phases as columns, questions as rows, a sign for each direction, larger for more attention."""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import Any

from pipeline.blocks import Joint
from pipeline.looks.charts.canvas import (
    PALETTE,
    SMALL,
    SMALL_LINE_HEIGHT,
    Drawing,
    across,
    canvas,
    drawing,
    inside,
    key,
    text_width,
    wrap,
)
from pipeline.looks.signs import SILENT
from pipeline.printable import visible

# Inches, at most, for the names of the rows, and for what the phases say together: no word of ours is broken.
_LEFT, _RIGHT = 1.85, 1.6
# The shape says what the colour says: up, diamond and down are told apart without colour. A diamond looks larger than a
# triangle of the same area.
_SIGNS = {1: ("^", "positive", 1.0), 0: ("D", "mixed", 0.6), -1: ("v", "negative", 1.0)}
_SIZES = {1: 40.0, 2: 110.0, 3: 230.0}  # square points_REASONS = 3  # on a line
_REASONS = 3  # on a line


def joint(chart: Joint) -> Drawing:
    """Draw questions against phases: direction as a sign, prominence as its size."""
    heads = [visible(name) for name in chart.columns]
    names = ["\n".join(wrap(row.name, _LEFT, SMALL)) for row in chart.rows]
    together = ["\n".join(wrap(row.together, _RIGHT, SMALL)) for row in chart.rows]
    lines = [max(text.count("\n") for text in pair) + 1 for pair in zip(names, together, strict=True)]
    edges = list(accumulate((max(0.46, count * SMALL_LINE_HEIGHT + 0.16) for count in lines), initial=0.0))
    middles = [(top + bottom) / 2 for top, bottom in pairwise(edges)]
    said = {cell.why for row in chart.rows for cell in row.cells if cell.direction is None}
    silent = [f"{sign} {name}" for name, sign in SILENT.items() if name in said]
    told = ["   ".join(silent[at : at + _REASONS]) for at in range(0, len(silent), _REASONS)]
    top = max((text_width(head, SMALL) for head in heads), default=0.0) + 0.2
    below = 0.55 + len(told) * SMALL_LINE_HEIGHT
    with canvas(top + edges[-1] + below) as figure:
        axes = figure.subplots()
        axes.set(xlim=(-0.5, max(len(heads), 1) - 0.5), ylim=(edges[-1] + below, 0.0))
        axes.tick_params(labelsize=SMALL, labeltop=True, labelbottom=False, pad=6)
        axes.set_xticks(range(len(heads)), heads, rotation=90)
        axes.set_yticks(middles, names)
        right = axes.secondary_yaxis("right")
        right.spines[:].set_visible(False)
        right.tick_params(labelsize=SMALL, pad=6)
        right.set_yticks(middles, together)
        whole: dict[str, Any] = {"transform": across(axes), "clip_on": False, "in_layout": False}
        axes.hlines(edges, 0, 1, PALETTE["line"], linewidth=0.8, **whole)
        for row, y in zip(chart.rows, middles, strict=True):
            for x, cell in enumerate(row.cells):
                if cell.direction is None:
                    inside(axes, x, y, SILENT[cell.why], size=SMALL, color=PALETTE["muted"])
                else:
                    marker, colour, part = _SIGNS[cell.direction]
                    area = _SIZES[cell.weight] * part
                    axes.scatter(x, y, marker=marker, color=PALETTE[colour], s=area, linewidths=0)
        key(axes, edges[-1] + 0.3, [("▲ positief", "positive"), ("◆ gemengd", "mixed"), ("▼ kritisch", "negative")])
        axes.text(0.01, edges[-1] + 0.5, "\n".join(told), va="top", size=SMALL, **whole)
        return drawing(figure)
