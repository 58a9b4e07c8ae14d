"""Draw horizontal bars with their names above them: from zero, or critical against positive counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import numpy as np

from pipeline.blocks import Bars, Diverging
from pipeline.dutch import number
from pipeline.looks.charts.canvas import (
    LINE_HEIGHT,
    PALETTE,
    SIZE,
    SMALL,
    WIDTH,
    Drawing,
    across,
    beside,
    canvas,
    drawing,
    inside,
    key,
    quantity,
    shared_decimals,
    text_width,
    wrap,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_BAR = 0.34  # inches
_NUMBERS = 0.12  # the part of a span that a number of four digits takes beside a bar
_SAID = 3.5  # inches, at most, for what stands beside a bar
# How far a scale of percentages goes on, so that "99 van 99 (99,9%)" fits beside the longest bar: all have one span.
_WHOLE = 170.0


def bars(chart: Bars) -> Drawing:
    """Draw a horizontal bar for each row, in their order from the top; percentages all have one span, up to 100."""
    decimals = shared_decimals(row.value for row in chart.rows)
    said = [row.said or quantity(row.value, chart.unit, decimals) for row in chart.rows]
    texts = ["\n".join(wrap(text, _SAID)[:2]) for text in said]
    intervals = any(row.low is not None for row in chart.rows)
    with _under_names([row.label for row in chart.rows], 0.8 if intervals else 0.6) as (figure, axes, places):
        drawn = axes.barh(places, [row.value or 0.0 for row in chart.rows], _BAR, color=PALETTE["accent"])
        axes.errorbar([0.0] * len(places), places, yerr=0.21, fmt="none", ecolor=PALETTE["muted"], elinewidth=1)
        if chart.unit == "%":
            axes.set_xlim(right=_WHOLE)
        for row, y in zip(chart.rows, places, strict=True):
            if row.low is not None and row.high is not None:
                # Below the bar, so that the number stands at the end of the bar itself.
                ends: dict[str, Any] = {"marker": "|", "markersize": 10, "markeredgewidth": 2, "clip_on": False}
                axes.plot([row.low, row.high], [y + 0.29] * 2, color=PALETTE["ink"], linewidth=2, **ends)
        for row, label in zip(chart.rows, axes.bar_label(drawn, texts, padding=7), strict=True):
            known = row.value is not None
            label.set(weight="bold" if known else "normal", color=PALETTE["ink" if known else "muted"])
        return drawing(figure)


def diverging(chart: Diverging) -> Drawing:
    """Draw critical counts to the left and positive counts to the right of the middle of the neutral ones."""
    negative, neutral, positive = np.array([(row.negative, row.neutral, row.positive) for row in chart.rows]).T
    low, high = -neutral / 2 - negative, neutral / 2 + positive
    left, right = chart.span or chart.ends
    inches = (WIDTH - 1) / ((right - left) or 1.0)
    with _under_names([row.label for row in chart.rows], 0.64, 0.5) as (figure, axes, places):
        key(axes, -0.3, [("▼ kritisch", "negative"), ("● gemengd of neutraal", "muted"), ("▲ positief", "positive")])
        axes.barh(places, negative, _BAR, left=low, color=PALETTE["negative"])
        axes.barh(places, neutral, _BAR, left=-neutral / 2, color=PALETTE["neutral"])
        axes.barh(places, positive, _BAR, left=neutral / 2, color=PALETTE["positive"])
        if chart.span:
            # Within the axes, so that these are as wide in each figure whatever its numbers are.
            axes.set_xlim(left - (right - left) * _NUMBERS, right + (right - left) * _NUMBERS)
        for row, y, begin, end in zip(chart.rows, places, low, high, strict=True):
            beside(axes, begin, y, number(row.negative), -5, weight="bold", color=PALETTE["negative"])
            beside(axes, end, y, number(row.positive), 5, weight="bold", color=PALETTE["positive"])
            if row.neutral and text_width(number(row.neutral), SIZE) < row.neutral * inches:
                inside(axes, 0, y, number(row.neutral))
            elif row.neutral:
                inside(axes, 0, y + 0.27, number(row.neutral), size=SMALL)
        return drawing(figure)


@contextmanager
def _under_names(names: Sequence[str], room: float, above: float = 0.0) -> Iterator[tuple[Figure, Axes, list[float]]]:
    """Open axes with a name above the place of each bar; up and down they count in inches."""
    labels = [wrap(name, WIDTH - 0.1) for name in names]
    bottoms = list(accumulate(len(lines) * LINE_HEIGHT + room for lines in labels))
    with canvas(bottoms[-1] + above) as figure:
        axes = figure.subplots()
        axes.set(ylim=(bottoms[-1], -above), xmargin=0)
        axes.set_xticks([])
        axes.set_yticks([])
        for lines, bottom in zip(labels, bottoms, strict=True):
            # From the left, wherever zero is; a long name takes no room from the bars.
            middle = bottom - room - len(lines) * LINE_HEIGHT / 2
            style: dict[str, Any] = {"va": "center", "linespacing": 1.15, "transform": across(axes), "in_layout": False}
            axes.text(0.01, middle, "\n".join(lines), **style)
        yield figure, axes, [bottom - room + 0.2 for bottom in bottoms]
