"""Numbers in running Dutch text, and whether something backs them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from pipeline.statistics.number_words import PROPORTIONS, SCALES, WHOLE_NUMBERS

# What looks like a number but is a place: § 3.1.2, p. 14, bijlage 3, hoofdstuk 4.
_PLACE = re.compile(r"(?:§+|\bp{1,2}\.|\bblz\.|\bbijlage|\bhoofdstuk|\bdocument)\s*[\dIVX][\dIVX.\-]*", re.IGNORECASE)
# 4.5 is no Dutch number, but somebody may mean one: it is read as such, and then nothing backs it.
_DIGITS = re.compile(
    r"(?<![\w,.])(\d{1,3}(?:\.\d{3})+(?:,\d+)?(?!\d)|\d+\.\d{1,2}(?![\d.])|\d+(?:,\d+)?(?!\d))"
    rf"(?:\s+({'|'.join(SCALES)})\b)?"
)
_ACCENTS = str.maketrans("éèëï", "eeei")
# "Een" is an article as often as a number, and "nul" and "half" are seldom claims.
_WORDS = {word: Fraction(number) for word, number in WHOLE_NUMBERS.items() if number >= 2} | {
    # Vijfentwintig, twaalfhonderd, drieduizend.
    f"{unit}en{ten}": Fraction(ones + tens)
    for unit, ones in WHOLE_NUMBERS.items()
    for ten, tens in WHOLE_NUMBERS.items()
    if 1 <= ones <= 9 and 20 <= tens <= 90
}
_WORDS |= {
    f"{word}{scale}": number * factor
    for word, number in _WORDS.items()
    for scale, factor in (("honderd", 100), ("duizend", 1000))
    if number < 100 or scale == "duizend"
}
_WORDS |= {"anderhalf": Fraction(3, 2), "miljoen": Fraction(10**6), "miljard": Fraction(10**9)}
_PARTS = {word: share for word, share in PROPORTIONS.items() if word not in {"half", "een half"}}
_SPELLED_NUMBERS = _PARTS | _WORDS
_LONG_PARTS = [part for part in _PARTS if not part.isalpha()]
# A part of two words, or any word: to look one up is faster than to try all that are numbers.
_SPELLED = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, _LONG_PARTS), key=len, reverse=True))}|\w+)\b")
_FRACTIONS_OF_HUNDRED = 100

# Words for people and for visits, of whom a text may say how many.
PEOPLE = (
    r"(?:mensen|bewoners|inwoners|buurtbewoners|klanten|gebruikers|bezoekers|deelnemers|geïnterviewden|jongeren"
    r"|ouderen|vrijwilligers|medewerkers|beroepskrachten|partners|cliënten|gasten|ouders|keren|bezoeken)"
)

# So many of so many: "99 van de 156", "geen van de 5", "alle 31". Behind the second number no thing that is no share.
_NUMBER = r"(?:\d{1,3}(?:\.\d{3})+|\d+|[^\W\d]+)(?![\w%,]*[\d%])"
_PAIR = re.compile(rf"(?<![\w,.])({_NUMBER}) (?:van (?:de |het |alle |in totaal )?)({_NUMBER})", re.IGNORECASE)
_ALL = re.compile(rf"\balle ({_NUMBER})", re.IGNORECASE)
_NONE = frozenset({"geen", "nul", "niemand"})
# Both, one or none of two people: "beiden" is said of people only, the others also of places and sides.
_OF_BOTH = re.compile(rf"\b(geen|één|een|niemand) van (?:de )?(?:beiden\b|beide {PEOPLE}\b)", re.IGNORECASE)
_BOTH = re.compile(
    rf"(?<!van )(?<!van de )\b(?:beiden|beide {PEOPLE}|allebei de {PEOPLE}|{PEOPLE} [^,.;:]*?\ballebei)\b",
    re.IGNORECASE,
)
_YEARS = range(1900, 2100)


@dataclass(frozen=True)
class Pair:
    """So many of so many, as it was written; `start` is where that begins in the text."""

    written: str
    numbers: tuple[int, int]
    start: int


def pairs_in(text: str) -> Iterator[Pair]:
    """Find where a text says so many of so many, in digits or words; all of so many is so many of those.

    Parameters
    ----------
    text : str
        Running text.
    """
    for match in _PAIR.finditer(text):
        some, whole = _counted(match[1]), _counted(match[2])
        if some is not None and whole is not None and whole not in _YEARS:
            yield Pair(match[0], (some, whole), match.start())
    for match in _ALL.finditer(text):
        whole = _counted(match[1])
        if whole is not None:
            yield Pair(match[0], (whole, whole), match.start())
    for match in _OF_BOTH.finditer(text):
        yield Pair(match[0], (int(match[1].lower() in {"één", "een"}), 2), match.start())
    for match in _BOTH.finditer(text):
        yield Pair(match[0], (2, 2), match.start())


def _counted(word: str) -> int | None:
    """Read one whole number; "een" is an article as often, "één" is not."""
    if word.lower() in _NONE:
        return 0
    if word.lower() in {"één", "eén"}:
        return 1
    found = list(numbers_in(word).values())
    return int(found[0]) if len(found) == 1 and found[0].denominator == 1 else None


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
    found = {}
    for digits, scale in _DIGITS.findall(plain):
        found[f"{digits} {scale}".strip()] = _digits(digits) * SCALES.get(scale, 1)
    plain = _DIGITS.sub(" ", plain)
    for word in _SPELLED.findall(plain.lower().translate(_ACCENTS)):
        if word in _SPELLED_NUMBERS:
            found[word] = _SPELLED_NUMBERS[word]
    return found


def _digits(text: str) -> Fraction:
    if re.fullmatch(r"\d+\.\d{1,2}", text):
        return Fraction(text)
    return Fraction(text.replace(".", "").replace(",", "."))


def unbacked(text: str, backing: Iterable[Fraction]) -> list[str]:
    """List the numbers in a text that nothing backs.

    A part in words is also backed by its percentage: ``de helft`` by 50.

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
