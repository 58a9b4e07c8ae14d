"""What `evidence.py` of a phase offers: its declaration, and how its raw tables become evidence."""

from typing import Protocol

from pipeline.contracts.loading import RoundData
from pipeline.evidence.table import Evidence, no_evidence
from pipeline.phases.declaration import Phase


class PhaseModule(Protocol):
    """A module such as `pipeline.phases.interviews.evidence`."""

    PHASE: Phase

    def gather(self, data: RoundData) -> Evidence:
        """Turn the round's raw tables into the phase's evidence."""
        ...


def evidence_of(module: PhaseModule, data: RoundData) -> Evidence:
    """Give a phase's evidence; none when it was not deployed."""
    return module.gather(data) if data.round.deployment(module.PHASE.id).deployed else no_evidence()
