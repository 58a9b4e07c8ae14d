"""Text as it was meant: composed letters, ordinary spaces, and nothing that can't be seen."""

import re
import unicodedata

# Zero-width spaces, soft hyphens, byte-order marks and signs that only steer the direction of writing.
_UNSEEN = re.compile("[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]")
# What joins two signs that are not ASCII makes one emoji of two, or belongs to their script; elsewhere it does nothing.
_IDLE_JOINER = re.compile("(?<![^\x00-\x7f\u200c\u200d])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f\u200c\u200d])")
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")


def plain(text: str) -> str:
    """Give a text without what only differs for a machine: NFC, ordinary spaces and line ends, no invisible signs.

    Parameters
    ----------
    text : str
        The text of a cell.

    Returns
    -------
    str
        It, without spaces around it.
    """
    if not text.isascii():
        text = _IDLE_JOINER.sub("", _UNSEEN.sub("", text))
        text = unicodedata.normalize("NFC", _SPACES.sub(" ", text))
    return one_line_end(text)


def one_line_end(text: str) -> str:
    """Give a text with one kind of line end, and without spaces around it."""
    if "\r" in text:  # a lone one (an old Mac's line break) would split the cell in what is handed on
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.strip()


def heading(text: str) -> str:
    """Give a column name as the contracts write it: «Statement ID» is statement_id."""
    return re.sub(r"[\W_]+", "_", plain(text).casefold()).strip("_")
