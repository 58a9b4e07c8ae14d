"""Rounds with small notebooks, so that running one takes seconds."""

import shutil
from pathlib import Path

import pytest
from filelock import FileLock
from helpers_machine import WORST_NAME
from helpers_runs import COPY, for_all_workers
from helpers_small import with_small_notebooks
from helpers_synthetic import ROUND, synthetic_project

from pipeline.execution.run import run_rounds
from pipeline.rounds import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Give a project with the made-up round: how a run goes does not hang on how much there is to run.

    What its folder is called makes no difference either.
    """
    return synthetic_project(tmp_path / WORST_NAME)


@pytest.fixture
def small(project: Project) -> Project:
    """Give it with notebooks that only hand on their tables."""
    return with_small_notebooks(project)


@pytest.fixture(scope="session")
def both_made(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Give such a project with a copy of the round in it, both made, once for all workers; only to be read."""
    shared = for_all_workers(tmp_path_factory)
    root = shared / "klein"
    with FileLock(shared / "klein.lock"):
        if not (root / "done").exists():
            project = with_small_notebooks(synthetic_project(root))
            shutil.copytree(project.raw / ROUND, project.raw / COPY)
            results = run_rounds(project, [COPY, ROUND], lambda outcome: None)
            assert [result.error for result in results] == [None, None]
            (root / "done").touch()
    return Project(root)


@pytest.fixture
def finished(small: Project, both_made: Project) -> Project:
    """Give a project with small notebooks in which the round was made."""
    shutil.copytree(both_made.report(ROUND), small.report(ROUND))
    return small
