"""The program of what a round makes besides notebooks and their pages: tables, site, Word and PDF.

No peer knows how to make these, so all of them call klankbord's own functions, when their notebooks are done. Run it as
``python -m tests.benchmarks.peers.rest ROUND`` in a place.
"""

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.outputs import PAPERS

MADE = ("index.html", "rapport.html", *(f"{name}.{kind}" for name in PAPERS for kind in ("docx", "pdf")))


def main(round_id: str) -> None:
    """Make the rest of a round in the project of the working folder."""
    # Inside, so that a loop in one process starts with its first notebook.
    from pipeline.execution.report import write_documents, write_report
    from pipeline.execution.steps import NOTEBOOK
    from pipeline.looks.rendering.pdf import write_pdf
    from pipeline.looks.rendering.word import write_word
    from pipeline.rounds import find_project
    from pipeline.telling.frame import frame
    from tests.benchmarks.place import planned

    project = find_project()
    target = project.report(round_id)
    stages = planned(project, round_id, "")
    with TemporaryDirectory() as folder:
        handed = Path(folder) / "stages"
        shutil.copytree(target / "stages", handed)
        for stage in stages:
            shutil.copyfile(target / "notebooks" / f"{stage.id}.ipynb", handed / stage.id / NOTEBOOK)
        made = Path(folder) / "made"
        title = project.round(round_id).title
        pages = [(stage.id, stage.label) for stage in stages]
        report = write_report(project, round_id, handed, made, pages, frame(round_id, title, False, ()))
        write_documents(report, handed, made)
        for name in PAPERS:
            write_word(made / "document" / name, made / f"{name}.docx", None)
            write_pdf(made / "document" / name, made / f"{name}.pdf", None)
        shutil.copytree(made, target, dirs_exist_ok=True)


if __name__ == "__main__":
    main(sys.argv[1])
