"""What an executed notebook shows, for the document: its text and its outputs, without its code."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat
from markdown_it import MarkdownIt
from markupsafe import Markup

from pipeline.reporting.document.printed import printed

_MARKDOWN = MarkdownIt("commonmark", {"html": False})


@dataclass(frozen=True)
class Shown:
    """One thing that a notebook shows: `code` is the code of its cell, empty for text."""

    code: str
    markup: str


def shown(path: Path) -> list[Shown]:
    """List what an executed notebook shows, in order.

    Parameters
    ----------
    path : pathlib.Path
        The notebook.
    """
    found = []
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "markdown":
            found.append(Shown("", _MARKDOWN.render(cell.source)))
        found += [
            Shown(cell.source, output.data["text/html"])
            for output in cell.get("outputs", [])
            if "text/html" in output.get("data", {})
        ]
    return found


def on_paper(parts: list[Shown], deeper: int) -> Markup:
    """Put together what a notebook shows; a heading with nothing below it is left out.

    Parameters
    ----------
    parts : list of Shown
        What it shows.
    deeper : int
        How many levels its headings go down.
    """
    return Markup("").join(printed(part.markup, deeper=deeper) for part in _without_empty(parts))


def _without_empty(parts: list[Shown]) -> Iterator[Shown]:
    for part, following in zip(parts, [*parts[1:], None], strict=True):
        ends = following is None or following.markup.startswith(("<h1", "<h2"))
        alone = part.markup.startswith("<h") and not part.code and "<p>" not in part.markup
        if not (alone and ends):
            yield part
