"""What a cell of a workbook says, as people see it there: 54% and not 0.54; and what Excel made of what was typed."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal

_MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()
_DECIMALS = re.compile(r"0\.(0+)")
# How openpyxl names the looks that Excel gives by itself to what it takes for a date: "3-4" and "5-19".
_DAY_AND_MONTH, _MONTH_AND_YEAR = "d-mmm", "mmm-yy"
_DIGITS = 15  # more than these are noise of the binary number; Excel shows no more


def shown(value: object, look: str, *, computed: bool = False) -> tuple[str, str]:
    """Give the text of a value that is no text, and what Excel made of it when that may not be what was typed.

    Parameters
    ----------
    value
        As openpyxl has it.
    look : str
        The number format of the cell.
    computed : bool
        It is the outcome of a formula: then only the digits that are shown count.

    Returns
    -------
    (str, str)
        The text; and such as «een datum», or nothing.
    """
    if isinstance(value, bool):
        return ("WAAR" if value else "ONWAAR"), "een waarheidswaarde"
    if isinstance(value, int | float):
        return _number(value, look, computed), ("een groot getal" if "E+" in look.upper() else "")
    if isinstance(value, datetime):
        return _date(value, look), "een datum"
    if isinstance(value, date):
        return value.isoformat(), "een datum"
    if isinstance(value, time):
        return value.isoformat("seconds" if value.second else "minutes"), "een tijd"
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else ""), "een tijd"
    return str(value), ""


def without_year(look: str) -> bool:
    """Tell whether a cell shows a date without its year, as of who typed "3-4"."""
    return look == _DAY_AND_MONTH


def _date(value: datetime, look: str) -> str:
    if without_year(look):
        return f"{value.day}-{value.month}"
    if look == _MONTH_AND_YEAR:
        return f"{_MONTHS[value.month - 1]} {value.year}"
    return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")


def _number(value: float, look: str, computed: bool) -> str:
    """Write a number in Dutch, with the decimals that are shown, and those that were typed beyond them."""
    exact = Decimal(f"{value:.{_DIGITS}g}") if isinstance(value, float) else Decimal(value)
    if not exact.is_finite():
        return str(value)
    look = look.split(";")[0]
    if re.fullmatch("0+", look) and exact == exact.to_integral_value() and exact >= 0:
        return f"{int(exact):0{len(look)}}"
    percent = "%" in look
    exact = exact * 100 if percent else exact
    decimals = len(found[1]) if (found := _DECIMALS.search(look)) else 0
    own = max(-int(exact.normalize().as_tuple().exponent), 0)
    hidden = own > decimals and not (computed and look != "General")
    text = f"{exact:.{own if hidden else decimals}f}".replace(".", ",")
    return f"{text}%" if percent else text
