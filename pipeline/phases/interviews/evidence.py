"""The evidence of interviews: coded statements of a report, and coded conversations of our own."""

from pipeline.contracts.loading import RoundData
from pipeline.evidence.statements import from_statements
from pipeline.evidence.table import Evidence, combine, evidence_of
from pipeline.phases.interviews.declaration import PHASE
from pipeline.phases.interviews.segment_evidence import pieces, positions, undecided
from pipeline.phases.interviews.segments import themes_of_talks

__all__ = ["PHASE", "gather", "positions", "themes_of_talks", "undecided"]


def gather(data: RoundData) -> Evidence:
    """Give the evidence of the interviews."""
    return combine([from_statements(data, "interview_statements"), evidence_of(data, PHASE.id, pieces(data))])
