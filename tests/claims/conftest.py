"""The made-up round, opened once for a module."""

import pytest
from helpers_synthetic import ROUND, synthetic_project

from pipeline.notebook import RoundWork, open_round


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> RoundWork:
    """Open the made-up round; tests leave its tables as they are."""
    project = synthetic_project(tmp_path_factory.mktemp("oefen") / "project")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KLANKBORD_PROJECT", str(project.root))
        opened = open_round(ROUND)
        assert opened.tables["findings"].shape[0] == 6
    return opened
