"""The canvas that every figure is drawn on: its settings and palette, and its text."""

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

# Everything is laid out in inches on one canvas. At 5.6 inches wide, 14 points are the size of the running
# text on a desktop, and still over 11 pixels on a phone.
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
def canvas(height: float) -> Iterator[tuple[Figure, Axes]]:
    """Open a white canvas measured in inches from its top left corner."""
    import matplotlib
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    with _LOCK, matplotlib.rc_context(_SETTINGS):
        figure = Figure(figsize=(WIDTH, height), facecolor="white")
        FigureCanvasSVG(figure)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set(xlim=(0, WIDTH), ylim=(height, 0))
        axes.axis("off")
        yield figure, axes


def drawing(figure: Figure, height: float) -> Drawing:
    """Finish a figure so many inches high: the same bytes each time."""
    stream = BytesIO()
    figure.savefig(stream, format="svg", metadata={"Date": None, "Creator": None})
    return Drawing(stream.getvalue(), _pixels(WIDTH), _pixels(height))


def _pixels(inches: float) -> int:
    return round(inches * 96)


@dataclass(frozen=True)
class Scale:
    """A linear way from values to inches."""

    start: float
    inches_per_unit: float
    origin: float

    @classmethod
    def of(cls, values: Sequence[float], left: float, right: float, *, include: float | None = None) -> Scale:
        """Fit the values between two places."""
        known = [*values, *([] if include is None else [include])] or [0.0]
        low, high = min(known), max(known)
        return cls(left, (right - left) / ((high - low) or 1.0), low)

    def __call__(self, value: float) -> float:
        """Give the place of a value."""
        return self.start + (value - self.origin) * self.inches_per_unit


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


def write(axes: Axes, x: float, y: float, text: str, **style: Any) -> None:
    """Write a text, unless styled otherwise from a place to the right and centred on its height."""
    axes.text(x, y, text, **{"va": "center", "ha": "left", "linespacing": 1.15, **style})


def bar(axes: Axes, left: float, right: float, y: float, colour: str) -> None:
    """Draw one horizontal bar in a colour of the palette."""
    box(axes, left, y, right - left, 0.34, facecolor=PALETTE[colour], linewidth=0)


def box(axes: Axes, left: float, y: float, width: float, height: float, **style: Any) -> None:
    """Draw a rectangle from a place to the right and centred on its height."""
    from matplotlib.patches import Rectangle

    # The canvas has its limits: unlike `barh`, this doesn't work them out anew for each rectangle.
    axes.add_artist(Rectangle((left, y - height / 2), width, height, **style))


def line(axes: Axes, xs: Sequence[float], ys: Sequence[float], colour: str, width: float) -> None:
    """Draw a line with blunt ends."""
    axes.plot(xs, ys, color=colour, linewidth=width, solid_capstyle="butt")
