"""Text from elsewhere as a table can keep it, and a page or a screen can show it: nothing in it that steers."""

import re
import unicodedata

# Controls, of which some turn what stands around them, halves of a character, and places that Unicode keeps empty for
# good: a page, Word and a terminal each make something else of those, and XML does not take them all. Right-to-left
# scripts need none of them, so leaving them out loses nothing that a reader could see.
_INSTEAD: dict[int, str | None] = dict.fromkeys(
    [
        *(number for number in (*range(0x20), *range(0x7F, 0xA0)) if number not in (9, 10)),
        *(*range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xD800, 0xE000)),
        *(*range(0xFDD0, 0xFDF0), *(plane + end for plane in range(0, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF))),
    ]
)
# What ends a line elsewhere is a line end here: typst would end a heading or a name there, and make no PDF of it.
_INSTEAD |= dict.fromkeys((0x0D, 0x2028, 0x2029), "\n")

# What a spreadsheet runs when it opens a CSV, or would after somebody took the mark in front of it away; no number. One
# that has semicolons in lists, as in the Netherlands, begins a cell at each and at a line end: it heeds no quotes in a
# line that does not begin with them. Full-width signs are formulas too, for an Excel in Chinese or Japanese.
_FORMULA = re.compile(r"'*(?![+-]?\d[\d.,]*\s?%?(?:$|[;\t\r\n]))[\"' ]*[=+\-@\uff1d\uff0b\uff0d\uff20]|'*[\t\r]")
_WITHIN = re.compile(rf"([;\t\r\n])(?={_FORMULA.pattern})")
_WITHIN_MARKED = re.compile(rf"([;\t\r\n])'(?={_FORMULA.pattern})")


def visible(text: object) -> str:
    """Write a value as text with one kind of line end, without what steers; nothing in it is escaped yet."""
    return str(text).replace("\r\n", "\n").translate(_INSTEAD)


def printable(text: str) -> str:
    """Give a text without controls, what reorders it, and what is no character, and with one kind of line end."""
    return visible(text).strip()


def name_of(text: str) -> str:
    """Give the name of a person as it is read: without what is invisible, with one space between words.

    Letters are put together as most systems do: a Mac sends an accent apart from its letter.
    """
    seen = unicodedata.normalize("NFC", "".join(sign for sign in text if unicodedata.category(sign) != "Cf"))
    return " ".join(printable(seen).split())


def short(text: str, most: int = 60) -> str:
    """Give the begin of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def guarded(text: str) -> str:
    """Put a mark before each part of a text that a spreadsheet would run as a formula, for a CSV.

    `unguarded` takes them off.
    """
    marked = _WITHIN.sub(r"\1'", text)
    return f"'{marked}" if _FORMULA.match(text) else marked


def unguarded(text: str) -> str:
    """Give a text as it was before `guarded`."""
    own = text[1:] if text.startswith("'") and _FORMULA.match(text, 1) else text
    return _WITHIN_MARKED.sub(r"\1", own)
