"""What a live session shows: the findings by theme, in plain words, and what stands around them."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from pipeline.contracts.provenance import kinds
from pipeline.notebook.round import RoundWork
from pipeline.telling.findings import told
from pipeline.telling.frame import Frame, frame
from pipeline.telling.told_finding import ToldFinding


@dataclass(frozen=True)
class Content:
    """What the pages of a session show.

    Attributes
    ----------
    frame : Frame
        What stands around every page.
    panel : str
        Label of the panel.
    themes : tuple of (str, tuple of ToldFinding)
        Label of each theme, and its findings.
    roles : mapping of str to str
        Labels of the roles that a participant can have, by their id.
    command : str
        What takes the judgements in afterwards.
    """

    frame: Frame
    panel: str
    themes: tuple[tuple[str, tuple[ToldFinding, ...]], ...]
    roles: Mapping[str, str]
    command: str


def content_of(work: RoundWork, panel: str, command: str) -> Content:
    """Prepare what is shown, from the round as it is now.

    Parameters
    ----------
    work : RoundWork
        A whole round.
    panel : str
        Label of the panel.
    command : str
        What takes the judgements in afterwards.
    """
    about = work.data.round
    findings = told(work.data, work.tables)
    themes = tuple((theme, tuple(own)) for theme, own in groupby(findings, key=lambda finding: finding.theme))
    made = tuple(sorted(kinds(*work.data.tables.values())))
    roles = {voice.id: voice.label for voice in work.codebook.roles}
    return Content(
        frame(work.data.round_id, about.title, about.synthetic, made, about.rules), panel, themes, roles, command
    )
