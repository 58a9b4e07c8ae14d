"""Codings as rows of `segments`, and what becomes of each that is none: every coding is counted once."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.sources.matching import Match, Meaning
from pipeline.sources.model import SEPARATOR, Coding, Line
from pipeline.sources.stretches import overlap
from pipeline.sources.talks import Talk

OVERLAPPING = "een code met alleen een richting, over hetzelfde fragment"
# What became of codings, in the order in which a report counts them.
MADE, AS_DIRECTION, ALIKE, WAITS, LEFT_OUT, LOST = (
    "overgenomen",
    "gelezen als richting van een andere code",
    "dubbel: telt één keer",
    "wacht op koppeling.xlsx",
    "niet overgenomen, zoals in koppeling.xlsx staat",
    "niet over te nemen",
)


@dataclass
class Segments:
    """Rows that were made of codings.

    Attributes
    ----------
    rows
        The rows of `segments`.
    became
        How many codings became what.
    read
        How the direction of those that were carried over was read, counted.
    undirected
        Codes of which the direction of some coding is not known, with how many.
    lines
        What has to be told of single codings.
    """

    rows: list[dict[str, str]] = field(default_factory=list)
    became: Counter[str] = field(default_factory=Counter)
    read: Counter[str] = field(default_factory=Counter)
    undirected: Counter[tuple[str, ...]] = field(default_factory=Counter)
    lines: list[Line] = field(default_factory=list)


def segments(
    codings: Sequence[Coding], meanings: Mapping[tuple[str, ...], Meaning], talks: Mapping[str, Talk]
) -> Segments:
    """Make rows of codings.

    Parameters
    ----------
    codings : sequence of Coding
        All codings.
    meanings : mapping of tuple of str to Meaning
        What each code means.
    talks : mapping of str to Talk
        The conversations, by the name of their document.
    """
    made = Segments()
    seen: dict[str, dict[str, str]] = {}
    valence = _by_place(coding for coding in codings if meanings[coding.code].match is Match.VALENCE)
    for coding in codings:
        means = meanings[coding.code]
        if means.match is Match.VALENCE:
            made.became[AS_DIRECTION] += 1
            continue
        if means.match is Match.LEFT_OUT or coding.document not in talks:
            made.became[LEFT_OUT] += 1
            continue
        talk = talks[coding.document]
        direction, read = _direction(coding, means, valence, meanings)
        if means.counts and direction is None:
            made.undirected[coding.code] += 1
        if means.waits or talk.waits or direction is None:
            made.became[WAITS] += 1
            continue
        who, why = _who(coding, talk)
        if why:
            made.became[LOST] += 1
            made.lines.append(Line(coding.file, coding.document, coding.words, why))
            continue
        row = _row(coding, means, direction, talk, who)
        same = seen.get(row["segment_id"])
        if same is not None:
            made.became[ALIKE] += 1
            same["memo"] = same["memo"] or row["memo"]
            what = f"De code «{SEPARATOR.join(coding.code)}» is hier hetzelfde als een andere code van dezelfde codeur."
            made.lines.append(Line(coding.file, coding.document, coding.words, what, lost=False))
            continue
        seen[row["segment_id"]] = row
        made.became[MADE] += 1
        made.read[read] += 1
        made.rows.append(row)
    return made


Place = tuple[str, str]


def _by_place(codings: Iterable[Coding]) -> dict[Place, list[Coding]]:
    found: dict[Place, list[Coding]] = {}
    for coding in codings:
        found.setdefault((coding.document, coding.coder), []).append(coding)
    return found


def _direction(
    coding: Coding,
    means: Meaning,
    valence: Mapping[Place, list[Coding]],
    meanings: Mapping[tuple[str, ...], Meaning],
) -> tuple[int | None, str]:
    """Give the direction of a coding, and how it was read: of its code, or of one that lies over the same stretch."""
    if means.direction is not None:
        return means.direction, means.read
    over = {
        direction
        for other in valence.get((coding.document, coding.coder), ())
        if _over(coding, other) and (direction := meanings[other.code].direction) is not None
    }
    if not over:
        return None, ""
    return (over.pop() if len(over) == 1 else 0), OVERLAPPING


def _over(coding: Coding, other: Coding) -> bool:
    if coding.start is None or coding.end is None or other.start is None or other.end is None:
        return coding.words.split() == other.words.split()
    return bool(overlap(coding.start, coding.end, [(other.start, other.end, "")]))


def _who(coding: Coding, talk: Talk) -> tuple[str, str]:
    """Give the pseudonym of who said it, or why that can't be."""
    if not coding.words.strip():
        return "", "Dit fragment heeft geen woorden."
    if not talk.people:
        return "", "In dit gesprek is niemand wiens woorden meetellen."
    by_name = {person.somebody.name: person for person in talk.people}
    name = talk.present.who(coding)
    if name in by_name:
        return _there(by_name[name].respondent, talk)
    if name:
        return "", f"{name} telt niet mee, zoals in koppeling.xlsx staat."
    if len(talk.people) == 1 and not talk.present.stretches:
        return talk.people[0].respondent, ""
    return "", "Wie dit zei, is niet te zien: de vrager, of er staat geen spreker bij."


def _there(who: str, talk: Talk) -> tuple[str, str]:
    """Give somebody as who said it, unless people typed that they were not in this conversation."""
    if talk.typed and who not in {name.strip() for name in str(talk.typed["respondents"]).split(";")}:
        return "", f"{who} staat in het werkboek niet bij het gesprek {talk.interview}."
    return who, ""


def _row(coding: Coding, means: Meaning, direction: int, talk: Talk, who: str) -> dict[str, str]:
    placed = coding.start is not None
    row = {
        "interview": talk.interview,
        "respondent": who,
        "start": str(coding.start) if placed else "",
        "end": str(coding.end) if placed else "",
        "text": coding.words.strip(),
        "coder": coding.coder,
        "question": means.question,
        "aspect": means.aspect,
        "direction": str(direction),
    }
    stretch = () if placed else (" ".join(coding.words.split()).casefold(),)
    kept = ("interview", "respondent", "start", "end", "coder", "question", "aspect", "direction")
    name = "\0".join([*(row[column] for column in kept), *stretch])
    key = "S" + hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return {"segment_id": key, **row, "memo": coding.memo.strip(), "origin": coding.file}
