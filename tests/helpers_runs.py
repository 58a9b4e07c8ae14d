"""Running one round as tests want it: its outcomes, or the error that kept it from being run."""

from pipeline.execution.run import run_rounds
from pipeline.execution.run_step import StepResult
from pipeline.rounds import Project


def run_round(project: Project, round_id: str, *, fresh: bool = False) -> list[StepResult]:
    """Run a round and give the outcome of each step."""
    [result] = run_rounds(project, [round_id], lambda outcome: None, fresh=fresh)
    if result.error is not None and not result.outcomes:
        raise result.error
    return list(result.outcomes)
