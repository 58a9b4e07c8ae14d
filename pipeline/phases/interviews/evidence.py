"""The evidence of interviews: coded statements."""

from pipeline.contracts.loading import RoundData
from pipeline.evidence.statements import from_statements
from pipeline.evidence.table import Evidence
from pipeline.phases.interviews.declaration import PHASE

__all__ = ["PHASE", "gather"]


def gather(data: RoundData) -> Evidence:
    """Give the evidence of the interviews."""
    return from_statements(data, "interview_statements")
