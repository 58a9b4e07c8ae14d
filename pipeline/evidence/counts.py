"""What was counted, as evidence: answers to a closed question, criteria of a visit, anything tallied.

A phase says what each thing counted is about and which way it points; what becomes evidence is decided here, the same
for all of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.contracts.loading import RoundData
from pipeline.evidence.table import UNCOUNTED, Counted, Evidence, Piece, evidence_of, is_missing
from pipeline.records import Count


@dataclass(frozen=True)
class Answer:
    """One thing that was counted.

    Attributes
    ----------
    key : str
        Its key in the raw table; it ends the id of the evidence.
    question, aspect : str
        What it bears on; without an aspect it is no evidence.
    voice : str
        Who answered, or saw it.
    direction : int or missing
        Which way it points: -1, 0 or 1; missing when it has no direction.
    statement : str
        What was answered or seen, in Dutch.
    provenance : str
        Where it comes from.
    rests_on : tuple of (str, str, str)
        The raw rows behind it, as for a `Piece`.
    count : Counted
        How many gave it, out of how many, of what: any plural noun. `UNCOUNTED` where only that they did is known.
    quality : str
        What a reader has to know of it, in Dutch.
    selection : str
        How those who answered came in; empty where that is not known, or nobody answered.
    """

    key: str
    question: str
    aspect: str
    voice: str
    direction: Count
    statement: str
    provenance: str
    rests_on: tuple[tuple[str, str, str], ...]
    count: Counted = UNCOUNTED
    quality: str = ""
    selection: str = ""

    @property
    def says_something(self) -> bool:
        """Tell whether it is evidence: it points a way, on an aspect, and is not an answer that nobody gave."""
        nobody = not is_missing(self.count.n) and self.count.n == 0
        return not is_missing(self.direction) and bool(self.aspect) and not nobody


def from_counts(data: RoundData, phase: str, answers: Iterable[Answer]) -> Evidence:
    """Turn what was counted into evidence.

    Parameters
    ----------
    data : RoundData
        The round.
    phase : str
        Id of the phase.
    answers : iterable of Answer
        All that was counted; what says nothing is left out.
    """
    pieces = (
        Piece(
            question=answer.question,
            aspect=answer.aspect,
            voice=answer.voice,
            direction=int(answer.direction),
            statement=answer.statement,
            provenance=answer.provenance,
            rests_on=answer.rests_on,
            count=answer.count,
            suffix=answer.key,
            quality=answer.quality,
            selection=answer.selection,
        )
        for answer in answers
        if answer.says_something
    )
    return evidence_of(data, phase, pieces)
