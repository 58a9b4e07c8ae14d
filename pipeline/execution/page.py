"""The page of one notebook."""

import threading
from pathlib import Path

import nbformat

from pipeline.looks.notebook_pages import KlankbordExporter, notebook_to_html
from pipeline.telling.frame import Frame

# Worth keeping: compiling its templates takes longer than a page; and not made for two pages at once.
_exporter = KlankbordExporter()  # type: ignore[no-untyped-call]
_one_at_a_time = threading.Lock()


def write_page(notebook: Path, target: Path, label: str, frame: Frame) -> None:
    """Write the page of an executed notebook.

    Parameters
    ----------
    notebook, target : pathlib.Path
        The notebook, and the page.
    label : str
        Name of its stage.
    frame : Frame
        What stands around every page of the round.
    """
    executed = nbformat.read(notebook, as_version=4)
    with _one_at_a_time:
        page = notebook_to_html(
            executed,
            title=label,
            navigation=[("Overzicht", "../index.html"), (label, "")],
            frame=frame,
            exporter=_exporter,
        )
    target.write_text(page, encoding="utf-8")
