"""Dates as Dutch reports print them, with how precise they are: a year, a season, a month or a day."""

import re
import unicodedata
from calendar import isleap, monthrange
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

_MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
_SHORT = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_MONTH = {name: number for names in (_MONTHS, _SHORT) for number, name in enumerate(names, 1)} | {"sept": 9}
# Widely taken: nobody means by "eind 2015" that October is out of the question.
_PARTS = {
    "begin": (1, 4),
    "medio": (4, 9),
    "midden": (4, 9),
    "eind": (9, 12),
    "einde": (9, 12),
    "voorjaar": (2, 6),
    "lente": (2, 6),
    "zomer": (6, 9),
    "najaar": (8, 12),
    "herfst": (8, 12),
}
_SHARP = {
    **{f"{word} helft": span for word, span in (("eerste", (1, 6)), ("1e", (1, 6)), ("tweede", (7, 12)))},
    **{
        f"{word} kwartaal": (3 * number - 2, 3 * number)
        for number, words in enumerate((("eerste", "1e"), ("tweede", "2e"), ("derde", "3e"), ("vierde", "4e")), 1)
        for word in words
    },
    **{f"q{number}": (3 * number - 2, 3 * number) for number in range(1, 5)},
}
_YEAR = r"(?P<year>(?:19|20)[0-9]{2})"
_DAY = re.compile(rf"(?P<day>[0-9]{{1,2}}) (?P<month>{'|'.join(_MONTH)})\.? {_YEAR}")
_DIGITS = re.compile(rf"(?P<day>[0-9]{{1,2}})(?P<sign>[-/.])(?P<month>[0-9]{{1,2}})(?P=sign){_YEAR}")
_SORTED = re.compile(rf"{_YEAR}-(?P<month>[0-9]{{2}})-(?P<day>[0-9]{{2}})")
_IN_MONTH = re.compile(rf"(?P<month>{'|'.join(_MONTH)})\.? {_YEAR}")
_IN_PART = re.compile(rf"(?:de |het )?(?P<part>{'|'.join([*_SHARP, *_PARTS])}) (?:van )?(?:het jaar )?{_YEAR}")


@dataclass(frozen=True)
class Moment:
    """The days that a printed date can be: both ends in years, so that what follows from years can be computed.

    Attributes
    ----------
    first, last : fractions.Fraction
        1 January 2007 is 2007, and each later day of it a 365th more.
    approximate : bool
        Whether the words leave open where it begins or ends, as "eind 2015" does.
    """

    first: Fraction
    last: Fraction
    approximate: bool = False


def year(text: str) -> Moment | None:
    """Read a year that stands by itself as all of its days; nothing where it is anything else."""
    return _months(int(text), 1, 12) if re.fullmatch(_YEAR, text.strip()) else None


def read_date(text: str) -> Moment | None:
    """Read a date that is more precise than a year; nothing where the text is anything else.

    Parameters
    ----------
    text : str
        A day ("1 maart 2007", "31-10-2015"), a month ("augustus 2007"), or a part of a year ("zomer van 2015").
    """
    rest = " ".join(unicodedata.normalize("NFC", text).casefold().split())
    if match := _DAY.fullmatch(rest) or _DIGITS.fullmatch(rest) or _SORTED.fullmatch(rest):
        month = _MONTH.get(match["month"]) or int(match["month"])
        return _day(int(match["year"]), month, int(match["day"]))
    if match := _IN_MONTH.fullmatch(rest):
        month = _MONTH[match["month"]]
        return _months(int(match["year"]), month, month)
    if match := _IN_PART.fullmatch(rest):
        part = match["part"]
        return _months(int(match["year"]), *(_SHARP.get(part) or _PARTS[part]), approximate=part in _PARTS)
    return None


def no_day(text: str) -> bool:
    """Tell whether a text is a day as it is written, and one that does not exist: "31 juni 2015"."""
    rest = " ".join(unicodedata.normalize("NFC", text).casefold().split())
    written = _DAY.fullmatch(rest) or _DIGITS.fullmatch(rest) or _SORTED.fullmatch(rest)
    return written is not None and read_date(text) is None


def _day(in_year: int, month: int, day: int) -> Moment | None:
    try:
        at = _at(date(in_year, month, day))
    except ValueError:  # 31 June
        return None
    return Moment(at, at)


def _months(in_year: int, first: int, last: int, *, approximate: bool = False) -> Moment:
    ends = date(in_year, first, 1), date(in_year, last, monthrange(in_year, last)[1])
    return Moment(_at(ends[0]), _at(ends[1]), approximate)


def _at(day: date) -> Fraction:
    return day.year + Fraction(day.timetuple().tm_yday - 1, 366 if isleap(day.year) else 365)
