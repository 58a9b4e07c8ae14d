"""What a printed Dutch number can stand for: its value, and the bounds that its rounding leaves open.

Conventions. The reports do not say how they round, so these are choices, made once and applied everywhere:

- A number stands for every value that rounds to it, half up or half even: both half-unit ends are included.
  A dot or a space groups thousands and nothing else, so "1.234" and "1 234" are 1234 and "1.5" is refused rather than
  guessed at.
- A percentage stays on the scale of 0 to 100: "45 %" is 45. "50/50" is two halves on that scale: 50.
- "ca.", "circa", "rond", "ongeveer", "zo'n", "grofweg", "±", "~": half a unit of the last significant digit to
  either side, but at least 5 % and at most 10 % of the value. Trailing zeros of a whole number are then not
  significant: "ca. 90" can be 85 to 95, "ca. 10" 9 to 11. A fraction shows no digits to go by and gets the 10 %.
- "ruim", "(iets) meer dan": from the value to 10 % above it, 20 % for a fraction in words ("ruim een kwart"), which is
  a coarser thing to say; "40+" too. "bijna (op)", "(iets) minder dan", "onder", "nog geen": mirrored. "ruim over",
  "boven", ">": up to twice the value. "<" leaves open all from nothing to the value: it often stands for a group too
  small to print. "meer dan circa" has the bounds of both.
- "minimaal", "minstens", "≥", "maximaal", "hooguit", "≤", "tot", "gemiddeld" say how to use a figure, not how it was
  rounded: no effect.
- A range ("tussen de 15 en 20", "4-6") is approximate: its ends are the bounds, its midpoint the value. So is "een
  meerderheid", from half to all, and "een minderheid", from none to half.
- Book-keepers write what is below nothing as "(968)" or "-/- 968". "2017/2018" and "2017/18" are periods: refused.
- A date ("1 maart 2007", "augustus 2007", "eind 2015") is the days that it can be, in years: see `statistics/dates.py`.
- Fractions and factors ("1/3e", "driekwart", "1 op de 3", "7 van de 10", "verdubbeld") show no rounding and are taken
  at their word. "2½" does: it stands for what rounds to it in halves.
- A school mark with a minus is a quarter point lower and covers the half point below; a plus is its mirror:
  "3-" is 2.75, from 2.5 to 3; "8+" is 8.25, from 8 to 8.5.
"""

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction

from pipeline.statistics.dates import read_date
from pipeline.statistics.interval import Interval
from pipeline.statistics.number_words import PROPORTIONS, SCALES, WHOLE_NUMBERS

_MAX_LENGTH = 100  # longer than any printed figure, short enough to stay clear of Python's limit on digits
_ABOUT_AT_LEAST, _ABOUT_AT_MOST = Fraction(5, 100), Fraction(10, 100)
_NEXT_TO, _NEXT_TO_A_FRACTION = Fraction(10, 100), Fraction(20, 100)

_SPELLINGS = str.maketrans(
    {"é": "e", "è": "e", "ë": "e", "à": "a", "á": "a", "’": "'", "‘": "'", "–": "-", "−": "-", "×": "x", "⁄": "/"}
)

_QUALIFIER = re.compile(
    r"(?:(?P<about>ca\.?|circa|rond(?: de)?|ongeveer|om en nabij(?: de)?|naar schatting|zo'n|grofweg"
    r"|plus ?minus|±|\+/?-|~|≈)"
    r"|(?P<neutral>minimaal|minimum|min\.|minstens|(?:ten|op zijn) ?minste?|niet minder dan|vanaf|>=|≥"
    r"|maximaal|maximum|max\.|hoogstens|hooguit|ten ?hoogste|niet meer dan|<=|≤|tot(?: en met)?|t/m"
    r"|gemiddeld|gem\.|afgerond)"
    r"|(?P<above>(?:ruim )?(?:over|boven)|ruim meer dan|>)"
    r"|(?P<over>ruim|(?:iets )?meer dan)"
    r"|(?P<under>bijna(?: op)?|(?:iets )?minder dan|onder(?: de)?|(?:nog )?net geen|nog geen)"
    r"|(?P<below><)"
    r"|(?P<count>n ?=))"
    r"(?: |(?<=[.=±~≈<>≤≥])|(?<=\+-)|(?<=/-))"  # behind a full stop or a sign a space may be left out
)
_INEXACT = frozenset({"about", "above", "over", "under", "below"})
_BESIDE = frozenset({"over", "under", "below"})
_COUNTED = (
    "mensen|personen|inwoners|bewoners|deelnemers|respondenten|vrijwilligers|medewerkers|professionals|bezoekers|clienten"
    "|klanten|leden|kinderen|jongeren|ouderen|gezinnen|huishoudens|woningen|gesprekken|interviews|bezoeken"
    "|bijeenkomsten|antwoorden|treden|trede"
)
_UNIT = (
    r"(?: ?(?P<unit>%|‰|procent|procentpunten|procentpunt|promille|euro's|euro|eur|x|keer|maal|deel|minuten|minuut|min"
    r"|seconden|uren|uur|dagdelen|dagdeel|dagen|dag|weken|week|maanden|maand|kwartalen|kwartaal|jaren|jaar|punten|punt"
    rf"|fte's|fte|km2|km|m2|m3|meter|m|hectare|ha|kg|kilo|ton|{_COUNTED})(?= |$))?"
    r"(?: per (?:uur|dagdeel|dag|week|maand|kwartaal|jaar|persoon|inwoner|bewoner|huishouden|woning|m2|fte))?"
)
_GROUPED = r"0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:(?:\.[0-9]{3})+|(?: [0-9]{3})+)"
_NUMBER = re.compile(
    r"(?P<sign>(?:(?:€|eur) ?)?[-+]?|[-+] ?€ ?)"
    rf"(?:(?P<whole>{_GROUPED})(?:,(?P<decimals>[0-9]+)|,-)?"
    rf"|(?P<word>{'|'.join(WHOLE_NUMBERS)}))"
    rf"(?: ?(?P<scale>{'|'.join(SCALES)})\.?(?= |$))?" + _UNIT
)
_FRACTION = re.compile(r"(?P<part>0|[1-9][0-9]*)/(?P<of>[1-9][0-9]*)(?:-?(?:e|de|ste))?" + _UNIT)
_OUT_OF = re.compile(
    rf"(?P<part>{_GROUPED}|{'|'.join(WHOLE_NUMBERS)}) (?:op|van|uit) (?:(?:de|elke|iedere) )?"
    rf"(?P<of>{_GROUPED}|{'|'.join(WHOLE_NUMBERS)})" + _UNIT
)
# One sign for a fraction, as a word processor makes of "1/2", by itself or behind a whole number.
_PARTS = {sign: Fraction(unicodedata.numeric(sign)).limit_denominator(10) for sign in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"}
_MIXED = re.compile(
    rf"(?P<sign>(?:€ ?)?-?)(?:(?P<whole>{_GROUPED})(?: ?(?P<part>[{''.join(_PARTS)}])| (?P<top>[1-9])/(?P<of>[2-9]|10))"
    rf"|(?P<alone>[{''.join(_PARTS)}]))" + _UNIT
)
_MORE = re.compile(r"(?P<figure>(?:€ ?)?(?:[1-9][0-9]+|[1-9][0-9]{0,2}(?:\.[0-9]{3})+))\+(?P<unit>(?: ?%| [^ ]+)?)")
_MAJORITY = re.compile(r"(?:(?:de|een) )?(?:(?P<most>meer)|min)derheid")
_BELOW_NOTHING = re.compile(
    r"(?P<euro>€ ?)?(?:-/- ?(?P<after>[€0-9].*)|\((?P<within>(?:€ ?)?[0-9][^()]*)\))(?P<unit> ?%)?"
)
_PERIOD = re.compile(r"(?P<first>(?:19|20)[0-9]{2})/(?P<second>[0-9]{2}|(?:19|20)[0-9]{2})")
_MARK = re.compile(r"(?P<mark>[1-9](?=[-+])|10(?=-))(?P<sign>[-+])")
_RANGE = re.compile(r"(?:tussen (?:de )?)?(?P<first>.+?)(?: (?:en|tot en met|t/m|tot|a) | ?- ?)(?P<second>.+)")


class NotANumber(ValueError):  # noqa: N818  (the name that the pipeline's readers know it by)
    """The text is not a number as Dutch reports print them; `text` holds it."""

    def __init__(self, text: str) -> None:
        super().__init__(text)  # the only argument, so that the error survives pickling between processes
        self.text = text

    def __str__(self) -> str:
        return f"{self.text!r} is niet als getal te lezen."


@dataclass(frozen=True)
class Printed:
    """A printed number and the closed interval of true values that can have been printed so.

    Attributes
    ----------
    value, low, high
        Exact, in the printed unit: percents stay percents, "1,4 miljoen" is 1400000.
    approximate
        Whether the print itself says that the number is not precise ("ca.", "ruim", a range).
    """

    value: Fraction
    low: Fraction
    high: Fraction
    approximate: bool

    @property
    def interval(self) -> Interval:
        """The value with its bounds, to calculate with."""
        return Interval(self.low, self.value, self.high)


@dataclass(frozen=True)
class _Figure:
    """A number without its qualifiers: `place` is the unit of its last printed digit, 0 if it shows none."""

    value: Fraction
    low: Fraction
    high: Fraction
    place: Fraction
    decimals: int = 0
    scale: str = ""
    unit: str = ""
    is_range: bool = False


def read_printed(text: str, *, count: bool = False) -> Printed:
    """Read a number as Dutch reports print it.

    Parameters
    ----------
    text
        One number with, at most, qualifiers before it and a unit behind it: "ca. € 83.500,-", "zo'n 1,4
        miljoen", "tussen de 15 en 20", "1/3e", "een kwart", "8+".
    count
        Whether whole numbers are counts. A count is exact: `low` and `high` are the value. Numbers with
        decimals, a percent sign or a scale word ("3 miljoen") are not counts, whatever is asked.

    Returns
    -------
    Printed
        By the conventions at the head of this module. "n=" makes a count of the number after it.

    Raises
    ------
    NotANumber
        If the text is anything else.

    Examples
    --------
    >>> read_printed("6,5").interval
    Interval(low=Fraction(129, 20), value=Fraction(13, 2), high=Fraction(131, 20))
    """
    figure, qualifiers = _read(text)
    value, low, high = figure.value, figure.low, figure.high
    if (count or "count" in qualifiers) and _is_count(figure):
        low = high = value
    if bounds := [_left_open(kind, figure) for kind in sorted(qualifiers & _INEXACT)]:
        low, high = min(low for low, _ in bounds), max(high for _, high in bounds)
    approximate = figure.is_range or not qualifiers.isdisjoint(_INEXACT)
    return Printed(value=value, low=low, high=high, approximate=approximate)


def decimals(text: str) -> int:
    """Count the printed decimals: 1 in "6,5" and in "1,4 miljoen", 2 in "€ 248.000,00", 0 in "een derde".

    Of a range, the end with the most decimals counts.

    Raises
    ------
    NotANumber
        If `read_printed` cannot read the text.
    """
    return _read(text)[0].decimals


def tolerance(text: str) -> Fraction:
    """Return half a unit in the last printed place, in the unit of the number.

    1/20 for "6,5"; 50000 for "1,4 miljoen"; 1/4 for the school mark "3-"; 0 for fractions and factors, which
    show no place. Qualifiers do not count: they widen the bounds of `read_printed`, not the printed place.

    Raises
    ------
    NotANumber
        If `read_printed` cannot read the text.
    """
    return _read(text)[0].place / 2


def _read(text: str) -> tuple[_Figure, frozenset[str]]:
    """Read the figure and the kinds of qualifier in front of it."""
    if len(text) > _MAX_LENGTH:
        raise NotANumber(text)
    rest = " ".join(unicodedata.normalize("NFC", text).lower().translate(_SPELLINGS).split())
    rest = rest.replace("m²", "m2").replace("m³", "m3")
    if match := _BELOW_NOTHING.fullmatch(rest):
        rest = f"-{match['euro'] or ''}{match['after'] or match['within']}{match['unit'] or ''}"
    qualifiers: list[str] = []
    while match := _QUALIFIER.match(rest):
        qualifiers.append(str(match.lastgroup))
        rest = rest[match.end() :].lstrip()
    if match := _MORE.fullmatch(rest):  # "10.000+"
        qualifiers.append("over")
        rest = match["figure"] + match["unit"]
    if not qualifiers and (moment := read_date(rest)):
        value = (moment.first + moment.last) / 2 if moment.approximate else moment.first
        return _Figure(value, moment.first, moment.last, place=Fraction(0), is_range=moment.approximate), frozenset()
    figure = None if _is_period(rest) else _read_single("50" if rest == "50/50" else rest)
    figure = figure or _read_mark(rest) or _read_range(rest)
    inexact = [kind for kind in qualifiers if kind in _INEXACT]
    # "ca. ruim 5" and "ruim 15 en 20" name no interval; "meer dan circa 40" does.
    beyond_about = len(inexact) == 2 and inexact[0] in {"over", "under"} and inexact[1] == "about"
    if figure is None or (len(inexact) > 1 and not beyond_about) or (figure.is_range and _BESIDE & set(inexact)):
        raise NotANumber(text)
    return figure, frozenset(qualifiers)


def _is_period(text: str) -> bool:
    """Tell whether it names two years: "2017/2018", "2017/18"."""
    match = _PERIOD.fullmatch(text)
    return match is not None and match["first"][-len(match["second"]) :] != match["second"]


def _read_single(text: str) -> _Figure | None:
    """Read a fraction, a proportion in words, or a number in digits or words."""
    if match := _MAJORITY.fullmatch(text):
        low, high = (Fraction(1, 2), Fraction(1)) if match["most"] else (Fraction(0), Fraction(1, 2))
        return _Figure((low + high) / 2, low, high, place=Fraction(0), is_range=True)
    proportion = PROPORTIONS.get(text.removesuffix(" deel"))
    if proportion is not None:
        return _Figure(proportion, proportion, proportion, place=Fraction(0))
    if match := _FRACTION.fullmatch(text):
        ratio = Fraction(int(match["part"]), int(match["of"]))
        return _Figure(ratio, ratio, ratio, place=Fraction(0), unit=match["unit"] or "")
    if match := _OUT_OF.fullmatch(text):
        part, of = _whole(match["part"]), _whole(match["of"])
        if of == 0 or part > of:
            return None
        return _Figure(*(Fraction(part, of),) * 3, place=Fraction(0), unit=match["unit"] or "")
    if match := _MIXED.fullmatch(text):
        return _read_mixed(match)
    if match := _NUMBER.fullmatch(text):
        return _read_number(match)
    return None


def _whole(text: str) -> int:
    """Read a whole number in digits, grouped or not, or in a word."""
    return WHOLE_NUMBERS[text] if text in WHOLE_NUMBERS else int(text.replace(".", "").replace(" ", ""))


def _read_mixed(match: re.Match[str]) -> _Figure:
    sign, unit = (-1 if "-" in match["sign"] else 1), match["unit"] or ""
    if match["alone"]:
        value = sign * _PARTS[match["alone"]]
        return _Figure(value, value, value, place=Fraction(0), unit=unit)
    part = _PARTS[match["part"]] if match["part"] else Fraction(int(match["top"]), int(match["of"]))
    value, place = sign * (_whole(match["whole"]) + part), Fraction(1, part.denominator)
    return _Figure(value, value - place / 2, value + place / 2, place=place, unit=unit)


def _read_number(match: re.Match[str]) -> _Figure:
    behind_comma = match["decimals"] or ""
    scale = SCALES[match["scale"]] if match["scale"] else 1
    place = Fraction(scale, 10 ** len(behind_comma))
    digits = _whole(match["word"] or match["whole"] + behind_comma)
    value = (-digits if "-" in match["sign"] else digits) * place
    return _Figure(
        value,
        value - place / 2,
        value + place / 2,
        place=place,
        decimals=len(behind_comma),
        scale=match["scale"] or "",
        unit=match["unit"] or "",
    )


def _read_mark(text: str) -> _Figure | None:
    match = _MARK.fullmatch(text)
    if match is None:
        return None
    mark, half = Fraction(int(match["mark"])), Fraction(1, 2)
    low, high = (mark - half, mark) if match["sign"] == "-" else (mark, mark + half)
    return _Figure((low + high) / 2, low, high, place=half)


def _read_range(text: str) -> _Figure | None:
    match = _RANGE.fullmatch(text)
    if match is None:
        return None
    first, second = _read_single(match["first"]), _read_single(match["second"])
    if first is not None and second is not None and second.scale and not (first.scale or first.unit):
        first = _read_single(f"{match['first']} {second.scale}")  # "tussen 1,2 en 1,4 miljoen"
    if first is None or second is None or first.value > second.value or first.unit not in ("", second.unit):
        return None
    return _Figure(
        (first.value + second.value) / 2,
        first.value,
        second.value,
        place=min(first.place, second.place),
        decimals=max(first.decimals, second.decimals),
        is_range=True,
    )


def _is_count(figure: _Figure) -> bool:
    is_percentage = figure.unit == "%" or figure.unit.startswith("procent")
    return figure.place == 1 and figure.decimals == 0 and not is_percentage and not figure.is_range


def _left_open(kind: str, figure: _Figure) -> tuple[Fraction, Fraction]:
    """Give the bounds that a qualifier leaves open."""
    value = figure.value
    if kind == "about":
        # At least what ordinary rounding leaves open anyway; a count after "ca." is not exact.
        margin = _about(figure)
        return min(figure.low, value - margin), max(figure.high, value + margin)
    if kind in {"above", "over"}:
        return value, value + (abs(value) if kind == "above" else _next_to(figure))
    return value - (abs(value) if kind == "below" else _next_to(figure)), value


def _about(figure: _Figure) -> Fraction:
    least, most = _ABOUT_AT_LEAST * abs(figure.value), _ABOUT_AT_MOST * abs(figure.value)
    return min(max(least, _significant_place(figure) / 2), most) if figure.place else most


def _next_to(figure: _Figure) -> Fraction:
    share = _NEXT_TO if figure.place else _NEXT_TO_A_FRACTION
    return share * abs(figure.value)


def _significant_place(figure: _Figure) -> Fraction:
    """Return the unit of the last digit that is not a trailing zero of a whole number."""
    place = figure.place
    if figure.decimals or figure.is_range or not figure.value or not place:
        return place
    while figure.value % (10 * place) == 0:
        place *= 10
    return place
