"""Draw the few kinds of figure that the pages use, each with a text alternative and its numbers."""

from __future__ import annotations

import textwrap
import threading
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pandas as pd
from markupsafe import escape

from pipeline.dutch import euro, number
from pipeline.records import Record
from pipeline.reporting.tables import Html, table, visible

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
_WIDTH = 5.6
_SIZE = 14.0
_SMALL = 12.5
_POINT = 1 / 72
_LINE = _SIZE * 1.3 * _POINT
_SMALL_LINE = _SMALL * 1.3 * _POINT
_CHARACTER = 0.57  # mean width of a character of DejaVu Sans, as a share of its size

_SETTINGS: dict[Any, Any] = {
    "svg.hashsalt": "klankbord",
    "svg.fonttype": "path",
    "text.parse_math": False,
    "font.family": ["DejaVu Sans"],
    "font.size": _SIZE,
    "text.color": PALETTE["ink"],
}

# Matplotlib keeps its settings for the whole process; stages may draw in several threads.
_LOCK = threading.Lock()


def bars(
    frame: pd.DataFrame,
    label: str,
    value: str,
    *,
    low: str | None = None,
    high: str | None = None,
    caption: str,
    alt: str,
    unit: str = "",
) -> Html:
    """Draw a horizontal bar for each row, from zero.

    Parameters
    ----------
    frame
        The rows, in the order in which they are drawn from the top.
    label, value
        The columns with the name and the length of each bar.
    low, high
        The columns with the ends of an interval; the caption should say what interval it is.
    caption
        What the figure shows.
    alt
        What a reader who can't see the figure should know.
    unit
        What follows each number; ``"%"`` and ``"€"`` are placed as Dutch does.

    Returns
    -------
    Html
        The figure, or a sentence when there is nothing to draw.
    """
    if frame.empty:
        return table(frame, caption)
    columns = [label, value, *(name for name in (low, high) if name)]
    rows = [
        _Bar(
            _wrap(row[label], _WIDTH - 0.1),
            _float(row[value]),
            _float(row[low] if low else None),
            _float(row[high] if high else None),
        )
        for row in _records(frame)
    ]
    decimals = _decimals(row.value for row in rows)
    texts = [_quantity(row.value, unit, decimals) for row in rows]
    room = max((_text_width(text, _SIZE) for text in texts), default=0.0) + 0.2
    scale = _Scale.of([end for row in rows for end in row.ends], 0.05, _WIDTH - room, include=0.0)
    height = sum(len(row.label) * _LINE + 0.6 for row in rows) - 0.1
    with _canvas(height) as (figure, axes):
        y = 0.0
        for row, text in zip(rows, texts, strict=True):
            _write(axes, 0.05, y + len(row.label) * _LINE / 2, "\n".join(row.label))
            y += len(row.label) * _LINE + 0.2
            _draw_bar(axes, row, y, scale, text)
            y += 0.4
        image = _svg(figure)
    return _figure(image, height, frame[columns], caption, alt, label)


def diverging(
    frame: pd.DataFrame, label: str, negative: str, neutral: str, positive: str, *, caption: str, alt: str
) -> Html:
    """Draw for each row how many statements are critical, neutral and positive.

    Critical goes left and positive goes right of the middle of the neutral ones.

    Parameters
    ----------
    frame
        The rows, in the order in which they are drawn from the top.
    label
        The column with the name of each row.
    negative, neutral, positive
        The columns with the counts; a missing count is taken as none.
    caption
        What the figure shows.
    alt
        What a reader who can't see the figure should know.

    Returns
    -------
    Html
        The figure, or a sentence when there is nothing to draw.
    """
    if frame.empty:
        return table(frame, caption)
    rows = [
        _Balance(_wrap(row[label], _WIDTH - 0.1), *(_float(row[c]) or 0.0 for c in (negative, neutral, positive)))
        for row in _records(frame)
    ]
    ends = [end for row in rows for end in row.ends]
    counts = [count for row in rows for count in (row.negative, row.positive)]
    margin = 0.15 + max((_text_width(number(count), _SIZE) for count in counts), default=0.3)
    scale = _Scale.of(ends, margin, _WIDTH - margin, include=0.0)
    height = sum(len(row.label) * _LINE + 0.64 for row in rows) + 0.45
    with _canvas(height) as (figure, axes):
        _key(axes, 0.17, [("▼ kritisch", "negative"), ("● neutraal", "neutral"), ("▲ positief", "positive")])
        y = 0.5
        for row in rows:
            _write(axes, 0.05, y + len(row.label) * _LINE / 2, "\n".join(row.label))
            y += len(row.label) * _LINE + 0.2
            _draw_balance(axes, y, scale, row)
            y += 0.44
        image = _svg(figure)
    return _figure(image, height, frame[[label, negative, neutral, positive]], caption, alt, label)


def ladder(
    frame: pd.DataFrame, *, label: str, begin: str, end: str, rungs: Sequence[str], caption: str, alt: str
) -> Html:
    """Draw where each row began and ended on a ladder; rung 1 is the first and lowest of the rungs.

    Parameters
    ----------
    frame
        The rows; up to three are drawn beside each other, and more beneath.
    label
        The column with the name of each row.
    begin, end
        The columns with the positions, which may lie between two rungs; one or both may be missing.
    rungs
        The names of the rungs, from the lowest up.
    caption
        What the figure shows.
    alt
        What a reader who can't see the figure should know.

    Returns
    -------
    Html
        The figure, or a sentence when there is nothing to draw.
    """
    if frame.empty:
        return table(frame, caption)
    rows = [_Climb(visible(row[label]), _float(row[begin]), _float(row[end])) for row in _records(frame)]
    for position in (position for row in rows for position in row.positions):
        if not 1 <= position <= len(rungs):
            raise ValueError(f"position {position} is not on a ladder of {len(rungs)} rungs")
    layout = _LadderLayout.of(rungs, rows)
    panels = [rows[i : i + layout.columns] for i in range(0, len(rows), layout.columns)]
    height = len(panels) * layout.height + 0.4
    with _canvas(height) as (figure, axes):
        for i, panel in enumerate(panels):
            _draw_panel(axes, panel, layout, i * layout.height)
        _ladder_key(axes, height - 0.18)
        image = _svg(figure)
    return _figure(image, height, frame[[label, begin, end]], caption, alt, label)


def lines(frame: pd.DataFrame, x: str, y: str, series: str, *, caption: str, alt: str, unit: str = "") -> Html:
    """Draw how a few series went from one period to the next.

    Parameters
    ----------
    frame
        One row a point, the periods in their order.
    x, y, series
        The columns with the period, the value and the name of the series.
    caption
        What the figure shows.
    alt
        What a reader who can't see the figure should know.
    unit
        What follows each number; ``"%"`` and ``"€"`` are placed as Dutch does.

    Returns
    -------
    Html
        The figure, or a sentence when there is nothing to draw.
    """
    if frame.empty:
        return table(frame, caption)
    periods = list(dict.fromkeys(frame[x]))
    names = list(dict.fromkeys(frame[series]))
    points = {(row[series], row[x]): _float(row[y]) for row in _records(frame)}
    all_series = [_Series(visible(name), [points.get((name, period)) for period in periods]) for name in names]
    height = 2.6 + 0.5 * len(all_series)
    with _canvas(height) as (figure, axes):
        _draw_series(axes, all_series, [visible(period) for period in periods], height, unit)
        image = _svg(figure)
    return _figure(image, height, frame[[series, x, y]], caption, alt, series)


def heatmap(frame: pd.DataFrame, *, caption: str, alt: str) -> Html:
    """Draw a table of counts in which more is darker; each cell has its number.

    Parameters
    ----------
    frame
        The counts; the index names the rows and the columns have short names.
    caption
        What the figure shows.
    alt
        What a reader who can't see the figure should know.

    Returns
    -------
    Html
        The figure, or a sentence when there is nothing to draw.
    """
    if frame.empty:
        return table(frame, caption)
    layout = _GridLayout.of(frame)
    with _canvas(layout.height) as (figure, axes):
        _draw_grid(axes, frame, layout)
        image = _svg(figure)
    name = visible(frame.index.name or "")
    numbers = frame.rename_axis(index=name, columns=None).reset_index()
    return _figure(image, layout.height, numbers, caption, alt, str(numbers.columns[0]))


@dataclass(frozen=True)
class _Scale:
    """A linear way from values to inches."""

    start: float
    inches_per_unit: float
    origin: float

    @classmethod
    def of(cls, values: Sequence[float], left: float, right: float, *, include: float | None = None) -> _Scale:
        """Fit the values between two places."""
        known = [*values, *([] if include is None else [include])] or [0.0]
        low, high = min(known), max(known)
        return cls(left, (right - left) / ((high - low) or 1.0), low)

    def __call__(self, value: float) -> float:
        return self.start + (value - self.origin) * self.inches_per_unit


@dataclass(frozen=True)
class _Bar:
    """One bar of a bar chart."""

    label: list[str]
    value: float | None
    low: float | None
    high: float | None

    @property
    def ends(self) -> list[float]:
        return [end for end in (self.value, self.low, self.high) if end is not None]


@dataclass(frozen=True)
class _Balance:
    """One row of counts on both sides of the middle."""

    label: list[str]
    negative: float
    neutral: float
    positive: float

    @property
    def ends(self) -> tuple[float, float]:
        return -self.negative - self.neutral / 2, self.positive + self.neutral / 2


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
        names = [_wrap(rung, cls.left - 0.35, _SMALL) for rung in rungs]
        step = max(0.5, max(map(len, names), default=1) * _SMALL_LINE + 0.14)
        words = [word for row in rows for word in row.label.split()]
        longest = max((_text_width(word, _SMALL) for word in words), default=0.5) + 0.1
        columns = max(1, min(3, len(rows), int((_WIDTH - cls.left) / longest)))
        column = (_WIDTH - cls.left) / columns
        heading = max((len(_wrap(row.label, column - 0.08, _SMALL)) for row in rows), default=1) * _SMALL_LINE + 0.1
        return cls(names, heading, step, heading + step * len(rungs) + 0.25, columns, column)

    def y(self, position: float) -> float:
        return self.heading + (len(self.rungs) - position + 0.5) * self.step

    def x(self, column: int) -> float:
        return self.left + (column + 0.5) * self.column


@dataclass(frozen=True)
class _Series:
    """One series of a line chart; its values are in the order of the periods."""

    name: str
    values: list[float | None]

    def first(self) -> float | None:
        return self.values[0]

    def last(self) -> float | None:
        return self.values[-1]


@dataclass(frozen=True)
class _GridLayout:
    """Where things are in a heat map."""

    rows: list[list[str]]
    columns: list[str]
    upright: bool
    top: float
    row: float
    column: float
    height: float
    left: float = 1.95

    @classmethod
    def of(cls, frame: pd.DataFrame) -> _GridLayout:
        """Make room for the longest names, and turn the names of narrow columns."""
        rows = [_wrap(name, cls.left - 0.15, _SMALL) for name in frame.index]
        names = [visible(name) for name in frame.columns]
        column = (_WIDTH - cls.left - 0.05) / max(1, len(names))
        widest = max((_text_width(name, _SMALL) for name in names), default=0.0)
        upright = widest > column - 0.06
        short = [textwrap.shorten(name, 22, placeholder="…") for name in names] if upright else names
        top = max((_text_width(name, _SMALL) for name in short), default=0.0) if upright else _SMALL_LINE
        row = max(0.38, max(map(len, rows), default=1) * _SMALL_LINE + 0.1)
        return cls(rows, short, upright, top + 0.12, row, column, top + 0.12 + row * len(rows) + 0.05)


@contextmanager
def _canvas(height: float) -> Iterator[tuple[Figure, Axes]]:
    """Open a white canvas measured in inches from its top left corner."""
    import matplotlib
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    with _LOCK, matplotlib.rc_context(_SETTINGS):
        figure = Figure(figsize=(_WIDTH, height), facecolor="white")
        FigureCanvasSVG(figure)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set(xlim=(0, _WIDTH), ylim=(height, 0))
        axes.axis("off")
        yield figure, axes
        figure.clear()


def _svg(figure: Figure) -> bytes:
    stream = BytesIO()
    figure.savefig(stream, format="svg", metadata={"Date": None, "Creator": None})
    return stream.getvalue()


def _figure(image: bytes, height: float, numbers: pd.DataFrame, caption: str, alt: str, row_header: str) -> Html:
    caption, alt = visible(caption), visible(alt)
    numbers_table = table(numbers, f"Cijfers bij: {caption}", row_header=row_header)
    return Html(
        f'<figure class="figure"><img alt="{escape(alt)}" '
        f'width="{_pixels(_WIDTH)}" height="{_pixels(height)}" '
        f'src="data:image/svg+xml;base64,{b64encode(image).decode()}">'
        f"<figcaption>{escape(caption)}</figcaption>"
        f"<details><summary>De cijfers bij deze figuur</summary>{numbers_table.markup}</details></figure>"
    )


def _pixels(inches: float) -> int:
    return round(inches * 96)


def _records(frame: pd.DataFrame) -> list[Record]:
    return list(frame.to_dict("records"))


def _float(value: Any) -> float | None:
    return None if value is None or pd.isna(value) else float(value)


def _decimals(values: Iterable[float | None]) -> int:
    """Choose one number of decimals for a whole figure: none for whole numbers, else one, two below 1."""
    known = [abs(value) for value in values if value is not None]
    if all(value % 1 == 0 for value in known):
        return 0
    return 2 if max(known) < 1 else 1


def _quantity(value: float | None, unit: str, decimals: int) -> str:
    if value is None:
        return "geen gegevens"
    return euro(value) if unit == "€" else number(value, decimals) + _suffix(unit)


def _suffix(unit: str) -> str:
    return unit if unit in ("", "%") else f" {visible(unit)}"


def _text_width(text: str, size: float) -> float:
    return len(text) * size * _CHARACTER * _POINT


def _wrap(text: object, width: float, size: float = _SIZE) -> list[str]:
    return textwrap.wrap(visible(text), max(4, int(width / (size * _CHARACTER * _POINT)))) or [""]


def _write(axes: Axes, x: float, y: float, text: str, **style: Any) -> None:
    axes.text(x, y, text, **{"va": "center", "ha": "left", "linespacing": 1.15, **style})


def _bar(axes: Axes, left: float, right: float, y: float, colour: str) -> None:
    axes.barh(y, right - left, height=0.34, left=left, color=PALETTE[colour], linewidth=0)


def _line(axes: Axes, xs: Sequence[float], ys: Sequence[float], colour: str, width: float) -> None:
    axes.plot(xs, ys, color=colour, linewidth=width, solid_capstyle="butt")


def _draw_bar(axes: Axes, row: _Bar, y: float, scale: _Scale, text: str) -> None:
    zero = scale(0.0)
    if row.value is not None:
        _bar(axes, zero, scale(row.value), y, "accent")
    _line(axes, [zero, zero], [y - 0.21, y + 0.21], PALETTE["muted"], 1)
    if row.low is not None and row.high is not None:
        low, high = scale(row.low), scale(row.high)
        # The white edge keeps the interval visible where it lies on the bar.
        for colour, width in (("white", 4.4), (PALETTE["ink"], 2.0)):
            _line(axes, [low, high], [y, y], colour, width)
            for end in (low, high):
                _line(axes, [end, end], [y - 0.09, y + 0.09], colour, width)
    end = max([zero, *(scale(end) for end in row.ends)])
    known = row.value is not None
    _write(
        axes,
        end + 0.1,
        y,
        text,
        weight="bold" if known else "normal",
        color=PALETTE["ink" if known else "muted"],
    )


def _draw_balance(axes: Axes, y: float, scale: _Scale, row: _Balance) -> None:
    start, stop = (scale(end) for end in row.ends)
    left, right = scale(-row.neutral / 2), scale(row.neutral / 2)
    _bar(axes, start, left, y, "negative")
    _bar(axes, left, right, y, "neutral")
    _bar(axes, right, stop, y, "positive")
    _write(axes, start - 0.07, y, number(row.negative), ha="right", weight="bold", color=PALETTE["negative"])
    _write(axes, stop + 0.07, y, number(row.positive), weight="bold", color=PALETTE["positive"])
    text = number(row.neutral)
    if row.neutral and _text_width(text, _SIZE) < right - left:
        _write(axes, (left + right) / 2, y, text, ha="center")
    elif row.neutral:
        _write(axes, (left + right) / 2, y + 0.27, text, ha="center", size=_SMALL)


def _key(axes: Axes, y: float, entries: Sequence[tuple[str, str]]) -> None:
    """Spread the meanings of three colours over the left, the middle and the right."""
    places = ((0.05, "left"), (_WIDTH / 2, "center"), (_WIDTH - 0.05, "right"))
    for (x, side), (text, colour) in zip(places, entries, strict=True):
        shade = "muted" if colour == "neutral" else colour
        _write(axes, x, y, text, ha=side, color=PALETTE[shade], weight="bold")


def _draw_panel(axes: Axes, panel: Sequence[_Climb], layout: _LadderLayout, top: float) -> None:
    right = layout.left + layout.column * len(panel)
    for rung, name in enumerate(layout.rungs, start=1):
        y = top + layout.y(rung)
        _write(axes, 0.05, y, str(rung), weight="bold", color=PALETTE["accent"])
        _write(axes, 0.35, y, "\n".join(name), size=_SMALL)
        _line(axes, [layout.left, right], [y, y], PALETTE["line"], 1.5)
    for column, climb in enumerate(panel):
        x = layout.x(column)
        heading = "\n".join(_wrap(climb.label, layout.column - 0.08, _SMALL))
        _write(axes, x, top + layout.heading / 2, heading, size=_SMALL, ha="center")
        _draw_climb(axes, climb, layout, x, top)


def _draw_climb(axes: Axes, climb: _Climb, layout: _LadderLayout, x: float, top: float) -> None:
    if not climb.positions:
        middle = top + layout.y((len(layout.rungs) + 1) / 2)
        _write(axes, x, middle, "geen\ngegevens", size=_SMALL, ha="center", color=PALETTE["muted"])
    if climb.begin is not None and climb.end is not None and climb.begin != climb.end:
        _arrow(axes, x, top + layout.y(climb.begin), top + layout.y(climb.end))
    if climb.end is not None:
        _dot(axes, x, top + layout.y(climb.end), filled=True)
    if climb.begin is not None:
        # Who stayed on a rung gets a ring around the dot, so that both positions show.
        _dot(axes, x, top + layout.y(climb.begin), filled=False, around=climb.begin == climb.end)
    for position in dict.fromkeys(climb.positions):
        if position % 1:
            _write(axes, x + 0.2, top + layout.y(position), number(position, 1), size=_SMALL)


def _arrow(axes: Axes, x: float, start: float, stop: float) -> None:
    style = {"arrowstyle": "-|>", "color": PALETTE["accent"], "linewidth": 2.5, "shrinkA": 8, "shrinkB": 8}
    axes.annotate("", (x, stop), (x, start), arrowprops={**style, "mutation_scale": 18})


def _dot(axes: Axes, x: float, y: float, *, filled: bool, around: bool = False) -> None:
    face = PALETTE["accent"] if filled else "none" if around else "white"
    size = 20 if around else 13
    axes.plot([x], [y], "o", markersize=size, color=PALETTE["accent"], markerfacecolor=face, markeredgewidth=2.5)


def _ladder_key(axes: Axes, y: float) -> None:
    _dot(axes, 0.18, y, filled=False)
    _write(axes, 0.38, y, "begin", size=_SMALL)
    _dot(axes, 1.28, y, filled=True)
    _write(axes, 1.48, y, "eind", size=_SMALL)


def _draw_series(axes: Axes, all_series: Sequence[_Series], periods: Sequence[str], height: float, unit: str) -> None:
    left, right, top, bottom = 0.9, 3.2, 0.25, height - 0.6
    values = [value for series in all_series for value in series.values if value is not None]
    # Upside down, because the canvas counts from the top.
    scale = _Scale.of([-value for value in values], top, bottom)
    xs = [left + (right - left) * i / max(1, len(periods) - 1) for i in range(len(periods))]
    for x, period in zip(xs, periods, strict=True):
        _line(axes, [x, x], [top - 0.15, bottom + 0.15], PALETTE["line"], 1)
        _write(axes, x, height - 0.22, period, ha="center", weight="bold")
    colours, markers = ("accent", "negative", "mixed", "positive", "muted"), "os^Dv"
    for i, series in enumerate(all_series):
        known = [(x, scale(-value)) for x, value in zip(xs, series.values, strict=True) if value is not None]
        colour, marker = PALETTE[colours[i % 5]], markers[i % 5]
        known_xs, known_ys = [x for x, _ in known], [y for _, y in known]
        axes.plot(known_xs, known_ys, color=colour, marker=marker, markersize=9, linewidth=2.5)
    _name_ends(axes, all_series, scale, xs, unit, (top, bottom))


def _name_ends(
    axes: Axes,
    all_series: Sequence[_Series],
    scale: _Scale,
    xs: Sequence[float],
    unit: str,
    room: tuple[float, float],
) -> None:
    """Write the first value to the left and the last value with the name to the right of each line."""
    decimals = _decimals(value for series in all_series for value in series.values)
    colours = ("accent", "negative", "mixed", "positive", "muted")
    styles = [{"color": PALETTE[colours[i % 5]]} for i in range(len(all_series))]
    if len(xs) > 1:
        first = [None if (value := series.first()) is None else scale(-value) for series in all_series]
        for series, style, y in zip(all_series, styles, _spread(first, 0.27, room), strict=True):
            if y is not None:
                _write(axes, xs[0] - 0.15, y, _quantity(series.first(), unit, decimals), ha="right", **style)
    names = [
        "\n".join(_wrap(f"{_quantity(series.last(), unit, decimals)} {series.name}", _WIDTH - xs[-1] - 0.25)[:3])
        for series in all_series
    ]
    last = [None if (value := series.last()) is None else scale(-value) for series in all_series]
    gap = 0.1 + max((name.count("\n") + 1 for name in names), default=1) * _LINE
    for name, style, y in zip(names, styles, _spread(last, gap, room), strict=True):
        if y is not None:
            _write(axes, xs[-1] + 0.17, y, name, weight="bold", **style)


def _spread(places: Sequence[float | None], gap: float, room: tuple[float, float]) -> list[float | None]:
    """Push places apart until no two are closer than the gap, as near to where they were as that allows."""
    order = sorted((place, i) for i, place in enumerate(places) if place is not None)
    result: list[float | None] = list(places)
    lowest = room[0] - 0.1
    for place, i in order:
        result[i] = lowest = max(place, lowest)
        lowest += gap
    highest = room[1] + 0.1
    for _, i in reversed(order):
        current = result[i]
        if current is not None:
            result[i] = highest = min(current, highest)
            highest -= gap
    return result


def _draw_grid(axes: Axes, frame: pd.DataFrame, layout: _GridLayout) -> None:
    for j, name in enumerate(layout.columns):
        x = layout.left + (j + 0.5) * layout.column
        style = {"rotation": 90, "va": "bottom"} if layout.upright else {"va": "bottom"}
        _write(axes, x, layout.top - 0.06, name, ha="center", size=_SMALL, **style)
    counts = [[_float(value) for value in row] for row in frame.itertuples(index=False, name=None)]
    most = max((count for row in counts for count in row if count is not None), default=0.0) or 1.0
    for i, (name_lines, row) in enumerate(zip(layout.rows, counts, strict=True)):
        y = layout.top + (i + 0.5) * layout.row
        _write(axes, layout.left - 0.12, y, "\n".join(name_lines), ha="right", size=_SMALL)
        for j, count in enumerate(row):
            _draw_cell(axes, layout, layout.left + j * layout.column, y, count, most)


def _draw_cell(axes: Axes, layout: _GridLayout, left: float, y: float, count: float | None, most: float) -> None:
    share = (count or 0.0) / most
    colour = _shade(share) if count else "#ffffff"
    axes.barh(y, layout.column, layout.row, left, color=colour, edgecolor=PALETTE["line"], linewidth=0.8)
    text = "–" if count is None else number(count)
    ink = "white" if share > 0.5 else PALETTE["ink"] if count else PALETTE["muted"]
    size = min(_SMALL, _SMALL * (layout.column - 0.04) / _text_width(text, _SMALL))
    _write(axes, left + layout.column / 2, y, text, ha="center", size=size, color=ink)


def _shade(share: float) -> tuple[float, float, float]:
    """Mix a colour between pale and dark blue, leaving out the middle, on which no ink reads well."""
    pale, dark = (0.91, 0.95, 0.97), (0.04, 0.31, 0.48)
    strength = share * 0.8 if share <= 0.5 else 0.2 + share * 0.8
    red, green, blue = (p + (d - p) * strength for p, d in zip(pale, dark, strict=True))
    return red, green, blue
