"""The evidence of all phases together."""

from pipeline import evidence
from pipeline.evidence import Evidence
from pipeline.handover import Handover
from pipeline.phases import desk, focusgroups, interviews, mysteryguests, surveys
from pipeline.phases.module import PhaseModule, evidence_of
from pipeline.phases.raw_tables import load_phase
from pipeline.rounds import Project

MODULES: tuple[PhaseModule, ...] = (desk, interviews, focusgroups, mysteryguests, surveys)


def all_evidence(project: Project, round_id: str, handover: Handover) -> Evidence:
    """Put together what all phases handed on, or gather it from the raw tables while exploring."""
    parts = []
    for module in MODULES:
        rows = handover.get(module.PHASE.stage, "evidence")
        trace = handover.get(module.PHASE.stage, "evidence_trace")
        if rows is None or trace is None:
            parts.append(evidence_of(module, load_phase(project, round_id, module.PHASE)))
        else:
            parts.append(Evidence(rows, trace))
    return evidence.combine(parts)
