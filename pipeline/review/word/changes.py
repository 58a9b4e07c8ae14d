"""Changes in a Word file: what was tracked, by whom; and what was changed without tracking, or accepted since."""

from collections.abc import Iterator

from pipeline.review.model import RemarkKind
from pipeline.review.places import Draft, Place, normalised
from pipeline.review.word.places import Layout, Placed, Spot, fits, most_alike, text_of
from pipeline.review.word.said import Said
from pipeline.word_files.text import Piece

# With less than this of our sentences, a file is a part of the report: what is not in it was not taken out.
_WHOLE = 0.5


def tracked(layout: Layout) -> Iterator[Said]:
    """Give what each person changed in each place, in reading order.

    A stroke that stands on its own reads as what was put in or taken out. Where words were replaced, changed within, or
    changed in more than one spot, the whole sentence as it became says more.

    Parameters
    ----------
    layout : Layout
        The file laid over the draft.
    """
    strokes: dict[tuple[object, str], list[int]] = {}
    for at, placed in enumerate(layout.pieces):
        if placed.piece.text:
            for author in dict.fromkeys(change.author for change, _ in placed.piece.changes):
                strokes.setdefault((placed.near or id(placed.block), author), []).append(at)
    for (_, author), numbers in strokes.items():
        said = _stroke(layout, author, numbers)
        if said is not None:
            yield said


def _stroke(layout: Layout, author: str, numbers: list[int]) -> Said | None:
    first = layout.pieces[numbers[0]]
    made = [
        (change, new) for at in numbers for change, new in layout.pieces[at].piece.changes if change.author == author
    ]
    date = max(change.date for change, _ in made)
    about = ["De tekst is verplaatst."] if any(change.moved for change, _ in made) else []
    text = "".join(layout.pieces[at].piece.text for at in numbers)
    ways = {new for _, new in made}
    kind = RemarkKind.INSERTION if True in ways else RemarkKind.DELETION
    if not text.strip():
        if "\n" not in text or _goes_on(layout, author, numbers):
            return None
        words = "[nieuwe alinea]" if kind is RemarkKind.INSERTION else "[einde van de alinea]"
        return Said(author, date, kind, words, first.near, first.block)
    words = " ".join(text.split())
    if len(ways) > 1 or not _on_its_own(layout, numbers):
        became = _became(layout, author, first)
        if became:
            return Said(author, date, RemarkKind.REWRITTEN, became, first.near, first.block, about=tuple(about))
        kind = RemarkKind.DELETION
        words = layout.seen(first.near) if first.near else first.block.shown
    elif (
        kind is RemarkKind.INSERTION
        and first.near in layout.spots
        and all(layout.pieces[at].spot is None for at in numbers)
    ):
        after = any(placed.spot == first.near for placed in layout.pieces[: numbers[0]])
        about.append("Staat na deze zin." if after else "Staat vóór deze zin.")
    return Said(author, date, kind, words, first.near, first.block, about=tuple(about))


def _became(layout: Layout, author: str, first: Placed) -> str:
    """Give what a place became by the changes of one person, without those of others."""

    def keeps(piece: Piece) -> bool:
        own = piece.inserted is None or piece.inserted.author == author
        return own and (piece.deleted is None or piece.deleted.author != author)

    def belongs(placed: Placed) -> bool:
        if first.near is None:
            return placed.block is first.block
        changed = any(change.author == author for change, _ in placed.piece.changes)
        own = changed or layout.is_about(first.near)
        return placed.spot == first.near or (placed.near == first.near and own)

    return text_of((placed for placed in layout.pieces if belongs(placed)), keeps)


def _on_its_own(layout: Layout, numbers: list[int]) -> bool:
    """Whether pieces are one stretch of whole words."""
    pieces = layout.pieces
    between = set(range(numbers[0], numbers[-1])) - set(numbers)
    if any(pieces[at].piece.text for at in between):
        return False
    before = next((placed.piece.text for placed in pieces[numbers[0] - 1 :: -1] if placed.piece.text), "")
    before = before if numbers[0] else ""
    after = next((placed.piece.text for placed in pieces[numbers[-1] + 1 :] if placed.piece.text), "")
    text = "".join(pieces[at].piece.text for at in numbers)
    return not (_within(before, text) or _within(text, after))


def _within(left: str, right: str) -> bool:
    return left[-1:].isalnum() and right[:1].isalnum()


def _goes_on(layout: Layout, author: str, numbers: list[int]) -> bool:
    """Whether the end of a paragraph was only put in, or taken out, with text beside it by the same hand."""
    beside = (numbers[0] - 1, numbers[-1] + 1)
    return any(
        change.author == author
        for at in beside
        if 0 <= at < len(layout.pieces)
        for change, _ in layout.pieces[at].piece.changes
    )


def untracked(layout: Layout, draft: Draft, *, current: bool, author: str, date: str) -> Iterator[Said]:
    """Give what is otherwise than it was made, without a trace of who did it.

    Parameters
    ----------
    layout : Layout
        The file laid over the draft.
    draft : Draft
        The report as it is now.
    current : bool
        Whether the file says that it is of this draft.
    author, date : str
        Who saved the file last, and when.
    """
    for spot in layout.spots:
        before = layout.before(spot)
        if spot.bookmark and not fits(spot, before):
            yield _untracked(spot, before, author, date, known=draft.marked(spot.bookmark)[1])
    gone = missing(layout, draft)
    if not current or len(gone) > _WHOLE * len(draft.places):
        return
    loose = layout.loose_sentences()
    # A sentence too short to be looked for within a paragraph can stand there all the same.
    unchanged = set(map(normalised, loose))
    for place in gone:
        if normalised(place.text) in unchanged:
            continue
        became = most_alike(place.text, loose)
        kind = RemarkKind.REWRITTEN if became else RemarkKind.DELETION
        spot = Spot(place.id, place)
        yield Said(author, date, kind, became or place.text, spot, None, place.text, (_UNTRACKED,))


def missing(layout: Layout, draft: Draft) -> list[Place]:
    """List the places of a draft that are nowhere in the file, neither by bookmark nor by their words."""
    there = {spot.place.id for spot in layout.spots}
    words = {spot.place.text for spot in layout.spots}
    return [place for place in draft.places if place.id not in there and place.text not in words]


_UNTRACKED = "Veranderd zonder bijhouden; de naam is van wie het bestand het laatst bewaarde."


def _untracked(spot: Spot, before: str, author: str, date: str, *, known: bool) -> Said:
    seen = spot.place.text if known else ""
    about = [_UNTRACKED] if known else [_UNTRACKED, "Het was een eerdere versie; wat er stond, is niet meer te zien."]
    if not before:
        return Said(author, date, RemarkKind.DELETION, seen or "[de hele zin]", spot, None, seen, tuple(about))
    return Said(author, date, RemarkKind.REWRITTEN, before, spot, None, seen, tuple(about))
