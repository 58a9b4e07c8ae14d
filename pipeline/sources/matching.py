"""Which question, aspect and direction a code means: by its name, by what people decided, or not yet."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from pipeline.codebook import Codebook
from pipeline.errors import nearest
from pipeline.sources.decisions import CodeDecision
from pipeline.sources.directions import WHOLE, without_direction
from pipeline.sources.model import SEPARATOR, Code


class Match(StrEnum):
    """How a code was matched with the codebook."""

    EXACT = "gelijk aan het codeboek"
    DECIDED = "volgens koppeling.xlsx"
    MAYBE = "te bevestigen"
    NEW = "nieuw"
    VALENCE = "alleen een richting"
    LEFT_OUT = "niet overnemen"


_SHORTEST = 5  # letters of a name that are not by chance those of another
_LIKE = 0.75  # of the letters of two names that are the same, where one may be meant by the other
BY_SHEET = "volgens koppeling.xlsx"


@dataclass(frozen=True)
class Meaning:
    """What a code means.

    Attributes
    ----------
    match
        How that is known.
    question, aspect
        What it is about; of one that has to be confirmed what it may be; else empty.
    direction, read
        Which way it points and how that was read; None where the code by itself does not say.
    """

    match: Match
    question: str = ""
    aspect: str = ""
    direction: int | None = None
    read: str = ""

    @property
    def counts(self) -> bool:
        """Tell whether a coding with it becomes a record."""
        return self.match in {Match.EXACT, Match.DECIDED}

    @property
    def waits(self) -> bool:
        """Tell whether somebody has to say what it means."""
        return self.match in {Match.MAYBE, Match.NEW}


class Names:
    """The aspects of a codebook by every name that a code may have for them.

    Parameters
    ----------
    book : Codebook
        The codebook.
    phase : str
        Only questions asked in this phase count.
    """

    def __init__(self, book: Codebook, phase: str) -> None:
        self._aspects: dict[str, set[tuple[str, str]]] = {}
        self._questions: dict[str, set[str]] = {}
        self._near: dict[str, tuple[str, str]] = {}
        for question in book.questions:
            if phase not in question.asked_in:
                continue
            of_question = {_key(question.id), _key(question.label), _key(question.question)}
            for name in of_question:
                self._questions.setdefault(name, set()).add(question.id)
            for code in question.codes:
                pair = (question.id, code.id)
                for name in (code.id, code.label):
                    self._aspects.setdefault(_key(name), set()).add(pair)
                    self._near.setdefault(name, pair)
                    for above in of_question:
                        self._aspects.setdefault(above + _key(name), set()).add(pair)

    def find(self, path: tuple[str, ...]) -> set[tuple[str, str]]:
        """Give the questions and aspects that a code may mean by its name, narrowed by the names above it."""
        if not path:
            return set()
        *above, last = path
        found = self._aspects.get(_key(last), set()) or self._aspects.get(_key("".join(path)), set())
        named = {question for name in above for question in self._questions.get(_key(name), ())}
        return {pair for pair in found if pair[0] in named} or (set() if named else found)

    def near(self, path: tuple[str, ...]) -> tuple[str, str] | None:
        """Give what a code may mean, or nothing: by a slip, by a name within the other, or by a like one."""
        if not path:
            return None
        name = nearest(path[-1], self._near)
        if name:
            return self._near[name]
        may = self._within(path) or self._like(path[-1])
        return may.pop() if len(may) == 1 else None

    def _within(self, path: tuple[str, ...]) -> set[tuple[str, str]]:
        """Give the aspects whose name has the name of a code in it, or the other way round («doorverwijzen»)."""
        own = _key(path[-1])
        found = {
            pair
            for name, pair in self._near.items()
            for short, long in [sorted((own, _key(name)), key=len)]
            if len(short) >= _SHORTEST and short in long
        }
        named = {question for name in path[:-1] for question in self._questions.get(_key(name), ())}
        return {pair for pair in found if pair[0] in named} or found

    def _like(self, name: str) -> set[tuple[str, str]]:
        """Give the aspect whose name has most letters in common with that of a code, if that is enough of them."""
        own, by_key = _key(name), {_key(near): pair for near, pair in self._near.items()}
        near = get_close_matches(own, by_key, n=1, cutoff=_LIKE) if len(own) >= _SHORTEST else []
        return {by_key[each] for each in near}


def meaning(code: Code, names: Names, decisions: Mapping[str, CodeDecision]) -> Meaning:
    """Say what a code means.

    Parameters
    ----------
    code : Code
        The code.
    names : Names
        The codebook.
    decisions : mapping of str to CodeDecision
        What people decided, by the whole name of a code.
    """
    by_name = _by_name(code.path, names)
    decided = decisions.get(code.name)
    if decided is None or decided.is_empty:
        return by_name
    if not decided.take:
        return Meaning(Match.LEFT_OUT)
    direction, read = by_name.direction, by_name.read
    if decided.direction is not None:
        direction, read = decided.direction, BY_SHEET
    if decided.question:
        return Meaning(Match.DECIDED, decided.question, decided.aspect, direction, read)
    if by_name.counts:
        return Meaning(by_name.match, by_name.question, by_name.aspect, direction, read)
    return Meaning(Match.VALENCE, direction=direction, read=read) if direction is not None else by_name


def _by_name(path: tuple[str, ...], names: Names) -> Meaning:
    rest, direction, read = without_direction(path)
    found = names.find(rest)
    if not found and direction is not None and (whole := names.find(path)):  # the word belongs to the aspect's name
        found, rest, direction, read = whole, path, None, ""
    if len(found) == 1:
        question, aspect = next(iter(found))
        return Meaning(Match.EXACT, question, aspect, direction, read)
    if direction is not None and not rest:
        return Meaning(Match.VALENCE, direction=direction, read=WHOLE)
    if found:  # the same aspect under several questions
        return Meaning(Match.MAYBE, direction=direction, read=read)
    near = names.near(rest)
    return Meaning(Match.MAYBE, *near, direction, read) if near else Meaning(Match.NEW, "", "", direction, read)


def _key(name: str) -> str:
    """Give a name without what programs and people write otherwise: capitals, accents, spaces and signs."""
    letters = unicodedata.normalize("NFKD", name).casefold()
    return "".join(letter for letter in letters if letter.isalnum())


def shown(question: str, aspect: str) -> str:
    """Name a question and aspect as people read them in a list of codes."""
    return f"{question}{SEPARATOR}{aspect}" if aspect else ""
