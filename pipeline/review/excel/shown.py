"""What a cell shows: Excel makes numbers, dates and truths of what people type, and keeps those instead of the text."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from pipeline.dutch import number
from pipeline.printable import printable

# How a file writes a character that XML can't hold, or a text that looks like that.
ESCAPED = re.compile(r"_x(?=[0-9A-Fa-f]{4}_)")
_CHARACTER = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_NOT_SHOWN = re.compile(r"\[(?![$])[^\]]*\]|\\.|_.|\*.")  # colours, conditions, room


def shown(value: Any, number_format: str) -> str:
    """Give what a cell shows in a Dutch spreadsheet.

    Parameters
    ----------
    value : object
        What the cell holds, as openpyxl reads it.
    number_format : str
        How it is to be shown, in the spreadsheet's own words.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "WAAR" if value else "ONWAAR"
    if isinstance(value, int | float):
        return _number(value, number_format)
    if isinstance(value, datetime | date):
        return _date(value, number_format.lower())
    if isinstance(value, time):
        return _time(value)
    if isinstance(value, timedelta):
        minutes = int(value.total_seconds()) // 60
        return f"{minutes // 60}:{minutes % 60:02}"
    return printable(_CHARACTER.sub(lambda found: chr(int(found[1], 16)), str(value)))


def turned(value: Any) -> str:
    """Name what Excel made of a text, where nobody can tell any more what was typed; empty where it made nothing."""
    if isinstance(value, datetime | date):
        return "datum"
    return "tijd" if isinstance(value, time | timedelta) else ""


def _number(value: float, number_format: str) -> str:
    pattern = _NOT_SHOWN.sub("", number_format.split(";")[0])
    if value != value or value in (float("inf"), float("-inf")):
        return str(value)
    if re.fullmatch("0{2,}", pattern) and value == int(value) and value >= 0:  # a number with a fixed length
        return str(int(value)).zfill(len(pattern))
    decimals = re.search(r"\.([0#?]+)", pattern)
    places = len(decimals[1]) if decimals else 0
    if "%" in pattern:
        return f"{_grouped(value * 100, places, groups=False)}%"
    if "€" in pattern:
        return f"€ {_grouped(value, places, groups=',' in pattern)}"
    if re.search("[0#]", pattern) and "E" not in pattern.upper() and "/" not in pattern:
        return _grouped(value, places, groups="," in pattern)
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.10g}".replace(".", ",")


def _grouped(value: float, places: int, *, groups: bool) -> str:
    written = number(round(value, places), places)
    return written if groups else written.replace(".", "")


def _date(value: date, number_format: str) -> str:
    hours = f" {_time(value.time())}" if isinstance(value, datetime) and value.time() != time() else ""
    if "mmm" in number_format:  # "3-4" becomes 3-apr, and "4-26" apr-26
        month = _MONTHS[value.month - 1]
        if "y" not in number_format:
            return f"{value.day}-{month}{hours}"
        if "d" not in number_format:
            return f"{month}-{value.year % 100:02}{hours}"
    return f"{value.day}-{value.month}-{value.year}{hours}"


def _time(value: time) -> str:
    return f"{value.hour}:{value.minute:02}" + (f":{value.second:02}" if value.second else "")
