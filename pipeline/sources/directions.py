"""The direction that a code's name has: a sign or a word at its end, at its begin, or as a code of its own."""

import re
from typing import NamedTuple

WORDS = {
    **dict.fromkeys(("+", "++", "positief", "positieve", "pos", "pluspunt", "pluspunten", "positive", "goed"), 1),
    **dict.fromkeys(("-", "--", "−", "–", "negatief", "negatieve", "neg", "kritisch", "minpunt", "minpunten"), -1),
    **dict.fromkeys(("negative", "critical", "slecht"), -1),
    **dict.fromkeys(("±", "+/-", "+-", "0", "neutraal", "gemengd", "neutral", "mixed"), 0),
}
WHOLE = "de hele naam"
SUFFIX, SUBCODE, ABOVE = "teken of woord in de naam", "een code onder de code", "een code boven de code"
# A word such as "goed" is a direction by itself, and at the end of a name part of it.
_IN_NAMES = [word for word in WORDS if word not in {"goed", "slecht", "0", "pos", "neg"}]
_SIGNS = "|".join(re.escape(word) for word in sorted(_IN_NAMES, key=len, reverse=True) if not word.isalpha())
_LONG = "|".join(sorted((word for word in _IN_NAMES if word.isalpha()), key=len, reverse=True))
_AT_END = re.compile(
    rf"(?P<rest>.*?\w.*?)(?:[\s_:;,(\[]*(?P<sign>{_SIGNS})|[\s_:;,(\[–-]+(?P<word>{_LONG}))[\s)\]]*", re.IGNORECASE
)
_AT_BEGIN = re.compile(
    rf"[\s(\[]*(?:(?P<sign>{_SIGNS})[\s)\]:]*|(?P<word>{_LONG})[\s)\]:_–-]+)(?P<rest>\w.*)", re.IGNORECASE
)


class Directed(NamedTuple):
    """A code without its direction, the direction (None: it has none), and how that was read."""

    path: tuple[str, ...]
    direction: int | None
    how: str


def direction_of(name: str) -> int | None:
    """Give the direction that a name is as a whole; None where it is more, or something else."""
    return WORDS.get(name.strip(" ()[]").casefold())


def without_direction(path: tuple[str, ...]) -> Directed:
    """Take the direction out of a code's name; a code that is nothing but a direction leaves what is above it."""
    *above, last = path
    if (whole := direction_of(last)) is not None:
        return Directed(tuple(above), whole, SUBCODE)
    for pattern in (_AT_END, _AT_BEGIN):
        if found := pattern.fullmatch(last):
            return Directed((*above, found["rest"].strip()), WORDS[(found["sign"] or found["word"]).casefold()], SUFFIX)
    for number, name in enumerate(above):
        if (direction := direction_of(name)) is not None:
            return Directed((*path[:number], *path[number + 1 :]), direction, ABOVE)
    return Directed(path, None, "")
