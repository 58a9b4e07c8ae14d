"""Where commands print: on the screen, and what went wrong beside it."""

from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipeline.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


OUT, ERR = Console(highlight=False), Console(stderr=True, highlight=False)


def table(title: str, headers: "Sequence[str]", rows: "Iterable[Sequence[str]]") -> Table:
    """Make a table for the screen: long cells are folded, and nothing in them steers the terminal."""
    table = Table(title=title, show_lines=True)
    for header in headers:
        table.add_column(header, overflow="fold")
    for row in rows:
        table.add_row(*(escape(printable(cell)) for cell in row))
    return table
