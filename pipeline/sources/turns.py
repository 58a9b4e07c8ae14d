"""Who speaks where in a transcript: lines that begin with a name and a colon, or stand below a name with a time."""

import re
from collections import Counter
from collections.abc import Collection
from typing import NamedTuple

_TIME = r"[\[(<]?\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d{1,3})?)?[\])>]?"
_NAME = r"[^\W\d_][\w .'’()/-]{0,38}?"
_BEFORE = re.compile(rf"^[ \t]*(?:{_TIME}[ \t]*)?(?P<name>{_NAME})[ \t]*(?:{_TIME})?[ \t]*:(?=[ \t\n]|$)", re.MULTILINE)
_ABOVE = re.compile(rf"^[ \t]*(?P<name>{_NAME})[ \t]+{_TIME}[ \t]*$", re.MULTILINE)
_NUMBERED = re.compile(r"[^\W\d_]{1,12}[ _-]?\d{1,4}")
_ASKING = frozenset(
    "i iv int interviewer interviewster onderzoeker moderator gespreksleider vraag q facilitator".split()
)
_ANSWERING = frozenset("r resp respondent geïnterviewde geinterviewde antwoord a deelnemer participant p".split())


class Turn(NamedTuple):
    """What one person says without a break: who, and the stretch of the text, without the name."""

    speaker: str
    start: int
    end: int


def turns(text: str, known: Collection[str] = ()) -> list[Turn]:
    """Find who speaks where.

    A name before a colon is a speaker when it stands there twice, has a number (K01), is `known`, or says what somebody
    does there (interviewer, respondent); what stands there once may be any word.

    Parameters
    ----------
    text : str
        A transcript.
    known : collection of str
        Names of people who may speak.
    """
    found = [(match.start(), match.end(), " ".join(match["name"].split())) for match in _BEFORE.finditer(text)]
    found += [(match.start(), match.end(), " ".join(match["name"].split())) for match in _ABOVE.finditer(text)]
    counts = Counter(name.casefold() for *_, name in found)
    is_known = {name.casefold() for name in known}
    speaking = sorted(
        (start, end, name)
        for start, end, name in found
        if counts[name.casefold()] > 1
        or name.casefold() in is_known
        or _NUMBERED.fullmatch(name)
        or asks(name)
        or answers(name)
    )
    ends = [*(start for start, *_ in speaking[1:]), len(text)]
    return [Turn(name, end, stop) for (_, end, name), stop in zip(speaking, ends, strict=False)]


def asks(name: str) -> bool:
    """Tell whether a name is that of whoever asks."""
    return name.casefold() in _ASKING


def answers(name: str) -> bool:
    """Tell whether a name stands for whoever is asked, whoever that is."""
    return name.casefold() in _ANSWERING
