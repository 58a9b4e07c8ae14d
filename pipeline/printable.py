"""Text from elsewhere as a table can keep it, and a page or a screen can show it: nothing in it that steers."""

import unicodedata

# Controls that are invisible but reorder the text around them. Right-to-left scripts need none of them, so
# leaving them out loses nothing that a reader could see.
_INVISIBLE = dict.fromkeys(
    [*range(0x202A, 0x202F), *range(0x2066, 0x206A), *(c for c in range(0x20) if c not in (9, 10, 13)), 0x7F]
)


def visible(text: object) -> str:
    """Write a value as text without invisible control characters; nothing in it is escaped yet."""
    return str(text).translate(_INVISIBLE)


def printable(text: str) -> str:
    """Give a text without controls, what reorders it, and what is no character, and with one kind of line end."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").translate(_INVISIBLE)
    return "".join(sign for sign in lines if sign in "\n\t" or not _is_no_character(sign)).strip()


def name_of(text: str) -> str:
    """Give the name of a person as it is read: without what is invisible, with one space between words.

    Letters are put together as most systems do: a Mac sends an accent apart from its letter.
    """
    seen = unicodedata.normalize("NFC", "".join(sign for sign in text if unicodedata.category(sign) != "Cf"))
    return " ".join(printable(seen).split())


def _is_no_character(sign: str) -> bool:
    """Tell a control, half of a character, and the places that Unicode keeps empty for good: XML can't hold some."""
    number = ord(sign)
    return unicodedata.category(sign) in {"Cc", "Cs"} or number & 0xFFFE == 0xFFFE or 0xFDD0 <= number <= 0xFDEF


def short(text: str, most: int = 60) -> str:
    """Give the begin of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
