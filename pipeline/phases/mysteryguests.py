"""Mystery guests: what a visitor who did not say so came across, by visit."""

from pipeline import evidence
from pipeline.contracts.loading import RoundData
from pipeline.evidence import Evidence
from pipeline.phases.declaration import Phase

ID = "mystery_guests"


def gather(data: RoundData) -> Evidence:
    """Give the evidence of the visits."""
    return evidence.from_statements(data, "mysteryguest_statements")


PHASE = Phase(
    id=ID,
    label="Mystery guests",
    method="Iemand bezoekt de organisatie als gewone bezoeker en let op vooraf gekozen punten.",
    notebook="04_mystery_guests.ipynb",
    required=("mysteryguest_visits", "mysteryguest_statements"),
    optional=("mysteryguest_criteria",),
    gather=gather,
)
