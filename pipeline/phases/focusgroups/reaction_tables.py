"""The records of focus groups: sessions, and how the people in them reacted to what was put to them.

Reactions are those of the participant x question matrix of Onwuegbuzie et al. 2009, IJQM 8(3): agreement (A), dissent
(D), a significant statement or example that suggests agreement (SE) or dissent (SD), and neither (NR).
"""

from collections.abc import Iterator
from typing import TypedDict

from pipeline.contracts.checks import asked_in_phase, aspect_belongs
from pipeline.contracts.selection import SELECTION
from pipeline.contracts.table import NEVER, PUBLIC, Column, Context, Found, Table
from pipeline.records import Count, Record

NO_REACTION = "NR"
REACTIONS = {"A": 1, "SE": 1, "D": -1, "SD": -1, NO_REACTION: None}
"""Each reaction, and whether it is with (1) or against (-1) what was put; not reacting is neither."""


class SessionRow(TypedDict):
    """A row of `focusgroup_sessions`; `persons` were present, without those of `organisation_present`."""

    session_id: str
    date: str
    unit: str
    moderator: str
    organisation_present: str
    persons: int
    voice: str
    selection: str
    provenance: str


class ReactionRow(TypedDict):
    """A row of `focusgroup_reactions`: one person's, or that of `n` people of the session whom nobody named."""

    reaction_id: str
    session: str
    respondent: str
    n: Count
    question: str
    aspect: str
    put: int
    reaction: str
    text: str
    provenance: str


def points(put: int, reaction: str) -> int | None:
    """Give which way a reaction points, -1 or 1: with or against what was put, times its direction; None if neither."""
    sign = REACTIONS[reaction]
    return None if sign is None else put * sign


def _known_voice(record: Record, context: Context) -> Iterator[Found]:
    """Demand that is known whose voice it is: of a person, or of the session as a whole."""
    session = context.rows.get("focusgroup_sessions", {}).get(record["session"])
    if session and not record["respondent"] and not session["voice"]:
        mend = "Vul in wie dit zei, of vul in de tabel focusgroup_sessions bij dit gesprek de stem (voice) in."
        yield "respondent", "Van wie deze reactie is, is niet te zien.", mend
    if record["respondent"] and record["n"]:
        yield "n", "Bij een reactie van één persoon hoort geen aantal.", "Maak de cel leeg, of die bij respondent."


def _not_more_than_present(record: Record, context: Context) -> Iterator[Found]:
    """Demand that no more people reacted in a session than were there, over all or on one aspect."""
    reactions = context.rows.get("focusgroup_reactions", {}).values()
    known = context.rows.get("respondents", {})
    own = [row for row in reactions if row["session"] == record["session_id"]]
    named = {known[name]["alias_of"] or name for row in own if (name := row["respondent"]) in known}
    unnamed: dict[tuple[str, ...], int] = {}
    for row in own:
        if not row["respondent"]:
            put = (row["question"], row["aspect"], row["put"])
            unnamed[put] = unnamed.get(put, 0) + int(row["n"] or 0)
    most = max([len(named), *unnamed.values()])
    if most > int(record["persons"]):
        what = f"In de reacties staan meer mensen ({most}) dan er bij dit gesprek waren."
        yield "persons", what, "Controleer het aantal, en of niemand onder twee namen voorkomt."


FOCUSGROUP_TABLES = (
    Table(
        "focusgroup_sessions",
        (
            Column("session_id", "identifier", leaves=NEVER),
            Column("date", "day", optional=True, leaves=PUBLIC),
            Column("unit", optional=True, references="units", loose=True, leaves=NEVER),
            Column("moderator", optional=True, leaves=NEVER),
            Column("organisation_present", optional=True, leaves=PUBLIC),
            Column("persons", "positive", number=True),
            # Of a group of one kind of people: whose voice reactions are that name nobody.
            Column("voice", "voice", optional=True),
            SELECTION,
            Column("provenance", "provenance"),
            Column("remark", optional=True, leaves=NEVER),
        ),
        says="Een groepsgesprek",
        checks=(_not_more_than_present,),
    ),
    Table(
        "focusgroup_reactions",
        (
            Column("reaction_id", "identifier", leaves=NEVER),
            Column("session", "identifier", references="focusgroup_sessions", leaves=NEVER),
            Column("respondent", "identifier", optional=True, references="respondents", leaves=NEVER),
            Column("n", "positive", optional=True, number=True),
            Column("question", "question"),
            Column("aspect", "identifier", leaves=PUBLIC),
            Column("put", allowed=("-1", "1"), number=True),
            Column("reaction", allowed=tuple(REACTIONS)),
            Column("text", optional=True, leaves=NEVER),
            Column("provenance", "provenance"),
            Column("remark", optional=True, leaves=NEVER),
        ),
        phase="focusgroups",
        says="Hoe iemand reageerde op {question}, {aspect}",
        checks=(aspect_belongs, asked_in_phase, _known_voice),
        words="text",
        distinct=("session", "question", "aspect", "put", "reaction", "text", "respondent"),
        points=lambda row: points(int(row["put"]), str(row["reaction"])),
    ),
)
