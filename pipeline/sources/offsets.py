"""Which stretch an offset means: programs count differently, and the selections themselves tell which way fits.

The exchange format counts code points from 0, the end not included (REFI-QDA 1.0). Programs also count UTF-16 units or
bytes, one or two for the end of a line whatever stands in the file, and a byte-order mark or none. All are tried.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.dutch import listed
from pipeline.sources.texts import MARK, Source

UNITS = ("tekens", "UTF-16-eenheden", "bytes (UTF-8)")
_POINTS, _UTF16, _BYTES = UNITS
_CERTAIN = 4  # letters that are no coincidence
_SHOWN = 20  # signs of its words that a name of a selection has at least, when it is cut off


class Convention(NamedTuple):
    """A way of counting.

    Attributes
    ----------
    unit
        What is counted.
    line
        How much the end of a line is; 0: as it stands in the file.
    mark
        A byte-order mark counts where it stands; otherwise one counts that is not there, and one that is does not.
    """

    unit: str = _POINTS
    line: int = 0
    mark: bool = True

    @property
    def label(self) -> str:
        """The way in words."""
        ends = ("regeleinden zoals in het bestand", "een regeleinde als één", "een regeleinde als twee")
        return listed([self.unit, ends[self.line], *([] if self.mark else ["een BOM-teken anders dan het er staat"])])


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
    stretches
        For each selection its begin and end in `Source.text`, or None with what is wrong.
    told
        For each what has to be told of it all the same; mostly nothing.
    scores
        How well each way fits.
    """

    convention: Convention
    stretches: tuple[tuple[int, int] | None, ...]
    told: tuple[str, ...]
    scores: "Mapping[Convention, Score]"


Selected = tuple[Source, Sequence[Selection]]


def place(documents: Sequence[Selected], units: Sequence[str] = (_POINTS, _UTF16)) -> list[Placed]:
    """Find which way of counting fits the selections of documents of one program, and where they are.

    A document whose own words tell which way it counts is read so; of one that could be read in several ways, what fits
    the other documents decides, and then the exchange format.

    Parameters
    ----------
    documents : sequence of tuple of (Source, sequence of Selection)
        Texts, each with its selections.
    units : sequence of str
        What may have been counted, the likeliest first.
    """
    ways = [dict(_ways(source, units)) for source, _ in documents]
    scores = [_scores(source, selections, own) for (source, selections), own in zip(documents, ways, strict=True)]
    order = [Convention(unit, line, mark) for mark, unit, line in product((True, False), units, (0, 1, 2))]
    total = {way: _added(own[way] for own in scores) for way in order}
    found = []
    for (source, selections), own, score in zip(documents, ways, scores, strict=True):
        # Words that stand there and places within the text are of the document itself; whole words are but a sign.
        best = max(order, key=lambda way: (score[way][:3], total[way], -order.index(way)))
        stretches: list[tuple[int, int] | None] = []
        told: list[str] = []
        for selection in selections:
            stretch, what = _stretch(source, own[best], selection)
            stretches.append(source.moved(*stretch) if stretch else None)
            told.append(what)
        found.append(Placed(best, tuple(stretches), tuple(told), score))
    return found


def counting(placed: Sequence[Placed], names: Sequence[str]) -> tuple[str, ...]:
    """Say for each way of counting that was taken how that was decided, and of which documents.

    Parameters
    ----------
    placed : sequence of Placed
        Documents with their selections.
    names : sequence of str
        What each is called.
    """
    of_way: dict[Convention, list[int]] = {}
    for number, each in enumerate(placed):
        if each.stretches:
            of_way.setdefault(each.convention, []).append(number)
    said = []
    for way, own in of_way.items():
        scores = {other: _added(placed[number].scores[other] for number in own) for other in placed[own[0]].scores}
        tried = sum(len(placed[number].stretches) for number in own)
        more = f" en nog {len(own) - 3}" if len(own) > 3 else ""
        where = f"{', '.join(names[number] for number in own[:3])}{more}"
        said.append(f"{way.label}; {_decided(scores, way, tried)} ({where})")
    return tuple(said)


Score = tuple[int, int, int, int]
"""How many selections have their own words there to the sign, or nearly; lie in the text; are of whole words."""


def _added(scores: Iterable[Score]) -> Score:
    exactly = words = within = whole = 0
    for score in scores:
        exactly, words, within, whole = exactly + score[0], words + score[1], within + score[2], whole + score[3]
    return exactly, words, within, whole


def _scores(
    source: Source, selections: Sequence[Selection], ways: Mapping[Convention, NDArray[np.int64]]
) -> dict[Convention, Score]:
    judge = _Judge(source.lines, selections)
    known: dict[bytes, Score] = {}
    found = {}
    for way, starts in ways.items():
        key = starts.tobytes()
        if key not in known:
            known[key] = judge.score(starts)
        found[way] = known[key]
    return found


def _ways(source: Source, units: Sequence[str]) -> Iterator[tuple[Convention, NDArray[np.int64]]]:
    """Give each way of counting, with the offset at which each sign of `source.lines` begins."""
    points = np.frombuffer(source.lines.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    marked = source.raw.startswith(MARK)
    for mark, unit, line in product((True, False), units, (0, 1, 2)):
        widths = _widths(points, unit)
        widths[points == ord("\n")] = line or _line_ends(source)
        first = {_POINTS: 1, _UTF16: 1, _BYTES: 3}[unit] if mark == marked else 0
        yield Convention(unit, line, mark), first + np.concatenate(([0], np.cumsum(widths)))


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


def _decided(scores: Mapping[Convention, Score], best: Convention, tried: int) -> str:
    """Say what told which way of counting was taken."""
    others = [score for way, score in scores.items() if way != best]
    exactly, words, within, whole = scores[best]
    if all(score == scores[best] for score in others):
        return "elke telling geeft hetzelfde"
    if words and exactly == max(score[0] for score in scores.values()):
        alike = any(score[:2] == (exactly, words) for score in others)
        more = "; andere tellingen geven hier hetzelfde" if alike else ""
        return f"van {words} van de {tried} fragmenten staan de eigen woorden op die plek{more}"
    if within > max(score[2] for score in others):
        return f"alleen zo vallen de fragmenten binnen de tekst ({within} van de {tried})"
    if whole > max(score[3] for score in others):
        return f"zo beginnen en eindigen de meeste fragmenten op een heel woord ({whole} van de {tried})"
    return "een andere telling past net zo goed"
