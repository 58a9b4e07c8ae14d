"""Which stretch an offset means: programs count differently, and the selections themselves tell which way fits.

The exchange format counts code points from 0, the end not included (REFI-QDA 1.0). Programs also count UTF-16 units or
bytes, one or two for the end of a line whatever stands in the file, and a byte-order mark or none. All are tried.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from pipeline.dutch import listed
from pipeline.sources.texts import MARK, Source

UNITS = ("tekens", "UTF-16-eenheden", "bytes (UTF-8)")
_POINTS, _UTF16, _BYTES = UNITS
_TRIED = 400  # selections of one document tell how it counts
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
    tried = selections[:: max(len(selections) // _TRIED, 1)]
    scores = [_score(source, starts, tried) for _, starts in ways]
    best = max(range(len(ways)), key=lambda number: (scores[number], -number))
    convention, starts = ways[best]
    found: list[tuple[int, int] | None] = []
    told: list[str] = []
    for selection in selections:
        stretch, what = _stretch(source, starts, selection)
        found.append(source.moved(*stretch) if stretch else None)
        told.append(what)
    return Placed(convention, _decided(scores, best, len(tried)), tuple(found), tuple(told))


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
    raw = source.raw.removeprefix(MARK).replace("\r\n", "\u0001").replace("\r", "\n")
    return np.array([2 if sign == "\u0001" else 1 for sign in raw if sign in "\u0001\n"], dtype=np.int64)


Score = tuple[int, int, int, int]


def _score(source: Source, starts: NDArray[np.int64], selections: Sequence[Selection]) -> Score:
    """Count selections whose own words stand there to the sign, or nearly; that lie in the text; of whole words."""
    exactly = words = within = whole = 0
    for selection in selections:
        exact = _exact(starts, selection)
        if exact is None:
            continue
        start, end = exact
        found = source.lines[start:end]
        within += 1
        fits = _fits(found, selection.words)
        words += fits
        exactly += fits and found.startswith(selection.words.rstrip("….").rstrip()[:_SHOWN])
        whole += _of_whole_words(source.lines, start, end)
    return exactly, words, within, whole


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
