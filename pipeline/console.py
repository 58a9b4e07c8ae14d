"""Where commands print: on the screen, and what went wrong beside it."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipeline.printable import printable, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import ConsoleOptions, RenderResult


class Screen(Console):
    """A screen on which no text steers: what people wrote, a label or the name of a file is shown as it is."""

    def print(self, *objects: Any, **options: Any) -> None:
        """Print as `rich` does."""
        super().print(*(visible(each) if isinstance(each, str) else each for each in objects), **options)


# «:ok:» in a text is no picture.
OUT, ERR = Screen(highlight=False, emoji=False), Screen(stderr=True, highlight=False, emoji=False)
# A sentence in a narrower column is read word by word.
_SENTENCE = 20
# What rich draws for a column: a line and a space on either side; and one line more at the end.
_BORDER, _LAST = 3, 1


@dataclass(frozen=True)
class Listed:
    """Rows as a table where the screen has room for every word, and otherwise each as a block of lines."""

    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __rich_console__(self, console: Console, options: "ConsoleOptions") -> "RenderResult":
        """Draw it as wide as the screen is."""
        widths = self._widths(options.max_width - _BORDER * len(self.headers) - _LAST)
        if widths is None:
            yield from (escape(line) for line in self._blocks(options.max_width))
            return
        table = Table(title=escape(self.title), show_lines=True)
        for header, width in zip(self.headers, widths, strict=True):
            table.add_column(escape(header), width=width, overflow="fold")
        for row in self.rows:
            table.add_row(*(escape(_folded(cell, width)) for cell, width in zip(row, widths, strict=True)))
        yield table

    def _widths(self, room: int) -> list[int] | None:
        """Give each column what it needs and share out the rest, to short ones first; None when it does not fit."""
        columns = list(zip(self.headers, *self.rows, strict=True))
        wanted = [max(cell_len(line) for cell in column for line in cell.split("\n")) for column in columns]
        words = [max(cell_len(part.rstrip()) for cell in column for part in _parts(cell)) for column in columns]
        widths = [max(word, min(whole, _SENTENCE)) for word, whole in zip(words, wanted, strict=True)]
        left = room - sum(widths)
        if left < 0:
            return None
        order = sorted(range(len(widths)), key=lambda at: wanted[at] - widths[at])
        for place, at in enumerate(order):
            more = min(wanted[at] - widths[at], left // (len(order) - place))
            widths[at] += more
            left -= more
        return widths

    def _blocks(self, room: int) -> "Iterator[str]":
        yield _folded(self.title, room)
        for row in self.rows:
            yield ""
            for header, cell in zip(self.headers, row, strict=True):
                if cell:
                    first, *rest = _folded(f"{header}: {cell}", room - 2).split("\n")
                    yield from (first, *(f"  {line}" for line in rest))


def table(title: str, headers: "Sequence[str]", rows: "Iterable[Sequence[str]]") -> Listed:
    """Make a table for the screen: words stay whole, a path is folded at /, and no cell steers the terminal."""
    return Listed(printable(title), tuple(headers), tuple(tuple(map(printable, row)) for row in rows))


def _parts(text: str) -> list[str]:
    """Take a text apart where a line may end: at a space, and after the / of a path."""
    return re.findall(r"[^\s/]*/+|[^\s/]+\s*|\s+", text) or [""]


def _folded(text: str, width: int) -> str:
    """Put line ends in a text so that no word is broken that fits on a line."""
    lines = []
    for whole in text.split("\n"):
        line = ""
        for part in _parts(whole):
            if line and cell_len(line) + cell_len(part.rstrip()) > width:
                lines.append(line.rstrip())
                line = ""
            line += part
        lines.append(line.rstrip())
    return "\n".join(lines)
