"""What JupyterLab saves of a notebook of the project is what stands there already, plus what somebody typed."""

import copy
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from helpers_rounds import ROOT

from pipeline.execution.imports import code_of
from pipeline.lab.saving import as_kept

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def explored(path: Path) -> nbformat.NotebookNode:
    """Give a notebook as JupyterLab has it when all of it was run."""
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata["language_info"] |= {"version": "3.12.1", "file_extension": ".py", "mimetype": "text/x-python"}
    notebook.metadata["widgets"] = {"application/vnd.jupyter.widget-state+json": {"state": {}}}
    for number, cell in enumerate(notebook.cells, 1):
        if cell.cell_type == "code":
            cell.execution_count = number
            cell.metadata |= {"execution": {"iopub.execute_input": "2026-01-01"}, "trusted": True, "scrolled": True}
            cell.outputs = [nbformat.v4.new_output("stream", text="iets\n")]
    return notebook


def saved(path: Path, notebook: nbformat.NotebookNode, root: Path = ROOT) -> str:
    model = {"type": "notebook", "content": notebook}
    as_kept(model=model, path=path.relative_to(root).as_posix(), contents_manager=SimpleNamespace(root_dir=str(root)))
    return nbformat.writes(model["content"]) + "\n"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_that_was_only_run_is_saved_byte_for_byte_as_it_was(path: Path) -> None:
    assert saved(path, explored(path)) == path.read_text(encoding="utf-8")


def test_what_somebody_typed_is_saved_and_nothing_else_with_it() -> None:
    path = NOTEBOOKS[1]
    notebook = explored(path)
    wanted = nbformat.read(path, as_version=4)
    for each in (notebook, wanted):
        each.cells[1].source += "\n# een regel erbij"
        each.cells.append(nbformat.v4.new_code_cell("1 + 1", id="nieuw"))
    notebook.cells[-1] |= {"execution_count": 9, "outputs": [nbformat.v4.new_output("stream", text="2\n")]}
    assert saved(path, notebook) == nbformat.writes(wanted) + "\n"


@pytest.mark.parametrize("place", ["eigen.ipynb", "reports/een/notebooks/01_desk_research.ipynb"])
def test_a_notebook_elsewhere_keeps_its_outputs(tmp_path: Path, place: str) -> None:
    notebook = explored(NOTEBOOKS[1])
    before = copy.deepcopy(notebook)
    assert saved(tmp_path / place, notebook, tmp_path) == nbformat.writes(before) + "\n"


def test_a_new_notebook_beside_those_of_the_project_is_saved_without_outputs(tmp_path: Path) -> None:
    text = saved(tmp_path / "notebooks" / "eigen.ipynb", explored(NOTEBOOKS[1]), tmp_path)
    cells = nbformat.reads(text, as_version=4).cells
    assert [cell.source for cell in cells] == [cell.source for cell in nbformat.read(NOTEBOOKS[1], 4).cells]
    assert all(not cell.outputs for cell in cells if cell.cell_type == "code")


def test_the_code_that_reuse_looks_at_is_only_the_sources_of_cells(tmp_path: Path) -> None:
    path = NOTEBOOKS[1]
    changed = tmp_path / path.name
    nbformat.write(explored(path), changed)
    assert changed.read_bytes() != path.read_bytes()
    assert code_of(changed) == code_of(path)
