"""Blocks as HTML for paper, of which pandoc makes Word and PDF: nothing folded, no links, tables that fit."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from pipeline.blocks import (
    Block,
    Bullets,
    Card,
    Column,
    Entry,
    Figure,
    Fold,
    Groups,
    Heading,
    Mark,
    Muted,
    Note,
    Nothing,
    Sides,
    Strong,
    Table,
    Text,
    Words,
    plain,
)
from pipeline.looks.columns import Same, is_long, without_constant
from pipeline.looks.html import Look, figure_of, text_of
from pipeline.looks.page import crowd_dots
from pipeline.looks.signs import symbol
from pipeline.printable import visible

# Names of styles in Word: of a paragraph in small type, and of text in small type.
SMALL, SMALL_TEXT = "Klein", "Kleine letters"
_FOLD = Markup('<div class="fold" custom-style="Tussenkop"><p>{}</p></div>')
_MUTED = Markup('<span class="muted" custom-style="Bij">{}</span>')
_MISSING = "–"
# Where somebody writes: as high as a line of handwriting, and as wide as some words.
_ROOM = Markup("<p>\u00a0</p><p>\u00a0</p>")
_TO_WRITE = 25
# A word of which more than this many characters stand in a narrow column is broken.
_LONGEST_WORD = 18
_BOLD = 1.15  # times as wide
_LONGEST_TEXT = 160
# From how many columns a table with running text does not fit on a page: each row becomes an entry of a list.
_WIDE = 6
_DEEPEST = 6


@dataclass(frozen=True)
class Paper(Look):
    """Blocks as they look on paper.

    Attributes
    ----------
    deeper : int
        How many levels their headings go down.
    """

    deeper: int = 0

    def words(self, words: Words) -> Markup:
        """Give the HTML of words: a mark with its symbol; no links."""
        match words:
            case Mark(text, kind):
                sign = Markup('<span class="chip-symbol" aria-hidden="true">{}</span>').format(symbol(words))
                # A symbol is never parted from its word.
                return Markup('<span class="chip {}">{}\u00a0{}</span>').format(kind, sign, visible(text))
            case Muted(text):
                return _MUTED.format(visible(text))
            case Strong(text):
                return Markup("<strong>{}</strong>").format(visible(text))
        return escape(visible(plain(words)))  # an address is of a page of the site

    def block(self, block: Block) -> Markup:
        """Give the HTML of a block."""
        match block:
            case Heading(text, level):
                return Markup("<h{0}>{1}</h{0}>").format(min(level + self.deeper, _DEEPEST), visible(text))
            case Nothing():
                return Markup("")
            case Note(line, _, items):
                told = Markup("<p>{}</p>").format(self.line(line))
                return Markup('<div class="note" custom-style="Kader">{}{}</div>').format(
                    told, self.html(Bullets(items)) if items else ""
                )
            case Fold():
                return self._fold(block)
            case Sides(columns):
                return Markup("").join(self.html(*column) for column in columns)
            case Card(below):
                return self.html(*below)
            case Table():
                return self._table(block)
            case Groups():
                return self._table(_in_a_table(block))
            case Figure(numbers=numbers):
                return figure_of(block, Markup("")) + _numbers(numbers)
        return super().block(block)

    def _fold(self, fold: Fold) -> Markup:
        """Show what is folded; its title too, unless the table in it has one."""
        match fold.below:
            case (Table(rows=rows),) if rows:
                return self.html(*fold.below)
        return _FOLD.format(visible(fold.title)) + self.html(*fold.below)

    def _table(self, table: Table) -> Markup:
        caption = visible(table.caption)
        if not table.rows:
            return Markup("<p><strong>{}</strong> {}</p>").format(caption, visible(table.empty))
        running = (is_long(table, at) for at, column in enumerate(table.columns) if not column.numeric)
        if len(table.columns) >= _WIDE and any(running) and not table.form:
            return self._as_list(table)
        table, same = without_constant(table)
        right = [Markup(' style="text-align: right"' if column.numeric else "") for column in table.columns]
        head = Markup("").join(
            Markup('<th scope="col"{}>{}</th>').format(style, visible(column.header))
            for style, column in zip(right, table.columns, strict=True)
        )
        tags = [
            (Markup('<th scope="row"{}>').format(style), Markup("</th>"))
            if column.names
            else (Markup("<td{}>").format(style), Markup("</td>"))
            for style, column in zip(right, table.columns, strict=True)
        ]
        rows = (
            Markup("").join(
                opening + (_ROOM if cell is None and table.form else self.entry(cell)) + closing
                for (opening, closing), cell in zip(tags, row, strict=True)
            )
            for row in table.rows
        )
        body = Markup("\n").join(Markup("<tr>{}</tr>").format(row) for row in rows)
        widths = Markup("").join(Markup('<col style="width: {}%">').format(share) for share in _widths(table))
        told = "; ".join(_told(same))
        shared = Markup("<p>In elke rij van de tabel hieronder gelijk: {}.</p>\n").format(told) if told else ""
        return shared + Markup(
            "<table>\n<caption>{}</caption><colgroup>{}</colgroup>\n<thead><tr>{}</tr></thead>\n<tbody>\n{}\n</tbody>\n"
            "</table>\n"
        ).format(caption, widths, head, body)

    def _as_list(self, table: Table) -> Markup:
        """Make a list of a table: each row an entry; what all rows share is said once, and numbers have their name."""
        table, same = without_constant(table)
        said = [[text_of(cell) for cell in row] for row in table.rows]
        names = [visible(column.header) for column in table.columns]
        about = [visible(table.caption), *_told(same)]
        entries = []
        for row, cells in zip(said, table.rows, strict=True):
            rest = [
                f"{names[at].lower()}: {text}" if table.columns[at].numeric or _COUNT.match(text) else text
                for at, text in enumerate(row)
                if at and text
            ]
            below = [
                told
                for cell in cells
                if isinstance(cell, Entry)
                for block in cell.below
                for told in _running_text(block)
            ]
            entries.append(
                Markup('<li><span custom-style="{}">{} </span>{}</li>').format(
                    SMALL_TEXT, row[0] or _MISSING, _MUTED.format(" ".join([f"({'; '.join(rest)})", *below]))
                )
            )
        return _FOLD.format(". ".join(about)) + Markup('<div class="small"><ul>{}</ul></div>').format(
            Markup("").join(entries)
        )


_COUNT = re.compile(r"\d+ van \d+$")


def _in_a_table(picture: Groups) -> Table:
    """Show groups of people in a table, each with where they were heard; who is missing has an open circle."""
    rows = [
        (
            group.name,
            "; ".join(f"{crowd.where}: {crowd.said} {crowd_dots(crowd)}".strip() for crowd in group.crowds)
            or f"○ {group.missing}",
        )
        for group in picture.groups
    ]
    return Table(picture.caption, (Column("Groep", names=True), Column("Waar, en met hoeveel")), tuple(rows))


def _told(same: Same) -> list[str]:
    """Write what every row of a table says, each with the heading of its column."""
    return [f"{visible(column.header).lower()}: {text_of(cell).rstrip('.')}" for column, cell in same]


def _running_text(block: Block) -> Iterator[str]:
    """Write what is folded below a cell as running text: in an entry of a list there is no room for more."""
    match block:
        case Fold(title, below):
            yield f"{visible(title)}: {'; '.join(text for each in below for text in _running_text(each))}."
        case Text(line):
            yield text_of(line)
        case Bullets(items):
            yield from map(text_of, items)


def _numbers(table: Table | None) -> Markup:
    """Show the numbers of a figure below it: as running text, which takes less room and reads better by ear."""
    if table is None:
        return Markup("")
    return Markup('<div class="small" custom-style="{}"><p>{}</p></div>').format(SMALL, _running(table))


def _running(table: Table) -> str:
    """Write a table of numbers as running text: for each row its names, and then its numbers."""
    lines = []
    for row in table.rows:
        cells = [(column, text_of(cell) or _MISSING) for column, cell in zip(table.columns, row, strict=True)]
        about = ", ".join(said for column, said in cells if not column.numeric)
        counted = [(visible(column.header), said) for column, said in cells if column.numeric]
        # Of many columns, most are empty: what is not there says enough.
        told = [pair for pair in counted if pair[1] != "0"] if len(counted) > _WIDE else counted
        numbers = ", ".join(f"{name}: {said}" for name, said in told) if len(counted) > 1 else cells[-1][1]
        lines.append(f"{about} ({numbers})")
    return f"De getallen: {'; '.join(lines)}."


def _widths(table: Table) -> list[int]:
    """Divide 100 over the columns of a table, by what is in them, or will be written there."""
    missing = "x " * _TO_WRITE if table.form else _MISSING
    texts = [
        [visible(column.header), *(text_of(row[at]) or missing for row in table.rows)]
        for at, column in enumerate(table.columns)
    ]
    return _shares([_weight(column, 5.0 if table.form else 2.0) for column in texts])


def _weight(texts: Iterable[str], beside: float) -> tuple[float, float]:
    """Give what a column needs at least, in characters, with some beside its longest word, and what it would like."""
    texts = list(texts)
    # Headers are bold.
    word = max(
        (len(word) * (1.0 if at else _BOLD) for at, text in enumerate(texts) for word in re.split(r"[ \n]", text)),
        default=1.0,
    )
    mean = sum(min(len(text), _LONGEST_TEXT) for text in texts) / max(len(texts), 1)
    least = min(word, _LONGEST_WORD) + beside
    return least, max(least, mean * 0.8)


def _shares(weights: list[tuple[float, float]]) -> list[int]:
    """Divide 100 over columns."""
    room = 95.0  # characters on a line of a table
    least = sum(low for low, _ in weights)
    extra = sum(high - low for low, high in weights)
    left = max(room - least, 0.0)
    sizes = [low + (left * (high - low) / extra if extra else 0.0) for low, high in weights]
    total = sum(sizes) or 1.0
    shares = [int(size / total * 100) for size in sizes]
    shares[shares.index(max(shares))] += 100 - sum(shares)
    return shares
