"""Mystery guests: what a visitor who did not say so came across, by visit."""

from pipeline import evidence
from pipeline.contracts.loading import RoundData
from pipeline.evidence import Evidence
from pipeline.phases.declarations import MYSTERY_GUESTS

PHASE = MYSTERY_GUESTS


def gather(data: RoundData) -> Evidence:
    """Give the evidence of the visits."""
    return evidence.from_statements(data, "mysteryguest_statements")
