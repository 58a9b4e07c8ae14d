"""What `klankbord privacy --insider` does: tells who a colleague finds in each edition, and through what."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import pandas as pd

from pipeline.called import command
from pipeline.contracts.loading import RoundData
from pipeline.contracts.moments import day
from pipeline.contracts.provenance import REPORTED
from pipeline.contracts.table import PERSONS
from pipeline.dutch import count_noun, listed
from pipeline.editions import PANEL, PUBLIC, TEAM, Edition
from pipeline.evidence import quoting
from pipeline.evidence.group_table import group_table
from pipeline.evidence.people import Person, people, source_of, speakers
from pipeline.evidence.positions import known_of
from pipeline.evidence.small_groups import LeftOut, left_out
from pipeline.evidence.table import SAYS, Evidence, EvidenceRow, TraceRow, is_missing
from pipeline.evidence.without_counts import evidence_without
from pipeline.phases.gathering import gathered, not_to_be_told, positions
from pipeline.phases.raw_tables import load_round
from pipeline.privacy.insiders import Clue, Facts, Found, insiders
from pipeline.records import records, rows_of
from pipeline.rounds import Project
from pipeline.telling.quotes import RETOLD, WORD_FOR_WORD, quotable
from pipeline.telling.trace import behind

KNOWN = 3
"""How many facts of each person a colleague knows. Our choice: role, place and one thing that they said."""
_SAID = "iets dat deze persoon zei"
_KINDS = {"voice": "de stem", "unit": "de plek", "period": "de maand van het gesprek", "said": _SAID}


@dataclass(frozen=True)
class InEdition:
    """What is in an edition, and who is found in it.

    Attributes
    ----------
    edition : Edition
        The edition.
    people : int
        How many people took part of whom something is known by name.
    quotes : int
        How many quotes are shown.
    found : tuple of Found
        The quotes through which a colleague who knows `KNOWN` facts finds whose they are.
    alone : tuple of str
        The numbers that are about one person, who is seen by whoever knows the group and what that person finds.
    """

    edition: Edition
    people: int
    quotes: int
    found: tuple[Found, ...]
    alone: tuple[str, ...]


def look(project: Project, round_id: str) -> list[InEdition]:
    """Simulate colleagues for each edition of a round, from who sees most to who sees least.

    Parameters
    ----------
    project : Project
        Where the round is.
    round_id : str
        The round.

    Raises
    ------
    InputError
        The round has mistakes.
    """
    return [in_edition(load_round(project, round_id, edition=edition)) for edition in (TEAM, PANEL, PUBLIC)]


def in_edition(data: RoundData) -> InEdition:
    """Simulate colleagues who have the edition that a round is read for."""
    found, asked = gathered(data), list(positions(data))
    hidden = left_out(data, asked, pd.concat([found.rows, not_to_be_told(data).rows], ignore_index=True))
    facts, quotes = _facts(data), list(_quotes(data, found, hidden))
    shown = evidence_without(data, found.rows, hidden, asked)
    groups = group_table(data, asked, hidden.groups)
    alone = (*_alone_in_evidence(data, shown), *_alone_in_groups(data, groups))
    return InEdition(data.edition, len(facts), len(quotes), tuple(insiders(facts, quotes, KNOWN)), alone)


def lines(seen: Sequence[InEdition], round_id: str) -> Iterator[str]:
    """Say who a colleague finds in each edition, and through what; of each quote what they have to know."""
    yield (
        f"Nagebootst: collega's die van iedereen {KNOWN} dingen weten. Bijvoorbeeld de stem, de plek, een kenmerk, de "
        "maand van het gesprek of iets wat iemand zei."
    )
    for each in seen:
        who = {found.clue.of for found in each.found}
        yield f"{each.edition.label}: {count_noun(each.quotes, 'citaat', 'citaten')}, {_through(each, len(who))}"
        yield f"  {_of_alone(len(each.alone))}"
    told = {found.clue.what for each in seen[1:] for found in each.found}
    by_quote = {found.clue.what: found for each in seen[1:] for found in each.found}
    for what in sorted(told):
        knows = listed([_KINDS.get(kind, kind.replace("_", " ")) for kind in by_quote[what].kinds]) or "niets"
        yield f"- {what}: te herkennen voor wie weet: {knows}."
    if told:
        yield f"Beslis per citaat of het mag: {command('privacy', round_id)}."


def _through(each: InEdition, who: int) -> str:
    if not each.quotes:
        return "dus niemand is aan een citaat te herkennen."
    if not who:
        return f"en aan geen daarvan is iemand te herkennen van de {each.people} mensen."
    quotes = f"{len(each.found)} van deze citaten"
    return f"en aan {quotes} {'is' if who == 1 else 'zijn'} {who} van de {each.people} mensen te herkennen."


def _of_alone(alone: int) -> str:
    if not alone:
        return "Geen aantal gaat over één mens."
    return f"{count_noun(alone, 'aantal gaat', 'aantallen gaan')} over één mens."


def _alone_in_evidence(data: RoundData, evidence: pd.DataFrame) -> Iterator[str]:
    at_work = {voice.id for voice in data.codebook.voices if voice.at_work}
    for row in rows_of(evidence, EvidenceRow):
        if row["counted"] == PERSONS and row["provenance"] not in REPORTED and row["voice"] not in at_work:
            yield from (f"{row['evidence_id']}: {name}" for name in ("n", "n_against") if _is_one(row[name]))


def _alone_in_groups(data: RoundData, groups: pd.DataFrame) -> Iterator[str]:
    at_work = {data.codebook.labels[voice.id] for voice in data.codebook.voices if voice.at_work}
    sides = [f"{side}{whose}" for side in ("favourable", "neutral", "unfavourable") for whose in ("", "_others")]
    for row in records(groups):
        if row["counted"] == PERSONS and row["group"] not in at_work:
            about = f"{row['label']}, {row['group']}"
            yield from (f"{about}: {side}" for side in sides if _is_one(row[side]))


def _is_one(count: Any) -> bool:
    return not is_missing(count) and int(count) == 1


def _facts(data: RoundData) -> dict[str, Facts]:
    """Give what a colleague may know of each person: what they are, when they were spoken to, and what they said."""
    persons = {person.id: person for person in people(data).values()}
    about = known_of(data, list(persons.values()))
    made: dict[str, dict[str, set[str]]] = {name: {} for name in persons}
    for name, row in zip(persons, records(about), strict=True):
        made[name] = {str(kind): {fact} for kind, fact in row.items() if fact}
    for table in filter(lambda table: table.words, data.contracts.values()):
        sources = {row[key]: row for key, row in _sources(data, table.name)}
        for row, speaker in zip(records(data.whole(table.name)), speakers(data, table.name), strict=True):
            if speaker.person:
                own = made[speaker.person.id]
                own.setdefault("said", set()).add(_thing(data, table.name, row))
                if moment := day(str(sources[speaker.source].get("date", ""))):
                    own.setdefault("period", set()).add(f"{moment:%Y-%m}")
    return {name: {kind: frozenset(facts) for kind, facts in own.items()} for name, own in made.items()}


def _sources(data: RoundData, table: str) -> Iterator[tuple[str, Mapping[str, object]]]:
    contract = data.contracts[source_of(data.contracts[table]).references]
    return ((contract.key, row) for row in records(data.whole(contract.name)))


def _thing(data: RoundData, table: str, row: Mapping[str, object]) -> str:
    points = data.contracts[table].points
    return f"{row['question']}/{row['aspect']}/{points(dict(row)) if points else ''}"


def _quotes(data: RoundData, found: Evidence, hidden: LeftOut) -> Iterator[Clue]:
    """Give each quote that readers see, with all of whom it can be: with that voice, who said it of that that way."""
    shown = behind(data, found, hidden.sides)
    pieces = {row["evidence_id"]: row for row in records(found.rows)}
    says = found.trace[found.trace["role"] == SAYS]
    for name in {PurePosixPath(file).stem for file in says["file"]}:
        if not data.contracts[name].words:
            continue
        quotes, beside = quotable(data, name), quoting.quotable(data, name).by
        spoke = {each.key: each.person for each in speakers(data, name)}
        rows = {row[data.contracts[name].key]: row for row in records(data.whole(name))}
        by_piece: dict[str, list[str]] = {}
        for step in rows_of(says, TraceRow):
            if PurePosixPath(step["file"]).stem == name:
                by_piece.setdefault(step["evidence_id"], []).append(step["key"])
        for piece, keys in by_piece.items():
            printed = {text for text, place in shown.get(piece, ()) if place.startswith((WORD_FOR_WORD, RETOLD))}
            for key in keys:
                person = spoke[key]
                if key in quotes and person and quotes[key].text in printed:
                    printed.discard(quotes[key].text)
                    thing = _thing(data, name, rows[key])
                    can_be = {
                        other.id for each, other in spoke.items() if other and _thing(data, name, rows[each]) == thing
                    }
                    can_be &= _with_voice(spoke.values(), pieces[piece]["voice"])
                    can_be &= _beside(spoke.values(), beside[key], beside.values())
                    yield Clue(f"{quotes[key].text} bij {piece}", person.id, frozenset(can_be))


def _beside(persons: Iterable[Person | None], by: quoting.By, others: Iterable[quoting.By]) -> set[str]:
    """Give who can have said it by the unit that stands beside it; without one, who is of none that is told."""
    told = {each.unit for each in others if each.voice == by.voice and each.unit}
    return {each.id for each in persons if each and (each.unit == by.unit if by.unit else each.unit not in told)}


def _with_voice(persons: Iterable[Person | None], voice: str) -> set[str]:
    return {person.id for person in persons if person and person.voice == voice}
