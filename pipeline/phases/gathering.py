"""The evidence of all phases together."""

from typing import cast

from pipeline.contracts.loading import RoundData
from pipeline.evidence.table import Evidence, combine
from pipeline.handover import Handover
from pipeline.phases.declarations import PHASES
from pipeline.phases.module import PhaseModule, evidence_of
from pipeline.phases.raw_tables import load_phase
from pipeline.phases.walk import evidence
from pipeline.rounds import Project


def gathered(data: RoundData) -> Evidence:
    """Gather the evidence of all phases from a whole round, by the rules that it has.

    Parameters
    ----------
    data : RoundData
        A round with the raw tables of every phase that was deployed.
    """
    return combine(evidence_of(cast(PhaseModule, module), data) for module in evidence().values())


def all_evidence(project: Project, round_id: str, handover: Handover) -> Evidence:
    """Put together what all phases handed on, or gather it from the raw tables while exploring."""
    modules = evidence()
    parts = []
    for phase in PHASES:
        rows, trace = handover.get(phase.stage, "evidence"), handover.get(phase.stage, "evidence_trace")
        if rows is None or trace is None:
            module = cast(PhaseModule, modules[phase.id])
            parts.append(evidence_of(module, load_phase(project, round_id, phase)))
        else:
            parts.append(Evidence(rows, trace))
    return combine(parts)
