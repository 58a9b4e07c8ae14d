"""The page of one notebook."""

import threading
from pathlib import Path

import nbformat

from pipeline.reporting.frame import Frame
from pipeline.reporting.pages import KlankbordExporter, notebook_to_html

_of_this_thread = threading.local()


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
        exporter=_exporter(),
    )
    target.write_text(page, encoding="utf-8")


def _exporter() -> KlankbordExporter:
    """Give this thread's exporter: it is worth keeping, and not made to be shared."""
    if not hasattr(_of_this_thread, "exporter"):
        _of_this_thread.exporter = KlankbordExporter()  # type: ignore[no-untyped-call]
    exporter: KlankbordExporter = _of_this_thread.exporter
    return exporter
