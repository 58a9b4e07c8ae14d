"""The codebook of a round as one page."""

from pipeline.blocks import Section
from pipeline.looks.pages import render_page
from pipeline.telling.frame import Frame


def codebook_page(frame: Frame, *told: Section) -> str:
    """Make the page.

    Parameters
    ----------
    frame : Frame
        What stands around every page of the round.
    *told : Section
        What is on it.

    Returns
    -------
    str
        A page that needs no other file and no network.
    """
    return render_page(
        "codebook.html.j2",
        title="Codeboek",
        round_title=frame.round_title,
        navigation=[],
        banner=frame.banner,
        footer=frame.footer,
        told=told,
    )
