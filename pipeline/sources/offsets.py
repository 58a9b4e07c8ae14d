"""Which stretch an offset means: programs count differently, and the selections themselves tell which way fits.

The exchange format counts code points from 0, the end not included (REFI-QDA 1.0). Programs also count UTF-16 units or
bytes, one or two for the end of a line whatever stands in the file, and a byte-order mark or none. All are tried.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from pipeline.dutch import listed
from pipeline.sources.texts import MARK, Source

UNITS = ("tekens", "UTF-16-eenheden", "bytes (UTF-8)")
_POINTS, _UTF16, _BYTES = UNITS
_CERTAIN = 4  # letters that are no coincidence
_SHOWN = 20  # signs of its words that a name of a selection has at least, when it is cut off


@dataclass(frozen=True)
class Convention:
    """A way of counting.

    Attributes
    ----------
    unit
        What is counted.
    line
        How much the end of a line is; 0: as it stands in the file.
    mark
        A byte-order mark counts, whether the file has it or not.
    """

    unit: str = _POINTS
    line: int = 0
    mark: bool = False

    @property
    def label(self) -> str:
        """The way in words."""
        ends = {
            0: "regeleinden zoals ze in het bestand staan",
            1: "een regeleinde als één",
            2: "een regeleinde als twee",
        }
        return listed([self.unit, ends[self.line], *(["het BOM-teken telt mee"] if self.mark else [])])


@dataclass(frozen=True)
class Selection:
    """A stretch as a program says it.

    Attributes
    ----------
    start, end : int
        Its offsets, in whatever way.
    words : str
        What the program says stands there, whole or its first part; empty when it says nothing.
    sure : bool
        The program always gives the words; otherwise it may be a name that somebody gave the selection.
    """

    start: int
    end: int
    words: str = ""
    sure: bool = False


@dataclass(frozen=True)
class Placed:
    """Where selections of a document are.

    Attributes
    ----------
    convention
        The way of counting that was taken.
    decided
        How that was decided, as a sentence.
    stretches
        For each selection its begin and end in `Source.text`, or None with what is wrong.
    told
        For each what has to be told of it all the same; mostly nothing.
    """

    convention: Convention
    decided: str
    stretches: tuple[tuple[int, int] | None, ...]
    told: tuple[str, ...]


def place(source: Source, selections: Sequence[Selection], units: Sequence[str] = (_POINTS, _UTF16)) -> Placed:
    """Find which way of counting fits the selections of a document, and where they are.

    Parameters
    ----------
    source : Source
        The document's text.
    selections : sequence of Selection
        Its selections.
    units : sequence of str
        What may have been counted, the likeliest first.
    """
    ways = list(_ways(source, units))
    judge = _Judge(source.lines, selections)
    scores = [judge.score(starts) for _, starts in ways]
    best = max(range(len(ways)), key=lambda number: (scores[number], -number))
    convention, starts = ways[best]
    found: list[tuple[int, int] | None] = []
    told: list[str] = []
    for selection in selections:
        stretch, what = _stretch(source, starts, selection)
        found.append(source.moved(*stretch) if stretch else None)
        told.append(what)
    return Placed(convention, _decided(scores, best, len(selections)), tuple(found), tuple(told))


def _ways(source: Source, units: Sequence[str]) -> Iterator[tuple[Convention, NDArray[np.int64]]]:
    """Give each way of counting, with the offset at which each sign of `source.lines` begins; equal ones once."""
    points = np.frombuffer(source.lines.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    seen = set[bytes]()
    for mark, unit, line in product((source.raw.startswith(MARK), not source.raw.startswith(MARK)), units, (0, 1, 2)):
        widths = _widths(points, unit)
        widths[points == ord("\n")] = line or _line_ends(source)
        first = {_POINTS: 1, _UTF16: 1, _BYTES: 3}[unit] if mark else 0
        starts = first + np.concatenate(([0], np.cumsum(widths)))
        if (key := starts.tobytes()) not in seen:
            seen.add(key)
            yield Convention(unit, line, mark), starts


def _widths(points: NDArray[np.uint32], unit: str) -> NDArray[np.int64]:
    widths = np.ones(len(points), dtype=np.int64)
    if unit == _UTF16:
        widths += points > 0xFFFF
    elif unit == _BYTES:
        widths += (points > 0x7F).astype(np.int64) + (points > 0x7FF) + (points > 0xFFFF)
    return widths


def _line_ends(source: Source) -> "NDArray[np.int64] | int":
    if "\r\n" not in source.raw:
        return 1
    found = re.finditer("\r\n|\r|\n", source.raw.removeprefix(MARK))
    return np.array([len(end.group()) for end in found], dtype=np.int64)


Score = tuple[int, int, int, int]


class _Judge:
    """Says how well a way of counting fits; what many ways have alike is looked at once.

    Parameters
    ----------
    text : str
        `Source.lines` of the document.
    selections : sequence of Selection
        Its selections.
    """

    def __init__(self, text: str, selections: Sequence[Selection]) -> None:
        self._text, self._selections = text, selections
        self._begins = np.array([each.start for each in selections], dtype=np.int64)
        self._ends = np.array([each.end for each in selections], dtype=np.int64)
        self._known: dict[tuple[int, int, int], NDArray[np.int64]] = {}

    def score(self, starts: NDArray[np.int64]) -> Score:
        """Count selections whose words stand there to the sign, or nearly; that lie in the text; of whole words."""
        begins, ends = np.searchsorted(starts, self._begins), np.searchsorted(starts, self._ends)
        there = (ends < len(starts)) & (begins < ends)
        there[there] = (starts[begins[there]] == self._begins[there]) & (starts[ends[there]] == self._ends[there])
        total = np.zeros(4, dtype=np.int64)
        for number in np.flatnonzero(there).tolist():
            total += self._one(number, int(begins[number]), int(ends[number]))
        exactly, words, within, whole = total.tolist()
        return exactly, words, within, whole

    def _one(self, number: int, start: int, end: int) -> NDArray[np.int64]:
        key = number, start, end
        if key not in self._known:
            words = self._selections[number].words
            found = self._text[start:end]
            fits = _fits(found, words)
            exactly = fits and found.startswith(words.rstrip("….").rstrip()[:_SHOWN])
            self._known[key] = np.array((exactly, fits, 1, _of_whole_words(self._text, start, end)), dtype=np.int64)
        return self._known[key]


def _exact(starts: NDArray[np.int64], selection: Selection) -> tuple[int, int] | None:
    """Give the stretch that offsets mean when they lie between signs of the text."""
    begin, end = (int(np.searchsorted(starts, offset)) for offset in (selection.start, selection.end))
    if end >= len(starts) or begin >= end or selection.start < starts[0]:
        return None
    return (begin, end) if starts[begin] == selection.start and starts[end] == selection.end else None


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _fits(found: str, words: str) -> bool:
    """Tell whether the words of a selection stand there, whole or as a begin."""
    if found == words:
        return bool(words)
    said = _squeezed(words).rstrip(".…")
    there = _squeezed(found)
    return bool(said) and (there.rstrip(".…") == said or (len(said) >= _CERTAIN and there.startswith(said)))


def _of_whole_words(text: str, start: int, end: int) -> bool:
    begins = start == 0 or not (text[start - 1].isalnum() and text[start].isalnum())
    return begins and (end == len(text) or not (text[end - 1].isalnum() and text[end].isalnum()))


def _stretch(source: Source, starts: NDArray[np.int64], selection: Selection) -> tuple[tuple[int, int] | None, str]:
    """Give where a selection is in `source.lines`, and what has to be told of it."""
    text = source.lines
    exact = _exact(starts, selection)
    if exact and (not selection.sure or _fits(text[slice(*exact)], selection.words)):
        return exact, ""
    if selection.words and (selection.sure or exact is None):
        at = text.find(selection.words)
        if at >= 0 and text.find(selection.words, at + 1) < 0:
            return (at, at + len(selection.words)), "De plek klopt niet; gezet waar deze woorden staan."
    if exact:
        return exact, "Op deze plek staan andere woorden dan het bestand zegt; de plek is aangehouden."
    last = int(starts[-1])
    if selection.end <= selection.start or selection.start < 0:
        return None, "Dit fragment heeft geen tekst: het einde ligt niet na het begin."
    if selection.start >= last:
        return None, "Dit fragment ligt voorbij het einde van de tekst."
    begin = max(int(np.searchsorted(starts, selection.start, "right")) - 1, 0)
    end = min(int(np.searchsorted(starts, selection.end)), len(text))
    if end <= begin:
        return None, "Dit fragment ligt voor het begin van de tekst."
    if selection.end > last:
        return (begin, end), "Dit fragment liep door voorbij het einde van de tekst; het stopt nu bij het einde."
    return (begin, end), "Dit fragment begon of eindigde midden in een teken; het teken telt nu heel mee."


def _decided(scores: Sequence[Score], best: int, tried: int) -> str:
    others = [score for number, score in enumerate(scores) if number != best]
    exactly, words, within, whole = scores[best]
    if not tried:
        return "er zijn geen fragmenten om aan te toetsen"
    if not others or all(score == scores[best] for score in others):
        return "elke telling geeft hetzelfde"
    if words and exactly == max(score[0] for score in scores):
        alike = any(score[:2] == (exactly, words) for score in others)
        more = "; een andere telling past net zo goed" if alike else ""
        return f"van {words} van de {tried} fragmenten staan de eigen woorden op die plek{more}"
    if within > max(score[2] for score in others):
        return f"alleen zo vallen de fragmenten binnen de tekst ({within} van de {tried})"
    if whole > max(score[3] for score in others):
        return f"zo beginnen en eindigen de meeste fragmenten op een heel woord ({whole} van de {tried})"
    return "dit is de telling van de standaard; een andere past net zo goed"
