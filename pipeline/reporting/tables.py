"""Turn data frames into accessible Dutch HTML tables, with every string escaped."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import wraps
from math import isfinite
from typing import Any, Literal, ParamSpec, get_args

import pandas as pd
from markupsafe import Markup, escape

from pipeline.dutch import number

ChipKind = Literal["positive", "negative", "mixed", "neutral", "ok", "warn", "bad", "muted"]

# The symbol says what the colour says, for who can't see the colour.
_SYMBOLS: Mapping[ChipKind, str] = {
    "positive": "▲",
    "negative": "▼",
    "mixed": "◆",
    "neutral": "●",
    "ok": "✓",
    "warn": "!",
    "bad": "✕",
    "muted": "○",
}

_MISSING = Markup('<span aria-hidden="true">–</span><span class="sr-only">geen waarde</span>')
_MAX_DECIMALS = 3
_LONG_TEXT = 50
_EMPTY = "Geen gegevens."

# From how many columns a table is set smaller on paper, and from how many its words may be broken to fit.
_MANY, _CROWDED = 6, 8
_NARROW = 2

# Where an executed notebook keeps the name of a block: in what it knows of the HTML of an output.
BLOCK = "klankbord_block"
Arguments = ParamSpec("Arguments")

# Controls that are invisible but reorder the text around them. Right-to-left scripts need none of them, so
# leaving them out loses nothing that a reader could see.
_INVISIBLE = dict.fromkeys(
    [*range(0x202A, 0x202F), *range(0x2066, 0x206A), *(c for c in range(0x20) if c not in (9, 10, 13)), 0x7F]
)


@dataclass(frozen=True, repr=False)
class Html:
    """Markup that a trusted helper made, for a notebook, a template or a table cell.

    It is no `str`, because pandas makes plain strings of strings of every kind, and those are escaped.

    Parameters
    ----------
    markup
        The HTML, in which everything that came from data has been escaped.
    name
        Name of the block, by which the report on paper takes it, however the cell is written that shows it.
    """

    markup: str
    name: str = ""

    def __repr__(self) -> str:
        # Notebooks store the repr beside the HTML; the default one would store every figure twice.
        return f"<Html, {len(self.markup)} tekens>"

    def __html__(self) -> Markup:
        # Markup and not str: Markup.format escapes what it is given as str.
        return Markup(self.markup)

    def _repr_html_(self) -> str | tuple[str, dict[str, str]]:
        return (self.markup, {BLOCK: self.name}) if self.name else self.markup


def block(made: Callable[Arguments, Html]) -> Callable[Arguments, Html]:
    """Name what a function makes after that function: an executed notebook keeps the name."""

    @wraps(made)
    def named(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Html:
        return Html(made(*args, **kwargs).markup, made.__name__)

    return named


def visible(text: object) -> str:
    """Write a value as text without invisible control characters.

    Parameters
    ----------
    text
        Any value.

    Returns
    -------
    str
        The text, not yet escaped.
    """
    return str(text).translate(_INVISIBLE)


def chip(text: str, kind: ChipKind) -> Html:
    """Make a small label whose meaning shows in text, symbol and colour.

    Parameters
    ----------
    text
        What the label says.
    kind
        Which colour and symbol it gets.

    Returns
    -------
    Html
        The label.
    """
    if kind not in get_args(ChipKind):
        raise ValueError(f"unknown kind of chip: {kind!r}")
    symbol = f'<span class="chip-symbol" aria-hidden="true">{_SYMBOLS[kind]}</span>'
    return Html(f'<span class="chip {kind}">{symbol}{escape(visible(text))}</span>')


def table(
    frame: pd.DataFrame,
    caption: str,
    *,
    headers: Mapping[str, str] | None = None,
    numeric: Collection[str] = (),
    row_header: str | None = None,
    empty: str = _EMPTY,
) -> Html:
    """Turn a data frame into a table that scrolls within its own labelled region.

    Years and codes that are no quantities belong in the frame as text: the integer 2019 is printed as 2.019.
    The index isn't shown. On a phone, rows with running text are set as cards; narrow tables of numbers stay tables.

    Parameters
    ----------
    frame
        The rows; a cell may hold an `Html`, such as a chip.
    caption
        What the table shows, as its caption and as the name of its region.
    headers
        What to print above a column, by column name; a column that is not named keeps its own name.
    numeric
        Columns to align right, next to those that hold numbers.
    row_header
        The column that names the row.
    empty
        What to say when there are no rows.

    Returns
    -------
    Html
        The table.
    """
    if frame.empty:
        return _nothing(caption, empty)
    columns = [_Column.of(name, frame.iloc[:, i], headers or {}, numeric, row_header) for i, name in enumerate(frame)]
    stacks = any(column.is_long for column in columns) and len(columns) > _NARROW
    return _made(frame, columns, caption, stacks)


def card_table(
    frame: pd.DataFrame, caption: str, *, headers: Mapping[str, str] | None = None, row_header: str | None = None
) -> Html:
    """Turn a data frame into a table whose rows are set as cards on a phone, also without running text.

    Parameters
    ----------
    frame, caption, headers, row_header
        As for `table`.

    Returns
    -------
    Html
        The table.
    """
    if frame.empty:
        return _nothing(caption, _EMPTY)
    columns = [_Column.of(name, frame.iloc[:, i], headers or {}, (), row_header) for i, name in enumerate(frame)]
    return _made(frame, columns, caption, stacks=True)


def _nothing(caption: str, empty: str) -> Html:
    return Html(f'<p class="empty"><strong>{escape(visible(caption))}</strong> {escape(visible(empty))}</p>')


def _made(frame: pd.DataFrame, columns: "list[_Column]", caption: str, stacks: bool) -> Html:
    """Write a table with rows; those of one that `stacks` are set as cards on a phone."""
    caption = visible(caption)
    css = "data" + " many" * (len(columns) >= _MANY) + " crowded" * (len(columns) >= _CROWDED)
    css += " stacks" * stacks
    head = "".join(column.head() for column in columns)
    labels = [f' role="cell" data-label="{escape(column.header)}"' if stacks else "" for column in columns]
    # A table that is set as something else is a table still: for a screen reader its roles are spelled out.
    roles = {name: f' role="{name}"' if stacks else "" for name in ("table", "rowgroup", "row")}
    rows = "\n".join(
        f"<tr{roles['row']}>{''.join(map(_Column.cell, columns, row, labels))}</tr>"
        for row in frame.itertuples(index=False, name=None)
    )
    return Html(
        f'<div class="scroll" role="region" tabindex="0" aria-label="Tabel: {escape(caption)}">\n'
        f'<table class="{css}"{roles["table"]}>\n<caption><span>{escape(caption)}</span></caption>\n'
        f"<thead{roles['rowgroup']}><tr{roles['row']}>{head}</tr></thead>\n"
        f"<tbody{roles['rowgroup']}>\n{rows}\n</tbody>\n</table>\n</div>"
    )


@dataclass(frozen=True)
class _Column:
    """How one column is headed, aligned and rounded."""

    header: str
    css: str
    is_row_header: bool
    decimals: int

    @classmethod
    def of(
        cls,
        name: object,
        values: "pd.Series[Any]",
        headers: Mapping[str, str],
        numeric: Collection[str],
        row_header: str | None,
    ) -> "_Column":
        """Look at a column's values and say how to print it."""
        return cls(
            header=visible(headers.get(str(name), name)),
            css=_css_class(values, name in numeric),
            is_row_header=row_header is not None and name == row_header,
            decimals=max((_decimals(value) for value in values), default=0),
        )

    def head(self) -> str:
        return f'<th scope="col"{self.css}>{escape(self.header)}</th>'

    @property
    def is_long(self) -> bool:
        return "long" in self.css

    def cell(self, value: object, label: str = "") -> str:
        content = _content(value, self.decimals)
        if self.is_row_header:
            return f'<th scope="row"{self.css}{label}>{content}</th>'
        return f"<td{self.css}{label}>{content}</td>"


def _css_class(values: "pd.Series[Any]", numeric: bool) -> str:
    present = [value for value in values if not _is_missing(value)]
    if numeric or (present and all(_is_number(value) for value in present)):
        return ' class="num"'
    # Of markup the text counts, without the tags: a label is short, a text with a fold-out is not.
    texts = (Markup(value.markup).striptags() if isinstance(value, Html) else value for value in present)
    if any(isinstance(text, str) and len(text) > _LONG_TEXT for text in texts):
        return ' class="long"'
    return ""


def _is_missing(value: Any) -> bool:
    if isinstance(value, str):
        return not value.strip()
    return pd.api.types.is_scalar(value) and bool(pd.isna(value))


def _is_bool(value: object) -> bool:
    return bool(pd.api.types.is_bool(value))


def _is_number(value: object) -> bool:
    return isinstance(value, Decimal) or (pd.api.types.is_number(value) and not _is_bool(value))


def _decimals(value: Any) -> int:
    """Count the decimals that a number needs, so that a column can have the same number in each row."""
    if not _is_number(value) or _is_missing(value) or not isfinite(value):
        return 0
    return len(f"{value:.{_MAX_DECIMALS}f}".rstrip("0").partition(".")[2])


def _content(value: Any, decimals: int) -> Markup:
    if _is_missing(value):
        return _MISSING
    if _is_bool(value):
        return Markup("ja" if value else "nee")
    if _is_number(value):
        return escape(number(value, decimals) if isfinite(value) else ("∞" if value > 0 else "-∞"))
    if hasattr(value, "__html__"):
        return escape(value)
    return escape(visible(value))
