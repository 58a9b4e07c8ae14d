"""Dates and times in cells, as people write them."""

import re
from datetime import date

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DUTCH = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})")
_TIME = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)(?::[0-5]\d)?")
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
