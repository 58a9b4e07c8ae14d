"""How several panels judged the same findings, beside each other: kept apart, and compared."""

from collections.abc import Mapping

import pandas as pd

from pipeline.blocks import Table
from pipeline.review.handling import OUTSIDE, Panels, PanelView, Tally
from pipeline.review.model import Judgement
from pipeline.telling import panel_words
from pipeline.telling.tables import card_table

FINDING, COMPARED = "Bevinding", "Naast elkaar"


def compared(panels: Panels, labels: Mapping[str, str]) -> Table | None:
    """Show per finding that was judged how each panel judged it, when more than one panel judged anything.

    Parameters
    ----------
    panels : Panels
        What was said.
    labels : mapping of str to str
        Short name of each finding.

    Returns
    -------
    Table or None
        The table; None when there is nothing to compare.
    """
    judging = list(dict.fromkeys(tally.panel for view in panels.findings for tally in view.tallies if tally.total))
    if len(set(judging) - {OUTSIDE}) < 2:
        return None
    judged = (view for view in panels.findings if any(tally.total for tally in view.tallies))
    rows = [_row(view, labels[view.finding_id], judging) for view in judged]
    frame = pd.DataFrame(rows, columns=[FINDING, *judging, COMPARED])
    return card_table(frame, "Hoe de groepen elke bevinding beoordelen", row_header=FINDING)


def _row(view: PanelView, label: str, judging: list[str]) -> list[str]:
    tallies = {tally.panel: tally for tally in view.tallies}
    present = [tallies[panel] for panel in judging if panel in tallies and tallies[panel].total]
    cells = [panel_words.of_tally(tallies[panel]) if panel in tallies else "" for panel in judging]
    groups = [tally for tally in present if tally.panel != OUTSIDE]
    return [label, *(cell or "geen oordeel" for cell in cells), _difference(groups)]


def _difference(tallies: list[Tally]) -> str:
    """Say whether the groups lean the same way; who can't judge leans no way."""
    leanings = [_leaning(tally) for tally in tallies]
    known = {leaning for leaning in leanings if leaning}
    if len(known) > 1:
        return "De groepen verschillen."
    return "De groepen oordelen gelijk." if len(known) == 1 and len(leanings) > 1 and all(leanings) else ""


def _leaning(tally: Tally) -> str:
    """Say which way most in a group lean: for the finding (perhaps with a condition), against it, or divided."""
    if tally.untold:
        return ""
    in_favour = tally.counts[Judgement.AGREE] + tally.counts[Judgement.AGREE_IF]
    against = tally.counts[Judgement.DISAGREE]
    if in_favour == against:
        return "divided" if against else ""
    return "for" if in_favour > against else "against"
