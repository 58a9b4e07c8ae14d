"""The clauses of a sentence: which places and groups each names, and the words that say what it is about."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.claims import wording
from pipeline.claims.numbers import numbers_in

_SPLIT = re.compile(r"[,;:]|\b(?:en|maar|terwijl|tegen|tegenover)\b", re.IGNORECASE)
# Words that say nothing of what a sentence is about: who it is about, how much, and how sure.
_FILLERS = frozenset(
    """
    ik mij mijn me u uw zich mensen bewoners inwoners iemand men jij wij ons juist wel keer keren bezoek bezoeken vaak
    erg zeer heel vooral volgens enquête vragenlijst lijken lijkt hier daar daarvan niet geen nooit altijd werd werden
    was waren te doet doen binnen die ze meer vaker minder soms helft dan
    """.split()
)
# What may stand before a name.
_BEFORE = frozenset({"in", "bij", "van", "de", "het", "op", "voor", "onder", "zowel"})
# How a sentence may call a group by age: its name in a round, other names, and a word where only one is so called.
_AGES = (
    (r"jonger dan (\d+)", r"(?:onder|jonger dan) (?:de )?{0}", "(?:jongeren|jongere mensen)"),
    (r"(\d+) of ouder", r"{0} jaar of ouder|{0}-plussers|vanaf {0}|boven de {0}", "(?:ouderen|oudere mensen)"),
)


@dataclass(frozen=True)
class Clause:
    """A part of a sentence: its words, the same without the names of places and groups, and those that it names."""

    text: str
    plain: str
    who: tuple[str, ...]


def clauses(text: str, names: Iterable[Sequence[str]]) -> Iterator[Clause]:
    """Cut a sentence into clauses.

    Parameters
    ----------
    text : str
        The sentence.
    names : iterable of sequence of str
        The places and groups that each piece of evidence under it tells apart.
    """
    spans = _spans(text, names)
    inside = [span for span, _ in spans]
    cuts = [cut.span() for cut in _SPLIT.finditer(text) if not any(a <= cut.start() < b for a, b in inside)]
    start, waiting = 0, tuple[str, ...]()
    for cut, following in (*cuts, (len(text), len(text))):
        own = [(span, who) for span, who in spans if start <= span[0] < cut]
        plain = "".join(" " if any(a <= at < b for (a, b), _ in own) else text[at] for at in range(start, cut))
        part, start = text[start:cut], following
        who = (*waiting, *(who for _, who in own))
        # "In Oost en West 5 van de 10": what has a name only, belongs to what follows.
        name_only = set(plain.lower().split()) <= _BEFORE
        waiting = who if name_only else ()
        if not name_only:
            yield Clause(part.strip(), plain, tuple(dict.fromkeys(who)))


def _spans(text: str, names: Iterable[Sequence[str]]) -> list[tuple[tuple[int, int], str]]:
    found: dict[tuple[int, int], str] = {}
    for known in names:
        for who in known:
            for pattern in _called(who, known):
                for match in re.finditer(pattern, text):
                    if not any(a <= match.start() < b for a, b in found):
                        found[match.span()] = who
    return sorted(found.items())


def _called(who: str, known: Sequence[str]) -> list[str]:
    """Give how a sentence may call a place or group, where that can be no other."""
    patterns = [rf"(?i:\b{re.escape(who)}(?: jaar)?\b)"]
    # "West" of "Lindeboom West", beside "Lindeboom Oost".
    others = {word for name in known if name != who for word in name.split()}
    if others & set(who.split()):
        own = [word for word in who.split() if word not in others and len(word) > 2 and word[0].isupper()]
        patterns += [rf"\b{re.escape(word)}\b" for word in own]
    for form, called, plain in _AGES:
        age = re.fullmatch(form, who)
        if age:
            patterns.append(rf"(?i:\b(?:{called.format(*age.groups())})(?: jaar)?\b)")
            if sum(re.fullmatch(form, name) is not None for name in set(known)) == 1:
                patterns.append(rf"(?i:\b{plain}\b)")
    return patterns


def stems(text: str) -> frozenset[str]:
    """Give the words of a text that say what it is about, each without its ending.

    Parameters
    ----------
    text : str
        A clause without the names in it, or what was asked.
    """
    words = set(re.findall(r"[^\W\d]+", text.lower())) - _FILLERS - wording.STOP
    return frozenset(_stem(word) for word in words if not numbers_in(word))


def _stem(word: str) -> str:
    """Take the ending and the opening of a Dutch verb off: "voelen", "voelt" and "gevoeld" are "voel"."""
    word = re.sub(r"^ge(?=\w{4})", "", word)
    word = re.sub(r"(?:en|t|d)$", "", word) if len(word) > 4 else re.sub(r"en$", "", word)
    word = re.sub(r"([aeou])\1(?=[^aeiou]$)", r"\1", word)
    return re.sub(r"([^aeiou])\1$", r"\1", word)
