"""What the steps of a round really import and read, seen by running their code: the oracle for what they declare.

Nothing of the package's own bookkeeping is used. One process has the libraries imported but nothing of the package; for
each step a child of it is forked that runs its cells, with an audit hook on every file that is opened.
"""

import ast
import importlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # as a program this file must not import the package
    from pipeline.execution.steps import Plan

_ROOT = Path(__file__).parents[1]
_REPORT = """
from pathlib import Path
from pipeline.execution.report import write_documents, write_report
from pipeline.telling.frame import frame
from pipeline.rounds import find_project
project = find_project()
stages = project.report(round_id) / "stages"
report = write_report(project, round_id, stages, stages / "rapport", [], frame(round_id, "", False, ()))
write_documents(report, stages, stages / "rapport")
"""
_ON_PAPER = """
import os
from pathlib import Path
{code}
folder = Path(os.environ["KLANKBORD_PROJECT"], "reports", round_id, "stages")
for made in ("rapport", "bijlagen", "samenvatting"):
    {name}.write_{name}(folder / "rapport" / "document" / made, folder / "{name}" / made, None)
"""
_PAGE = """
import os
from pathlib import Path
from pipeline.execution.page import write_page
from pipeline.telling.frame import frame
stages = Path(os.environ["KLANKBORD_PROJECT"], "reports", round_id, "stages")
write_page(stages / name / "notebook.ipynb", stages / f"{name}_pagina" / "page.html", "", frame("", "", False, ()))
"""


@dataclass(frozen=True)
class Seen:
    """What a step did: files of the package it imported, and files of the project it opened that are not its own."""

    modules: frozenset[str]
    files: frozenset[str]


def watch(plan: "Plan") -> dict[str, Seen]:
    """Run the code of each notebook, a page, the report and its files on paper; give what was seen of each."""
    orders: list[Any] = []
    for stage in plan.stages:
        notebook = json.loads((plan.project.notebooks / stage.notebook).read_text(encoding="utf-8"))
        cells = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
        orders.append([stage.id, cells, stage.parameters])
    orders.append([f"{stage.id}_pagina", [_PAGE], {"round_id": plan.round_id, "name": stage.id}])
    orders.append(["rapport", [_REPORT], {"round_id": plan.round_id}])
    for name in ("word", "pdf"):
        code = _ON_PAPER.format(name=name, code=f"from pipeline.looks.rendering import {name}")
        orders.append([name, [code], {"round_id": plan.round_id}])
    environment = {
        **os.environ,
        "KLANKBORD_PROJECT": str(plan.project.root),
        "PYTHONPATH": str(_ROOT),
        "OPENBLAS_NUM_THREADS": "1",
    }
    command = [sys.executable, __file__, str(plan.project.root)]
    done = subprocess.run(
        command, input=json.dumps(orders), env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return {name: Seen(frozenset(modules), frozenset(files)) for name, modules, files in lines}


def _watch(root: str) -> None:
    """Be the process of `watch`."""
    for library in ("matplotlib.backends.backend_svg", "nbconvert", "scipy.stats", "statsmodels.api"):
        importlib.import_module(library)
    assert not _modules()
    for name, cells, parameters in json.load(sys.stdin):
        child = os.fork()
        if child == 0:
            opened: set[str] = set()
            sys.addaudithook(lambda event, details, opened=opened: event == "open" and opened.add(str(details[0])))
            _run(cells, parameters)
            files = {Path(path).relative_to(root).as_posix() for path in opened if path.startswith(root)}
            own = {path for path in files if f"/stages/{name}/" in f"{path}/"}
            sys.stdout.write(json.dumps([name, sorted(_modules()), sorted(files - own)]) + "\n")
            sys.stdout.flush()
            os._exit(0)
        assert os.waitpid(child, 0)[1] == 0, name


def _run(cells: list[str], parameters: dict[str, str]) -> None:
    """Run cells as a kernel does: what a cell ends with is shown, and the first one only gives defaults."""
    space: dict[str, Any] = {}
    for number, cell in enumerate(cells):
        space.update(parameters if number == 1 or len(cells) == 1 else {})
        tree = ast.parse(cell)
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, "cell", "exec"), space)
        if isinstance(last, ast.Expr):
            shown = eval(compile(ast.Expression(last.value), "cell", "eval"), space)
            if type(shown).__module__ == "pipeline.blocks":  # a kernel shows it as its cells asked for
                sys.modules["pipeline.looks.cell"].bundle(shown)


def _modules() -> set[str]:
    loaded = [module for name, module in sys.modules.items() if name.partition(".")[0] == "pipeline"]
    return {Path(module.__file__).relative_to(_ROOT).as_posix() for module in loaded if module.__file__}


if __name__ == "__main__":
    _watch(sys.argv[1])
