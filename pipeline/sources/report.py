"""What an import did: how much went in and came out, how it was understood, and every difference."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.sources.matching import Match
from pipeline.sources.model import Line


@dataclass(frozen=True)
class File:
    """One file: what made it, how much of each kind is in it, and how its offsets were understood."""

    name: str
    program: str
    found: Mapping[str, int]
    counting: tuple[str, ...]


_ONE = {
    "documenten": "document",
    "codes": "code",
    "coderingen": "codering",
    "codeurs": "codeur",
    "cases": "case",
    "memo's": "memo",
    "opmerkingen": "opmerking",
}


def holds(file: File) -> str:
    """Say how much of each kind is in a file."""
    return ", ".join(f"{count} {_ONE.get(kind, kind) if count == 1 else kind}" for kind, count in file.found.items())


@dataclass(frozen=True)
class CodeRead:
    """How a code was read: its name, how often it is used, how it was matched, with what, and its direction."""

    name: str
    used: int
    match: Match
    aspect: str
    direction: str


@dataclass(frozen=True)
class Changes:
    """What is otherwise than after the import before: codings that are new, gone, or have another direction or memo."""

    first: bool = True
    new: int = 0
    gone: int = 0
    changed: int = 0
    lines: tuple[Line, ...] = ()

    @property
    def nothing(self) -> bool:
        """Tell whether all is as it was."""
        return not self.first and not (self.new or self.gone or self.changed)


@dataclass(frozen=True)
class Report:
    """What an import did.

    Attributes
    ----------
    files
        The files.
    counts
        For each kind of thing, in Dutch: how many went in, how many came out, and as what.
    became
        How many codings became what; together they are all codings of all files.
    read
        How many directions were read in each way.
    codes
        How each code was read that was used.
    waiting
        How many rows of each sheet of `koppeling.xlsx` have something to fill in.
    lines
        Every difference.
    changes
        What is otherwise than the time before.
    """

    files: tuple[File, ...]
    counts: tuple[tuple[str, int, str, int], ...]
    became: Mapping[str, int]
    read: Mapping[str, int]
    codes: tuple[CodeRead, ...]
    waiting: Mapping[str, int]
    lines: tuple[Line, ...]
    changes: Changes = field(default_factory=Changes)


_SAME = ("interview", "respondent", "start", "end", "coder", "question", "aspect")


def changes(before: Sequence[Mapping[str, str]] | None, now: Sequence[Mapping[str, str]]) -> Changes:
    """Compare the codings of two imports.

    Parameters
    ----------
    before : sequence of mapping or None
        Rows of `segments` as they were; None when nothing was imported before.
    now : sequence of mapping
        The rows as they become.
    """
    if before is None:
        return Changes(new=len(now))
    was, is_ = ({row["segment_id"]: row for row in rows} for rows in (before, now))
    new = [row for key, row in is_.items() if key not in was]
    gone = [row for key, row in was.items() if key not in is_]
    turned = {_stretch(row): row for row in gone}
    lines, pairs = [], set[str]()
    for row in new:
        old = turned.get(_stretch(row))
        if old is not None and old["segment_id"] not in pairs:
            pairs.add(old["segment_id"])
            what = f"De richting was {old['direction']} en is nu {row['direction']} ({_about(row)})."
            lines.append(Line(row["origin"], row["interview"], row["text"], what, lost=False))
    for key in was.keys() & is_.keys():
        if was[key]["memo"] != is_[key]["memo"]:
            what = f"De memo is veranderd ({_about(is_[key])})."
            lines.append(Line(is_[key]["origin"], is_[key]["interview"], is_[key]["text"], what, lost=False))
    changed = len(lines)
    for row in gone:
        if row["segment_id"] not in pairs:
            what = f"Deze codering is er niet meer ({_about(row)})."
            lines.append(Line(row["origin"], row["interview"], row["text"], what, lost=False))
    return Changes(False, len(new) - len(pairs), len(gone) - len(pairs), changed, tuple(lines))


def _stretch(row: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(row[name] for name in _SAME) + (() if row["start"] else (row["text"],))


def _about(row: Mapping[str, str]) -> str:
    return f"{row['question']}, {row['aspect']}, codeur {row['coder'] or 'onbekend'}"
