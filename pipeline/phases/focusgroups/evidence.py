"""The evidence of focus groups: coded statements of a report, and reactions in groups of our own."""

from pipeline.contracts.loading import RoundData
from pipeline.evidence.statements import from_statements
from pipeline.evidence.table import Evidence, combine, evidence_of
from pipeline.phases.focusgroups.declaration import PHASE
from pipeline.phases.focusgroups.reaction_evidence import pieces, positions, undecided

__all__ = ["PHASE", "gather", "positions", "undecided"]


def gather(data: RoundData) -> Evidence:
    """Give the evidence of the focus groups."""
    return combine([from_statements(data, "focusgroup_statements"), evidence_of(data, PHASE.id, pieces(data))])
