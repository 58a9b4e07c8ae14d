"""The report on paper takes what notebooks show by the names of blocks, however a cell is written."""

import json
import re
from pathlib import Path

import helpers_command
import pytest
from helpers_document import on_paper
from helpers_synthetic import ROUND, synthetic_project

APPENDIX = re.compile(r'<h1 id="bijlage-fasen">.*?(?=<h1 )', re.DOTALL)


def edit(path: Path, *, without: str = "") -> None:
    """Rename the notebook's variable, add a cell that shows no block, and take out the cell that shows one."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    cells = [cell for cell in notebook["cells"] if not (without and without in "".join(cell["source"]))]
    for cell in cells:
        if cell["cell_type"] == "code":
            cell["source"] = [re.sub(r"\bwork\b", "de_ronde", line) for line in cell["source"]]
    added = {"cell_type": "code", "id": "eigen", "metadata": {}, "execution_count": None, "outputs": []}
    cells.append({**added, "source": ["1 + 1"]})
    path.write_text(json.dumps({**notebook, "cells": cells}), encoding="utf-8")


@pytest.mark.thorough
@pytest.mark.slow
def test_other_names_and_cells_leave_the_paper_as_it_is_and_a_block_that_is_gone_is_named(
    practice_report: Path, tmp_path: Path
) -> None:
    project = synthetic_project(tmp_path / "project")
    for path in project.notebooks.glob("*.ipynb"):
        edit(path, without="label_counts" if path.stem == "06_triangulatie" else "")
    done = helpers_command.klankbord(project.root, "run", ROUND)
    assert done.returncode == 0, done.stdout + done.stderr
    before, after = (
        on_paper(folder, "bijlagen").read_text(encoding="utf-8") for folder in (practice_report, project.report(ROUND))
    )
    assert APPENDIX.sub("", after) == APPENDIX.sub("", before)
    [appendix] = APPENDIX.findall(after)
    assert "Het notebook 06_triangulatie_effectiviteit toont «label_counts» niet." in appendix
    assert "toont «label_counts» niet" not in before
