"""What an executed notebook shows, for the document: its text and its outputs, without its code."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path

import nbformat
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from pipeline.blocks import Block, Card, Figure, Fold, Section, Sides
from pipeline.looks.cell import MIME, restored
from pipeline.looks.document.paper import Paper
from pipeline.looks.something import with_something

_MARKDOWN = MarkdownIt("commonmark", {"html": False})
# Blocks that a notebook shows and the document has from the tables themselves.
_ELSEWHERE = frozenset(
    {"handed_on", "status", "limits", "checked", "documents", "overview", "phase_summary", "reproduced"}
)
# Its tables are in the control of all published figures.
_ONLY_FIGURES = "series"
# In an appendix, what a notebook shows stands below the heading of the appendix.
_APPENDIX = Paper(deeper=1)


@dataclass(frozen=True)
class Prose:
    """A text of a notebook, as tokens of Markdown."""

    tokens: tuple[Token, ...]

    @property
    def titled(self) -> bool:
        """Whether the title of the notebook is in it."""
        return any(token.type == "heading_open" and token.tag == "h1" for token in self.tokens)


@dataclass(frozen=True)
class Output:
    """What a cell shows: a block, or HTML of somebody else, such as a bare data frame's."""

    block: Block | None
    html: str = ""

    @property
    def name(self) -> str:
        """Name of the block, if it has one."""
        return self.block.name if isinstance(self.block, Section) else ""


Part = Prose | Output


def shown(path: Path) -> list[Part]:
    """List what an executed notebook shows, in order.

    Parameters
    ----------
    path : pathlib.Path
        The notebook.
    """
    found: list[Part] = []
    for cell in with_something(nbformat.read(path, as_version=4).cells):
        if cell.cell_type == "markdown":
            found.append(Prose(tuple(_MARKDOWN.parse(cell.source))))
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if MIME in data:
                found.append(Output(restored(data[MIME])))
            elif "text/html" in data:
                found.append(Output(None, data["text/html"]))
    return found


def named(parts: list[Part], name: str) -> list[Block]:
    """Give the blocks of a name among what a notebook shows."""
    return [part.block for part in parts if isinstance(part, Output) and part.block is not None and part.name == name]


def below_title(parts: list[Part], earlier: Iterable[Part] = ()) -> Markup:
    """Put together what a notebook shows below its title, for an appendix; a heading with nothing below it is left out.

    Parameters
    ----------
    parts : list of Prose or Output
        What the notebook shows.
    earlier : iterable of Prose or Output
        What the document shows already, which is left out, as is what it has from the tables.
    """
    before = [part for part in earlier if isinstance(part, Output)]
    # In groups of a text with what is shown below it: a text about what is left out goes with it.
    groups: list[list[Part]] = [[]]
    for part in parts:
        if isinstance(part, Prose):
            groups.append([])
        groups[-1].append(_own(part))
    kept = [part for group in groups for part in _kept(group, before)]
    return Markup("").join(_printed(part) for part in _without_empty(kept))


def _kept(group: list[Part], before: list[Output]) -> list[Part]:
    texts = [part for part in group if isinstance(part, Prose)]
    outputs = [part for part in group if isinstance(part, Output)]
    left = [part for part in outputs if part not in before and part.name not in _ELSEWHERE]
    gone = len(left) < len(outputs) and not left and not any(text.titled for text in texts)
    return [*left] if gone else [*map(_without_title, texts), *left]


def _without_title(text: Prose) -> Prose:
    if not text.titled:
        return text
    end = next(at for at, token in enumerate(text.tokens) if token.type == "heading_close" and token.tag == "h1")
    return Prose(text.tokens[end + 1 :])


def _own(part: Part) -> Part:
    if isinstance(part, Output) and part.name == _ONLY_FIGURES and part.block is not None:
        return replace(part, block=Section(tuple(_figures(part.block)), part.name))
    return part


def _figures(block: Block) -> Iterator[Figure]:
    match block:
        case Figure():
            yield block
        case Section(below) | Card(below) | Fold(_, below):
            for each in below:
                yield from _figures(each)
        case Sides(columns):
            for each in (each for column in columns for each in column):
                yield from _figures(each)


def _without_empty(parts: list[Part]) -> Iterator[Part]:
    for part, following in zip_longest(parts, parts[1:]):
        ends = following is None or (isinstance(following, Prose) and _opens_with_heading(following))
        if not (isinstance(part, Prose) and part.tokens and part.tokens[-1].tag == "h2" and ends):
            yield part


def _opens_with_heading(text: Prose) -> bool:
    return bool(text.tokens) and text.tokens[0].type == "heading_open"


def _printed(part: Part) -> Markup:
    if isinstance(part, Output):
        return Markup(part.html) if part.block is None else _APPENDIX.html(part.block)
    return Markup(_MARKDOWN.renderer.render(list(map(_on_paper, part.tokens)), _MARKDOWN.options, {}))


def _on_paper(token: Token) -> Token:
    """Bring a heading down, and leave out what links to pages of the site."""
    if token.type in {"heading_open", "heading_close"}:
        return token.copy(tag=f"h{min(int(token.tag[1]) + _APPENDIX.deeper, 6)}")
    if token.children:
        kept = [child for child in token.children if child.type not in {"link_open", "link_close"}]
        return token.copy(children=kept)
    return token
