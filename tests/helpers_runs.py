"""Running one round as tests want it: its outcomes, or the error that kept it from being run."""

import os
from pathlib import Path

import pytest

from pipeline.execution.run import run_rounds
from pipeline.execution.run_step import StepResult
from pipeline.rounds import Project

# A copy of the made-up round under another name, in a project of which both are made once.
COPY = "een"


def run_round(project: Project, round_id: str, *, fresh: bool = False) -> list[StepResult]:
    """Run a round and give the outcome of each step."""
    [result] = run_rounds(project, [round_id], lambda outcome: None, fresh=fresh)
    if result.error is not None and not result.outcomes:
        raise result.error
    return list(result.outcomes)


def for_all_workers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a temporary folder that all workers of this session share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own
