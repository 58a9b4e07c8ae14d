"""Draw a joint display: phases as columns, questions as rows, a sign for each direction, larger for more attention."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.blocks import Joint, JointCell
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

_LEFT, _RIGHT = 1.75, 1.75  # inches for the names of the rows, and for what the phases say together
# The shape says what the colour says: up, diamond and down are told apart without colour.
_MARKERS = {1: ("^", "positive"), 0: ("D", "mixed"), -1: ("v", "negative")}
_LEGEND = ((1, "positief"), (0, "gemengd"), (-1, "kritisch"))
_SIZES = {1: 40.0, 2: 110.0, 3: 230.0}  # square points
_LEGEND_HEIGHT = 0.42


# Signs for why a phase says nothing; the legend explains those that occur.
_SILENT = {
    "niets gevonden": "○",
    "niet te zeggen": "?",
    "hier niet gezocht": "–",
    "niet ingezet": "×",
    "afgeschermd": "▪",
}


def joint(chart: Joint) -> Drawing:
    """Draw questions against phases: direction as a sign, prominence as its size."""
    rows = chart.rows
    names = [visible(name) for name in chart.columns]
    top = max((text_width(name, SMALL) for name in names), default=0.0) + 0.2
    wrapped = [(wrap(row.name, _LEFT - 0.1, SMALL), wrap(row.together, _RIGHT - 0.2, SMALL)) for row in rows]
    heights = [max(0.46, max(len(a), len(b)) * SMALL_LINE_HEIGHT + 0.16) for a, b in wrapped]
    said = {cell.why for row in rows for cell in row.cells if cell.direction is None}
    silent = [name for name in _SILENT if name in said]
    height = top + sum(heights) + _LEGEND_HEIGHT + (SMALL_LINE_HEIGHT * 1.35 if silent else 0)
    step = (WIDTH - _LEFT - _RIGHT) / max(1, len(names))
    with canvas(height) as (figure, axes):
        for place, name in enumerate(names):
            write(
                axes, _LEFT + (place + 0.5) * step, top - 0.08, name, ha="center", va="bottom", size=SMALL, rotation=90
            )
        y = top
        for row, (name_lines, together), row_height in zip(rows, wrapped, heights, strict=True):
            line(axes, [0, WIDTH], [y, y], PALETTE["line"], 0.8)
            middle = y + row_height / 2
            write(axes, 0.02, middle, "\n".join(name_lines), size=SMALL)
            for place, cell in enumerate(row.cells):
                _draw(axes, _LEFT + (place + 0.5) * step, middle, cell)
            write(axes, WIDTH - _RIGHT + 0.12, middle, "\n".join(together), size=SMALL)
            y += row_height
        line(axes, [0, WIDTH], [y, y], PALETTE["line"], 0.8)
        _legend(axes, y + _LEGEND_HEIGHT / 2 + 0.04, silent)
        return drawing(figure, height)


def _draw(axes: Axes, x: float, y: float, cell: JointCell) -> None:
    if cell.direction is None:
        write(axes, x, y, _SILENT[cell.why], ha="center", size=SMALL, color=PALETTE["muted"])
        return
    _sign(axes, x, y, cell.direction, _SIZES[cell.weight])


def _sign(axes: Axes, x: float, y: float, direction: int, size: float) -> None:
    marker, colour = _MARKERS[direction]
    # A diamond looks larger than a triangle of the same area.
    area = size * 0.6 if marker == "D" else size
    axes.scatter([x], [y], s=area, marker=marker, color=PALETTE[colour], linewidths=0)


def _legend(axes: Axes, y: float, silent: Sequence[str]) -> None:
    x = 0.12
    for direction, name in _LEGEND:
        _sign(axes, x, y, direction, _SIZES[2])
        x = _name(axes, x, y, name)
    for place, name in enumerate(silent):
        if place == 0:
            x, y = 0.12, y + SMALL_LINE_HEIGHT * 1.35
        write(axes, x, y, _SILENT[name], ha="center", size=SMALL, color=PALETTE["muted"])
        x = _name(axes, x, y, name)


def _name(axes: Axes, x: float, y: float, name: str) -> float:
    """Write the name of a sign and give the place of the next one."""
    write(axes, x + 0.18, y, name, size=SMALL)
    return x + 0.18 + text_width(name, SMALL) + 0.35
