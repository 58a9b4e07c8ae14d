"""Draw where each row began and ended on a ladder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.blocks import Ladder
from pipeline.dutch import number
from pipeline.looks.charts.canvas import (
    PALETTE,
    SMALL,
    SMALL_LINE_HEIGHT,
    WIDTH,
    Drawing,
    canvas,
    drawing,
    line,
    text_width,
    wrap,
    write,
)
from pipeline.printable import visible

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def ladder(chart: Ladder) -> Drawing:
    """Draw where each row began and ended: up to three beside each other, and more beneath."""
    rows = [_Climb(visible(climb.label), climb.begin, climb.end) for climb in chart.climbs]
    layout = _LadderLayout.of(chart.rungs, rows)
    panels = [rows[i : i + layout.columns] for i in range(0, len(rows), layout.columns)]
    height = len(panels) * layout.height + 0.4
    with canvas(height) as (figure, axes):
        for i, panel in enumerate(panels):
            _draw_panel(axes, panel, layout, i * layout.height)
        _ladder_key(axes, height - 0.18)
        return drawing(figure, height)


@dataclass(frozen=True)
class _Climb:
    """One row's place on a ladder."""

    label: str
    begin: float | None
    end: float | None

    @property
    def positions(self) -> list[float]:
        return [position for position in (self.begin, self.end) if position is not None]


@dataclass(frozen=True)
class _LadderLayout:
    """Where things are in one panel of ladders."""

    rungs: list[list[str]]
    heading: float
    step: float
    height: float
    columns: int
    column: float
    left: float = 2.2

    @classmethod
    def of(cls, rungs: Sequence[str], rows: Sequence[_Climb]) -> _LadderLayout:
        """Make room for the longest names, with as many columns as leave words whole."""
        names = [wrap(rung, cls.left - 0.35, SMALL) for rung in rungs]
        step = max(0.5, max(map(len, names), default=1) * SMALL_LINE_HEIGHT + 0.14)
        words = [word for row in rows for word in row.label.split()]
        longest = max((text_width(word, SMALL) for word in words), default=0.5) + 0.1
        columns = max(1, min(3, len(rows), int((WIDTH - cls.left) / longest)))
        column = (WIDTH - cls.left) / columns
        heading = max((len(wrap(row.label, column - 0.08, SMALL)) for row in rows), default=1) * SMALL_LINE_HEIGHT + 0.1
        return cls(names, heading, step, heading + step * len(rungs) + 0.25, columns, column)

    def y(self, position: float) -> float:
        return self.heading + (len(self.rungs) - position + 0.5) * self.step

    def x(self, column: int) -> float:
        return self.left + (column + 0.5) * self.column


def _draw_panel(axes: Axes, panel: Sequence[_Climb], layout: _LadderLayout, top: float) -> None:
    right = layout.left + layout.column * len(panel)
    for rung, name in enumerate(layout.rungs, start=1):
        y = top + layout.y(rung)
        write(axes, 0.05, y, str(rung), weight="bold", color=PALETTE["accent"])
        write(axes, 0.35, y, "\n".join(name), size=SMALL)
        line(axes, [layout.left, right], [y, y], PALETTE["line"], 1.5)
    for column, climb in enumerate(panel):
        x = layout.x(column)
        heading = "\n".join(wrap(climb.label, layout.column - 0.08, SMALL))
        write(axes, x, top + layout.heading / 2, heading, size=SMALL, ha="center")
        _draw_climb(axes, climb, layout, x, top)


def _draw_climb(axes: Axes, climb: _Climb, layout: _LadderLayout, x: float, top: float) -> None:
    if not climb.positions:
        middle = top + layout.y((len(layout.rungs) + 1) / 2)
        write(axes, x, middle, "geen\ngegevens", size=SMALL, ha="center", color=PALETTE["muted"])
    if climb.begin is not None and climb.end is not None and climb.begin != climb.end:
        _arrow(axes, x, top + layout.y(climb.begin), top + layout.y(climb.end))
    if climb.end is not None:
        _dot(axes, x, top + layout.y(climb.end), filled=True)
    if climb.begin is not None:
        # Who stayed on a rung gets a ring around the dot, so that both positions show.
        _dot(axes, x, top + layout.y(climb.begin), filled=False, around=climb.begin == climb.end)
    for position in dict.fromkeys(climb.positions):
        if position % 1:
            write(axes, x + 0.2, top + layout.y(position), number(position, 1), size=SMALL)


def _arrow(axes: Axes, x: float, start: float, stop: float) -> None:
    style = {"arrowstyle": "-|>", "color": PALETTE["accent"], "linewidth": 2.5, "shrinkA": 8, "shrinkB": 8}
    axes.annotate("", (x, stop), (x, start), arrowprops={**style, "mutation_scale": 18})


def _dot(axes: Axes, x: float, y: float, *, filled: bool, around: bool = False) -> None:
    face = PALETTE["accent"] if filled else "none" if around else "white"
    size = 20 if around else 13
    axes.plot([x], [y], "o", markersize=size, color=PALETTE["accent"], markerfacecolor=face, markeredgewidth=2.5)


def _ladder_key(axes: Axes, y: float) -> None:
    _dot(axes, 0.18, y, filled=False)
    write(axes, 0.38, y, "begin", size=SMALL)
    _dot(axes, 1.28, y, filled=True)
    write(axes, 1.48, y, "eind", size=SMALL)
