"""What the people of interviews said: codes of the lead coder, each with who said it."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date

from pipeline.contracts.loading import RoundData
from pipeline.contracts.moments import day
from pipeline.evidence.people import Person, people
from pipeline.phases.interviews.reconciling import RECONCILED, superseded
from pipeline.phases.interviews.reconciling import TABLE as RECONCILING
from pipeline.phases.interviews.segment_tables import InterviewRow, SegmentRow
from pipeline.records import names_in, rows_of


@dataclass(frozen=True)
class Conversation:
    """An interview, and who was spoken to in it."""

    row: InterviewRow
    people: tuple[Person, ...]


@dataclass(frozen=True)
class Said:
    """A code of the lead coder on what one person said."""

    row: SegmentRow
    person: Person


def conversations(data: RoundData) -> list[Conversation]:
    """Give the interviews in the order of the raw table."""
    known = people(data)
    return [
        Conversation(row, tuple(known[name] for name in names_in(row["respondents"])))
        for row in rows_of(data.whole("interviews"), InterviewRow)
    ]


def coded(data: RoundData) -> list[Conversation]:
    """Give the interviews of which something was coded: what was said in another, nobody can tell yet."""
    own = {each.row["interview"] for each in said(data)}
    return [talk for talk in conversations(data) if talk.row["interview_id"] in own]


def themes_of_talks(data: RoundData, voice: str = "") -> list[frozenset[Hashable]]:
    """Give the questions and aspects that the lead coder found in each conversation, in the order they were held.

    Parameters
    ----------
    data : RoundData
        The round.
    voice : str
        Only conversations with people of this voice, and what those said; empty for all.
    """
    there = [talk for talk in _held(data) if not voice or any(person.voice == voice for person in talk.people)]
    found: dict[str, set[Hashable]] = {talk.row["interview_id"]: set() for talk in there}
    for each in said(data):
        if not voice or each.person.voice == voice:
            found[each.row["interview"]].add((each.row["question"], each.row["aspect"]))
    return [frozenset(themes) for themes in found.values()]


def _held(data: RoundData) -> list[Conversation]:
    """Give the coded conversations by date; of those without one, or on one day, in the order of the raw table."""
    return sorted(coded(data), key=lambda talk: day(talk.row["date"]) or date.max)


def coders(data: RoundData) -> list[str]:
    """List who coded, in the order of the raw table; a coder without a name has an empty one.

    What they decided together is of none of them.
    """
    return [name for name in dict.fromkeys(data.whole("segments")["coder"]) if name != RECONCILED]


def lead_coder(data: RoundData) -> str:
    """Give whose codes count: who `round.yml` names, and where only one coded, that one."""
    found = coders(data)
    return found[0] if len(found) == 1 else data.round.lead_coder


def said(data: RoundData) -> list[Said]:
    """Give the codes of the lead coder, in the order of the raw table; never those of several coders together.

    Where coders decided together, what they decided stands in place of it.
    """
    lead, replaced = lead_coder(data), superseded(data.whole(RECONCILING.name))
    known = people(data)
    there = {found.row["interview_id"]: found.people for found in conversations(data)}
    return [
        Said(row, known[row["respondent"]] if row["respondent"] else there[row["interview"]][0])
        for row in rows_of(data.whole("segments"), SegmentRow)
        if row["coder"] == RECONCILED or (row["coder"] == lead and row["segment_id"] not in replaced)
    ]
