"""Who speaks where in a transcript: lines that begin with a name and a colon, or stand below a name with a time."""

import re
from collections import Counter
from collections.abc import Collection
from typing import NamedTuple

_TIME = r"[\[(<]?\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d{1,3})?)?[\])>]?"
_NAME = r"[^\W\d_][\w .'’()/-]{0,38}?"
_MARK = r"(?:[-–—•*_>]+[ \t]*)?"  # a dash or bullet, or what makes letters bold
_END = r"[*_]*[ \t]*:(?![\d/])"
_BEFORE = re.compile(rf"^[ \t]*{_MARK}(?:{_TIME}[ \t]*)?(?P<name>{_NAME})[ \t]*(?:{_TIME})?[ \t]*{_END}", re.MULTILINE)
_ABOVE = re.compile(rf"^[ \t]*(?P<name>{_NAME})[ \t]+{_TIME}[ \t]*$", re.MULTILINE)
_NUMBERED = re.compile(r"[^\W\d_]{1,12}[ _-]?\d{1,4}")
_ASKING = frozenset(
    "i iv int interviewer interviewster onderzoeker moderator gespreksleider vraag q facilitator".split()
)
_ANSWERING = frozenset("r resp respondent geïnterviewde geinterviewde antwoord a deelnemer participant p".split())
# What stands before a colon at the head of a transcript, or in a sentence, and is nobody.
_NOBODY = frozenset(
    "datum|tijd|duur|plaats|plek|locatie|adres|onderwerp|thema|titel|project|organisatie|opname|bestand|bron|versie|"
    "naam|leeftijd|geslacht|functie|rol|aanwezig|aanwezigen|deelnemers|gesprek|interview|uitwerking|samenvatting|"
    "inleiding|conclusie|kortom|dus|bijvoorbeeld|voorbeeld|namelijk|opmerking|toelichting|let op|noot|nb|n.b.|ps|p.s.|"
    "http|https".split("|")
)
# Words of a name, or before it, that have no capital.
_SMALL = frozenset(
    "van de der den het 't ter ten te en la el al ben bin ibn von da di le mevrouw mevr. mevr mw. mw meneer dhr. dhr "
    "heer dr. dr drs. drs".split()
)
_MOST = 3  # words of a name, without the small ones


class Turn(NamedTuple):
    """What one person says without a break: who, and the stretch of the text, without the name.

    Of one that is not `certain` the name stands there once, and may be any word. The name stands from `begins`.
    """

    speaker: str
    start: int
    end: int
    certain: bool = True
    begins: int = 0


class Spoken(NamedTuple):
    """Who speaks where in a text, and what stands before a colon and was not read as anybody."""

    turns: list[Turn]
    others: tuple[str, ...]


def spoken(text: str, known: Collection[str] = ()) -> Spoken:
    """Find who speaks where.

    A name before a colon is a speaker when it stands there twice, has a number (K01), is `known`, or says what somebody
    does there (interviewer, respondent). What stands there once and looks like a name (one word, or up to three with
    capitals) may be one: that turn is not certain. Anything else is a part of what is said.

    Parameters
    ----------
    text : str
        A transcript.
    known : collection of str
        Names of people who may speak.
    """
    found = _labels(text, known)
    counts = Counter(name.casefold() for *_, name in found)
    is_known = {name.casefold() for name in known}
    spelled = {name.casefold(): name for name in known}
    speaking: list[tuple[int, int, str, bool]] = []
    others: dict[str, None] = {}
    for start, end, name in found:
        key = name.casefold()
        nobody = key in _NOBODY and key not in is_known
        certain = not nobody and (
            counts[key] > 1 or key in is_known or bool(_NUMBERED.fullmatch(name)) or asks(name) or answers(name)
        )
        if certain or (not nobody and _like_a_name(name)):
            # One person, with capitals or without.
            speaking.append((start, end, spelled.setdefault(key, name), certain))
        elif not nobody:
            others[name] = None
    ends = [*(start for start, *_ in speaking[1:]), len(text)]
    turns = [Turn(name, end, stop, sure, at) for (at, end, name, sure), stop in zip(speaking, ends, strict=False)]
    return Spoken(turns, tuple(others))


def _labels(text: str, known: Collection[str]) -> list[tuple[int, int, str]]:
    """Give where lines begin with what may be a name, where the words after it begin, and that name."""
    patterns = [_BEFORE, _ABOVE]
    if known:  # whatever signs a name has
        either = "|".join(map(re.escape, sorted(known, key=len, reverse=True)))
        patterns.insert(0, re.compile(rf"^[ \t]*(?P<name>{either})[ \t]*{_END}", re.MULTILINE | re.IGNORECASE))
    found: dict[int, tuple[int, int, str]] = {}
    for pattern in patterns:
        for match in pattern.finditer(text):
            found.setdefault(match.start(), (match.start(), match.end(), " ".join(match["name"].split())))
    return sorted(found.values())


def _like_a_name(name: str) -> bool:
    """Tell whether words may be the name of somebody: one word, or a few that each have a capital."""
    words = re.sub(r"\([^)]*\)?|/", " ", name).split()
    if len(words) == 1:
        return True
    own = [word for word in words if word.casefold() not in _SMALL]
    return 0 < len(own) <= _MOST and all(word[0].isupper() or word[0].isdigit() for word in own)


def asks(name: str) -> bool:
    """Tell whether a name is that of whoever asks."""
    return name.casefold() in _ASKING


def answers(name: str) -> bool:
    """Tell whether a name stands for whoever is asked, whoever that is."""
    return name.casefold() in _ANSWERING
