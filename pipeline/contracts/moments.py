"""Dates and times in cells, as people write them."""

import re
from datetime import date, timedelta

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DUTCH = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})")
_TIME = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)(?::[0-5]\d)?")
_WRITTEN = re.compile(r"(?:[a-z]{2,9}\.? )?(\d{1,2})[ .-]([a-z]{3,9})\.?[ .-](\d{4})")
_OTHER = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})|(\d{1,2})\.(\d{1,2})\.(\d{4})")
_MONTHS = {
    month[:3]: number for number, month in enumerate("jan feb maart apr mei juni juli aug sep okt nov dec".split(), 1)
} | {"mrt": 3}
_WHOLE_MONTHS = "januari februari maart april mei juni juli augustus september oktober november december sept".split()
_CLOCK = re.compile(r"([01]?\d|2[0-3])(?:[:.u]| uur )([0-5]\d)(?: ?(?:uur|u))?\.?")
# Excel's day nought; a number in these is a day between 1950 and 2100 that lost its look.
_DAY_ZERO, _SERIAL = date(1899, 12, 30), range(18_264, 73_415)
# A year beyond these is a slip: nobody who is asked was there, or will be.
_EARLIEST, _LATEST = 1900, 2100


def day(text: str) -> date | None:
    """Read a day, written 2026-03-14 (as spreadsheets give it) or 14-3-2026; None when there is no such day."""
    if found := _ISO.fullmatch(text):
        year, month, number = map(int, found.groups())
    elif found := _DUTCH.fullmatch(text):
        number, month, year = map(int, found.groups())
    else:
        return None
    return a_day(year, month, number)


def today() -> date:
    """Give the day that it is here: what ends on a day, such as consent, has ended or has not."""
    return date.today()


def a_day(year: int, month: int, number: int) -> date | None:
    """Give a day that exists, within the lives of people; None when there is none."""
    try:
        return date(year, month, number) if _EARLIEST <= year <= _LATEST else None
    except ValueError:
        return None


def minute(text: str) -> int | None:
    """Read a time of the day, such as 14:05, in whole minutes since midnight; None when it is none."""
    found = _TIME.fullmatch(text)
    return 60 * int(found[1]) + int(found[2]) if found else None


def day_in_words(text: str) -> str:
    """Write a day as 2026-03-03 that is written 3 mrt 2026, di 3 maart 2026, 3.3.2026 or 2026/3/3; all else stays."""
    found = None
    if words := _WRITTEN.fullmatch(text.casefold()):
        month = words[2] if words[2] in _WHOLE_MONTHS or len(words[2]) == 3 else ""
        number = _MONTHS.get(month[:3])
        found = a_day(int(words[3]), number, int(words[1])) if number else None
    elif other := _OTHER.fullmatch(text):
        year, month_, number_ = other.groups()[:3] if other[1] else other.groups()[:2:-1]
        found = a_day(int(year), int(month_), int(number_))
    return found.isoformat() if found else text


def minute_in_words(text: str) -> str:
    """Write a time as 10:05 that is written 10.05 uur or 10u05; all else as it is."""
    found = None if _TIME.fullmatch(text) else _CLOCK.fullmatch(text.casefold())
    return f"{found[1]}:{found[2]}" if found else text


def mend_day(text: str) -> str:
    """Say how to mend what is no day: what it probably is."""
    if text.isdecimal() and len(text) == 5 and int(text) in _SERIAL:
        found = _DAY_ZERO + timedelta(days=int(text))
        meant = f"{found.day}-{found.month}-{found.year}"
        return f"Dit is hoe Excel {meant} bewaart: geef de cel de opmaak Datum, of typ {meant}."
    if short := re.fullmatch(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{2})", text):
        return f"Schrijf het jaar voluit, zoals {short[1]}-{short[2]}-20{short[3]}."
    return "Vul een dag in die bestaat, zoals 14-3-2026, of laat de cel leeg als de dag niet bekend is."
