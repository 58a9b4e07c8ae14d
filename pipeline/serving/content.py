"""What a live session shows of each finding, in plain words."""

from dataclasses import dataclass

from pipeline.notebook.round import RoundWork
from pipeline.records import records
from pipeline.reporting.finding_views import dissent_sentence, voices_sentence
from pipeline.reporting.frame import Frame, frame
from pipeline.triangulation.confidence import MEANING


@dataclass(frozen=True)
class Item:
    """A finding as participants see it: what it is about, what was found, how sure, who says so and who otherwise."""

    id: str
    label: str
    statement: str
    sure: str
    voices: str
    dissent: str


@dataclass(frozen=True)
class Part:
    """The findings on one theme."""

    label: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Content:
    """What all pages of a session show.

    Attributes
    ----------
    frame : Frame
        What stands around every page.
    panel : str
        Label of the panel.
    parts : tuple of Part
        The findings by theme.
    roles : mapping of str to str
        Labels of the roles that a participant can have, by their id.
    command : str
        What takes the judgements in afterwards.
    """

    frame: Frame
    panel: str
    parts: tuple[Part, ...]
    roles: dict[str, str]
    command: str


# Nobody in the room is a document.
_NO_ROLE = "documenten"


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
    book, evidence = work.codebook, work.evidence.rows
    findings = records(work.result.findings)
    parts = []
    for theme in book.themes:
        items = tuple(
            Item(
                row["finding_id"],
                book.labels[row["question"]],
                row["statement"],
                MEANING[row["confidence"]],
                voices_sentence(row, book),
                dissent_sentence(row, evidence, book),
            )
            for row in findings
            if row["theme"] == theme.id
        )
        if items:
            parts.append(Part(theme.label, items))
    roles = {voice.id: voice.label for voice in book.voices if voice.id != _NO_ROLE}
    about = work.data.round
    return Content(frame(work.data.round_id, about.title, about.synthetic, ()), panel, tuple(parts), roles, command)
