"""How firmly a Dutch sentence is worded and which way it points, as far as its words tell.

The lists are short on purpose: a word is in them only when it hardly ever means anything else in an evaluation report.
What they can't tell, stays untold; a check never guesses.
"""

import re
from collections.abc import Collection
from enum import IntEnum


class Firmness(IntEnum):
    """How firmly something is said, in the order of what a reader takes it for."""

    OPEN = 0  # not clear whether it is so
    HEDGED = 1  # possible
    PLAIN = 2  # likely, or said without more
    BOOSTED = 3  # certain


# What each level of confidence allows at most.
ALLOWED = {
    "very low": Firmness.OPEN,
    "low": Firmness.HEDGED,
    "moderate": Firmness.PLAIN,
    "high": Firmness.BOOSTED,
}

OPEN = (
    "niet duidelijk",
    "onduidelijk",
    "onzeker",
    "niet zeker",
    "niet te zeggen",
    "niet vast te stellen",
    "valt niet te",
    "is niet te",
    "niet bekend",
    "geen conclusie",
)
HEDGES = (
    "mogelijk",
    "misschien",
    "wellicht",
    "vermoedelijk",
    "kan zijn",
    "kunnen zijn",
    "lijkt",
    "lijken",
    "leek",
    "leken",
    "schijnt",
    "schijnen",
    "zou kunnen",
    "zouden kunnen",
    "aanwijzing",
    "aanwijzingen",
    "voorzichtig",
    "voorzichtige",
    "voor zover",
    "wijst erop",
    "wijzen erop",
    "volgens",
)
BOOSTERS = (
    "zeker",
    "beslist",
    "bewezen",
    "bewijst",
    "bewijzen dat",
    "aangetoond",
    "toont aan",
    "tonen aan",
    "duidelijk",
    "overduidelijk",
    "ongetwijfeld",
    "zonder twijfel",
    "buiten kijf",
    "onmiskenbaar",
    "overtuigend",
    "absoluut",
    "vanzelfsprekend",
    "uiteraard",
    "zonder meer",
    "altijd",
    "nooit",
    "iedereen",
    "niemand",
    "stellig",
    "staat vast",
)
POSITIVE = (
    "goed",
    "goede",
    "positief",
    "positieve",
    "tevreden",
    "sterk",
    "sterke",
    "succesvol",
    "succesvolle",
    "gunstig",
    "gunstige",
    "nauw",
    "gewaardeerd",
    "verbeterd",
    "verbetert",
)
NEGATIVE = (
    "slecht",
    "slechte",
    "negatief",
    "negatieve",
    "ontevreden",
    "zwak",
    "zwakke",
    "moeizaam",
    "moeizame",
    "kwetsbaar",
    "kwetsbare",
    "onvoldoende",
    "ongunstig",
    "ongunstige",
    "tekort",
    "te weinig",
    "mislukt",
    "verslechterd",
    "verslechtert",
)
_TURNERS = ("niet", "geen", "nauwelijks", "niet erg", "niet zo", "niet helemaal", "geen erg", "minder")
_CONTRASTS = (
    "maar",
    "toch",
    "echter",
    "hoewel",
    "terwijl",
    "wisselt",
    "wisselend",
    "wisselende",
    "gemengd",
    "verschilt",
    "verschillend",
    "verdeeld",
    "deels",
    "uiteen",
)


def _any(words: Collection[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})(?![\w-])")


_OPEN, _HEDGE, _BOOST, _CONTRAST = _any(OPEN), _any(HEDGES), _any(BOOSTERS), _any(_CONTRASTS)
_TURNED = re.compile(rf"(?<![\w-])(?:{'|'.join(_TURNERS)})\s+(?:\w+\s+)?$")


def firmness(text: str) -> tuple[Firmness, str]:
    """Say how firmly a sentence is worded, and by which word.

    An open or hedging word weighs more than a booster only where it takes the booster back ("niet duidelijk").

    Returns
    -------
    tuple
        The firmness, and the word that decides it; an empty string when no word does.
    """
    lowered = text.lower()
    opened = _OPEN.search(lowered)
    without_open = _OPEN.sub(" ", lowered)
    if boosted := _BOOST.search(without_open):
        return Firmness.BOOSTED, boosted.group()
    if opened:
        return Firmness.OPEN, opened.group()
    if hedged := _HEDGE.search(lowered):
        return Firmness.HEDGED, hedged.group()
    return Firmness.PLAIN, ""


def polarity(text: str, topic: Collection[str] = ()) -> int | None:
    """Say which way a sentence points: 1, -1, 0 when it says both, None when its words don't tell.

    Parameters
    ----------
    text : str
        The sentence.
    topic : collection of str
        Words that name what is asked ("kwetsbare" in "kwetsbare bewoners bereiken"); they say nothing about the answer.
    """
    lowered = text.lower()
    topic = {word.lower() for word in topic}
    found = set()
    for sign, words in ((1, POSITIVE), (-1, NEGATIVE)):
        for match in _any([word for word in words if word not in topic]).finditer(lowered):
            found.add(-sign if _TURNED.search(lowered[: match.start()]) else sign)
    if not found:
        return None
    if len(found) > 1 or _CONTRAST.search(lowered):
        return 0
    return found.pop()
