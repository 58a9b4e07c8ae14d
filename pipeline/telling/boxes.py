"""Short texts in a box: what every reader must know."""

from collections.abc import Sequence

from pipeline.blocks import Note, Nothing, Strong, named


@named
def limits(texts: Sequence[str]) -> Note | Nothing:
    """Make a box with what every reader of the round must know, if there is anything."""
    return (
        Note(Strong("Goed om te weten"), "warn", tuple(texts)) if texts else Nothing("Deze ronde noemt geen grenzen.")
    )


@named
def box(text: str) -> Note:
    """Make a box with a short text."""
    return Note(text)


FIRST_TEXT = Note(
    (
        Strong("Eerste tekst."),
        "Klankbord maakte deze tekst uit de bevindingen. Een onderzoeker heeft er nog niet aan geschreven.",
    ),
    "warn",
)
"""What stands above a report that nobody wrote yet."""
