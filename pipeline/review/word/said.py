"""What somebody said in a Word file, before it is tied to a finding: a comment or a change, and where it stands."""

from dataclasses import dataclass

from pipeline.review.model import RemarkKind
from pipeline.review.word.places import Spot
from pipeline.word_files.text import Block

# Of other text that a remark names, so many characters are enough to find it.
MOST = 120


@dataclass(frozen=True)
class Said:
    """A comment or a change.

    Attributes
    ----------
    author, date : str
        As the file has them.
    kind : RemarkKind
        What it is.
    words : str
        The comment, or the text put in, taken out or made new.
    spot : Spot or None
        The finding or sentence it stands at.
    block : Block or None
        The paragraph it stands in.
    seen : str or None
        The text as it was before; None when it is what stands there.
    about : tuple of str
        What else must be known of it, in sentences.
    """

    author: str
    date: str
    kind: RemarkKind
    words: str
    spot: Spot | None
    block: Block | None
    seen: str | None = None
    about: tuple[str, ...] = ()
