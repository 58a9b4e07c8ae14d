"""What every figure is drawn with: its palette, its letters, its size, and how numbers and names are written in it."""

from __future__ import annotations

import textwrap
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from pipeline.dutch import euro, number
from pipeline.printable import visible

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.transforms import Transform

# Blue against orange keeps its contrast for every common kind of colour blindness.
# The stylesheet has the same colours.
PALETTE: Mapping[str, str] = {
    "ink": "#1d2a35",
    "muted": "#56616c",
    "line": "#d8dbdd",
    "accent": "#0d5566",
    "positive": "#1f6f9f",
    "negative": "#bd5316",
    "neutral": "#c3cad0",
    "mixed": "#75508f",
    "ok": "#1b7f6b",
}

# In inches and points. At 5.6 inches wide, 14 points are the size of the running text on a desktop, and still over 11
# pixels on a phone.
WIDTH = 5.6
SIZE = 14.0
SMALL = 12.5
_POINT = 1 / 72
LINE_HEIGHT = SIZE * 1.3 * _POINT
SMALL_LINE_HEIGHT = SMALL * 1.3 * _POINT
_CHARACTER = 0.57  # mean width of a character of DejaVu Sans, as a share of its size

_SETTINGS: dict[Any, Any] = {
    "svg.hashsalt": "klankbord",
    "svg.fonttype": "path",
    "text.parse_math": False,
    "font.family": ["DejaVu Sans"],
    "font.size": SIZE,
    "text.color": PALETTE["ink"],
    "figure.facecolor": "white",
    "legend.frameon": False,
    "legend.fontsize": SMALL,
    "legend.handlelength": 1,
    "legend.borderaxespad": 0,
    "figure.constrained_layout.w_pad": 0.07,
    "lines.linewidth": 2.5,
    **{f"axes.spines.{side}": False for side in ("left", "right", "top", "bottom")},
    **{f"{axis}tick.labelcolor": PALETTE["ink"] for axis in "xy"},
    **{f"{axis}tick.{which}.size": 0 for axis in "xy" for which in ("major", "minor")},
}

# Matplotlib keeps its settings for the whole process; stages may draw in several threads.
_LOCK = threading.Lock()


@dataclass(frozen=True)
class Drawing:
    """A drawn chart: the bytes of an SVG, and its size in pixels of 1/96 inch."""

    image: bytes
    width: int
    height: int


@contextmanager
def canvas(height: float) -> Iterator[Figure]:
    """Open a figure so many inches high, in which axes make room for what is written around them."""
    import matplotlib
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    with _LOCK, matplotlib.rc_context(_SETTINGS):
        figure = Figure(figsize=(WIDTH, height), layout="constrained")
        FigureCanvasSVG(figure)
        yield figure


def drawing(figure: Figure) -> Drawing:
    """Finish a figure: the same bytes each time."""
    # Laid out by itself: as part of saving, everything is drawn twice.
    engine = figure.get_layout_engine()
    assert engine is not None
    engine.execute(figure)
    figure.set_layout_engine(None)
    stream = BytesIO()
    figure.savefig(stream, format="svg", metadata={"Date": None, "Creator": None})
    width, height = (round(inches * 96) for inches in figure.get_size_inches())
    return Drawing(stream.getvalue(), width, height)


def shared_decimals(values: Iterable[float | None]) -> int:
    """Choose one number of decimals for a whole figure: none for whole numbers, else one, two below 1."""
    known = [abs(value) for value in values if value is not None]
    if all(value % 1 == 0 for value in known):
        return 0
    return 2 if max(known) < 1 else 1


def quantity(value: float | None, unit: str, decimals: int) -> str:
    """Write a number with its unit as Dutch does."""
    if value is None:
        return "geen gegevens"
    return euro(value) if unit == "€" else number(value, decimals) + _suffix(unit)


def _suffix(unit: str) -> str:
    return unit if unit in ("", "%") else f" {visible(unit)}"


def text_width(text: str, size: float) -> float:
    """Estimate how many inches wide a text is."""
    return len(text) * size * _CHARACTER * _POINT


def wrap(text: object, width: float, size: float = SIZE) -> list[str]:
    """Break a text into lines that fit a width in inches; there is always at least one."""
    return textwrap.wrap(visible(text), max(4, int(width / (size * _CHARACTER * _POINT)))) or [""]


def beside(axes: Axes, x: float, y: float, text: str, gap: float, **style: Any) -> None:
    """Write a text so many points to the right of a place, or to the left of it where the gap is below zero."""
    side = "left" if gap > 0 else "right"
    axes.annotate(text, (x, y), (gap, 0), textcoords="offset points", ha=side, va="center", linespacing=1.15, **style)


def inside(axes: Axes, x: float, y: float, text: str, **style: Any) -> None:
    """Write a text around a place within the axes, so that no room is sought for it."""
    axes.text(x, y, text, ha="center", va="center", in_layout=False, **style)


def across(axes: Axes) -> Transform:
    """Count over the whole width of the figure from 0 to 1, and up and down as the axes do."""
    from matplotlib.transforms import blended_transform_factory

    return blended_transform_factory(axes.figure.transFigure, axes.transData)


def key(axes: Axes, y: float, entries: Sequence[tuple[str, str]]) -> None:
    """Spread the meanings of three colours over the left, the middle and the right."""
    for (x, side), (text, colour) in zip(((0.01, "left"), (0.5, "center"), (0.99, "right")), entries, strict=True):
        style: dict[str, Any] = {"ha": side, "va": "center", "weight": "bold", "color": PALETTE[colour]}
        axes.text(x, y, text, transform=across(axes), in_layout=False, **style)


def spread(places: Sequence[float], gap: float, room: tuple[float, float]) -> list[float]:
    """Push places apart until no two are closer than the gap, as near to where they were as that allows."""
    order = sorted(range(len(places)), key=places.__getitem__)
    result = list(places)
    lowest = room[0]
    for i in order:
        result[i] = lowest = max(places[i], lowest)
        lowest += gap
    highest = room[1]
    for i in reversed(order):
        result[i] = highest = min(result[i], highest)
        highest -= gap
    return result
