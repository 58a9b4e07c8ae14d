"""Comments in a Word file: one each, where most of it stands; an answer to a comment stands where that comment does."""

from collections import Counter
from collections.abc import Iterator, Mapping

from pipeline.printable import short
from pipeline.review.model import RemarkKind
from pipeline.review.places import normalised
from pipeline.review.word.places import Layout, Placed, Spot
from pipeline.review.word.said import MOST, Said
from pipeline.word_files.text import Comment


def comments(layout: Layout, given: Mapping[str, Comment]) -> Iterator[Said]:
    """Give every comment that says something, in reading order; those that stand nowhere come last.

    Parameters
    ----------
    layout : Layout
        The file laid over the draft.
    given : mapping of str to Comment
        The comments by number.
    """
    standing = standing_at(layout)
    order = {number: at for at, number in enumerate(standing)}
    for number in sorted(given, key=lambda number: order.get(number, len(order))):
        comment = given[number]
        if comment.text:
            answered = given.get(comment.answers)
            yield _said(layout, comment, answered, standing.get(number) or standing.get(comment.answers, []))


def standing_at(layout: Layout) -> dict[str, list[Placed]]:
    """Give the pieces that each comment lies over, by its number."""
    found: dict[str, list[Placed]] = {}
    for placed in layout.pieces:
        for number in sorted(placed.piece.comments):
            found.setdefault(number, []).append(placed)
    return found


def _said(layout: Layout, comment: Comment, answered: Comment | None, pieces: list[Placed]) -> Said:
    weights = Counter[Spot]()
    for placed in pieces:
        if placed.spot is not None:
            weights[placed.spot] += len(placed.piece.text)
    near = (placed.near for placed in pieces if placed.near is not None)
    # Of spots with as much under the comment, `max` gives the first.
    spot = max(weights, key=weights.__getitem__) if weights else next(near, None)
    blocks = [placed.block for placed in pieces if placed.piece.text.strip()] or [placed.block for placed in pieces]
    about = []
    if answered is not None:
        about.append(f"Antwoord op: «{short(answered.text, MOST)}».")
    selected = " ".join("".join(placed.piece.text for placed in pieces).split())
    whole = layout.seen(spot) if spot else blocks[0].shown if blocks else ""
    if selected and normalised(selected) != normalised(whole):
        about.append(f"Bij de woorden: «{short(selected, MOST)}».")
    others = dict.fromkeys(other.place.id for other, weight in weights.items() if weight and other != spot)
    if others:
        about.append(f"Staat ook bij {', '.join(others)}.")
    if comment.resolved:
        about.append("In Word afgevinkt als opgelost.")
    block = blocks[0] if blocks else None
    return Said(comment.author, comment.date, RemarkKind.COMMENT, comment.text, spot, block, about=tuple(about))
