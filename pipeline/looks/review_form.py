"""What a panel member fills in: a form that works without a server, and sheets to print."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from pipeline.codebook import Codebook
from pipeline.looks.pages import render_page
from pipeline.review.model import DUTCH
from pipeline.review.places import Draft
from pipeline.rounds import Round
from pipeline.telling.frame import Frame
from pipeline.telling.told_finding import ToldFinding


def write_review_forms(
    folder: Path, findings: Sequence[ToldFinding], draft: Draft, round_: Round, codebook: Codebook, frame: Frame
) -> None:
    """Write `oordeel.html`, to be filled in on a phone or computer, and `formulier.html`, to be filled in on paper.

    Parameters
    ----------
    folder : pathlib.Path
        Where the site is written.
    findings : sequence of ToldFinding
        The findings, in reading order.
    draft : Draft
        What can be remarked on: answers name it.
    round_ : Round
        For its panels, and that somebody is in none of these.
    codebook : Codebook
        For the roles.
    frame : Frame
        What stands around every page of the round.
    """
    shared: dict[str, Any] = {
        "round_title": frame.round_title,
        "banner": frame.banner,
        "footer": frame.footer,
        "round_id": draft.round_id,
        "draft": draft.id,
        "themes": [(theme, list(own)) for theme, own in groupby(findings, key=lambda finding: finding.theme)],
        "roles": codebook.roles,
        "groups": round_.choices,
        "judgements": {judgement.value: label for judgement, label in DUTCH.items()},
    }
    # The form is one file that is sent around: a link to another page would lead nowhere.
    form = render_page("oordeel.html.j2", scripts=["oordeel.js"], title="Uw oordeel", navigation=[], **shared)
    (folder / "oordeel.html").write_text(form, encoding="utf-8")
    way = [("Overzicht", "index.html"), ("Op papier", "")]
    paper = render_page("formulier.html.j2", title="Uw oordeel op papier", navigation=way, **shared)
    (folder / "formulier.html").write_text(paper, encoding="utf-8")
