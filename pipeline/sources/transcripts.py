"""Transcripts as text: plain, or subtitles with a time for each line (WebVTT, SubRip)."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from pipeline.errors import refused
from pipeline.sources.model import Document, Line, Material, document_name
from pipeline.sources.text_files import text_of
from pipeline.sources.texts import Source

_TIMES = re.compile(r"^\s*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{3}\s*-->\s*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{3}.*$")
_VOICE = re.compile(r"<v(?:\.[^ >]*)?\s+([^>]+)>")
_TAG = re.compile(r"<[^>]*>")
_SPEAKER = re.compile(r"^\s*(?:-\s*)?([^\W\d_][\w .'’-]{0,38}?)\s*:\s+(.*)$", re.DOTALL)
_BESIDE = ("WEBVTT", "NOTE", "STYLE", "REGION")


def read_transcript(path: Path) -> Material:
    """Read a text; subtitles become one line for what somebody says until another speaks.

    Raises
    ------
    InputError
        It is no text.
    """
    try:
        raw, told = text_of(path.read_bytes())
    except ValueError as error:
        raise refused(path.name, str(error), "Sla het op als tekst (UTF-8).") from None
    source = Source(raw)
    cues, marked = list(_cues(source.text)), _VOICE.findall(source.text)
    text = _as_turns(cues) if cues else source.text
    if not text.strip():
        raise refused(path.name, "In dit bestand staat geen tekst.", "Controleer het bestand.")
    name = document_name(path.name)
    lines = [Line(path.name, name, "", told, lost=False)] if told else []
    if cues:
        what = "De tijden bij de regels zijn niet overgenomen."
        lines.append(Line(path.name, name, str(len(cues)), what, lost=False))
        without = sum(bool(words) and not who for who, words in cues)
        if without and any(who for who, _ in cues):
            what = "Bij zoveel ondertitels staat geen spreker; die woorden horen bij wie ervoor sprak."
            lines.append(Line(path.name, name, str(without), what, lost=False))
    program = "ondertiteling" if cues else "tekst"
    speakers = tuple(dict.fromkeys(map(_plain, marked))) if cues else ()
    document = Document(name, text, path.name, speakers=speakers)
    return Material(path.name, program, (document,), found={"documenten": 1}, lines=tuple(lines))


def _cues(text: str) -> Iterator[tuple[str, str]]:
    """Give who says what in each cue of subtitles; nothing in a text that is none."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if not _TIMES.match(line):
            continue
        said = []
        for part in lines[number + 1 :]:
            if not part.strip() or _TIMES.match(part):
                break
            said.append(part)
        # Of subtitles without an empty line between them, the number of the next one stands below.
        if said and said[-1].strip().isdigit() and number + len(said) + 1 < len(lines) and len(said) > 1:
            following = lines[number + len(said) + 1]
            said = said[:-1] if _TIMES.match(following) else said
        yield from _spoken(" ".join(said))


def _spoken(said: str) -> Iterator[tuple[str, str]]:
    """Give the parts of a cue, each with who speaks, where that is said."""
    parts = _VOICE.split(said)
    if len(parts) > 1:
        yield "", _plain(parts[0])
        yield from ((_plain(name), _plain(words)) for name, words in zip(parts[1::2], parts[2::2], strict=True))
        return
    words = _plain(said)
    found = _SPEAKER.match(words)
    yield (found[1], found[2]) if found else ("", words)


def _plain(words: str) -> str:
    return " ".join(unescape(_TAG.sub("", words)).split())


def _as_turns(cues: list[tuple[str, str]]) -> str:
    lines: list[tuple[str, list[str]]] = []
    for name, words in cues:
        if not words:
            continue
        if lines and (name == lines[-1][0] or not name):
            lines[-1][1].append(words)
        else:
            lines.append((name, [words]))
    return "".join(f"{name}: {' '.join(words)}\n" if name else f"{' '.join(words)}\n" for name, words in lines)
