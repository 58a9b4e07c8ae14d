"""What stands where in a Word file: pieces of text, and the bookmarks, comments and tracked changes over them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from pipeline.printable import name_of
from pipeline.word_files.package import Element, Package, Part, attribute, tag
from pipeline.word_files.symbols import sign, without_private


@dataclass(frozen=True)
class Change:
    """A tracked change: who made it, when (empty: not said), and whether the text was moved to or from elsewhere."""

    author: str
    date: str
    moved: bool = False


@dataclass(frozen=True)
class Piece:
    """Some text in one paragraph that is of one kind all along.

    Attributes
    ----------
    text : str
        The text; a line feed for the end of a paragraph; empty where only a comment or a note is tied to the text.
    picture : bool
        The text stands for a picture.
    inserted, deleted : Change or None
        Who put it in, and who took it out: both when somebody took out what somebody put in.
    bookmarks, comments : frozenset of str
        Names of the bookmarks and numbers of the comments over it.
    note : str
        Name of the footnote or endnote that is called here.
    """

    text: str
    picture: bool = False
    inserted: Change | None = None
    deleted: Change | None = None
    bookmarks: frozenset[str] = frozenset()
    comments: frozenset[str] = frozenset()
    note: str = ""

    @property
    def changes(self) -> tuple[tuple[Change, bool], ...]:
        """The changes of it, each with whether it is an insertion."""
        found = ((self.inserted, True), (self.deleted, False))
        return tuple((change, new) for change, new in found if change is not None)


@dataclass
class Block:
    """A paragraph: its pieces, its level when it is a heading (otherwise 0), and the note that it stands in."""

    level: int
    note: str = ""
    pieces: list[Piece] = field(default_factory=list)

    @property
    def before(self) -> str:
        """The text without what was put in."""
        return "".join(piece.text for piece in self.pieces if piece.inserted is None)

    @property
    def shown(self) -> str:
        """The text as it was before the changes, on one line; what is all new as it is now."""
        return " ".join(self.before.split()) or " ".join("".join(piece.text for piece in self.pieces).split())


@dataclass(frozen=True)
class Comment:
    """A comment: who said what, when, whether it was ticked off in Word, and which comment it answers (a number)."""

    author: str
    date: str
    text: str
    resolved: bool
    answers: str


@dataclass(frozen=True)
class Text:
    """All that can be read in a Word file.

    Attributes
    ----------
    stories : tuple of list of Block
        The main text, then each of the footnotes, endnotes, headers and footers.
    comments : dict of str to Comment
        By number.
    formatting : int
        How many tracked changes are about looks alone.
    """

    stories: tuple[list[Block], ...]
    comments: dict[str, Comment]
    formatting: int


_LOOKS = {
    f"w:{name}Change" for name in ("rPr", "pPr", "sectPr", "tblPr", "tblPrEx", "tblGrid", "tcPr", "trPr", "numbering")
}
_CHANGES = {"w:ins": True, "w:moveTo": True, "w:del": False, "w:moveFrom": False}
# Text in these is no text of the report, but codes of fields, looks, and how a word is pronounced.
_SKIPPED = {"w:instrText", "w:delInstrText", "w:sectPr", "w:tblPr", "w:tcPr", "w:rPr", "w:rt"}
_FIXED = {"w:tab": " ", "w:br": " ", "w:cr": " ", "w:noBreakHyphen": "-", "w:ptab": " "}
_PICTURES = {"w:drawing", "w:pict", "w:object"}
_NOTES = {"w:footnoteReference": "footnotes", "w:endnoteReference": "endnotes"}


# Marks lie over a few pieces each; a mark that is never closed lies over all that follows.
_MOST_OVER = 500_000


class TangledError(Exception):
    """More marks lie over the text than any program puts there."""


def read_text(package: Package) -> Text:
    """Read the text of a Word file with all that lies over it."""
    levels = dict(_heading_levels(package))
    stories, formatting = [], 0
    for kind in ("document", "footnotes", "endnotes", "header", "footer"):
        for part in package.of_kind(kind):
            stories.append(_Story(kind, levels).read(part.root))
            formatting += sum(tag(element) in _LOOKS for element in part.root.iter())
    return Text(tuple(stories), dict(_comments(package)), formatting)


def date_of(written: str) -> str:
    """Give a moment as ISO 8601; empty when it is none: LibreOffice writes the year 0 where it knows no date."""
    try:
        datetime.fromisoformat(written)
    except ValueError:
        return ""
    return written


def _heading_levels(package: Package) -> Iterator[tuple[str, int]]:
    """Give the level of each style of a heading, by the id of the style; ids are translated, names are not."""
    for part in package.of_kind("styles"):
        for style in part.root.iter("{*}style"):
            name = next((attribute(element, "w:val") for element in style.iter("{*}name")), "").lower()
            if re.fullmatch("heading [1-9]", name):
                yield attribute(style, "w:styleId"), int(name[8:])


class _Story:
    """Walks one part in reading order, keeping in mind what is open: bookmarks, comments and changes."""

    def __init__(self, kind: str, levels: dict[str, int]) -> None:
        self.kind, self.levels = kind, levels
        self.bookmarks: dict[str, str] = {}
        self.closed: set[str] = set()
        self.comments: set[str] = set()
        self.inserted: Change | None = None
        self.deleted: Change | None = None
        self.note = ""
        self.blocks: list[Block] = []
        self.written = 0  # pieces with words so far
        self.over = 0  # marks over pieces so far

    def read(self, root: Element) -> list[Block]:
        self._walk(root, None)
        # What was opened and never closed says nothing of where it ends.
        bookmarks, comments = frozenset(self.bookmarks.values()), frozenset(self.comments)
        if bookmarks or comments:
            for block in self.blocks:
                block.pieces = [_without(piece, bookmarks, comments) for piece in block.pieces]
        return self.blocks

    def _walk(self, element: Element, block: Block | None) -> None:
        for child in element:
            self._visit(child, tag(child), block)

    def _visit(self, element: Element, name: str, block: Block | None) -> None:
        if name in _SKIPPED:
            return
        if name == "w:p":
            self._paragraph(element)
        elif name == "w:tr":
            self._row(element)
        elif name in {"w:footnote", "w:endnote"}:
            self.note = f"{self.kind} {attribute(element, 'w:id')}"
            self._walk(element, None)
            self.note = ""
        elif name in _CHANGES:
            self._changed(_CHANGES[name], element, element, block)
        elif name == "mc:AlternateContent":
            self._one_of(element, block)
        elif name == "w:bookmarkStart":
            if attribute(element, "w:name") not in self.closed:  # a name is of one bookmark: a copy of it marks nothing
                self.bookmarks[attribute(element, "w:id")] = attribute(element, "w:name")
        elif name == "w:bookmarkEnd":
            self._close(self.bookmarks.get(attribute(element, "w:id"), ""))
        elif name == "w:commentRangeStart":
            self.comments.add(attribute(element, "w:id"))
        elif name == "w:commentRangeEnd":
            self.comments.discard(attribute(element, "w:id"))
        elif block is None:
            self._walk(element, None)
        else:
            self._inline(element, name, block)

    def _one_of(self, element: Element, block: Block | None) -> None:
        """Read the first that says something of the forms that the same thing has here for newer and older programs.

        A text box is in all of them; some emoji only in the last.
        """
        before = self.written
        for form in element:
            if self.written == before:
                self._walk(form, block)

    def _close(self, name: str) -> None:
        """Close a bookmark; LibreOffice opens one over several paragraphs twice, and closes it once."""
        self.bookmarks = {number: other for number, other in self.bookmarks.items() if other != name}
        self.closed.add(name)

    def _inline(self, element: Element, name: str, block: Block) -> None:
        if name in {"w:t", "w:delText", "m:t"}:
            self._add(block, without_private(" ".join((element.text or "").splitlines()), _font(element)))
        elif name == "w:sym":
            self._add(block, sign(attribute(element, "w:font"), attribute(element, "w:char")))
        elif name in _FIXED:
            self._add(block, _FIXED[name])
        elif name == "w:commentReference":
            self._add(block, "", comment=attribute(element, "w:id"))
        elif name in _NOTES:
            self._add(block, "", note=f"{_NOTES[name]} {attribute(element, 'w:id')}")
        elif name in _PICTURES and next(element.iter("{*}txbxContent"), None) is None:
            label = next((found.get("descr", "") for found in element.iter("{*}docPr")), "")
            self._add(block, f"[afbeelding: {label}]" if label else "[afbeelding]", picture=True)
        else:
            self._walk(element, block)

    def _paragraph(self, element: Element) -> None:
        properties = next((child for child in element if tag(child) == "w:pPr"), None)
        block = Block(self._level(properties), self.note)
        self.blocks.append(block)
        for child in element:
            if child is not properties:
                self._visit(child, tag(child), block)
        marks = [] if properties is None else [mark for part in properties if tag(part) == "w:rPr" for mark in part]
        kept = self.inserted, self.deleted
        for mark in marks:
            if tag(mark) in _CHANGES:
                self._open(_CHANGES[tag(mark)], mark)
        self._add(block, "\n")
        self.inserted, self.deleted = kept

    def _level(self, properties: Element | None) -> int:
        if properties is None:
            return 0
        values = {tag(child): attribute(child, "w:val") for child in properties}
        outline = values.get("w:outlineLvl", "")
        if outline in set("012345678"):
            return int(outline) + 1
        return self.levels.get(values.get("w:pStyle", ""), 0)

    def _row(self, element: Element) -> None:
        """Read a row of a table, which can be put in or taken out as a whole."""
        marks = [mark for part in element if tag(part) == "w:trPr" for mark in part if tag(mark) in _CHANGES]
        if marks:
            self._changed(_CHANGES[tag(marks[0])], marks[0], element, None)
        else:
            self._walk(element, None)

    def _changed(self, new: bool, mark: Element, content: Element, block: Block | None) -> None:
        kept = self.inserted, self.deleted
        self._open(new, mark)
        self._walk(content, block)
        self.inserted, self.deleted = kept

    def _open(self, new: bool, mark: Element) -> None:
        author, date = name_of(attribute(mark, "w:author")), date_of(attribute(mark, "w:date"))
        change = Change(author, date, tag(mark) in {"w:moveFrom", "w:moveTo"})
        if new:
            self.inserted = change
        else:
            self.deleted = change

    def _add(self, block: Block, text: str, *, picture: bool = False, comment: str = "", note: str = "") -> None:
        comments = frozenset(self.comments | {comment} if comment else self.comments)
        bookmarks = frozenset(self.bookmarks.values())
        self.written += bool(text.strip())
        self.over += len(bookmarks) + len(comments)
        if self.over > _MOST_OVER:
            raise TangledError
        block.pieces.append(Piece(text, picture, self.inserted, self.deleted, bookmarks, comments, note))


def _without(piece: Piece, bookmarks: frozenset[str], comments: frozenset[str]) -> Piece:
    """Take away what was never closed, but not the one place at which a comment is certain to stand."""
    certain = comments if piece.text else frozenset()
    return replace(piece, bookmarks=piece.bookmarks - bookmarks, comments=piece.comments - certain)


def _font(element: Element) -> str:
    """Name the font of a text, where its run says so."""
    run = element.getparent()
    fonts = (part for child in run if tag(child) == "w:rPr" for part in child if tag(part) == "w:rFonts")
    return next((attribute(font, "w:ascii") or attribute(font, "w:hAnsi") for font in fonts), "")


def _comments(package: Package) -> Iterator[tuple[str, Comment]]:
    """Read the comments with their number; which answers which is told apart, by the id of their last paragraph."""
    about = {
        attribute(element, "w15:paraId"): element
        for part in package.of_kind("commentsExtended")
        for element in part.root.iter("{*}commentEx")
    }
    elements = [element for part in package.of_kind("comments") for element in part.root if tag(element) == "w:comment"]
    number_of = {_last_paragraph(element): attribute(element, "w:id") for element in elements}
    for element in elements:
        extended = about.get(_last_paragraph(element))
        parent, done = ("", "") if extended is None else _thread(extended)
        yield (
            attribute(element, "w:id"),
            Comment(
                name_of(attribute(element, "w:author")),
                date_of(attribute(element, "w:date")),
                _words(element),
                done in {"1", "true", "on"},
                number_of.get(parent, "") if parent else "",
            ),
        )


def _thread(extended: Element) -> tuple[str, str]:
    return attribute(extended, "w15:paraIdParent"), attribute(extended, "w15:done")


def _words(comment: Element) -> str:
    # A paragraph has its own end, as a piece: between two that were joined there is none left.
    pieces = (piece for block in _Story("comments", {}).read(comment) for piece in block.pieces)
    return "".join(piece.text for piece in pieces if piece.deleted is None).strip()


def _last_paragraph(comment: Element) -> str:
    return next((attribute(element, "w14:paraId") for element in reversed(list(comment.iter("{*}p")))), "")


def reactions(package: Package) -> int:
    """Count the thumbs up under comments, which say who liked a comment but nothing of their own."""
    parts: Iterator[Part] = package.of_kind("commentsExtensible")
    return sum(1 for part in parts for _ in part.root.iter("{*}reactionInfo"))
