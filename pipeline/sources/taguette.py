"""Taguette projects: a SQLite file in which documents are HTML, and offsets count bytes of their text nodes."""

import json
from collections.abc import Iterator
from pathlib import Path

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag

from pipeline.sources.model import Code, Coding, Document, Line, Material, document_name
from pipeline.sources.offsets import UNITS, Selection, counting, place
from pipeline.sources.sqlite_files import Base, number
from pipeline.sources.texts import Source

NEEDED = frozenset({"documents", "tags", "highlights", "highlight_tags"})
_BLOCKS = frozenset("p div li ul ol h1 h2 h3 h4 h5 h6 table tr blockquote pre section article br hr".split())
_EXPORTER = "admin"  # who an export names, whoever coded


def is_taguette(base: Base) -> bool:
    """Tell whether a database is a project of Taguette."""
    return base.columns.keys() >= NEEDED


def read_taguette(path: Path, base: Base) -> Material:
    """Read a project; where it does not say who coded, the name of the file does."""
    file = path.name
    lines: list[Line] = []
    tags = {row["id"]: Code((row["path"].strip() or "(zonder naam)",)) for row in base.rows("tags", ("id", "path"))}
    of_highlight: dict[str, list[str]] = {}
    for row in base.rows("highlight_tags", ("highlight_id", "tag_id")):
        of_highlight.setdefault(row["highlight_id"], []).append(row["tag_id"])
    by_document: dict[str, list[dict[str, str]]] = {}
    for row in base.rows("highlights", ("id", "document_id", "start_offset", "end_offset", "snippet")):
        by_document.setdefault(row["document_id"], []).append(row)
    coders = dict(_coders(base))
    read = list(_pages(base, by_document))
    placed = place([(page.source, selections) for _, page, _, selections in read], (UNITS[2], UNITS[0], UNITS[1]))
    codings: list[Coding] = []
    count = 0
    for (name, page, highlights, selections), found_ in zip(read, placed, strict=True):
        for each, selection, stretch, told in zip(highlights, selections, found_.stretches, found_.told, strict=True):
            own = [tags[tag] for tag in of_highlight.get(each["id"], ()) if tag in tags]
            count += max(len(own), 1)
            if told:
                lines.append(Line(file, name, selection.words, told, lost=stretch is None))
            if not own:
                what = "Bij dit citaat staat geen code; het is niet overgenomen."
                lines.append(Line(file, name, selection.words, what))
            elif stretch is not None:
                start, end = page.shown(*stretch)
                coder = coders.get(each["id"], path.stem)
                codings += (Coding(name, start, end, page.text[start:end], code.path, coder, file) for code in own)
    orphans = sum(map(len, by_document.values()))
    if orphans:
        count += orphans
        lines.append(Line(file, "", str(orphans), "Deze citaten horen bij een document dat er niet meer is."))
    if not coders:
        what = "Taguette bewaart in een export niet wie codeerde; de naam van het bestand is genomen."
        mend = "Geef op het blad codeurs van koppeling.xlsx de goede naam. Exporteer één bestand per codeur."
        lines.append(Line(file, "", path.stem, what, mend, lost=False))
    found = {"documenten": len(read), "codes": len(tags), "coderingen": count}
    return Material(
        file,
        "Taguette",
        tuple(Document(name, page.text, file) for name, page, *_ in read),
        tuple(tags.values()),
        tuple(codings),
        found={kind: amount for kind, amount in found.items() if amount},
        lines=tuple(lines),
        counting=counting(placed, [name for name, *_ in read]),
    )


def _pages(
    base: Base, by_document: dict[str, list[dict[str, str]]]
) -> "Iterator[tuple[str, Page, list[dict[str, str]], list[Selection]]]":
    """Give each document with its highlights, and these as selections; what is left then has no document."""
    seen = set[str]()
    for row in base.rows("documents", ("id", "name", "contents")):
        name = document_name(row["name"] or f"document {row['id']}")
        name = name if name not in seen else f"{name} ({row['id']})"
        seen.add(name)
        highlights = by_document.pop(row["id"], [])
        selections = [
            Selection(number(each["start_offset"]), number(each["end_offset"]), Page(each["snippet"]).flat, True)
            for each in highlights
        ]
        yield name, Page(row["contents"]), highlights, selections


class Page:
    """A document: its text nodes after each other, as offsets count them, and as a text with lines.

    Parameters
    ----------
    html : str
        The document.
    """

    def __init__(self, html: str) -> None:
        soup = BeautifulSoup(html, "html.parser")
        parts: list[str] = []
        self._breaks: list[int] = []
        at = 0
        for node, ends in _walked(soup.body or soup):
            if ends:
                if at and not (parts and parts[-1].endswith("\n")) and at not in self._breaks[-1:]:
                    self._breaks.append(at)
            elif isinstance(node, NavigableString):
                if node.startswith("\n") and self._breaks[-1:] == [at]:
                    self._breaks.pop()  # it breaks the line itself
                parts.append(str(node))
                at += len(node)
        self.flat = "".join(parts)
        self.source = Source(self.flat)
        lines = [self.source.moved(place_, place_)[0] for place_ in self._breaks if len(self.source.lines) == at]
        self._lines = [place_ for place_ in lines if place_ < len(self.source.text)]
        pieces = zip([0, *self._lines], [*self._lines, len(self.source.text)], strict=True)
        self.text = "\n".join(self.source.text[start:end] for start, end in pieces)

    def shown(self, start: int, end: int) -> tuple[int, int]:
        """Give where a stretch of the text nodes is in the text with lines."""
        return (
            start + sum(place_ <= start for place_ in self._lines),
            end + sum(place_ < end for place_ in self._lines),
        )


def _walked(root: Tag) -> Iterator[tuple[PageElement, bool]]:
    """Walk over text nodes in order, and over the ends (True) of what stands on lines of its own."""
    todo: list[tuple[PageElement, bool]] = [(child, False) for child in reversed(root.contents)]
    while todo:
        node, ends = todo.pop()
        if ends or not isinstance(node, Tag):
            if ends or type(node) is NavigableString:
                yield node, ends
            continue
        if node.name in _BLOCKS:
            yield node, True
            todo.append((node, True))
        todo += [(child, False) for child in reversed(node.contents)]


def _coders(base: Base) -> Iterator[tuple[str, str]]:
    """Give who made each highlight, where the file still says so: an export makes one person of all."""
    rows = base.rows("commands", ("user_login", "payload"))
    if {row["user_login"] for row in rows} <= {_EXPORTER}:
        return
    for row in rows:
        try:
            payload = json.loads(row["payload"])
        except ValueError:
            continue
        if isinstance(payload, dict) and payload.get("type") == "highlight_add":
            yield str(payload.get("highlight_id")), row["user_login"]
