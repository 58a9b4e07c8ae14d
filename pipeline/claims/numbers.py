"""Numbers in running Dutch text, and whether something backs them."""

import re
from collections.abc import Iterable
from fractions import Fraction

from pipeline.statistics.number_words import PROPORTIONS, WHOLE_NUMBERS

# What looks like a number but is a place: § 3.1.2, p. 14, bijlage 3, hoofdstuk 4.
_PLACE = re.compile(r"(?:§+|\bp{1,2}\.|\bblz\.|\bbijlage|\bhoofdstuk|\bdocument)\s*[\dIVX][\dIVX.\-]*", re.IGNORECASE)
_DIGITS = re.compile(r"(?<![\w,.])\d{1,3}(?:\.\d{3})+(?:,\d+)?(?!\d)|(?<![\w.,])\d+(?:,\d+)?(?!\d)")
_ACCENTS = str.maketrans("éèëï", "eeei")
# "Een" is an article as often as a number, and "nul" and "half" are seldom claims.
_WORDS = {word: Fraction(number) for word, number in WHOLE_NUMBERS.items() if number >= 2}
_PARTS = {word: share for word, share in PROPORTIONS.items() if word not in {"half", "een half"}}
_SPELLED = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, [*_WORDS, *_PARTS]), key=len, reverse=True))})\b")
_FRACTIONS_OF_HUNDRED = 100


def numbers_in(text: str) -> dict[str, Fraction]:
    """Find the numbers in a text, in digits and in words, places such as ``§ 3.1`` left out.

    Parameters
    ----------
    text : str
        Running text.

    Returns
    -------
    dict
        Value by the number as it was written; a part in words is its share (``helft`` is a half).
    """
    plain = _PLACE.sub(" ", text)
    found = {match: _digits(match) for match in _DIGITS.findall(plain)}
    for word in _SPELLED.findall(plain.lower().translate(_ACCENTS)):
        found[word] = _WORDS[word] if word in _WORDS else _PARTS[word]
    return found


def _digits(text: str) -> Fraction:
    return Fraction(text.replace(".", "").replace(",", "."))


def unbacked(text: str, backing: Iterable[Fraction]) -> list[str]:
    """List the numbers in a text that nothing backs.

    A part in words is also backed by its percentage, and a percentage by its share: ``de helft`` by 50.

    Parameters
    ----------
    text : str
        Running text.
    backing : iterable of Fraction
        Numbers that are known from what the text refers to.
    """
    known = set(backing)
    return [
        written
        for written, value in numbers_in(text).items()
        if value not in known and not (written in _PARTS and value * _FRACTIONS_OF_HUNDRED in known)
    ]
