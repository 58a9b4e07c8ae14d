"""What a remark is: who judged or said what of which place in the report, and how it came in."""

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.review.places import Draft


class Judgement(StrEnum):
    """What somebody thinks of a finding."""

    AGREE = "agree"
    AGREE_IF = "agree if"
    DISAGREE = "disagree"
    CANT_JUDGE = "can't judge"


DUTCH = {
    Judgement.AGREE: "Eens",
    Judgement.AGREE_IF: "Eens, als …",
    Judgement.DISAGREE: "Niet eens",
    Judgement.CANT_JUDGE: "Kan ik niet beoordelen",
}


class RemarkKind(StrEnum):
    """What a remark is: a judgement of a finding (with or without words), a comment, or a change in the text."""

    JUDGEMENT = "judgement"
    COMMENT = "comment"
    INSERTION = "insertion"
    DELETION = "deletion"
    REWRITTEN = "rewritten"


class Way(StrEnum):
    """How a remark came in: from the site, Word, the Excel workbook, a live session, or a published report."""

    SITE = "site"
    WORD = "word"
    WORKBOOK = "workbook"
    SESSION = "session"
    PUBLISHED = "published"


class Handled(StrEnum):
    """What the researchers did with a remark."""

    TAKEN_OVER = "taken over"
    PARTLY = "partly"
    NOT = "not"
    OPEN = "open"


ANSWERS = {
    Handled.TAKEN_OVER: "overgenomen",
    Handled.PARTLY: "deels overgenomen",
    Handled.NOT: "niet overgenomen",
    Handled.OPEN: "nog geen antwoord",
}


@dataclass(frozen=True)
class Answer:
    """What the researchers did with one remark, and why; `row` is where that stands in the workbook (0: not known)."""

    handled: Handled
    why: str = ""
    row: int = field(default=0, compare=False)


# Where a remark stands that can be tied to no finding and no sentence.
WHOLE_REPORT = "rapport"


def moment(said_at: str) -> datetime:
    """Give the moment of an ISO 8601 text; long ago when it is not known. A time without a zone is taken as it is."""
    try:
        found = datetime.fromisoformat(said_at)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Reviewer:
    """Somebody who reviews, as `reviewers.csv` has them.

    Attributes
    ----------
    reviewer : str
        What they call themselves; stays in `raw/`.
    panel : str
        Id of the panel in `round.yml`; empty while nobody filled it in.
    role : str
        Id of a voice in the codebook; empty while nobody filled it in.
    provenance, remark : str
        As for a remark.
    """

    reviewer: str
    panel: str = ""
    role: str = ""
    provenance: str = "collected"
    remark: str = ""


@dataclass(frozen=True)
class Remark:
    """One thing that one reviewer said of one place, as `remarks.csv` has it (all text).

    Attributes
    ----------
    reviewer : str
        Name of the reviewer.
    way, source : str
        How it came in, and the name of the file it came from.
    draft : str
        The draft that the reviewer had (see `places.draft_id`); empty when unknown.
    place : str
        Where it stands: a finding (``F-...``), a sentence of the report (``K-...``), or `WHOLE_REPORT`.
    finding_id : str
        The finding it is about; empty when it is about none.
    seen : str
        The text at that place as the reviewer saw it.
    kind : str
        See `RemarkKind`.
    judgement : str
        See `Judgement`; empty unless the kind is a judgement.
    comment : str
        The words; of a change in the text the text put in, or taken out.
    said_at : str
        When, ISO 8601; empty when unknown. Of two judgements of one reviewer on one finding the last one counts.
    document, locator : str
        Where a published remark was printed.
    provenance : str
        ``collected``, ``published`` or ``synthetic``.
    remark : str
        A note of whoever took it in.
    remark_id : str
        Its name in `remarks.csv`; empty while it is not there yet, see `id`.
    """

    reviewer: str
    way: str
    source: str
    draft: str
    place: str
    finding_id: str
    seen: str
    kind: str
    judgement: str
    comment: str
    said_at: str = ""
    document: str = ""
    locator: str = ""
    provenance: str = "collected"
    remark: str = ""
    remark_id: str = ""

    @property
    def id(self) -> str:
        """Name of the remark: the same thing said twice, or read twice, has one name.

        Neither the file nor the time counts, so that a file read again, renamed or saved anew adds nothing. A name once
        given stays, also when somebody mends a typing error in the table.
        """
        if self.remark_id:
            return self.remark_id
        said = (self.reviewer, self.way, self.place, self.seen, self.kind, self.judgement, self.comment)
        return f"O_{hashlib.sha256(chr(0).join(said).encode()).hexdigest()[:10]}"


@dataclass(frozen=True)
class Setting:
    """What a file that came in is read against.

    Attributes
    ----------
    draft : Draft
        The report as it is now.
    panels, roles : mapping of str to str
        Labels of the round's panels and of the voices that a person can have, by their id.
    """

    draft: "Draft"
    panels: "Mapping[str, str]"
    roles: "Mapping[str, str]"


@dataclass(frozen=True)
class Incoming:
    """What one file holds: remarks, who said them, and in plain Dutch what the consultant must know of it."""

    remarks: tuple[Remark, ...]
    reviewers: tuple[Reviewer, ...]
    notes: tuple[str, ...] = ()
