"""What an executed notebook shows, for the document: its text and its outputs, without its code."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path

import nbformat
from markdown_it import MarkdownIt
from markupsafe import Markup

from pipeline.reporting.document.printed import pieces, printed
from pipeline.reporting.tables import BLOCK

_MARKDOWN = MarkdownIt("commonmark", {"html": False})
# Blocks that a notebook shows and the document has from the tables themselves.
_ELSEWHERE = frozenset(
    {"handed_on", "status", "limits", "sources", "checked", "documents", "overview", "phase_summary", "reproduced"}
)
# Its tables are in the control of all published figures.
_ONLY_FIGURES = "series"


@dataclass(frozen=True)
class Shown:
    """One thing that a notebook shows: a text, or an output with the name of its block, if it has one."""

    markup: str
    name: str = ""
    is_text: bool = False


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
            found.append(Shown(_MARKDOWN.render(cell.source), is_text=True))
        found += [
            Shown(output.data["text/html"], output.metadata.get("text/html", {}).get(BLOCK, ""))
            for output in cell.get("outputs", [])
            if "text/html" in output.get("data", {})
        ]
    return found


def below_title(parts: list[Shown], earlier: Iterable[Shown] = ()) -> Markup:
    """Put together what a notebook shows below its title, for an appendix; a heading with nothing below it is left out.

    Parameters
    ----------
    parts : list of Shown
        What the notebook shows.
    earlier : iterable of Shown
        What the document shows already, which is left out, as is what it has from the tables.
    """
    before = {part.markup for part in earlier if not part.is_text}
    # In groups of a text with what is shown below it: a text about what is left out goes with it.
    groups: list[list[Shown]] = [[]]
    for part in parts:
        if part.is_text:
            groups.append([])
        groups[-1].append(_own(part))
    kept = [part for group in groups for part in _kept(group, before)]
    return Markup("").join(printed(part.markup, deeper=1) for part in _without_empty(kept))


def _kept(group: list[Shown], before: set[str]) -> list[Shown]:
    shown = [part for part in group if not part.is_text and part.markup not in before and part.name not in _ELSEWHERE]
    texts = [part for part in group if part.is_text]
    titled = any("</h1>" in part.markup for part in texts)
    left_out = len(texts) + len(shown) < len(group)
    return shown if left_out and not shown and not titled else [*map(_without_title, texts), *shown]


def _without_title(part: Shown) -> Shown:
    _, title, below = part.markup.partition("</h1>")
    return part if not part.is_text or not title else replace(part, markup=below)


def _own(part: Shown) -> Shown:
    if part.name != _ONLY_FIGURES:
        return part
    return replace(part, markup="".join(pieces(part.markup, ".//figure")))


def _without_empty(parts: list[Shown]) -> Iterator[Shown]:
    for part, following in zip_longest(parts, parts[1:]):
        ends = following is None or following.markup.startswith("<h")
        heads = part.is_text and part.markup.strip().endswith("</h2>")
        if not (heads and ends):
            yield part
