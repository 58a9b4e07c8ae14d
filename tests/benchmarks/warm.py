"""The program of the limit: a round's cells, tables and pages in one warm process, without kernels.

Nothing is started and nothing is imported while the clock runs: another round is made first, so that modules are loaded
and templates compiled, yet no data of the measured round are in memory. Publishing is measured by the command `run`
itself, called in this process on finished stages of which the published files were thrown away.

Run it as ``python -m tests.benchmarks.warm ROUND OTHER-ROUND [MODULE ...]`` in a project where both are finished. What
it measured is the last line that it prints; modules that only the measured round needs are to be named next time.
"""

import importlib
import json
import shutil
import sys
import time
from contextlib import redirect_stdout
from io import StringIO

from IPython.core.interactiveshell import InteractiveShell
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook

from pipeline.cli import app
from pipeline.rounds import Project, find_project
from tests.benchmarks.place import planned

# What a run of the command keeps for itself; all else in a report is published.
_NOT_PUBLISHED = ("stages", "run.json")


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
    report = project.report(round_id)
    for path in report.iterdir():
        if path.name not in _NOT_PUBLISHED and not path.name.startswith("."):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    started = time.perf_counter()
    with redirect_stdout(StringIO()):
        app(["run", round_id], standalone_mode=False)
    taken = time.perf_counter() - started
    made = [
        stage for stage in json.loads((report / "run.json").read_text("utf-8"))["stages"] if stage["status"] == "made"
    ]
    if made or not (report / "index.html").exists():
        sys.exit("Publishing was not measured: stages were made again, or no report was.")
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
