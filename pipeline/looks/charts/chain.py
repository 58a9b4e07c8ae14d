"""Draw stages that lead to each other, one below the other, with at each step what was found."""

from __future__ import annotations

from pipeline.blocks import Chain
from pipeline.looks.charts.canvas import (
    LINE_HEIGHT,
    PALETTE,
    SIZE,
    SMALL,
    SMALL_LINE_HEIGHT,
    WIDTH,
    Drawing,
    canvas,
    drawing,
    wrap,
)

_SIGNS = {1: ("▲", "positive"), 0: ("◆", "mixed"), -1: ("▼", "negative")}
_SILENT = "○"
_PAD, _ARROW, _GAP = 0.1, 0.27, 0.06  # inches: within a stage, between stages, between steps
_TEXT = 0.42  # inches from the left, after the sign


def chain(chart: Chain) -> Drawing:
    """Draw stages from the first to the last, each in a box with its steps."""
    room = WIDTH - _TEXT - 2 * _PAD
    texts = [
        [(wrap(link.text, room, SIZE), wrap(link.found, room, SMALL)) for link in each.links] for each in chart.stages
    ]
    heights = [
        2 * _PAD
        + LINE_HEIGHT
        + sum(
            _GAP + len(text) * LINE_HEIGHT + (len(found) * SMALL_LINE_HEIGHT if found != [""] else 0.0)
            for text, found in steps
        )
        for steps in texts
    ]
    whole = sum(heights) + _ARROW * (len(heights) - 1)
    with canvas(whole) as figure:
        figure.set_layout_engine("none")
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_axis_off()
        axes.set(xlim=(0, WIDTH), ylim=(whole, 0))
        top = 0.0
        for at, (stage, steps, height) in enumerate(zip(chart.stages, texts, heights, strict=True)):
            axes.fill_between([0, WIDTH], top, top + height, color=PALETTE["accent"], alpha=0.07, linewidth=0)
            y = top + _PAD
            axes.text(_PAD, y, stage.label, size=SIZE, weight="bold", color=PALETTE["accent"], va="top")
            y += LINE_HEIGHT
            for link, (text, found) in zip(stage.links, steps, strict=True):
                y += _GAP
                if link.found:
                    sign, colour = (_SILENT, "muted") if link.direction is None else _SIGNS[link.direction]
                    axes.text(_PAD, y, sign, size=SIZE, color=PALETTE[colour], va="top")
                axes.text(_TEXT, y, "\n".join(text), size=SIZE, va="top", linespacing=1.15)
                y += len(text) * LINE_HEIGHT
                if link.found:
                    told = "\n".join(found)
                    axes.text(_TEXT, y, told, size=SMALL, color=PALETTE["muted"], va="top", linespacing=1.15)
                    y += len(found) * SMALL_LINE_HEIGHT
            top += height
            if at < len(heights) - 1:
                arrow = {"arrowstyle": "-|>", "color": PALETTE["accent"], "linewidth": 2, "mutation_scale": 18}
                place = (WIDTH / 2, top + _ARROW - 0.03)
                axes.annotate("", place, (WIDTH / 2, top + 0.03), arrowprops=arrow)
                top += _ARROW
        return drawing(figure)
