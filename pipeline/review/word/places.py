"""Which place of the report a piece of a Word file stands at: by bookmark, by its words, or by the heading above it."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cached_property
from itertools import pairwise

from pipeline.claims.text import split
from pipeline.review.places import RAISED, Draft, Place, normalised
from pipeline.word_files.text import Block, Piece, Text

# A shorter sentence ("Dat klopt.") may stand anywhere; it counts only where it is all there is.
_SHORT = 20
# A sentence is taken for a changed one of ours when this much is alike, and clearly more than with the second best.
_ALIKE, _CLEARLY = 0.75, 0.05
# Of a sentence that is known to be gone, less has to be left to know it again.
_STILL_ALIKE = 0.6
_COMPARED = 200  # of more sentences than these that share so many letters, none is clearly the one
# How far the edges of a bookmark may have shifted, in characters.
_SHIFT = 8


@dataclass(frozen=True)
class Spot:
    """Where a place stands in the file (the same words may stand in more than one), and the bookmark that says so.

    Words that are about several findings are `also` about others than the first.
    """

    key: str
    place: Place
    bookmark: str = ""
    also: tuple[Place, ...] = ()


@dataclass(frozen=True)
class Placed:
    """A piece with its paragraph, the spot it is a part of, and the spot it stands with: that one or a neighbour."""

    piece: Piece
    block: Block
    spot: Spot | None
    near: Spot | None


class Layout:
    """A Word file laid over a draft.

    Parameters
    ----------
    text : Text
        What stands in the file.
    draft : Draft
        The report as it is now.

    Attributes
    ----------
    pieces : tuple of Placed
        All pieces in reading order, each tied as well as its paragraph allows.
    """

    def __init__(self, text: Text, draft: Draft) -> None:
        self._draft, self._stories = draft, text.stories
        self._told: dict[int, dict[str, Place]] = {}
        self._words = [(normalised(place.text), place) for place in draft.places]
        self._words.sort(key=lambda words: -len(words[0]))
        self._place_of = {text: place for text, place in reversed(self._words)}
        self._length = Counter[str]()
        for piece in (piece for story in text.stories for block in story for piece in block.pieces):
            self._length.update(dict.fromkeys(piece.bookmarks, len(piece.text)))
        self.pieces = tuple(placed for story in text.stories for placed in self._story(story))

    @cached_property
    def spots(self) -> dict[Spot, list[Placed]]:
        """Give each spot with its pieces."""
        found: dict[Spot, list[Placed]] = {}
        for placed in self.pieces:
            if placed.spot is not None:
                found.setdefault(placed.spot, []).append(placed)
        return found

    def is_about(self, spot: Spot) -> bool:
        """Tell whether a spot is only about its place, in other words than those of the report."""
        return spot not in self.spots

    def before(self, spot: Spot) -> str:
        """Give the text of a spot before tracked changes."""
        own = self.spots.get(spot) or [placed for placed in self.pieces if placed.near == spot]
        return text_of(own, _before)

    def seen(self, spot: Spot) -> str:
        """Give the text of a spot as the reviewer saw it, in our own typography where the words are still ours."""
        before = self.before(spot)
        return spot.place.text if normalised(before) == normalised(spot.place.text) else before

    def loose_sentences(self) -> list[str]:
        """List the sentences that belong to no spot, as they were before tracked changes."""
        found = []
        for block in (block for story in self._stories for block in story):
            for run in _loose(self._of_block.get(id(block), [])):
                found += _sentences(text_of(run, _before).translate(dict.fromkeys(map(ord, RAISED))))
        return found

    def finding_above(self, block: Block) -> Place | None:
        """Give the finding that the heading above a paragraph names, or that is told under it; else of the one above.

        None where several findings are told under it.
        """
        story, at = self._at[id(block)]
        level = 10
        for start in range(at, -1, -1):
            if not 0 < story[start].level < level:
                continue
            level = story[start].level
            called = self._draft.called(story[start].shown)
            if called is not None:
                return called
            found = self._told_under(story[start])
            if found:
                return next(iter(found.values())) if len(found) == 1 else None
        return None

    def above(self, block: Block) -> tuple[str, str]:
        """Give the words of the nearest heading above a paragraph, and of the paragraph before it; empty when none."""
        story, at = self._at[id(block)]
        heading = next((story[n].shown for n in range(at - 1, -1, -1) if story[n].level), "")
        return heading, next((shown for n in range(at - 1, -1, -1) if (shown := story[n].shown)), "")

    @cached_property
    def _at(self) -> dict[int, tuple[list[Block], int]]:
        """Where each paragraph stands: in which story, as its how-manieth."""
        return {id(block): (story, at) for story in self._stories for at, block in enumerate(story)}

    def _told_under(self, heading: Block) -> dict[str, Place]:
        """Give the findings told under a heading, up to the next of its level."""
        if id(heading) not in self._told:
            story, start = self._at[id(heading)]
            end = next((n for n in range(start + 1, len(story)) if 0 < story[n].level <= heading.level), len(story))
            told = [spot.place for other in story[start:end] for spot in self._spots_in(other)]
            self._told[id(heading)] = {place.id: place for place in told if place.id == place.finding_id}
        return self._told[id(heading)]

    def called_from(self, block: Block) -> Placed | None:
        """Give the piece of text that calls the footnote or endnote in which a paragraph stands."""
        if not block.note:
            return None
        return self._calls.get(block.note)

    @cached_property
    def _calls(self) -> dict[str, Placed]:
        return {placed.piece.note: placed for placed in reversed(self.pieces) if placed.piece.note}

    @cached_property
    def _of_block(self) -> dict[int, list[Placed]]:
        found: dict[int, list[Placed]] = {}
        for placed in self.pieces:
            found.setdefault(id(placed.block), []).append(placed)
        return found

    def _spots_in(self, block: Block) -> Iterator[Spot]:
        return (placed.spot for placed in self._of_block.get(id(block), []) if placed.spot is not None)

    def _story(self, story: list[Block]) -> list[Placed]:
        placed = [item for block in story for item in self._block(block)]
        return [self._about(each) for each in _backward(_forward(placed))]

    def _about(self, placed: Placed) -> Placed:
        """Tie words that are about findings, and no sentence of ours, to them."""
        found = ((name, self._draft.about(name)) for name in sorted(placed.piece.bookmarks))
        about = {name: place for name, place in found if place is not None}
        if placed.spot is not None or not about:
            return placed
        order = [place.id for place in self._draft.findings]
        first, *others = sorted(about.values(), key=lambda place: order.index(place.id))
        return replace(placed, near=Spot(next(iter(about)), first, also=tuple(others)))

    def _block(self, block: Block) -> list[Placed]:
        marked = _mended([Placed(piece, block, spot, spot) for piece in block.pieces for spot in [self._marked(piece)]])
        remarked_on = any(piece.comments or piece.changes for piece in block.pieces)
        found = []
        for run in _loose(marked, keep=True):
            found += run if run[0].spot is not None else self._matched(run, remarked_on)
        return found

    def _marked(self, piece: Piece) -> Spot | None:
        """Find the bookmark of ours over a piece; of several the shortest, which says most precisely where it is."""
        places = [(self._length[name], name, self._draft.marked(name)[0]) for name in piece.bookmarks]
        found = [(length, name, place) for length, name, place in places if place is not None]
        if not found:
            return None
        _, name, place = min(found, key=lambda item: item[:2])
        return Spot(name, place, name)

    def _matched(self, run: list[Placed], remarked_on: bool) -> list[Placed]:
        """Find sentences of ours in a stretch without bookmarks: word for word, else nearly so."""
        words = normalised(text_of(run, _before))
        found = list(self._exact(words)) or (list(self._nearly(words)) if remarked_on else [])
        if not found:
            return run
        at = _letters(run)
        name = f"{id(run[0].block)} {id(run[0].piece)}"
        return _cut(run, [(at[start], at[end - 1] + 1, Spot(f"{name} {start}", place)) for start, end, place in found])

    def _exact(self, words: str) -> Iterator[tuple[int, int, Place]]:
        if len(words) < _SHORT:  # most paragraphs are cells of tables
            if words in self._place_of:
                yield 0, len(words), self._place_of[words]
            return
        taken: list[tuple[int, int]] = []
        for text, place in self._words[bisect_left(self._words, -len(words), key=lambda item: -len(item[0])) :]:
            if len(text) < _SHORT:
                return
            start = words.find(text)
            end = start + len(text)
            if start >= 0 and not any(start < other_end and other < end for other, other_end in taken):
                taken.append((start, end))
                yield start, end, place

    def _nearly(self, words: str) -> Iterator[tuple[int, int, Place]]:
        for start, end in split(words):
            sentence = words[start:end].strip()
            place = self._nearest(sentence) if len(sentence) >= _SHORT else None
            if place is not None:
                begin = start + words[start:end].index(sentence)
                yield begin, begin + len(sentence), place

    def _nearest(self, sentence: str) -> Place | None:
        """Give the place whose words are like those of a sentence; None when none is, or several are."""
        matcher = SequenceMatcher(b=sentence, autojunk=False)
        alike: dict[str, tuple[float, Place]] = {}
        for text, place in self._words:
            matcher.set_seq1(text)
            if matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE:
                alike.setdefault(text, (matcher.ratio(), place))
        best = sorted(alike.values(), key=lambda item: -item[0])
        if not best or best[0][0] < _ALIKE or (len(best) > 1 and best[0][0] - best[1][0] < _CLEARLY):
            return None
        return best[0][1]


def text_of(pieces: Iterable[Placed], keep: Callable[[Piece], bool]) -> str:
    """Put together the text of the pieces to keep, on one line and without pictures."""
    return " ".join("".join(placed.piece.text for placed in pieces if _reads(placed, keep)).split())


def most_alike(text: str, sentences: Iterable[str]) -> str:
    """Give the sentence that most looks like a text and could be a new version of it; empty when none could."""
    matcher = SequenceMatcher(b=normalised(text), autojunk=False)
    at_most: list[tuple[float, str]] = []
    for sentence in sentences:
        matcher.set_seq1(normalised(sentence))
        if matcher.real_quick_ratio() > _STILL_ALIKE and (quick := matcher.quick_ratio()) > _STILL_ALIKE:
            at_most.append((quick, sentence))
    best, found = _STILL_ALIKE, ""
    # The most promising first: what can be no better than the best so far is not compared letter by letter.
    for quick, sentence in sorted(at_most, key=lambda one: -one[0])[:_COMPARED]:
        if quick <= best:
            break
        matcher.set_seq1(normalised(sentence))
        if matcher.ratio() > best:
            best, found = matcher.ratio(), sentence
    return found


def _before(piece: Piece) -> bool:
    return piece.inserted is None


def _reads(placed: Placed, keep: Callable[[Piece], bool]) -> bool:
    return not placed.piece.picture and keep(placed.piece)


def _sentences(text: str) -> list[str]:
    return [sentence for start, end in split(text) if (sentence := text[start:end].strip())]


def _loose(pieces: Iterable[Placed], *, keep: bool = False) -> Iterator[list[Placed]]:
    """Give each stretch of pieces of no spot; with `keep` also what lies between, so that all pieces are there."""
    run: list[Placed] = []
    for placed in pieces:
        if run and (run[0].spot is None) != (placed.spot is None):
            if keep or run[0].spot is None:
                yield run
            run = []
        run.append(placed)
    if run and (keep or run[0].spot is None):
        yield run


def _letters(run: list[Placed]) -> list[int]:
    """Tell of each character of the normalised text before tracked changes where it stands in all text."""
    last = " "
    at: list[int] = []
    for letter, offset, _ in _letters_before(run):
        plain = " " if letter.isspace() else normalised(letter)
        if plain and (plain != " " or last != " "):
            at.append(offset)
            last = plain
    return at


def _mended(pieces: list[Placed]) -> list[Placed]:
    """Put the edges of bookmarks back: LibreOffice takes a character off for a comment in it, each time it saves."""
    for spot in dict.fromkeys(placed.spot for placed in pieces if placed.spot is not None):
        letters = _letters_before(pieces)
        text = "".join(letter for letter, _, _ in letters)
        inside = [number for number, (_, _, of) in enumerate(letters) if of == spot]
        if not inside or fits(spot, text[inside[0] : inside[-1] + 1]):
            continue
        starts = (inside[0] + by for by in range(-_SHIFT, _SHIFT + 1) if inside[0] + by >= 0)
        edges = ((start, inside[-1] + 1 + by) for start in starts for by in range(-_SHIFT, _SHIFT + 1))
        found = next((edge for edge in edges if fits(spot, text[slice(*edge)])), None)
        if found is not None:
            start, end = found
            end = min(end, len(letters))
            pieces = _cut(pieces, [(letters[start][1], letters[end - 1][1] + 1, spot)])
    return pieces


def fits(spot: Spot, text: str) -> bool:
    """Whether a text is what stood under a bookmark when the report was made."""
    return Place(spot.place.id, text, "").bookmark == spot.bookmark


def _letters_before(pieces: list[Placed]) -> list[tuple[str, int, Spot | None]]:
    """Give each character before tracked changes, where it stands in all text, and its spot."""
    found = []
    offset = 0
    for placed in pieces:
        if _reads(placed, _before):
            found += [(letter, offset + number, placed.spot) for number, letter in enumerate(placed.piece.text)]
        offset += len(placed.piece.text)
    return found


def _cut(run: list[Placed], found: list[tuple[int, int, Spot]]) -> list[Placed]:
    """Cut pieces where a spot begins or ends, and tie what lies between, and nothing else, to it."""
    known = {spot for _, _, spot in found}
    cuts = {edge for start, end, _ in found for edge in (start, end)}
    pieces, offset = [], 0
    for placed in run:
        text, start = placed.piece.text, offset
        edges = [start, *sorted(cut for cut in cuts if start < cut < start + len(text)), start + len(text)]
        for begin, end in pairwise(edges):
            inside = (spot for first, last, spot in found if first <= begin and end <= last)
            spot = next(inside, None if placed.spot in known else placed.spot)
            piece = replace(placed.piece, text=text[begin - start : end - start])
            pieces.append(Placed(piece, placed.block, spot, spot))
        offset += len(text)
    return pieces


def _forward(pieces: list[Placed]) -> list[Placed]:
    """Tie what stands behind a spot in its paragraph to it, and what somebody typed on from there in new paragraphs."""
    found: list[Placed] = []
    near, last = None, None
    for placed in pieces:
        if last is not None and last.block is not placed.block and not _typed_on(last.piece, placed.piece):
            near = None
        near = placed.spot or near
        found.append(Placed(placed.piece, placed.block, placed.spot, near))
        last = placed
    return found


def _backward(pieces: list[Placed]) -> list[Placed]:
    """Tie what stands before the first spot of its paragraph to that spot."""
    found: list[Placed] = []
    near, block = None, None
    for placed in reversed(pieces):
        near = placed.near or (near if placed.block is block else None)
        block = placed.block
        found.append(Placed(placed.piece, placed.block, placed.spot, near))
    return found[::-1]


def _typed_on(one: Piece, other: Piece) -> bool:
    """Whether a piece goes on with what the one before it began: the same hand put both in."""
    hands = [piece.inserted.author if piece.inserted else None for piece in (one, other)]
    return hands[0] is not None and hands[0] == hands[1]
