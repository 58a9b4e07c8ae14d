"""The records of interviews: conversations, and the codes that coders gave to what was said in them."""

from collections.abc import Iterator
from typing import TypedDict

from pipeline.contracts import headings
from pipeline.contracts.checks import asked_in_phase, aspect_belongs
from pipeline.contracts.headings import Heading
from pipeline.contracts.kinds import ORIGIN, OWN_PROVENANCE
from pipeline.contracts.respondents import YES_NO
from pipeline.contracts.selection import OWN_SELECTION
from pipeline.contracts.table import NEVER, PUBLIC, Column, Context, Found, Table
from pipeline.phases.interviews.reconciling import TABLE as RECONCILING
from pipeline.phases.interviews.reconciling import settled
from pipeline.records import Count, Record, names_in


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


def said_by_somebody_there(record: Record, context: Context) -> Iterator[Found]:
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
    if record["coder"]:  # of a hundred thousand codes, this is asked of each
        return
    others = sorted({row["coder"] for row in context.rows["segments"].values()} - {""})
    if others:
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
            Column(
                "interview_id",
                "identifier",
                leaves=NEVER,
                heading=Heading("Gesprek", "Een kenmerk voor het gesprek, zoals G01.", "voorbeeld"),
            ),
            Column(
                "respondents",
                references="respondents",
                several=True,
                leaves=NEVER,
                heading=Heading("Personen", "Met wie: schuilnamen uit deelnemers.xlsx, met ; ertussen.", "K01"),
            ),
            Column("unit", optional=True, references="units", loose=True, leaves=NEVER, heading=headings.UNIT),
            Column("date", "day", optional=True, leaves=NEVER, heading=headings.DAY),
            Column(
                "interviewer",
                optional=True,
                leaves=NEVER,
                heading=Heading("Interviewer", "Wie het gesprek voerde. Komt nooit in het rapport.", "AB"),
            ),
            Column("language", optional=True, leaves=NEVER, heading=Heading("Taal", "In welke taal.", "Nederlands")),
            Column(
                "interpreter",
                allowed=YES_NO,
                optional=True,
                heading=Heading("Tolk", "Was er een tolk? Kies ja of nee.", "nee"),
            ),
            Column(
                "transcript",
                optional=True,
                leaves=NEVER,
                heading=Heading("Uitwerking", "De naam van het bestand met de uitwerking."),
            ),
            OWN_SELECTION,
            OWN_PROVENANCE,
            ORIGIN,
            Column("remark", optional=True, leaves=NEVER, heading=headings.REMARK),
        ),
        says="Een gesprek",
        checks=(_once,),
        workbook="interviews",
        about="Eén rij is een gesprek.",
    ),
    Table(
        "segments",
        (
            Column(
                "segment_id",
                "identifier",
                leaves=NEVER,
                heading=Heading("Fragment", "Een eigen kenmerk, zoals F001.", "voorbeeld"),
            ),
            Column(
                "interview",
                "identifier",
                references="interviews",
                leaves=NEVER,
                heading=Heading("Gesprek", "Uit welk gesprek. Kies uit de lijst.", "G01"),
            ),
            Column(
                "respondent",
                "identifier",
                optional=True,
                references="respondents",
                leaves=NEVER,
                heading=Heading("Persoon", "Wie het zei. Mag leeg als er één persoon was.", "K01"),
            ),
            Column(
                "start",
                "whole_number",
                optional=True,
                number=True,
                heading=Heading("Begin", "Bij welk teken van de uitwerking het begint. Mag leeg."),
            ),
            Column(
                "end",
                "whole_number",
                optional=True,
                number=True,
                heading=Heading("Einde", "Bij welk teken het eindigt. Mag leeg."),
            ),
            Column(
                "text",
                leaves=NEVER,
                heading=Heading("Woorden", "Wat er letterlijk is gezegd.", "Je bent hier altijd welkom."),
            ),
            Column(
                "coder",
                optional=True,
                leaves=NEVER,
                heading=Heading("Codeur", "Wie de code gaf. Verplicht bij meer codeurs.", "AB"),
            ),
            Column("question", "question", heading=headings.QUESTION),
            Column("aspect", "identifier", leaves=PUBLIC, heading=headings.ASPECT),
            Column("direction", "direction", number=True, heading=headings.DIRECTION),
            Column(
                "memo",
                optional=True,
                leaves=NEVER,
                heading=Heading("Memo", "Een aantekening van de codeur. Komt nooit in het rapport."),
            ),
            OWN_PROVENANCE,
            ORIGIN,
            Column("remark", optional=True, leaves=NEVER, heading=headings.REMARK),
        ),
        phase="interviews",
        says="Wat iemand zei over {question}, {aspect}",
        checks=(aspect_belongs, asked_in_phase, said_by_somebody_there, _by_somebody, _stretch),
        words="text",
        distinct=("interview", "respondent", "coder", "question", "aspect", "direction", "start", "end", "text"),
        points=lambda row: int(row["direction"]),
        settled=settled,
        workbook="interviews",
        about="Eén rij is een stukje tekst met één code van één codeur.",
    ),
    RECONCILING,
)
