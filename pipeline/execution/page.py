"""The page of one notebook."""

from pathlib import Path

import nbformat

from pipeline.reporting.frame import Frame
from pipeline.reporting.pages import notebook_to_html


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
    page = notebook_to_html(
        nbformat.read(notebook, as_version=4),
        title=label,
        navigation=[("Overzicht", "../index.html"), (label, "")],
        round_title=frame.round_title,
        banner=frame.banner or None,
        footer=frame.footer,
    )
    target.write_text(page, encoding="utf-8")
