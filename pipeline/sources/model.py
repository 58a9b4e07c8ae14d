"""Coded conversations as any program has them: documents, who speaks in them, codes, and codings by somebody."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

OF_TALK = "Gesprek: "
"""How the name of a variable begins that says something of a conversation, and not of who was in it."""
SEPARATOR = " > "
"""Between the names of a code and those above it, where people read them."""
_ENDINGS = (".docx", ".doc", ".txt", ".rtf", ".odt", ".pdf", ".vtt", ".srt", ".md")


class Line(NamedTuple):
    """One difference between a file and what was made of it: where it is, and what became of it.

    Attributes
    ----------
    file : str
        The file that was imported.
    about : str
        The document, code or person that it is about; empty when it is about the file.
    value : str
        What stands there: some words, a name, a number.
    what, mend : str
        What happened with it, and what can be done, in plain Dutch.
    lost : bool
        Something is not carried over; otherwise it is only told.
    """

    file: str
    about: str
    value: str
    what: str
    mend: str = ""
    lost: bool = True


@dataclass(frozen=True)
class Document:
    """A conversation as text: NFC, with a line feed for the end of a line and without a byte-order mark.

    `values` is what the file says of it, `groups` are the names of the groups (sets) that it is in, and `speakers` are
    those whom the file itself marks as speaking.
    """

    name: str
    text: str
    file: str
    values: Mapping[str, str] = field(default_factory=dict)
    groups: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Code:
    """A code with the names of those above it, the highest first."""

    path: tuple[str, ...]
    memo: str = ""

    @property
    def name(self) -> str:
        """Its whole name as people read it."""
        return SEPARATOR.join(self.path)


@dataclass(frozen=True)
class Coding:
    """The code that one coder gave one stretch.

    `start` and `end` count code points of the document's text, from 0, the end not included; both are None where only
    the words are known. `speaker` is who said it, where the file says so itself.
    """

    document: str
    start: int | None
    end: int | None
    words: str
    code: tuple[str, ...]
    coder: str
    file: str
    memo: str = ""
    speaker: str = ""


@dataclass(frozen=True)
class Case:
    """Somebody, or something, that documents or stretches of them belong to, with what is known of it."""

    name: str
    documents: tuple[str, ...] = ()
    stretches: tuple[tuple[str, int, int], ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Material:
    """What one file holds.

    Attributes
    ----------
    file, program
        Its name, and in words what made it.
    documents, codes, codings, cases
        What is in it.
    found
        How much there is of each kind in the file itself, also of what is not carried over, by a Dutch plural.
    lines
        What differs between the file and this.
    counting
        How offsets were understood: a sentence for each way, with how that was decided.
    """

    file: str
    program: str
    documents: tuple[Document, ...] = ()
    codes: tuple[Code, ...] = ()
    codings: tuple[Coding, ...] = ()
    cases: tuple[Case, ...] = ()
    found: Mapping[str, int] = field(default_factory=dict)
    lines: tuple[Line, ...] = ()
    counting: tuple[str, ...] = ()


def document_name(name: str) -> str:
    """Give the name by which a document is known whatever program had it: without the ending of a file."""
    name = " ".join(name.split())
    shortened = next((name[: -len(end)] for end in _ENDINGS if name.casefold().endswith(end)), name)
    return shortened.strip() or name
