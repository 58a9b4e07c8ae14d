"""Reading the report that a consultant writes: Markdown into blocks of sentences, each with its file and line.

A sentence names what it rests on in square brackets, ``[@F-samenwerking-netwerk; @E-...]``, computes its numbers,
``{{ waarde("naam") }}``, and is marked ``[mening]`` or ``[advies]`` when it asserts nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from pipeline.errors import Problem, refused

VALUE = re.compile(r"\{\{\s*(waarde|gedrukt)\(\s*[\"']([^\"']*)[\"']\s*\)\s*\}\}")
ANY_VALUE = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_REFERENCES = re.compile(r"\[\s*@[^\]]*\]")
# What a heading can't carry: it rests on nothing, and is repeated in the table of contents.
_IN_HEADING = re.compile(rf"{_REFERENCES.pattern}|{ANY_VALUE.pattern}")
_DEFINITION = re.compile(r"^ {0,3}\[[^\]]+\]:\s", re.MULTILINE)
_BRACKETS = re.compile(r"\[[^\]]*\]")
_MARK = re.compile(r"\[(mening|advies)\]", re.IGNORECASE)
_ASIDE = re.compile(rf"{_REFERENCES.pattern}|\[(?:mening|advies)\]", re.IGNORECASE)
# Abbreviations that end in a full stop in the middle of a sentence.
_ABBREVIATIONS = frozenset(
    """
    bijv bv o.a ca nr dr drs mw dhr p pp blz m.n d.w.z t.o.v t/m e.d enz incl excl resp jl zgn n.a.v i.p.v m.b.t evt
    max min gem art vgl vs prof ing ir mr st hfst par i.v.m o.l.v z.g t.a.v
    """.split()
)
# The words of a question, or of somebody, that stand whole within a sentence: their end is no end of it.
_QUOTED = re.compile(r"«[^«»]*»")
_TERMINATOR = re.compile(r"[.!?…]+[\"”»’')]*(?=\s|$|\[)")


class SentenceKind(StrEnum):
    """What a sentence does."""

    ASSERTION = "assertion"
    OPINION = "opinion"
    ADVICE = "advice"
    QUESTION = "question"
    INTRODUCTION = "introduction"


@dataclass(frozen=True)
class Reference:
    """What a sentence rests on: an id, and for a finding the side of it that is meant (``stemmen``, say), if any."""

    id: str
    facet: str = ""

    def __str__(self) -> str:
        return f"{self.id}:{self.facet}" if self.facet else self.id


@dataclass(frozen=True)
class Sentence:
    """One sentence, where it stands, and what it names.

    `written` is as the consultant wrote it; `text` is without references and marks, with values still to be filled in:
    `values` names them, each with its function (``waarde`` or ``gedrukt``). `unknown` is what else stands in brackets.
    """

    file: str
    line: int
    section: str
    written: str
    text: str
    kind: SentenceKind
    references: tuple[Reference, ...]
    values: tuple[tuple[str, str], ...]
    unknown: tuple[str, ...] = ()

    @property
    def claims(self) -> bool:
        """It asserts something, so it must rest on something."""
        return self.kind is SentenceKind.ASSERTION


@dataclass(frozen=True)
class Block:
    """A heading (with its level and line), a paragraph, a quotation, an item of a list or a numbered item."""

    kind: str
    level: int = 0
    heading: str = ""
    line: int = 0
    sentences: tuple[Sentence, ...] = ()


@dataclass(frozen=True)
class Document:
    """One file of the report."""

    file: str
    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...] = field(default=())

    @property
    def sentences(self) -> Iterator[Sentence]:
        """All sentences, in order."""
        return (sentence for block in self.blocks for sentence in block.sentences)


def read(path: Path, name: str) -> Document:
    """Read a file of the report.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    name : str
        How problems and claims name it.

    Raises
    ------
    InputError
        The file is not UTF-8 text.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        mend = "Bewaar het bestand als UTF-8 (in Kladblok: Opslaan als, Codering: UTF-8)."
        raise refused(name, "Dit bestand is geen UTF-8-tekst.", mend) from None
    return parse(text, name)


def parse(text: str, name: str) -> Document:
    """Take Markdown apart into blocks of sentences.

    What the report can't carry (tables, code, HTML, pictures) is a problem with its line: nothing is left out silently.
    """
    blocks: list[Block] = []
    problems = [
        Problem(
            name, 1 + text[: match.start()].count("\n"), "", match.group().strip(), _NOT_READ, "Haal deze regel weg."
        )
        for match in _DEFINITION.finditer(text)
    ]
    section, level, kinds = "", 0, ["paragraph"]
    if not text.strip():
        problems.append(Problem(name, None, "", "", "In dit bestand staat niets.", "Schrijf erin, of haal het weg."))
    for token in MarkdownIt("commonmark", {"html": False}).parse(text):
        line = (token.map[0] if token.map else 0) + 1
        if token.type == "heading_open":
            level = int(token.tag[1:])
            if not token.markup.startswith("#"):
                mend = "Zet er # voor als het een kop is, of een witregel tussen de tekst en de streep."
                problems.append(Problem(name, line, "", "", "Door de streep eronder wordt deze tekst een kop.", mend))
        elif token.type in _OPENS:
            kinds.append(_OPENS[token.type])
        elif token.type.replace("_close", "_open") in _OPENS:
            kinds.pop()
        elif token.type == "inline" and level:
            section, made = token.content, Block("heading", level, token.content, line)
            level = 0
            blocks.append(made)
            if found := _IN_HEADING.search(token.content):
                what = "Een kop kan geen verwijzing of berekende waarde hebben."
                problems.append(Problem(name, line, "", found.group(), what, "Zet het in een zin eronder."))
        elif token.type == "inline":
            foreign = _foreign(token, name, line)
            problems += foreign
            sentences = () if foreign else tuple(_sentences(token.content, name, line, section))
            blocks.append(Block(kinds[-1], line=line, sentences=sentences))
        elif token.type in {"fence", "code_block", "html_block"}:
            mend = "Schrijf gewone tekst. Begint de regel met vier spaties of een tab? Haal die dan weg."
            problems.append(Problem(name, line, "", token.content.strip(), "Dit is code en geen tekst.", mend))
    return Document(name, tuple(_with_introductions(blocks)), tuple(problems))


_NOT_READ = "Deze regel komt niet in het rapport: voor Markdown is het een verwijzing naar een adres."
_OPENS = {
    "bullet_list_open": "item",
    "ordered_list_open": "step",
    "blockquote_open": "quote",
}


def _with_introductions(blocks: list[Block]) -> Iterator[Block]:
    """Let a sentence that ends in a colon assert something, unless it opens a list."""
    for block, following in pairwise([*blocks, Block("end")]):
        opens = following.kind in {"item", "step"}
        yield replace(
            block,
            sentences=tuple(
                replace(sentence, kind=SentenceKind.ASSERTION)
                if sentence.kind is SentenceKind.INTRODUCTION and not (opens and sentence is block.sentences[-1])
                else sentence
                for sentence in block.sentences
            ),
        )


def _foreign(token: Token, name: str, line: int) -> list[Problem]:
    if any(child.type == "image" for child in token.children or ()):
        what = "Een afbeelding kan hier niet: klankbord zet de figuren zelf in het rapport."
        return [Problem(name, line, "", token.content, what, "Haal de afbeelding weg.")]
    if token.content.startswith("|"):
        what, mend = "Een tabel kan hier niet.", "Maak er zinnen of een opsomming van."
        return [Problem(name, line, "", token.content, what, mend)]
    return []


def _sentences(content: str, file: str, line: int, section: str) -> Iterator[Sentence]:
    for start, end in split(content):
        written = content[start:end].strip()
        if written:
            before = content[: start + len(content[start:end]) - len(content[start:end].lstrip())]
            yield _sentence(written, file, line + before.count("\n"), section)


def _sentence(written: str, file: str, line: int, section: str) -> Sentence:
    references = tuple(
        _reference(part)
        for group in _REFERENCES.findall(written)
        for part in re.split("[;,]", group.strip("[]"))
        if part.strip()
    )
    marks = {mark.lower() for mark in _MARK.findall(written)}
    text = re.sub(r"\s+([.,;:!?…])", r"\1", " ".join(_ASIDE.sub("", written).split()))
    unknown = tuple(_BRACKETS.findall(ANY_VALUE.sub("", text)))
    values = tuple(VALUE.findall(written))
    return Sentence(file, line, section, written, text, _kind(text, marks), references, values, unknown)


def _reference(part: str) -> Reference:
    name, _, facet = part.strip().removeprefix("@").partition(":")
    return Reference(name.strip(), facet.strip())


def _kind(text: str, marks: set[str]) -> SentenceKind:
    if "advies" in marks:
        return SentenceKind.ADVICE
    if "mening" in marks:
        return SentenceKind.OPINION
    if text.endswith("?"):
        return SentenceKind.QUESTION
    return SentenceKind.INTRODUCTION if text.endswith(":") else SentenceKind.ASSERTION


def split(content: str) -> list[tuple[int, int]]:
    """Find where sentences begin and end; references and marks behind a full stop belong to the sentence before it.

    Parameters
    ----------
    content : str
        Running text.

    Returns
    -------
    list of (int, int)
        Start and end of each sentence; together they cover the text.
    """
    # What stands between brackets or braces holds no ends of sentences.
    asides = [match.span() for pattern in (_ASIDE, ANY_VALUE) for match in pattern.finditer(content)]
    masked = list(content)
    for start, end in asides:
        masked[start:end] = "x" * (end - start)
    plain = "".join(masked)
    quoted = [match.span() for match in _QUOTED.finditer(content)]
    ends = []
    for match in _TERMINATOR.finditer(content):
        at = match.start()
        if any(start <= at < end for start, end in asides) or _abbreviated(plain, at):
            continue
        around = next(((start, end) for start, end in quoted if start < at < end), None)
        if around and not _ends_with(content, around, match.end()):
            continue
        end = match.end()
        while (aside := _ASIDE.match(content, end + len(content[end:]) - len(content[end:].lstrip()))) is not None:
            end = aside.end()
        following = content[end:].lstrip()
        if not following or not following[0].islower():
            ends.append(end)
    bounds = sorted({0, *ends, len(content)})
    return list(pairwise(bounds))


def _ends_with(content: str, quoted: tuple[int, int], end: int) -> bool:
    """Tell whether a sentence ends with the words between guillemets in it: they close it, and a new one begins."""
    if end != quoted[1]:
        return False
    following = _ASIDE.sub("", content[end:]).lstrip()
    # A reference right behind the question is of what the whole sentence says.
    return not following or following[0].isupper()


def _abbreviated(plain: str, at: int) -> bool:
    if plain[at] != ".":
        return False
    word = re.search(r"[\w./]*$", plain[:at])
    last = word.group().lower() if word else ""
    return last in _ABBREVIATIONS or (len(last) == 1 and last.isalpha())
