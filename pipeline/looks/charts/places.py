"""Draw where places lie: a schematic with the north at the top, and no map below it."""

from __future__ import annotations

from pipeline.blocks import Places
from pipeline.dutch import number
from pipeline.looks.charts.canvas import (
    LINE_HEIGHT,
    PALETTE,
    SMALL,
    SMALL_LINE_HEIGHT,
    WIDTH,
    Drawing,
    beside,
    canvas,
    drawing,
    spread,
    wrap,
)

_LOWEST, _HIGHEST = 2.2, 3.6  # inches
_NAMES = 1.7  # inches, at most, for the names on each side
_STEPS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100)  # kilometres of the measure
_PART = 0.45  # of the width that the measure may take


def places(chart: Places) -> Drawing:
    """Draw places by how many kilometres they lie to the east and to the north, with a measure of distance."""
    east, north = ([getattr(spot, way) for spot in chart.spots] for way in ("east", "north"))
    wide, deep = max(east) - min(east), max(north) - min(north)
    width = WIDTH - 2 * _NAMES
    scale = min(width / (wide or 1.0), (_HIGHEST - 0.8) / (deep or 1.0))  # inches for a kilometre
    height = max(_LOWEST, deep * scale + 0.8, LINE_HEIGHT * (len(chart.spots) + 2))
    middle = (max(east) + min(east)) / 2
    measure = max((step for step in _STEPS if step * scale <= width * _PART), default=_STEPS[0])
    with canvas(height + 0.5) as figure:
        axes = figure.subplots()
        axes.set_axis_off()
        half, low = WIDTH / scale / 2, (max(north) + min(north) - height / scale) / 2
        axes.set(xlim=(middle - half, middle + half), ylim=(low - 0.5 / scale, low + height / scale))
        axes.scatter(east, north, s=110, color=PALETTE["accent"])
        for right in (True, False):
            here = [spot for spot in chart.spots if (spot.east >= middle) is right]
            names = ["\n".join(wrap(spot.label, _NAMES, SMALL)[:2]) for spot in here]
            gap = max((name.count("\n") + 1 for name in names), default=1) * SMALL_LINE_HEIGHT * 1.05
            heights = spread([spot.north for spot in here], gap / scale, (low, low + height / scale))
            for spot, name, y in zip(here, names, heights, strict=True):
                beside(axes, spot.east, y, name, 10 if right else -10, size=SMALL)
                axes.plot([spot.east, spot.east], [spot.north, y], color=PALETTE["muted"], linewidth=1, zorder=1)
        begin, under = middle - half * 0.98, low - 0.35 / scale
        axes.plot([begin, begin + measure], [under, under], color=PALETTE["ink"])
        beside(axes, begin + measure, under, f"{number(measure)} km", 6, size=SMALL)
        beside(axes, middle + half * 0.98, under, "↑ noord", -2, size=SMALL)
        return drawing(figure)
