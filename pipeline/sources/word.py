"""Word transcripts: without comments a text with speakers, with comments a coded one, each author a coder.

A comment «grip +» on a stretch is a code on it. Several codes stand on lines of their own, or with ``;`` between. What
is longer than a code, or a question or a sentence, is a note of the coder.
"""

from collections.abc import Iterable
from pathlib import Path

from pipeline.errors import refused
from pipeline.printable import name_of
from pipeline.sources.model import Code, Coding, Document, Line, Material, document_name
from pipeline.sources.texts import Source
from pipeline.word_files.package import open_package
from pipeline.word_files.text import Block, Comment, TangledError, read_text

_LONGEST = 60  # signs of a code
_SENTENCE = (".", "?", "!", "…")
_NOTE = "memo:"


def read_word(path: Path) -> Material:
    """Read a transcript.

    Raises
    ------
    InputError
        It is no Word file, damaged or absurdly large.
    """
    package = open_package(path)
    try:
        text = read_text(package)
    except TangledError:
        what = "Over de tekst in dit bestand liggen veel te veel opmerkingen en markeringen."
        mend = "Kopieer de tekst met opmerkingen naar een leeg bestand en bewaar dat."
        raise refused(path.name, what, mend) from None
    main, *others = text.stories
    raw, stretches, changed = _walked(main)
    source = Source(raw)
    name = document_name(path.name)
    lines = list(_besides(path.name, name, others, changed))
    codings: list[Coding] = []
    count = 0
    for number, comment in text.comments.items():
        codes, memo = codes_in(comment.text)
        start, end = source.moved(*_trimmed(source.lines, *stretches.get(number, (0, 0))))
        words = source.text[start:end]
        count += max(len(codes), 1)
        if told := _refused(comment, codes, words):
            lines.append(Line(path.name, name, comment.text, told))
            continue
        coder = name_of(comment.author)
        codings += (Coding(name, start, end, words, code, coder, path.name, memo) for code in codes)
    program = "Word, met codes als opmerkingen" if text.comments else "Word"
    found = {"documenten": 1, "opmerkingen": len(text.comments), "coderingen": count}
    return Material(
        path.name,
        program,
        (Document(name, source.text, path.name),),
        tuple(Code(path) for path in dict.fromkeys(coding.code for coding in codings)),
        tuple(codings),
        found={kind: amount for kind, amount in found.items() if amount},
        lines=tuple(lines),
    )


def codes_in(comment: str) -> tuple[list[tuple[str, ...]], str]:
    """Give the codes in a comment, and what else it says.

    Parameters
    ----------
    comment : str
        The words of a comment.
    """
    codes: list[tuple[str, ...]] = []
    notes = []
    for line in comment.splitlines():
        if line.strip().casefold().startswith(_NOTE):
            notes.append(line.strip()[len(_NOTE) :].strip())
            continue
        for part in line.split(";"):
            part = " ".join(part.split())
            if part and len(part) <= _LONGEST and not part.endswith(_SENTENCE):
                codes.append(path_of(part))
            elif part:
                notes.append(part)
    return list(dict.fromkeys(codes)), "\n".join(notes)


def path_of(code: str) -> tuple[str, ...]:
    """Give a code as people type it with those above it: with ``>`` or a backslash between."""
    parts = [" ".join(part.split()) for part in code.replace("\\", ">").split(">")]
    return tuple(part for part in parts if part) or (code,)


def _refused(comment: Comment, codes: Iterable[object], words: str) -> str:
    """Say why a comment is no coding; nothing where it is one."""
    if comment.answers:
        return "Dit is een antwoord op een opmerking, en geen code; het is niet overgenomen."
    if not codes:
        return (
            "In deze opmerking staat geen code maar een aantekening (met memo: ervoor, langer, of een zin); zij is "
            "niet overgenomen."
        )
    if not words.strip():
        return "Deze opmerking staat bij geen enkel woord; zij is niet overgenomen."
    return ""


def _walked(blocks: list[Block]) -> tuple[str, dict[str, tuple[int, int]], bool]:
    """Give the text with all changes accepted, the stretch of each comment, and whether anything was changed."""
    parts: list[str] = []
    stretches: dict[str, tuple[int, int]] = {}
    at, changed = 0, False
    for block in blocks:
        for piece in block.pieces:
            changed |= bool(piece.changes)
            if piece.deleted is not None or piece.picture:
                continue
            parts.append(piece.text)
            for number in piece.comments if piece.text else ():
                start, _ = stretches.get(number, (at, at))
                stretches[number] = (start, at + len(piece.text))
            at += len(piece.text)
    return "".join(parts), stretches, changed


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out spaces and line ends around a stretch: selecting a paragraph takes its end with it."""
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), max(end - len(words) + len(words.rstrip()), start)


def _besides(file: str, name: str, others: list[list[Block]], changed: bool) -> Iterable[Line]:
    if changed:
        what = "In dit bestand staan bijgehouden wijzigingen; gelezen als geaccepteerd."
        yield Line(file, name, "", what, lost=False)
    said = [block.shown for story in others for block in story if block.shown]
    if said:
        what = "Voetnoten en wat boven of onder aan pagina's staat, zijn niet overgenomen."
        yield Line(file, name, " ".join(said), what)
