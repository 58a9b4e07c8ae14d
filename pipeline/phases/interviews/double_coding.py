"""Stretches of conversations that several people coded: which codes of others belong to those of the lead coder."""

from collections.abc import Iterator, Sequence

from pipeline.contracts.loading import RoundData
from pipeline.phases.interviews.segment_tables import SegmentRow
from pipeline.phases.interviews.segments import coders, lead_coder
from pipeline.records import rows_of

Coded = list[SegmentRow | None]
"""A code of the lead coder, and that of each other coder on the same stretch; None where they gave it none."""


def double_coded(data: RoundData) -> list[Coded]:
    """Put codes on the same stretch of one conversation together, one list for each code of the lead coder.

    It is the same stretch where both overlap, or, without begin and end, have the same text. A code of another belongs
    to one of the lead coder's: to the same one first, then to one on the same aspect, then to what overlaps most. A
    stretch that the other did not mark is no agreement and no disagreement.
    """
    lead = lead_coder(data)
    rows = rows_of(data.whole("segments"), SegmentRow)
    own = [row for row in rows if row["coder"] == lead]
    found: list[Coded] = [[row] for row in own]
    for coder in coders(data):
        if coder != lead:
            of_coder = [row for row in rows if row["coder"] == coder]
            belongs = _matched(own, of_coder)
            for number, codes in enumerate(found):
                codes.append(belongs.get(number))
    return found


def _matched(own: Sequence[SegmentRow], others: Sequence[SegmentRow]) -> dict[int, SegmentRow]:
    """Give the other's code for the number of each of one's own codes that has one, the best matches first."""
    by_interview: dict[str, list[int]] = {}
    for number, row in enumerate(others):
        by_interview.setdefault(row["interview"], []).append(number)
    pairs = sorted(
        (*fit, number, other)
        for number, row in enumerate(own)
        for other in by_interview.get(row["interview"], ())
        for fit in _fit(row, others[other])
    )
    found: dict[int, SegmentRow] = {}
    taken: set[int] = set()
    for *_, number, other in pairs:
        if number not in found and other not in taken:
            found[number] = others[other]
            taken.add(other)
    return found


def _fit(a: SegmentRow, b: SegmentRow) -> Iterator[tuple[int, int, int]]:
    """Give how well two codes on one stretch fit, the smallest the best; nothing where the stretch is another."""
    if _placed(a) and _placed(b):
        together = min(int(a["end"]), int(b["end"])) - max(int(a["start"]), int(b["start"]))
    else:
        together = int(_plain(a["text"]) == _plain(b["text"]))
    if together > 0:
        same_aspect = (a["question"], a["aspect"]) == (b["question"], b["aspect"])
        yield not same_aspect, a["direction"] != b["direction"], -together


def _placed(row: SegmentRow) -> bool:
    return isinstance(row["start"], int) and isinstance(row["end"], int)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
