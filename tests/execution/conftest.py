"""Small notebooks in the place of the real ones, so that running a round takes seconds."""

import shutil
from pathlib import Path

import nbformat
import pytest
from filelock import FileLock
from helpers_runs import COPY, for_all_workers
from helpers_synthetic import ROUND, synthetic_project
from nbformat import v4

from pipeline.execution.run import run_rounds
from pipeline.phases.declarations import PHASES
from pipeline.rounds import Project

KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}
PARAMETERS = f'round_id: str = "{ROUND}"\nhandover: str = ""\nedition: str = "team"'


def write_notebook(path: Path, *code: str, parameters: str = PARAMETERS) -> None:
    first = v4.new_code_cell(parameters, metadata={"tags": ["parameters"]})
    cells = [v4.new_markdown_cell("# Kop"), first, *map(v4.new_code_cell, code)]
    for number, cell in enumerate(cells):  # the same bytes each time, so that what was made elsewhere is up to date
        cell.id = f"cel{number}"
    notebook = v4.new_notebook(cells=cells, metadata={"kernelspec": KERNEL})
    path.write_text(nbformat.writes(notebook), encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Give a project with the made-up round: how a run goes does not hang on how much there is to run."""
    return synthetic_project(tmp_path / "project")


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


def with_small_notebooks(project: Project) -> Project:
    """Put notebooks in a project that only hand on their tables."""
    for phase in PHASES:
        lines = (
            "from pipeline.notebook.phase import open_phase",
            f"from pipeline.phases.{phase.id} import evidence",
            "open_phase(evidence, round_id, handover, edition).hand_on()",
        )
        write_notebook(project.notebooks / phase.notebook, "\n".join(lines))
    write_notebook(
        project.notebooks / "06_triangulatie.ipynb",
        "from pipeline.notebook.round import open_theme",
        "open_theme(theme, round_id, handover, edition).hand_on_triangulation()",
        parameters=f'{PARAMETERS}\ntheme: str = "effectiviteit"',
    )
    write_notebook(
        project.notebooks / "07_reproductie.ipynb",
        "from pipeline.notebook.figures import open_figures\nopen_figures(round_id, handover).hand_on()",
    )
    write_notebook(
        project.notebooks / "08_rapport.ipynb",
        "from pipeline.notebook.round import open_round\nopen_round(round_id, handover, edition).hand_on_report()",
    )
    return project
