"""Dutch words for numbers, proportions and factors, spelled without accents and in lower case."""

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType

_TO_TEN = ["nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien"]
_TEENS = ["elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien"]
_TENS = ["twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"]
_PARTS = {
    "derde": 3,
    "kwart": 4,
    "vierde": 4,
    "vijfde": 5,
    "zesde": 6,
    "zevende": 7,
    "achtste": 8,
    "negende": 9,
    "tiende": 10,
}

# "Eenentwintig", "drieentwintig" (accents are taken off): all between the tens.
_BETWEEN = {
    f"{one}en{ten}": 10 * tens + ones
    for tens, ten in enumerate(_TENS, start=2)
    for ones, one in enumerate(_TO_TEN[1:10], start=1)
}
_HUNDREDS = {f"{word}honderd": 100 * number for number, word in enumerate(_TO_TEN[2:10], start=2)}

WHOLE_NUMBERS: Mapping[str, int] = MappingProxyType(
    {word: number for number, word in enumerate(_TO_TEN + _TEENS)}
    | {word: 10 * number for number, word in enumerate(_TENS, start=2)}
    | _BETWEEN
    | {"honderd": 100, "duizend": 1000}
    | _HUNDREDS
    | {"tweetal": 2, "drietal": 3, "viertal": 4, "vijftal": 5, "zestal": 6, "achttal": 8, "tiental": 10}
)
"""Zero to a hundred, the hundreds, and a thousand."""

SCALES: Mapping[str, int] = MappingProxyType(
    {"duizend": 1000, "miljoen": 1_000_000, "mln": 1_000_000, "miljard": 1_000_000_000, "mld": 1_000_000_000}
)
"""Words that multiply the number before them, and its rounding unit with it."""

PROPORTIONS: Mapping[str, Fraction] = MappingProxyType(
    {
        # Written apart, joined or with a hyphen: "twee derde", "tweederde", "twee-derde".
        f"{number_word}{joint}{part_word}": Fraction(WHOLE_NUMBERS[number_word], part)
        for number_word in _TO_TEN[1:10]
        for part_word, part in _PARTS.items()
        for joint in (" ", "", "-")
    }
    | dict.fromkeys(("helft", "de helft", "de andere helft", "half", "een half"), Fraction(1, 2))
    | dict.fromkeys(("gehalveerd", "halvering", "een halvering"), Fraction(1, 2))
    | dict.fromkeys(("verdubbeld", "verdubbeling", "een verdubbeling"), Fraction(2))
    | dict.fromkeys(("verdrievoudigd", "verdrievoudiging", "een verdrievoudiging"), Fraction(3))
)
"""Parts of a whole, and factors of change."""
