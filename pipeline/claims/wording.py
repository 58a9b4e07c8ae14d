"""How firmly a Dutch sentence is worded and which way it points, as far as its words tell.

The lists are short on purpose: a word is in them only when it hardly ever means anything else in an evaluation report.
What they can't tell, stays untold; a check never guesses.
"""

import re
from collections.abc import Collection, Mapping
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
    "weten niet of",
    "niet vast te stellen",
    "niet te zien",
    "niet te bepalen",
    "niet te meten",
    "niet na te gaan",
    "niet na te rekenen",
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
    "voor zover",
    "wijst erop",
    "wijzen erop",
    "zou",
    "zouden",
    "volgens",
)
# Words that turn a guess into a fact.
PROOF = (
    "bewezen",
    "bewijst",
    "bewijzen dat",
    "aangetoond",
    "toont aan",
    "tonen aan",
    "ongetwijfeld",
    "zonder twijfel",
    "buiten kijf",
    "onmiskenbaar",
    "absoluut",
    "staat vast",
    "glashelder",
)
BOOSTERS = (
    *PROOF,
    "zeker",
    "beslist",
    "duidelijk",
    "overduidelijk",
    "overtuigend",
    "vanzelfsprekend",
    "uiteraard",
    "zonder meer",
    "altijd",
    "nooit",
    "iedereen",
    "niemand",
    "stellig",
)
POSITIVE = (
    "goed",
    "goede",
    "positief",
    "positieve",
    "tevreden",
    "succesvol",
    "succesvolle",
    "gunstig",
    "gunstige",
    "nauw",
    "gewaardeerd",
    "verbeterd",
    "verbetert",
    "uitstekend",
    "uitstekende",
    "prima",
    "geslaagd",
    "enthousiast",
)
NEGATIVE = (
    "slecht",
    "slechte",
    "negatief",
    "negatieve",
    "ontevreden",
    "zwak",
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
    "ramp",
    "klagen",
    "klachten",
    "onvrede",
)
# Who is reached, not how it goes.
_PEOPLE = re.compile(
    r"(?<!\w)kwetsbare (?:\w+ )?(?:bewoners|inwoners|mensen|groepen|groep|doelgroep|medewerkers)(?!\w)"
)
_TURNERS = ("niet", "geen", "nauwelijks", "niet erg", "niet zo", "niet helemaal", "geen erg", "minder")
_NEGATIONS = ("niet", "geen", "nauwelijks", "zelden", "nooit", "nergens", "amper", "niemand")
# A booster that is taken back: "niet iedereen", "bijna nooit", "redelijk zeker".
_TAKEN_BACK = re.compile(
    r"(?<!\w)(?:(?:niet|minder|bijna|redelijk|vrij|tamelijk) (?:bij |voor |van |aan |met |door )?"
    r"(?:zeker|iedereen|altijd|nooit|niemand|duidelijk|alle|elke)"
    r"|zeker niet)(?!\w)"
)
# "Volgens" hedges when somebody else says so, and what is made possible is no guess.
_OWN = re.compile(
    r"(?<!\w)volgens (?:ons|mij|klankbord|(?:het )?(?:jaar)?plan|schema|afspraak)(?!\w)"
    r"|(?<!\w)(?:maak|maakt|maken|maakte|maakten) (?:\w+ )?mogelijk(?!\w)"
)
# All of a group of people, which hardly any evidence can carry.
_EVERY = re.compile(
    r"(?<!\w)(?:alle|elke|iedere) (?:\w+ )?"
    r"(?:bewoners?|inwoners?|klant(?:en)?|gebruikers?|medewerkers?|bezoekers?|vrijwilligers?|deelnemers?|mensen)(?!\w)"
)
STOP = frozenset(
    """
    de het een en of in op van voor met te bij aan om uit dat die dit deze er zij hun zijn is was worden wordt heeft
    hebben wie wat waar ook nog wel mogelijk misschien
    """.split()
)
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


_OPEN, _HEDGE, _BOOST = _any(OPEN), _any(HEDGES), _any(BOOSTERS)
_CERTAIN = _any((*PROOF, "iedereen", "altijd"))
_CONTRAST, _NEGATION = _any(_CONTRASTS), _any(_NEGATIONS)
_SIGNS = ((1, _any(POSITIVE)), (-1, _any(NEGATIVE)))
_ROOM = _any(("vooral", "meestal", "de meeste", "veel", "sommige", "een deel", "niet iedereen", "niet voor iedereen"))
_TWO_SIDED = re.compile(rf"{_CONTRAST.pattern}|;")
# What is quoted are the words of a question or a person: they don't say which way the sentence points.
_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"]*\"")
_TURNED = re.compile(rf"(?<![\w-])(?:{'|'.join(_TURNERS)})\s+(?:\w+\s+)?$")


def firmness(text: str) -> tuple[Firmness, str]:
    """Say how firmly a sentence is worded, and by which word.

    A booster that is taken back ("niet duidelijk", "bijna nooit") is none, and what is "volgens ons" so is no hedge.

    Returns
    -------
    tuple
        The firmness, and the word that decides it; an empty string when no word does.
    """
    lowered = _OWN.sub(" ", text.lower())
    plain = _TAKEN_BACK.sub(" ", _OPEN.sub(" ", lowered))
    if boosted := _BOOST.search(plain) or _EVERY.search(plain):
        return Firmness.BOOSTED, boosted.group()
    if opened := _OPEN.search(lowered):
        return Firmness.OPEN, opened.group()
    if hedged := _HEDGE.search(lowered):
        return Firmness.HEDGED, hedged.group()
    return Firmness.PLAIN, ""


def certainty(text: str) -> str:
    """Give the word by which a sentence makes something certain whatever it is about; empty when there is none."""
    found = _CERTAIN.search(_TAKEN_BACK.sub(" ", text.lower()))
    return found.group() if found else ""


def polarity(text: str) -> int | None:
    """Say which way a sentence points: 1, -1, 0 when it says both, None when its words don't tell.

    Parameters
    ----------
    text : str
        The sentence.
    """
    lowered = _PEOPLE.sub(" mensen ", _QUOTED.sub(" ", text.lower()))
    found = {
        -sign if _TURNED.search(lowered[: match.start()]) else sign
        for sign, words in _SIGNS
        for match in words.finditer(lowered)
    }
    if not found:
        return None
    # Who is called critical need not be of the sentence's own mind; beside a good word it is the other side.
    if len(found) > 1 or _CONTRAST.search(lowered) or (1 in found and "kritisch" in lowered):
        return 0
    return found.pop()


def echoes(text: str, answers: Mapping[int, str]) -> int | None:
    """Say which of the codebook's answers a sentence repeats or denies; None when it is like none of them.

    A sentence repeats an answer when most of its own words, or most of the answer's, are in the other; it denies it
    when one of the two has a negation ("bijna geen", "zelden") and the other has not. A sentence that leaves it open
    ("is niet duidelijk") does neither.

    Parameters
    ----------
    text : str
        The sentence.
    answers : mapping of int to str
        The answer by direction.
    """
    lowered = text.lower()
    if _CONTRAST.search(lowered) or _OPEN.search(lowered):
        return None
    own = _words(lowered)
    # An answer that says two things has a negation for one of them only.
    one_sided = {sign: answer for sign, answer in answers.items() if not _TWO_SIDED.search(answer.lower())}
    likeness = {sign: _likeness(own, _words(answer.lower())) for sign, answer in one_sided.items()}
    best = max(likeness.values(), default=(0.0, 0.0))
    if best[0] < _LIKE:
        return None
    # Answers that differ by a negation only are equally like it, and lead to the same conclusion.
    says = {_denied(sign, negates(text) != negates(answers[sign])) for sign, like in likeness.items() if like == best}
    return says.pop() if len(says) == 1 else None


def leaves_room(text: str) -> bool:
    """Tell whether a sentence leaves room for who sees it otherwise: a hedge, a contrast, "de meeste"."""
    lowered = text.lower()
    return bool(_CONTRAST.search(lowered) or _ROOM.search(lowered) or _HEDGE.search(lowered) or _OPEN.search(lowered))


def without_quotes(text: str) -> str:
    """Leave out what is quoted: the words of a question or a person are not those of the sentence."""
    return _QUOTED.sub(" ", text)


def negates(text: str) -> bool:
    """Tell whether a sentence has a negation."""
    return bool(_NEGATION.search(text.lower()))


def _denied(sign: int, denied: bool) -> int | None:
    return (-sign or None) if denied else sign


_LIKE = 0.75  # the share of words that two sentences must have in common


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text)) - STOP - set(_NEGATIONS) - {"bijna"}


def _likeness(a: frozenset[str], b: frozenset[str]) -> tuple[float, float]:
    """Give the largest share of words in common, and how much of both together that is."""
    if len(a) < 2 or len(b) < 2:
        return 0.0, 0.0
    common = len(a & b)
    return max(common / len(a), common / len(b)), common / len(a | b)
