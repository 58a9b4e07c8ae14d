"""The raw table of field notes: a note a row, with what was seen apart from what was made of it."""

from typing import TypedDict

from pipeline.contracts.checks import asked_in_phase, aspect_belongs
from pipeline.contracts.kinds import closing
from pipeline.contracts.table import AS_ROLE, PUBLIC, Column, Table


class NoteRow(TypedDict):
    """A row of `field_notes`."""

    note_id: str
    date: str
    place: str
    observer: str
    seen: str
    made_of_it: str
    question: str
    aspect: str
    voice: str
    direction: int
    provenance: str


TABLES = (
    Table(
        "field_notes",
        (
            Column("note_id", "identifier", leaves=PUBLIC),
            Column("date", backs=True, leaves=PUBLIC),
            Column("place", references="units", loose=True, leaves=PUBLIC),
            Column("observer", leaves=AS_ROLE),
            Column("seen", leaves=PUBLIC),
            Column("made_of_it", optional=True, leaves=PUBLIC),
            Column("question", "question"),
            Column("aspect", "identifier", leaves=PUBLIC),
            Column("voice", "voice"),
            Column("direction", "direction", number=True),
            *closing(),
        ),
        phase="veldnotities",
        says="{seen}",
        quoted=True,
        checks=(aspect_belongs, asked_in_phase),
    ),
)
