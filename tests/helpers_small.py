"""Small notebooks in the place of the real ones, so that running a round takes seconds."""

from pathlib import Path

import nbformat
from helpers_synthetic import ROUND
from nbformat import v4

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
