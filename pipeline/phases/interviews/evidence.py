"""The evidence of interviews: coded statements of a report, and coded conversations of our own."""

from collections.abc import Iterator

from pipeline.contracts.loading import RoundData
from pipeline.evidence.positions import Positions
from pipeline.evidence.statements import from_statements
from pipeline.evidence.table import Evidence, Piece, combine, evidence_of
from pipeline.phases.interviews import answer_evidence, segment_evidence
from pipeline.phases.interviews.declaration import PHASE
from pipeline.phases.interviews.segments import themes_of_talks

__all__ = ["PHASE", "gather", "positions", "themes_of_talks", "undecided"]


def gather(data: RoundData) -> Evidence:
    """Give the evidence of the interviews."""
    own = (*segment_evidence.pieces(data), *answer_evidence.pieces(data))
    return combine([from_statements(data, "interview_statements"), evidence_of(data, PHASE.id, own)])


def positions(data: RoundData) -> Iterator[Positions]:
    """Give where everybody who was spoken to stands, on what they spoke of and on what they were asked."""
    yield from segment_evidence.positions(data)
    yield from answer_evidence.positions(data)


def undecided(data: RoundData) -> Iterator[Piece]:
    """Give what people said and answered of which nobody can tell which way it points."""
    yield from segment_evidence.undecided(data)
    yield from answer_evidence.undecided(data)
