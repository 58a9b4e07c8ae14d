"""Write numbers and dates the Dutch way: 1.234,5 and € 248.000 and 53% and 5 november 2019."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from typing import SupportsFloat

from babel.dates import format_date
from babel.numbers import format_currency, format_decimal, format_percent

_LOCALE = "nl"
_GROUP = "de groep "
_DEFAULT_DECIMALS = 3
_ENOUGH = 400  # digits, for the largest float that there is
_DATE = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")
_PART = re.compile(r"(\d{4})-([HQ][1-4])")
_PARTS = {
    "H1": "eerste helft",
    "H2": "tweede helft",
    "Q1": "eerste kwartaal",
    "Q2": "tweede kwartaal",
    "Q3": "derde kwartaal",
    "Q4": "vierde kwartaal",
}

PICTURE = {1: "positief", 0: "gemengd", -1: "kritisch"}
"""What a direction is called within a sentence."""


def _rounded(value: SupportsFloat, decimals: int) -> Decimal:
    """Round half up, as print does; babel alone would round 2.5 to 2."""
    with localcontext(prec=_ENOUGH):
        return Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _pattern(decimals: int) -> str:
    return "#,##0." + "0" * decimals if decimals else "#,##0"


def number(value: SupportsFloat, decimals: int | None = None) -> str:
    """Write a finite number in Dutch notation.

    Parameters
    ----------
    value
        The number.
    decimals
        How many decimals to print; by default as many as the number has, three at most.

    Returns
    -------
    str
        For example ``"1.234,5"``.
    """
    exact = _rounded(value, _DEFAULT_DECIMALS if decimals is None else decimals)
    with localcontext(prec=_ENOUGH):
        return format_decimal(exact, format=None if decimals is None else _pattern(decimals), locale=_LOCALE)


def euro(value: SupportsFloat) -> str:
    """Write an amount, with cents only where there are any: ``"€ 248.000"``."""
    exact = _rounded(value, 2)
    pattern = _pattern(0 if exact == exact.to_integral_value() else 2)
    # Dutch puts the minus between the sign and the amount.
    return format_currency(exact, "EUR", f"¤ {pattern};¤ -{pattern}", _LOCALE, currency_digits=False)


def percent(value: SupportsFloat, decimals: int = 0) -> str:
    """Write a share between 0 and 1 as a percentage: ``percent(0.53)`` is ``"53%"``."""
    return format_percent(_rounded(value, decimals + 2), format=f"{_pattern(decimals)}%", locale=_LOCALE)


def percents(share: Fraction) -> str:
    """Write an exact share as a percentage, with a decimal only where it is no whole one: ``"95%"``, ``"33,3%"``."""
    return percent(float(share), 0 if (100 * share).denominator == 1 else 1)


def count_noun(n: int, singular: str, plural: str) -> str:
    """Write a count with its noun: ``"1 uitspraak"``, ``"12 uitspraken"``."""
    return f"{number(n)} {singular if n == 1 else plural}"


def listed(names: Sequence[str], last: str = "en") -> str:
    """Write a list as running text: ``"a, b en c"``; of no names an empty text."""
    return "".join(names) if len(names) < 2 else f"{', '.join(names[:-1])} {last} {names[-1]}"


def several(names: Sequence[str]) -> str:
    """Write a list of names that may have "en" within them: ``"klanten en gebruikers, en bewoners"``.

    What `as_group` called a group is named together: ``"de groepen «Gast» en «Buur»"``.
    """
    groups = [name.removeprefix(_GROUP) for name in names if name.startswith(f"{_GROUP}«")]
    if len(groups) > 1:
        names = [*(name for name in names if not name.startswith(f"{_GROUP}«")), f"de groepen {listed(groups)}"]
    apart = len(names) > 1 and any(" en " in name for name in names)
    return f"{', '.join(names[:-1])}, en {names[-1]}" if apart else listed(names)


def begun(text: str) -> str:
    """Begin a sentence with a capital; of "één" the accents go with it, as print has it."""
    return f"E{text[1:]}" if text.startswith("éé") else f"{text[:1].upper()}{text[1:]}"


def is_plural(name: str) -> bool:
    """Tell by its form whether a group takes a plural verb: ``"bewoners"`` does, ``"gemeente"`` does not."""
    first = name.removeprefix("de ").split()[0]
    return " en " in name or (first.endswith(("en", "s")) and not first.endswith(("huis", "dienst", "bus")))


def as_group(label: str) -> str:
    """Name a group within a sentence by its label: ``"bewoners"``; what has no plural is said to be a group."""
    name = label.lower()
    return name if is_plural(name) or name.startswith(("de ", "het ")) else f"{_GROUP}«{label}»"


def when(text: str) -> str:
    """Write a date or a period of a raw table: ``"5 november 2019"``, ``"oktober 2019"``, ``"eerste helft 2017"``.

    Anything else, such as a year or a few words, stays as it is.
    """
    part = _PART.fullmatch(text)
    if part and part[2] in _PARTS:
        return f"{_PARTS[part[2]]} {part[1]}"
    found = _DATE.fullmatch(text)
    if not found:
        return text
    try:
        day = date(int(found[1]), int(found[2]), int(found[3] or 1))
    except ValueError:
        return text
    return str(format_date(day, "d MMMM y" if found[3] else "MMMM y", _LOCALE))


def quantity(value: Fraction, measure: str) -> str:
    """Write a computed number in its measure, with no more digits than say something.

    Parameters
    ----------
    value : fractions.Fraction
        The exact number, in the unit of its measure; a percentage as 0 to 100.
    measure : str
        As the raw tables name it: ``"euro"`` and ``"procent"`` get their sign, others none.

    Returns
    -------
    str
        For example ``"€ 27.088"``, ``"70,4%"`` or ``"0,25"``.
    """
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    if measure == "euro":
        whole = exact.quantize(Decimal(1), ROUND_HALF_UP)
        return euro(whole if abs(exact) >= 100 else exact)
    decimals = 1 if abs(exact) >= 10 else 2 if abs(exact) >= Decimal("0.1") else 3
    while decimals and round(exact, decimals - 1) == exact:  # 6.4 is 6,4: a zero would say that it was rounded
        decimals -= 1
    return number(exact, decimals) + ("%" if measure == "procent" else "")
