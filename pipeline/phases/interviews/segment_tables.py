"""The records of interviews: conversations, and the codes that coders gave to what was said in them."""

from collections.abc import Iterator
from typing import TypedDict

from pipeline.contracts.checks import asked_in_phase, aspect_belongs
from pipeline.contracts.round_tables import YES_NO
from pipeline.contracts.selection import SELECTION
from pipeline.contracts.table import NEVER, PUBLIC, Column, Context, Found, Table
from pipeline.records import Count, Record


class InterviewRow(TypedDict):
    """A row of `interviews`: one conversation, with one or several `respondents` (``;`` between them)."""

    interview_id: str
    respondents: str
    unit: str
    date: str
    interpreter: str
    selection: str
    provenance: str


class SegmentRow(TypedDict):
    """A row of `segments`: the code that one coder gave to one stretch; `start` and `end` count characters from 0."""

    segment_id: str
    interview: str
    respondent: str
    start: Count
    end: Count
    text: str
    coder: str
    question: str
    aspect: str
    direction: int
    memo: str
    provenance: str


def names_in(respondents: str) -> list[str]:
    """Give the names in a cell with several, in the order in which they stand there."""
    return [name for part in respondents.split(";") if (name := part.strip())]


def _once(record: Record, context: Context) -> Iterator[Found]:
    """Demand that nobody sits in one conversation twice, be it under two names."""
    known = context.rows.get("respondents", {})
    names = names_in(record["respondents"])
    first = [known[name]["alias_of"] or name if name in known else name for name in names]
    for name, person in zip(names, first, strict=True):
        if first.count(person) > 1:
            what = f"{name} staat hier twee keer, misschien onder een andere naam."
            yield "respondents", what, "Noem iedereen één keer."
            return


def _said_by_somebody_there(record: Record, context: Context) -> Iterator[Found]:
    """Demand that it is known who said it, and that they were in the conversation."""
    interview = context.rows.get("interviews", {}).get(record["interview"])
    if not interview:
        return
    there = names_in(interview["respondents"])
    known = context.rows.get("respondents", {})
    if not record["respondent"] and len(there) > 1:
        mend = f"Vul in wie het zei: {', '.join(there)}."
        yield "respondent", "In dit gesprek zaten meer mensen: wie dit zei, is niet te zien.", mend
    elif "respondents" in context.whole and not known.keys() >= set(there):
        return  # a name there is a slip, and is told
    elif record["respondent"] in known and record["respondent"] not in there:
        mend = f"Kies uit: {', '.join(there)}, of zet deze persoon in de tabel interviews bij dit gesprek."
        yield "respondent", "Deze persoon zat niet in dit gesprek.", mend


def _by_somebody(record: Record, context: Context) -> Iterator[Found]:
    """Demand that is known who gave a code, where that is known of other codes."""
    others = sorted({row["coder"] for row in context.rows["segments"].values()} - {""})
    if others and not record["coder"]:
        what = "Wie deze code gaf, staat er niet bij; bij andere rijen wel."
        yield "coder", what, f"Vul in wie: {', '.join(others)}."


def _stretch(record: Record, _context: Context) -> Iterator[Found]:
    """Demand that a stretch begins and ends, in that order."""
    start, end = record["start"], record["end"]
    if bool(start) != bool(end):
        column = "end" if start else "start"
        yield column, "Van een fragment horen begin en einde er allebei te staan.", "Vul beide in, of geen van beide."
    elif start and int(end) <= int(start):
        yield "end", f"Het einde ligt niet na het begin ({start}).", "Controleer beide getallen."


SEGMENT_TABLES = (
    Table(
        "interviews",
        (
            Column("interview_id", "identifier", leaves=NEVER),
            Column("respondents", references="respondents", several=True, leaves=NEVER),
            Column("unit", optional=True, references="units", loose=True, leaves=NEVER),
            Column("date", "day", optional=True, leaves=NEVER),
            Column("interviewer", optional=True, leaves=NEVER),
            Column("language", optional=True, leaves=NEVER),
            Column("interpreter", allowed=YES_NO, optional=True),
            Column("transcript", optional=True, leaves=NEVER),
            SELECTION,
            Column("provenance", "provenance"),
            Column("remark", optional=True, leaves=NEVER),
        ),
        says="Een gesprek",
        checks=(_once,),
    ),
    Table(
        "segments",
        (
            Column("segment_id", "identifier", leaves=NEVER),
            Column("interview", "identifier", references="interviews", leaves=NEVER),
            Column("respondent", "identifier", optional=True, references="respondents", leaves=NEVER),
            Column("start", "whole_number", optional=True, number=True),
            Column("end", "whole_number", optional=True, number=True),
            Column("text", leaves=NEVER),
            Column("coder", optional=True, leaves=NEVER),
            Column("question", "question"),
            Column("aspect", "identifier", leaves=PUBLIC),
            Column("direction", "direction", number=True),
            Column("memo", optional=True, leaves=NEVER),
            Column("provenance", "provenance"),
            Column("remark", optional=True, leaves=NEVER),
        ),
        phase="interviews",
        says="Wat iemand zei over {question}, {aspect}",
        checks=(aspect_belongs, asked_in_phase, _said_by_somebody_there, _by_somebody, _stretch),
        words="text",
        distinct=("interview", "respondent", "coder", "question", "aspect", "direction", "start", "end", "text"),
        points=lambda row: int(row["direction"]),
    ),
)
