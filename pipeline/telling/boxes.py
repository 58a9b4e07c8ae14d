"""Short texts in a box: what every reader must know."""

from collections.abc import Sequence

from pipeline.blocks import Note, Strong, named


@named
def limits(texts: Sequence[str]) -> Note:
    """Make a box with what every reader of the round must know."""
    return Note(Strong("Goed om te weten"), "warn", tuple(texts))


@named
def box(text: str) -> Note:
    """Make a box with a short text."""
    return Note(text)
