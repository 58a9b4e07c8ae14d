"""The raw tables of mystery guests: what a report says of visits and their criteria; and the records of visits."""

from collections.abc import Iterator
from typing import TypedDict

from pipeline.contracts.checks import asked_in_phase, aspect_belongs, has_a_place
from pipeline.contracts.folders import Folder
from pipeline.contracts.kinds import PLACE, closing, sources, statements
from pipeline.contracts.table import NEVER, PUBLIC, VISITS, Column, Context, Found, Table
from pipeline.phases.mystery_guests.visit_tables import BY_MAIL, BY_PHONE, BY_SITE, BY_VISIT, VISIT_TABLES
from pipeline.records import Record

_CHANNEL = Column("channel", allowed=("bezoek", "telefoon", "website"))


class CriterionRow(TypedDict):
    """A row of `mysteryguest_criteria`: `met` is ``ja``, ``nee`` or empty."""

    criterion_id: str
    label: str
    channel: str
    met: str
    document: str
    locator: str
    question: str
    aspect: str
    provenance: str


def _visited(record: Record, context: Context) -> Iterator[Found]:
    """Demand of a criterion with an outcome that somebody visited by its channel, and of one voice."""
    visits = context.rows.get("mysteryguest_visits")
    if not record["met"] or visits is None:
        return
    voices = {visit["voice"] for visit in visits.values() if visit["channel"] == record["channel"]}
    if not voices and "mysteryguest_visits" in context.whole:
        yield "channel", "Bij dit kanaal staat geen bezoek.", "Zet het bezoek in de tabel mysteryguest_visits."
    elif len(voices) > 1:
        what = "De bezoeken via dit kanaal hebben niet dezelfde stem: wie dit vond, is niet te zeggen."
        yield "channel", what, "Zet wat elk van hen vond als uitspraak in de tabel mysteryguest_statements."


TABLES = (
    sources("mysteryguest_visits", _CHANNEL),
    Table(
        "mysteryguest_criteria",
        (
            Column("criterion_id", "identifier", leaves=PUBLIC),
            Column("label", leaves=PUBLIC),
            _CHANNEL,
            Column("met", allowed=("ja", "nee"), optional=True),
            *PLACE,
            Column("question", "question", optional=True),
            Column("aspect", "identifier", optional=True, leaves=PUBLIC),
            *closing(),
        ),
        phase="mystery_guests",
        says="{label}",
        quoted=True,
        checks=(has_a_place, aspect_belongs, asked_in_phase, _visited),
    ),
    statements("mysteryguest_statements", "mystery_guests", "mysteryguest_visits", VISITS),
    *VISIT_TABLES,
    # What visitors do: made of the files in `scripts/`.
    Table(
        "visit_scripts",
        (
            Column("script_id", "identifier", leaves=NEVER),
            Column("label", leaves=PUBLIC),
            Column("channel", allowed=(BY_VISIT, BY_PHONE, BY_SITE, BY_MAIL)),
            Column("scenario", leaves=PUBLIC),
            Column("steps", leaves=PUBLIC),
            Column("criteria", optional=True, leaves=PUBLIC),
            Column("agreed_on", "day", optional=True, leaves=NEVER),
            Column("agreed_by", optional=True, leaves=NEVER),
        ),
        has_file=False,
    ),
)
FOLDERS = (Folder("scripts", "visit_scripts", ()),)
