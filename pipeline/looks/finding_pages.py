"""The page of each finding, for the panel, in reading order."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from pipeline.addresses import FINDINGS, finding_page, seen_from
from pipeline.looks.pages import render_page
from pipeline.looks.signs import SYMBOLS
from pipeline.review.handling import Panels
from pipeline.telling import panel_blocks
from pipeline.telling.frame import Frame
from pipeline.telling.told_finding import ToldFinding


def write_finding_pages(folder: Path, findings: Sequence[ToldFinding], panels: Panels, frame: Frame) -> None:
    """Write `bevindingen/<finding>.html`, each with the way to the one before and after it.

    Parameters
    ----------
    folder : pathlib.Path
        Where the site is written.
    findings : sequence of ToldFinding
        The findings, in reading order.
    panels : Panels
        What the panels said.
    frame : Frame
        What stands around every page of the round.
    """
    (folder / FINDINGS).mkdir(parents=True, exist_ok=True)
    around = zip([None, *findings], findings, [*findings[1:], None], strict=False)
    for number, (before, finding, after) in enumerate(around, 1):
        page = render_page(
            "finding.html.j2",
            title=finding.label,
            round_title=frame.round_title,
            navigation=[("Overzicht", "../index.html"), (finding.label, "")],
            banner=frame.banner,
            footer=frame.footer,
            finding=finding,
            symbols=SYMBOLS,
            here=partial(seen_from, FINDINGS),
            panel=panel_blocks.panel_view(panels.of(finding.id), own_words=finding.own_words)
            if panels.of(finding.id).spoke
            else None,
            number=number,
            total=len(findings),
            before=before,
            after=after,
        )
        (folder / finding_page(finding.id)).write_text(page, encoding="utf-8")
