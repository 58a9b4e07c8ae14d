"""What the module of a phase offers: its declaration, and how its raw tables become evidence."""

from typing import Protocol

from pipeline import evidence
from pipeline.contracts.loading import RoundData
from pipeline.evidence import Evidence
from pipeline.phases.declarations import Phase


class PhaseModule(Protocol):
    """A module such as `pipeline.phases.interviews`."""

    PHASE: Phase

    def gather(self, data: RoundData) -> Evidence:
        """Turn the round's raw tables into the phase's evidence."""
        ...


def evidence_of(module: PhaseModule, data: RoundData) -> Evidence:
    """Give a phase's evidence; none when it was not deployed."""
    if not data.round.phases[module.PHASE.id].deployed:
        return evidence.make([], [])
    return module.gather(data)
