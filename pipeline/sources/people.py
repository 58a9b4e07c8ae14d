"""Who says what in a document: the cases of a project, the speakers in a text, or else one person a document."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from pipeline.sources.model import Case, Coding, Document, Line
from pipeline.sources.stretches import overlap
from pipeline.sources.turns import Spoken, answers, asks, spoken

CASE, SPEAKER, MAYBE, ALONE, SAID, NOBODY = (
    "case of deelnemer in het bestand",
    "spreker in de tekst",
    "spreker? staat er één keer",
    "één persoon per gesprek",
    "kolom",
    "geen spreker",
)


@dataclass(frozen=True)
class Somebody:
    """Somebody as files know them.

    Attributes
    ----------
    name
        By what decisions know them; of a speaker who may be another in each text with the document before it.
    found
        How they were found.
    asks
        They ask the questions.
    values
        What files say of them.
    own
        The part of the name that is of nobody else in the conversation: of one speaker among more without the document.
    """

    name: str
    found: str
    asks: bool = False
    values: Mapping[str, str] = field(default_factory=dict)
    own: str = ""


@dataclass(frozen=True)
class Present:
    """Who is in a conversation, the stretches in which each speaks, and names by what the text calls a speaker.

    `lines` tell how the text was read where that may be otherwise than meant.
    """

    people: tuple[Somebody, ...]
    stretches: tuple[tuple[int, int, str], ...] = ()
    called: Mapping[str, str] = field(default_factory=dict)
    lines: tuple[Line, ...] = ()

    def who(self, coding: Coding) -> str:
        """Give the name of who said what was coded; empty when that can't be told, or whoever asks said it."""
        answering = [person.name for person in self.people if not person.asks]
        if coding.speaker and (said := self.called.get(coding.speaker, coding.speaker)) in answering:
            return said
        if coding.start is not None and coding.end is not None and self.stretches:
            found = overlap(coding.start, coding.end, self.stretches)
            of_answers = {name: shared for name, shared in found.items() if name in answering}
            if of_answers:
                return max(of_answers, key=lambda name: of_answers[name])
            if found:
                return ""
        return answering[0] if len(answering) == 1 else ""


def present(document: Document, cases: Iterable[Case], codings: Iterable[Coding], known: Collection[str]) -> Present:
    """Say who is in a conversation.

    Parameters
    ----------
    document : Document
        The conversation.
    cases : iterable of Case
        All cases of the files.
    codings : iterable of Coding
        Its codings: some say themselves who speaks.
    known : collection of str
        Pseudonyms that the round has.
    """
    own = [case for case in cases if document.name in case.documents or _within(case, document)]
    if own:
        found = _of_cases(document, own)
        return replace(found, lines=_besides(document, found, known))
    named = {coding.speaker: _full(coding.speaker, document, known) for coding in codings if coding.speaker}
    if named:
        return Present(_by_name(named, SAID), (), named)
    return _of_text(document, spoken(document.text, {*known, *document.speakers}), codings, known)


def _of_text(document: Document, found: Spoken, codings: Iterable[Coding], known: Collection[str]) -> Present:
    """Say who speaks in a text; what stands before those who only may speak is of the one person who else is there."""
    names = {turn.speaker: _full(turn.speaker, document, known) for turn in found.turns}
    lines = _read_otherwise(document, found)
    answering = {full for name, full in names.items() if not asks(name)}
    if not answering:
        return Present((Somebody(document.name, ALONE),), lines=lines)
    maybe = {names[turn.speaker] for turn in found.turns if not turn.certain}
    stretches = [(turn.start, turn.end, names[turn.speaker]) for turn in found.turns]
    first = found.turns[0].start
    before = answering <= maybe and any(each.start is not None and each.start < first for each in codings)
    alone = len(answering) + before == 1
    people = [
        Somebody(full, MAYBE if full in maybe else SPEAKER, asks(name), own=_own(name, full, document, alone=alone))
        for name, full in names.items()
    ]
    if before:
        people.append(Somebody(document.name, ALONE))
        stretches.insert(0, (0, first, document.name))
    return Present(tuple({each.name: each for each in people}.values()), tuple(stretches), names, lines)


def _own(name: str, full: str, document: Document, *, alone: bool) -> str:
    """Give what of a name is of one speaker only: the document is of all, unless one person answers in it."""
    return full if full == document.name or (alone and not asks(name)) else name


def _read_otherwise(document: Document, found: Spoken) -> tuple[Line, ...]:
    lines = []
    if found.others:
        what = "Wat hier voor een dubbele punt staat, is niet als spreker gelezen; het hoort bij wie daar spreekt."
        mend = "Spreekt daar toch iemand? Zet er in de uitwerking een naam met hoofdletters, zoals Ria: of K02:."
        value = ", ".join(f"«{name}»" for name in found.others)
        lines.append(Line(document.file, document.name, value, what, mend, lost=False))
    if found.turns and all(asks(turn.speaker) for turn in found.turns):
        what = "Alleen wie vraagt, heeft in deze tekst een naam; alle woorden tellen als die van één persoon."
        mend = "Zet ook voor de antwoorden wie er spreekt, zoals R: of K02:, en importeer opnieuw."
        lines.append(Line(document.file, document.name, found.turns[0].speaker, what, mend, lost=False))
    return tuple(lines)


def _within(case: Case, document: Document) -> bool:
    return any(name == document.name for name, *_ in case.stretches)


def _of_cases(document: Document, cases: list[Case]) -> Present:
    values: dict[str, dict[str, str]] = {}
    for case in cases:
        values.setdefault(case.name, {}).update(case.values)
    stretches = [
        (start, end, case.name) for case in cases for name, start, end in case.stretches if name == document.name
    ]
    people = [Somebody(name, CASE, asks(name), found) for name, found in values.items()]
    return Present(tuple(people), tuple(stretches))


def _besides(document: Document, found: Present, known: Collection[str]) -> tuple[Line, ...]:
    """Tell whom else the text has as speaking, where a file gives somebody a whole conversation."""
    if len(found.people) != 1 or found.stretches:
        return ()
    case = found.people[0].name
    labels = {turn.speaker for turn in spoken(document.text, {*known, *document.speakers, case}).turns}
    names = sorted(name for name in labels if not (asks(name) or answers(name) or name == case))
    if len(names) + (case in labels) < 2:
        return ()
    what = "Het bestand geeft dit hele gesprek aan één case, maar in de tekst spreken er meer. Alles telt als van één."
    mend = "Geef in uw programma elk stuk aan de case van wie het zei."
    return (Line(document.file, document.name, ", ".join(names), what, mend, lost=False),)


def _by_name(called: Mapping[str, str], found: str) -> tuple[Somebody, ...]:
    people = {full: Somebody(full, found, asks(name)) for name, full in called.items()}
    return tuple(people.values())


def _full(name: str, document: Document, known: Collection[str]) -> str:
    """Give the name of a speaker for all documents, when it is one person in all of them; else with the document."""
    if name in known:
        return name
    return document.name if answers(name) else f"{document.name}: {name}"


def known_in(name: str, known: Collection[str]) -> str:
    """Give the one pseudonym that stands in a name, such as of a document; empty when there is none, or more."""
    words = set(re.split(r"[^\w]+|_", name)) | {name}
    found = {pseudonym for pseudonym in known if pseudonym in words}
    return found.pop() if len(found) == 1 else ""
