"""The evidence of field notes: each note is a piece, of the place where it was made."""

from collections.abc import Iterator

from pipeline.phases.veldnotities.declaration import PHASE
from pipeline.phases.veldnotities.tables import NoteRow

from pipeline.contracts.loading import RoundData
from pipeline.evidence.table import SAYS, Evidence, Piece, evidence_of
from pipeline.records import rows_of

__all__ = ["PHASE", "gather"]


def gather(data: RoundData) -> Evidence:
    """Give the evidence of the field notes."""
    return evidence_of(data, PHASE.id, _pieces(data))


def _pieces(data: RoundData) -> Iterator[Piece]:
    for note in rows_of(data.table("field_notes"), NoteRow):
        yield Piece(
            question=note["question"],
            aspect=note["aspect"],
            voice=note["voice"],
            direction=note["direction"],
            statement=note["seen"],
            provenance=note["provenance"],
            rests_on=(("field_notes", note["note_id"], SAYS),),
            unit=note["place"],
            suffix=note["note_id"],
        )
