"""A round of its own for each test of a session: a session file stays in its project."""

from pathlib import Path

import pytest
from helpers_synthetic import ROUND, synthetic_project

from pipeline.notebook.round import RoundWork, open_round


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> RoundWork:
    """Open the made-up round once for a module, and compute all that is asked of it."""
    project = synthetic_project(tmp_path_factory.mktemp("sessie") / "project")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KLANKBORD_PROJECT", str(project.root))
        work = open_round(ROUND)
        assert len(work.tables["findings"]) == 6
    return work


@pytest.fixture
def work(opened: RoundWork) -> RoundWork:
    """Give the round without any session."""
    for path in sessions(opened):
        path.unlink()
    return opened


def sessions(work: RoundWork) -> list[Path]:
    """List the session files of a round."""
    return sorted((work.data.project.raw / ROUND / "review" / "sessies").glob("*"))
