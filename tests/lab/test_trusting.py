"""JupyterLab trusts the notebooks that this user's own run made here, and none that came from elsewhere."""

import json
from pathlib import Path

import nbformat
import pytest
from helpers_synthetic import ROUND
from nbformat.sign import NotebookNotary
from nbformat.v4 import new_code_cell, new_notebook, new_output

from pipeline.lab.trusting import Made
from pipeline.rounds import Project
from pipeline.whole_files import write_whole

MADE, REUSED = "02_interviews", "05_enquetes"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Give a project with the report of a round that was run before, or that somebody sent."""
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "jupyter"))
    project = Project(tmp_path / "project")
    for name in (MADE, REUSED):
        shown = new_output("display_data", {"text/html": f"<style>p {{}}</style>{name}"})
        notebook = new_notebook(cells=[new_code_cell("1", outputs=[shown], id="a")])
        write_whole(project.report(ROUND) / "notebooks" / f"{name}.ipynb", nbformat.writes(notebook))
    ran(project, made=(MADE, REUSED))
    return project


def ran(project: Project, made: tuple[str, ...]) -> None:
    stages = [{"stage": name, "status": "made" if name in made else "reused"} for name in (MADE, REUSED)]
    write_whole(project.report(ROUND) / "run.json", json.dumps({"stages": stages}))


def trusted(project: Project) -> set[str]:
    notary = NotebookNotary()
    paths = (project.report(ROUND) / "notebooks").glob("*.ipynb")
    return {path.stem for path in paths if notary.check_signature(nbformat.read(path, as_version=4))}


def test_what_a_run_made_is_trusted_and_what_it_reused_is_not(project: Project) -> None:
    made = Made(project, ROUND)
    ran(project, made=(MADE,))
    assert trusted(project) == set()
    made.trust()
    assert trusted(project) == {MADE}


def test_of_a_run_that_had_nothing_to_do_nothing_is_trusted(project: Project) -> None:
    Made(project, ROUND).trust()
    assert trusted(project) == set()


@pytest.mark.parametrize("content", ["{", "{}", '{"stages": [{}]}', '{"stages": [{"stage": "x", "status": "made"}]}'])
def test_what_can_t_be_read_only_looks_plain(project: Project, content: str) -> None:
    made = Made(project, ROUND)
    write_whole(project.report(ROUND) / "run.json", content)
    made.trust()
    assert trusted(project) == set()
