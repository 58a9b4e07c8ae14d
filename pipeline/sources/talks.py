"""Documents as conversations of the round: how each is called, who was in it, and what is not known of them yet."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from pipeline.contracts.moments import day
from pipeline.contracts.plain_text import heading
from pipeline.contracts.rules import IDENTIFIER
from pipeline.records import Record
from pipeline.sources.decisions import Choices, Decisions, PersonDecision, TalkDecision
from pipeline.sources.model import OF_TALK, Document, document_name
from pipeline.sources.people import Present, Somebody, known_in
from pipeline.sources.pseudonyms import CODE_LIKE, Pseudonyms

_CODE_WITHIN = re.compile(r"(?<![^\W_])[A-Z]{1,3}\d{1,4}(?![^\W_])")  # «K04» in «Interview 4 - K04»
_PSEUDONYM = "Persoon"  # as this program exports it
_DAYS = frozenset({"date", "consent_until"})
_VOICE, _UNIT = ("stem", "voice", "groep", "doelgroep"), ("onderdeel", "unit", "locatie")


@dataclass(frozen=True)
class Known:
    """What people typed in the round's own workbooks: respondents and interviews, by key."""

    respondents: Mapping[str, Record] = field(default_factory=dict)
    interviews: Mapping[str, Record] = field(default_factory=dict)


@dataclass(frozen=True)
class Person:
    """Somebody with a place among the round's respondents.

    Attributes
    ----------
    somebody
        As files know them.
    respondent
        The pseudonym.
    decision
        What is known of them: decided, or else as the file says.
    typed
        The round has them already.
    take
        What they say counts.
    """

    somebody: Somebody
    respondent: str
    decision: PersonDecision
    typed: bool
    take: bool

    @property
    def waits(self) -> bool:
        """Tell whether somebody has to say whose voice this is."""
        return self.take and not self.typed and not self.decision.voice


@dataclass(frozen=True)
class Talk:
    """A document as a conversation.

    Attributes
    ----------
    document, present
        The text, and who is in it.
    interview
        The key of the conversation.
    decision
        What was decided of it.
    typed
        The row of the conversation in the round's own workbook; None when it has none.
    people
        Those whose words count.
    waits
        It is not known yet of everybody whose voice they are.
    """

    document: Document
    present: Present
    interview: str
    decision: TalkDecision
    typed: Record | None
    people: tuple[Person, ...]
    waits: bool

    @property
    def names_in_key(self) -> list[str]:
        """List whose name stands in the key of the conversation, which pages and file names have: «Gesprek_Marjan»."""
        if self.typed:
            return []
        inside = set(self.interview.casefold().split("_"))
        names = (each.somebody.name for each in self.people if each.somebody.name != self.document.name)
        return sorted({name for name in (each.rpartition(": ")[2] for each in names) if inside & _names_within(name)})


class People:
    """Gives everybody a place among the respondents, the same person the same in all documents.

    Parameters
    ----------
    known : Known
        What the round has.
    decisions : Decisions
        What was decided.
    choices : Choices
        What may be chosen.
    pseudonyms : Pseudonyms
        Gives a name to who has none that may be seen.
    """

    def __init__(self, known: Known, decisions: Decisions, choices: Choices, pseudonyms: Pseudonyms) -> None:
        self._known, self._decisions, self._choices = known, decisions, choices
        self._pseudonyms = pseudonyms
        self._taken = {*known.respondents, *(each.respondent for each in decisions.people.values())} - {""}
        # Two names of one person: what is known of one is known of the other.
        self._voices = {each.respondent: each.voice for each in decisions.people.values() if each.voice}
        self.found: dict[str, Person] = {}

    def of(self, somebody: Somebody) -> Person:
        """Give the person that somebody is."""
        if somebody.name not in self.found:
            self.found[somebody.name] = self._person(somebody)
        return self.found[somebody.name]

    def decided(self, somebody: Somebody) -> PersonDecision:
        """Give what was decided of somebody; in a workbook of before, they stand by name."""
        own = self._decisions.people
        if somebody.name in own or not own:
            return own.get(somebody.name, PersonDecision())
        return own.get(self._pseudonyms.label(somebody), PersonDecision())

    def _person(self, somebody: Somebody) -> Person:
        decided = self.decided(somebody)
        said = somebody.values.get(_PSEUDONYM, "")
        own = said if IDENTIFIER.holds(said) and said not in self._taken else ""
        name = decided.respondent or known_in(somebody.own or somebody.name, self._known.respondents) or own
        take = not somebody.asks if decided.take is None else decided.take
        name = name or (self._pseudonym(somebody) if take else "")
        self._taken.add(name)
        return Person(somebody, name, self._filled(decided, somebody), name in self._known.respondents, take)

    def _pseudonym(self, somebody: Somebody) -> str:
        """Give a new pseudonym: what already looks like one stays, a name does not."""
        called = somebody.name.rpartition(": ")[2]  # of a speaker, without the document
        codes = {called} if CODE_LIKE.fullmatch(called) else set(_CODE_WITHIN.findall(somebody.own or somebody.name))
        if len(codes) == 1:
            own = re.sub(r"[-_ ]", "", codes.pop())
            if own not in self._taken:
                return own
        return self._pseudonyms.of(somebody, self._taken)

    def _filled(self, decided: PersonDecision, somebody: Somebody) -> PersonDecision:
        """Add what the file says of somebody, where that is one of the choices."""
        said = {heading(name): value.strip() for name, value in somebody.values.items()}
        voice = decided.voice or (self._voices.get(decided.respondent, "") if decided.respondent else "")
        voice = voice or _chosen(said, _VOICE, self._choices.voices, self._choices.voice_labels)
        unit = decided.unit or _chosen(said, _UNIT, self._choices.units, {})
        attributes = dict(decided.attributes)
        for title, name, values in self._choices.attributes:
            value = said.get(heading(name), said.get(heading(title), ""))
            if values:
                value = _chosen(said, (heading(name), heading(title)), values, {})
            if value:
                attributes.setdefault(name, value)
        columns = _columns(said, self._choices.columns.get("respondents", ()))
        quotable = decided.quotable or columns.pop("consent_quotable", "")
        return PersonDecision(decided.respondent, voice, unit, quotable, attributes, decided.take, columns)


def _columns(said: Mapping[str, str], columns: Iterable[tuple[str, str, tuple[str, ...]]]) -> dict[str, str]:
    """Give what a file says for columns by their headings, where that can stand there."""
    found = {}
    for title, name, values in columns:
        text = said.get(heading(title), "")
        if text and (text in values or not values) and (name not in _DAYS or day(text) is not None):
            found[name] = text
    return found


def _chosen(said: Mapping[str, str], names: Collection[str], options: Iterable[str], labels: Mapping[str, str]) -> str:
    """Give the option that a file names in one of some columns, by its id or its label, whatever its capitals."""
    by_name = {label.casefold(): option for option, label in labels.items()}
    by_name |= {option.casefold(): option for option in options}
    return next((by_name[said[name].casefold()] for name in names if said.get(name, "").casefold() in by_name), "")


def talks(
    present: Iterable[tuple[Document, Present]], people: People, known: Known, decisions: Decisions, choices: Choices
) -> list[Talk]:
    """Make conversations of documents; one of which was decided that it is left out is not among them."""
    found = []
    taken = {each.interview for each in decisions.talks.values()} - {""}
    for document, who in present:
        decided = _filled(decisions.talks.get(document.name, TalkDecision()), document, choices)
        if not decided.take:
            continue
        typed = _typed(document, decided, known)
        name = decided.interview or _name(document.name, {*taken, *known.interviews})
        name = str(typed["interview_id"]) if typed else name
        taken.add(name)
        here = _here(who, people, typed)
        own = tuple(person for person in here if person.take)
        found.append(Talk(document, who, name, decided, typed, own, any(person.waits for person in own)))
    return found


def _filled(decided: TalkDecision, document: Document, choices: Choices) -> TalkDecision:
    """Add what the file says of a conversation, where that can be."""
    said = {
        heading(name.removeprefix(OF_TALK)): text.strip()
        for name, text in document.values.items()
        if name.startswith(OF_TALK)
    }
    columns = _columns(said, choices.columns.get("interviews", ()))
    date = columns.pop("date", "")
    unit = _chosen(said, _UNIT, choices.units, {})
    of_groups = as_units(document.groups, choices.units)
    unit = unit or (of_groups.pop() if len(of_groups) == 1 else "")
    return TalkDecision(decided.interview, decided.date or date, decided.unit or unit, decided.take, columns)


def as_units(groups: Iterable[str], units: Iterable[str]) -> set[str]:
    """Give the units by whose name groups of documents are called, whatever their capitals."""
    by_name = {unit.casefold(): unit for unit in units}
    return {by_name[group.casefold()] for group in groups if group.casefold() in by_name}


def _here(who: Present, people: People, typed: Record | None) -> list[Person]:
    """Give the people in a conversation; one that the round itself says was with one person, was with that one."""
    names = [name.strip() for name in str(typed["respondents"]).split(";")] if typed else []
    answering = [person for person in who.people if not person.asks]
    if len(names) == 1 and len(answering) == 1:
        only = Somebody(answering[0].name, answering[0].found, values=answering[0].values)
        decided = people.of(only)
        if decided.respondent != names[0]:
            people.found[only.name] = Person(only, names[0], decided.decision, True, decided.take)
    return [people.of(somebody) for somebody in who.people]


def _typed(document: Document, decided: TalkDecision, known: Known) -> Record | None:
    """Find the row of a conversation that people typed: by its key or by the name of its transcript."""
    own = heading(document.name)
    for name, row in known.interviews.items():
        if decided.interview and decided.interview in known.interviews:
            return known.interviews[decided.interview]
        if own in {heading(name), heading(document_name(str(row["transcript"])))}:
            return row
    return None


def _names_within(name: str) -> set[str]:
    """Give the words of a name that have a capital and no number, as a key would have them, in small letters."""
    words = _name(name, ()).split("_")
    return {word.casefold() for word in words if word[0].isupper() and word.isalpha()}


def _name(name: str, taken: Collection[str]) -> str:
    """Make a key of the name of a document."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
    made = re.sub(r"[^A-Za-z0-9]+", "_", plain).strip("_")
    made = made if IDENTIFIER.holds(made) else f"G_{made}".rstrip("_")
    number, key = 1, made
    while key in taken:
        number += 1
        key = f"{made}_{number}"
    return key
