"""The program of the limit: a round's cells, tables and pages in one warm process, without kernels.

Nothing is started and nothing is imported while the clock runs: another round is made first, so that modules are loaded
and templates compiled, yet no data of the measured round are in memory. Publishing is what the command makes besides
notebooks: pages, tables and report.

Run it as ``python -m tests.benchmarks.warm ROUND OTHER-ROUND [MODULE ...]`` in a project where both are finished. What
it measured is the last line that it prints; modules that only the measured round needs are to be named next time.
"""

import importlib
import json
import sys
import time
from contextlib import redirect_stdout
from io import StringIO

from IPython.core.interactiveshell import InteractiveShell
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook

from pipeline.execution import plan as planning
from pipeline.execution.fingerprints import Hashes
from pipeline.execution.run_step import run_step as make_step
from pipeline.rounds import Project, find_project
from tests.benchmarks.place import planned


def make(project: Project, round_id: str) -> tuple[float, float]:
    """Give the seconds of all cells of a round, and those of publishing it."""
    return _cells(project, round_id), _publish(project, round_id)


def _cells(project: Project, round_id: str) -> float:
    shell = InteractiveShell.instance()
    taken = 0.0
    for stage in planned(project, round_id, f"reports/warm/{round_id}"):
        notebook = load_notebook_node(str(project.notebooks / stage.notebook))
        cells = parameterize_notebook(notebook, stage.parameters).cells
        shell.reset()
        started = time.perf_counter()
        with redirect_stdout(StringIO()):
            for cell in cells:
                if cell.cell_type == "code":
                    shell.run_cell(cell.source).raise_error()
        taken += time.perf_counter() - started
    return taken


def _publish(project: Project, round_id: str) -> float:
    """Make everything but the notebooks, one after another, as the command itself makes it."""
    hashes = Hashes()
    plan, _ = planning.plan(project, round_id, hashes)
    started = time.perf_counter()
    made = [make_step(plan, step.id, True, hashes, []) for step in plan.steps if step.kind != "notebook"]
    taken = time.perf_counter() - started
    if any(outcome.status != "made" for outcome in made):
        sys.exit("Publishing was not measured: a page or the report was not made.")
    return taken


def main(round_id: str, other: str, *modules: str) -> None:
    """Warm up, measure, and print what was measured and which modules were still loaded while the clock ran."""
    for name in modules:
        importlib.import_module(name)
    project = find_project()
    make(project, other)
    loaded = set(sys.modules)
    cells, publishing = make(project, round_id)
    result = {"cells": cells, "publishing": publishing, "modules": sorted(set(sys.modules) - loaded)}
    sys.stdout.write(json.dumps(result) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
