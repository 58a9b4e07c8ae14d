"""Focus groups: what a group said together, and what single members added."""

from pipeline import evidence
from pipeline.contracts.loading import RoundData
from pipeline.evidence import Evidence
from pipeline.phases.declarations import FOCUSGROUPS

PHASE = FOCUSGROUPS


def gather(data: RoundData) -> Evidence:
    """Give the evidence of the focus groups."""
    return evidence.from_statements(data, "focusgroup_statements")
