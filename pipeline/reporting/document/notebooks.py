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


def below_title(parts: list[Shown]) -> Markup:
    """Put together what a notebook shows below its title, for an appendix; a heading with nothing below it is left out.

    What it hands on is left out too: the chapters on the themes have all of it.
    """
    kept = [part for part in parts if "hand_on" not in part.code]
    text = Shown("", kept[0].markup.partition("</h1>")[2])
    return Markup("").join(printed(part.markup, deeper=1) for part in _without_empty([text, *kept[1:]]))


def _without_empty(parts: list[Shown]) -> Iterator[Shown]:
    for part, following in zip(parts, [*parts[1:], None], strict=True):
        ends = following is None or following.markup.startswith("<h")
        heads = not part.code and part.markup.strip().endswith("</h2>")
        if not (heads and ends):
            yield part
