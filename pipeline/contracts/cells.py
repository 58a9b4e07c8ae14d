"""The text of a cell as it was meant, and what has to be told of letters that were damaged before it was read."""

from pipeline.contracts.encodings import untangled
from pipeline.contracts.grids import Oddity
from pipeline.contracts.plain_text import plain

LOST = "\ufffd"


def meant(text: str, row: int, column: int) -> tuple[str, tuple[Oddity, ...]]:
    """Give the text of a cell as it was meant.

    Parameters
    ----------
    text : str
        As it stands there.
    row, column : int
        The place of the cell in its grid.

    Returns
    -------
    str
        The text, with letters that an earlier program took apart whole again.
    tuple of Oddity
        That it has such letters, or one that is lost.
    """
    if text.isascii():
        return plain(text), ()
    said, read = plain(text), plain(untangled(text))
    if LOST in read:
        what, mend = f"Hier staat {LOST} waar een letter verloren ging.", "Typ de goede letter."
        return read, (Oddity(row, column, read, what, mend, wrong=True),)
    if plain(read) != said:
        shown = read if len(read) <= 60 else f"{read[:59]}…"
        what = f"Hier waren letters verminkt; gelezen als «{shown}»."
        return read, (Oddity(row, column, said, what, "Klopt dat niet, typ dan de goede letters."),)
    return read, ()
