"""The evidence of focus groups: coded statements."""

from pipeline.contracts.loading import RoundData
from pipeline.evidence.statements import from_statements
from pipeline.evidence.table import Evidence
from pipeline.phases.focusgroups.declaration import PHASE

__all__ = ["PHASE", "gather"]


def gather(data: RoundData) -> Evidence:
    """Give the evidence of the focus groups."""
    return from_statements(data, "focusgroup_statements")
