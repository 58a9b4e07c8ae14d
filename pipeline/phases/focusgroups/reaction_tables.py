"""The records of focus groups: sessions, and how the people in them reacted to what was put to them.

Reactions are those of the participant x question matrix of Onwuegbuzie et al. 2009, IJQM 8(3): agreement (A), dissent
(D), a significant statement or example that suggests agreement (SE) or dissent (SD), and neither (NR).
"""

from collections.abc import Iterator
from typing import TypedDict

from pipeline.contracts import headings
from pipeline.contracts.checks import asked_in_phase, aspect_belongs
from pipeline.contracts.headings import Heading
from pipeline.contracts.kinds import OWN_PROVENANCE
from pipeline.contracts.selection import OWN_SELECTION
from pipeline.contracts.table import NEVER, PUBLIC, Column, Context, Found, Table
from pipeline.records import Count, Record

NO_REACTION = "NR"
REACTIONS = {"A": 1, "SE": 1, "D": -1, "SD": -1, NO_REACTION: None}
"""Each reaction, and whether it is with (1) or against (-1) what was put; not reacting is neither."""
EXAMPLES = ("SE", "SD")
"""Those with a statement or an example of one's own."""


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
        mend = "Vul in wie dit zei, of vul in de tabel focusgroup_sessions bij dit gesprek de stem in."
        yield "respondent", "Van wie deze reactie is, is niet te zien.", mend
    if record["respondent"] and record["n"]:
        yield "n", "Bij een reactie van één persoon hoort geen aantal.", "Maak de cel leeg, of die van de persoon."


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
            Column(
                "session_id",
                "identifier",
                leaves=NEVER,
                heading=Heading("Groepsgesprek", "Een kenmerk, zoals GG1.", "voorbeeld"),
            ),
            Column("date", "day", optional=True, leaves=PUBLIC, heading=headings.DAY),
            Column("unit", optional=True, references="units", loose=True, leaves=NEVER, heading=headings.UNIT),
            Column(
                "moderator",
                optional=True,
                leaves=NEVER,
                heading=Heading("Gespreksleider", "Wie het gesprek leidde. Komt nooit in het rapport.", "AB"),
            ),
            Column(
                "organisation_present",
                optional=True,
                leaves=PUBLIC,
                heading=Heading(
                    "Organisatie erbij", "Wie van de organisatie erbij zat, met rol en zonder naam; anders nee.", "nee"
                ),
            ),
            Column(
                "persons",
                "positive",
                number=True,
                heading=Heading(
                    "Aantal mensen", "Hoeveel mensen er waren, zonder wie van de organisatie erbij zat.", "8"
                ),
            ),
            # Of a group of one kind of people: whose voice reactions are that name nobody.
            Column("voice", "voice", optional=True, heading=headings.VOICE),
            OWN_SELECTION,
            OWN_PROVENANCE,
            Column("remark", optional=True, leaves=NEVER, heading=headings.REMARK),
        ),
        says="Een groepsgesprek",
        checks=(_not_more_than_present,),
        workbook="focusgroepen",
        about="Eén rij is een groepsgesprek.",
    ),
    Table(
        "focusgroup_reactions",
        (
            Column(
                "reaction_id",
                "identifier",
                leaves=NEVER,
                heading=Heading("Reactie", "Een eigen kenmerk, zoals R001.", "voorbeeld"),
            ),
            Column(
                "session",
                "identifier",
                references="focusgroup_sessions",
                leaves=NEVER,
                heading=Heading("Groepsgesprek", "In welk groepsgesprek. Kies uit de lijst.", "GG1"),
            ),
            Column(
                "respondent",
                "identifier",
                optional=True,
                references="respondents",
                leaves=NEVER,
                heading=Heading("Persoon", "Wie reageerde. Leeg als u mensen telt in plaats van noemt.", "K01"),
            ),
            Column(
                "n",
                "positive",
                optional=True,
                number=True,
                heading=Heading("Aantal", "Hoeveel mensen zo reageerden. Alleen als Persoon leeg is."),
            ),
            Column("question", "question", heading=headings.QUESTION),
            Column("aspect", "identifier", leaves=PUBLIC, heading=headings.ASPECT),
            Column(
                "put",
                allowed=("-1", "1"),
                number=True,
                heading=Heading("Voorgelegd", "Was de stelling positief (1) of kritisch (-1)?", "1"),
            ),
            Column(
                "reaction",
                allowed=tuple(REACTIONS),
                heading=Heading(
                    "Reactie op de stelling",
                    "A: eens. D: oneens. SE: gaf een voorbeeld ervoor. SD: gaf een voorbeeld ertegen. NR: zei niets.",
                    "A",
                ),
            ),
            Column(
                "text",
                optional=True,
                leaves=NEVER,
                heading=Heading("Woorden", "Wat er letterlijk is gezegd.", "Dat klopt wel, ja."),
            ),
            OWN_PROVENANCE,
            Column("remark", optional=True, leaves=NEVER, heading=headings.REMARK),
        ),
        phase="focusgroups",
        says="Hoe iemand reageerde op {question}, {aspect}",
        checks=(aspect_belongs, asked_in_phase, _known_voice),
        words="text",
        distinct=("session", "question", "aspect", "put", "reaction", "text", "respondent"),
        points=lambda row: points(int(row["put"]), str(row["reaction"])),
        workbook="focusgroepen",
        about="Eén rij is hoe één persoon reageerde op één stelling; of hoeveel mensen dat deden.",
    ),
)
