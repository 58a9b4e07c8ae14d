"""What the people of interviews said: codes of the lead coder, each with who said it."""

from dataclasses import dataclass

from pipeline.contracts.loading import RoundData
from pipeline.evidence.people import Person, people
from pipeline.phases.interviews.segment_tables import InterviewRow, SegmentRow, names_in
from pipeline.records import rows_of


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


def coders(data: RoundData) -> list[str]:
    """List who coded, in the order of the raw table; a coder without a name has an empty one."""
    return list(dict.fromkeys(data.whole("segments")["coder"]))


def lead_coder(data: RoundData) -> str:
    """Give whose codes count: who `round.yml` names, and where only one coded, that one."""
    found = coders(data)
    return found[0] if len(found) == 1 else data.round.lead_coder


def said(data: RoundData) -> list[Said]:
    """Give the codes of the lead coder, in the order of the raw table; never those of several coders together."""
    lead = lead_coder(data)
    known = people(data)
    there = {found.row["interview_id"]: found.people for found in conversations(data)}
    return [
        Said(row, known[row["respondent"]] if row["respondent"] else there[row["interview"]][0])
        for row in rows_of(data.whole("segments"), SegmentRow)
        if row["coder"] == lead
    ]
