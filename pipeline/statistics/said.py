"""What a text says of one figure beside another, in words: "ver boven", "gedaald sinds", "bijna"."""

import re
from dataclasses import dataclass
from enum import StrEnum

from pipeline.statistics.formula import Formula, FormulaError, parse


class Sense(StrEnum):
    """What the words say of a figure beside what they name."""

    MORE = "more"
    LESS = "less"
    SAME = "same"
    NEARLY = "nearly"


_MORE = (
    *("boven", "hoger dan", "meer dan", "groter dan", "langer dan", "beter dan", "later dan"),
    *("gestegen sinds", "toegenomen sinds", "gegroeid sinds", "gestegen", "toegenomen", "gegroeid"),
)
_LESS = (
    *("onder", "lager dan", "minder dan", "kleiner dan", "korter dan", "slechter dan", "eerder dan"),
    *("gedaald sinds", "afgenomen sinds", "gedaald", "afgenomen"),
)
_SAME = ("gelijk aan", "evenveel als", "hetzelfde als", "even hoog als", "gelijk gebleven sinds", "stabiel sinds")
_NEARLY = ("bijna", "vrijwel", "nagenoeg")
# Whether a difference deserves such a word, its writer decides: of these alone nothing is a contradiction.
_FAR = ("ver", "ruim", "veel", "sterk", "fors", "flink", "duidelijk", "aanmerkelijk", "een stuk")
_MOST = {"meerderheid": Sense.MORE, "meer dan de helft": Sense.MORE}
_LEAST = {"minderheid": Sense.LESS, "minder dan de helft": Sense.LESS}
_SENSES = {
    **dict.fromkeys(_MORE, Sense.MORE),
    **dict.fromkeys(_LESS, Sense.LESS),
    **dict.fromkeys(_SAME, Sense.SAME),
    **dict.fromkeys(_NEARLY, Sense.NEARLY),
}


def _any(words: tuple[str, ...]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_SAYING = re.compile(rf"(?:(?P<far>{_any(_FAR)}) )?(?P<word>{_any(tuple(_SENSES))}) (?P<beside>.+)", re.IGNORECASE)
_HALF = re.compile(rf"(?:een |de )?(?P<word>{_any((*_MOST, *_LEAST))})", re.IGNORECASE)
EXAMPLES = "boven b, ver boven b, gestegen sinds b, gelijk aan b, bijna b, of meerderheid"


# How tables say it of a row, in a word or a sign, with how it is said of a figure.
_ALONE = {
    **dict.fromkeys(("gestegen", "stijging", "toename", "toegenomen", "hoger", "meer", "↑", "▲"), "hoger dan"),
    **dict.fromkeys(("gedaald", "daling", "afname", "afgenomen", "lager", "minder", "↓", "▼"), "lager dan"),
    "boven": "boven",
    "onder": "onder",
    **dict.fromkeys(("gelijk", "gelijk gebleven", "stabiel", "="), "gelijk aan"),
}


def said_alone(text: str) -> str:
    """Give how a word that stands by itself in a table is said beside another figure; nothing where it is none."""
    return _ALONE.get(text.strip().casefold(), "")


@dataclass(frozen=True)
class Saying:
    """One thing that is said of a figure.

    Attributes
    ----------
    words : str
        As written, without what it is said beside.
    sense : Sense
        What they say.
    far : bool
        Whether they say that the difference is large.
    beside : Formula or None
        What the figure is held beside; None for half of a whole, of which "meerderheid" speaks.
    """

    words: str
    sense: Sense
    far: bool
    beside: Formula | None


def sayings(text: str) -> tuple[Saying, ...]:
    """Read a cell with what is said of a figure, with semicolons between.

    Raises
    ------
    FormulaError
        If a part of it can't be read.

    Examples
    --------
    >>> [(said.words, said.sense.value) for said in sayings("ver boven stad; gedaald sinds toen")]
    [('ver boven', 'more'), ('gedaald sinds', 'less')]
    """
    return tuple(_saying(part.strip()) for part in text.split(";")) if text.strip() else ()


def _saying(text: str) -> Saying:
    if match := _HALF.fullmatch(text):
        return Saying(match["word"], (_MOST | _LEAST)[match["word"].casefold()], far=False, beside=None)
    match = _SAYING.fullmatch(text)
    if match is None:
        raise FormulaError(f"«{text}» is niet te lezen. Schrijf het zo: {EXAMPLES}.")
    beside = parse(match["beside"])
    if not beside.names:
        raise FormulaError(f"«{match['beside']}» is geen kenmerk van een cijfer. Schrijf het zo: {EXAMPLES}.")
    words = " ".join(filter(None, (match["far"], match["word"])))
    return Saying(words, _SENSES[match["word"].casefold()], bool(match["far"]), beside)
