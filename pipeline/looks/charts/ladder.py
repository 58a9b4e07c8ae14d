"""Draw where each row began and ended on a ladder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.blocks import Climb, Ladder
from pipeline.dutch import number
from pipeline.looks.charts.canvas import (
    PALETTE,
    SMALL,
    SMALL_LINE_HEIGHT,
    WIDTH,
    Drawing,
    beside,
    canvas,
    drawing,
    inside,
    text_width,
    wrap,
)
from pipeline.printable import visible

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_LEFT = 2.2  # inches, at most, for the rungs
_MOST = 3  # beside each other
_DOT: dict[str, Any] = {
    "marker": "o",
    "markersize": 13,
    "markeredgewidth": 2.5,
    "linestyle": "",
    "color": PALETTE["accent"],
}


def ladder(chart: Ladder) -> Drawing:
    """Draw where each row began and ended: up to three beside each other, and more beneath."""
    rungs = ["\n".join(wrap(rung, _LEFT - 0.35, SMALL)) for rung in chart.rungs]
    labels = [visible(climb.label) for climb in chart.climbs]
    # As many columns as leave words whole.
    longest = max((text_width(word, SMALL) for label in labels for word in label.split()), default=0.5) + 0.1
    columns = max(1, min(_MOST, len(labels), int((WIDTH - _LEFT) / longest)))
    heads = ["\n".join(wrap(label, (WIDTH - _LEFT) / columns - 0.08, SMALL)) for label in labels]
    step = max(0.5, max((rung.count("\n") + 1 for rung in rungs), default=1) * SMALL_LINE_HEIGHT + 0.14)
    above = max((head.count("\n") + 1 for head in heads), default=1) * SMALL_LINE_HEIGHT + 0.2
    panels = range(0, len(heads), columns)
    with canvas(len(panels) * (above + step * len(rungs)) + 0.4) as figure:
        for axes, first in zip(figure.subplots(len(panels), squeeze=False)[:, 0], panels, strict=True):
            shown = chart.climbs[first : first + columns]
            axes.set(xlim=(-0.5, columns - 0.5), ylim=(0.5, len(rungs) + 0.5))
            axes.tick_params(labelsize=SMALL, labeltop=True, labelbottom=False)
            axes.set_xticks(range(len(shown)), heads[first : first + columns])
            # A number close by, and the name of the rung further on.
            axes.yaxis.remove_overlapping_locs = False
            places = range(1, len(rungs) + 1)
            axes.set_yticks(places, map(str, places), color=PALETTE["accent"], weight="bold")
            axes.set_yticks(places, rungs, minor=True, size=SMALL)
            axes.tick_params(axis="y", which="minor", pad=24)
            axes.grid(axis="y", color=PALETTE["line"], linewidth=1.5)
            for x, climb in enumerate(shown):
                _draw(axes, x, climb, (len(rungs) + 1) / 2)
        axes.plot([], [], label="begin", markerfacecolor="white", **_DOT)
        axes.plot([], [], label="eind", **_DOT)
        figure.legend(loc="outside lower left", ncols=2)
        return drawing(figure)


def _draw(axes: Axes, x: int, climb: Climb, middle: float) -> None:
    begin, end = climb.begin, climb.end
    if begin is None and end is None:
        inside(axes, x, middle, "geen\ngegevens", size=SMALL, color=PALETTE["muted"])
    if begin is not None and end is not None and begin != end:
        style = {"arrowstyle": "-|>", "color": PALETTE["accent"], "linewidth": 2.5, "shrinkA": 8, "shrinkB": 8}
        axes.annotate("", (x, end), (x, begin), arrowprops={**style, "mutation_scale": 18})
    if end is not None:
        axes.plot([x], [end], **_DOT)
    if begin is not None:
        # Who stayed on a rung gets a ring around the dot, so that both positions show.
        around = {"markersize": 20, "markerfacecolor": "none"} if begin == end else {"markerfacecolor": "white"}
        axes.plot([x], [begin], **{**_DOT, **around})
    for position in dict.fromkeys((begin, end)):
        if position is not None and position % 1:
            beside(axes, x, position, number(position, 1), 14, size=SMALL)
