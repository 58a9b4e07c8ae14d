"""Who took part in what we collected ourselves, as rows like those of the sources of a report."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from pipeline.contracts.loading import RoundData
from pipeline.contracts.rows import SourceRow
from pipeline.contracts.units import unit_display
from pipeline.evidence.people import UNLISTED, Speaker, people, source_of, speakers
from pipeline.phases.declaration import Phase
from pipeline.records import Record, names_in, records


def own_sources(data: RoundData, phase: Phase) -> Iterator[SourceRow]:
    """Give a row for each voice that was spoken to, with how many people, and for each group, with how many were there.

    Nobody's own conversation is a row: its date and its voice say who it was.
    """
    for contract in (data.contracts[name] for name in phase.tables if data.contracts[name].words):
        sources = records(data.whole(source_of(contract).references))
        if sources and "respondents" in sources[0]:
            known = people(data)
            spoken = {known[name] for row in sources for name in names_in(row["respondents"])}
            for voice in data.codebook.voices:
                own = sum(person.voice == voice.id for person in spoken)
                if own:
                    yield _row(phase.label, voice.id, own, sources[0])
        else:
            places = unit_display(data.table("units"))
            for number, row in enumerate(sources, 1):
                # Of a place that is none of the round's units nobody decided that it may be told.
                place = places.get(row["unit"], "")
                label = f"Groep {number} ({place})" if place else f"Groep {number}"
                yield from _of_group(label, row, speakers(data, contract.name))


def persons_of(data: RoundData, phase: Phase) -> dict[str, tuple[str, bool]]:
    """Give everybody of whom a phase has rows of their own, such as scores, each once.

    Parameters
    ----------
    data : RoundData
        The round.
    phase : Phase
        The phase.

    Returns
    -------
    dict of str to (str, bool)
        By name, their voice, and whether they said any of it themselves.
    """
    known = people(data)
    found: dict[str, tuple[str, bool]] = {}
    for contract in (data.contracts[name] for name in phase.tables):
        for row in records(data.whole(contract.name)) if contract.person else ():
            name = contract.person(row) if contract.person else ""
            person = known.get(name)
            own = contract.speaks is None or contract.speaks(row)
            if person:
                before = found.get(person.id, ("", False))[1]
                found[person.id] = person.voice, before or own
            elif name and own and row.get("voice"):  # in no list: the row has the voice of who scored
                found[f"{UNLISTED}{name}"] = str(row["voice"]), True
    return found


@dataclass(frozen=True)
class OnPaper:
    """Of how many people a phase has rows of their own, such as scores.

    Attributes
    ----------
    told : int
        Those who took no part: others made all their rows.
    told_unlisted, own_unlisted : int
        Those in no list of people: of who took no part, and of who did.
    """

    told: int
    told_unlisted: int
    own_unlisted: int


def on_paper(data: RoundData, phase: Phase) -> OnPaper:
    """Count the people of whom a phase has rows of their own.

    Parameters
    ----------
    data : RoundData
        The round.
    phase : Phase
        The phase.
    """
    known = people(data)
    told, spoke = set[str](), set[str]()
    for contract in (data.contracts[name] for name in phase.tables):
        for row in records(data.whole(contract.name)) if contract.person else ():
            name = contract.person(row) if contract.person else ""
            own = contract.speaks is None or contract.speaks(row)
            (spoke if own else told).update({known[name].id if name in known else name} - {""})
    ids = {person.id for person in known.values()}
    return OnPaper(len(told - spoke), len(told - spoke - ids), len(spoke - ids))


def _of_group(label: str, session: Record, said: Sequence[Speaker]) -> Iterator[SourceRow]:
    """Give who was in a session: of a group of one kind of people all, of others who is named and how many are not."""
    named = {each.person for each in said if each.person and each.source == session["session_id"]}
    voices = Counter(person.voice for person in named)
    if session["voice"] or len(voices) < 2:
        yield _row(label, session["voice"] or next(iter(voices), ""), int(session["persons"]), session)
        return
    for voice, persons in sorted(voices.items()):
        yield _row(label, voice, persons, session)
    if others := int(session["persons"]) - len(named):
        yield _row(label, "", others, session)


def _row(label: str, voice: str, persons: int, row: Record) -> SourceRow:
    return SourceRow(
        source_id="",
        label=label,
        voice=voice,
        persons=persons,
        persons_at_most=pd.NA,
        consists_of="",
        date="",
        document="",
        locator="",
        provenance=row["provenance"],
        note="",
    )
