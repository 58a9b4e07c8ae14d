"""What researchers judged: it confirms or overrules a suggestion, with a name and a reason, and never hides it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Generic, TypedDict, TypeVar

import pandas as pd

from pipeline.contracts.rows import JudgementRow
from pipeline.records import rows_of
from pipeline.statistics.agreement import Agreement, agreement

DECISION, INDEPENDENT = "decision", "independent"
_SILENT = {"silence", "both silent"}
PAIR, CONFIDENCE, META = "pair", "confidence", "meta_inference"


class Vote(TypedDict):
    """What every row has in which somebody judged: a row of `judgements` is one, and so is a row of `comparisons`."""

    judgement: str
    stage: str
    researcher: str
    kind: str
    reason: str
    seen: str


VoteRow = TypeVar("VoteRow", bound=Vote)


class Origin(StrEnum):
    """Where a label or a level comes from."""

    SUGGESTED = "suggested"
    CONFIRMED = "confirmed"
    OVERRULED = "overruled"
    DISPUTED = "disputed"
    OUTDATED = "outdated"


@dataclass(frozen=True)
class Ruling(Generic[VoteRow]):
    """What holds: a value, where it comes from, who judged, why, and the judgements that this rests on."""

    value: str
    origin: Origin
    researchers: str = ""
    reason: str = ""
    rows: tuple[VoteRow, ...] = ()

    def set_aside(self, suggested: str, dutch: Mapping[str, str]) -> "Ruling[VoteRow]":
        """Keep the suggestion where a judgement doesn't fit the evidence, and say that there was one."""
        if self.origin not in {Origin.CONFIRMED, Origin.OVERRULED}:
            return self
        reason = f"Het oordeel «{dutch[self.value]}» past niet bij het bewijs en is niet gebruikt."
        return Ruling(suggested, Origin.SUGGESTED, self.researchers, reason, self.rows)


@dataclass(frozen=True)
class Settled(Generic[VoteRow]):
    """All judgements on one thing."""

    rows: tuple[VoteRow, ...] = ()

    def rule(self, suggested: str, dutch: Mapping[str, str], seen: str = "") -> Ruling[VoteRow]:
        """Say what holds, given what the rule suggests; `dutch` names the values for readers.

        A decision counts; without one, independent judgements count when they are all the same. Where they differ,
        the suggestion stands and is called disputed. A judgement holds for what was in sight when it was made: where
        that is not `seen` any more the suggestion stands, and the judgement is called outdated.
        """
        if not self.rows:
            return Ruling(suggested, Origin.SUGGESTED)
        decisions = [row for row in self.rows if row["stage"] == DECISION]
        counting = tuple(decisions) or self.rows
        if any(row["seen"] and row["seen"] != seen for row in counting):
            named = ", ".join(sorted({row["researcher"] for row in counting}))
            was = ", ".join(dict.fromkeys(f"«{dutch[row['judgement']]}»" for row in counting))
            reason = f"Het oordeel {was} is gegeven op ander bewijs dan er nu is, en is niet gebruikt."
            return Ruling(suggested, Origin.OUTDATED, named, reason, counting)
        values = {row["judgement"] for row in counting}
        names = ", ".join(sorted({row["researcher"] for row in counting}))
        if len(values) > 1:
            differing = "; ".join(f"{row['researcher']}: {dutch[row['judgement']]}" for row in counting)
            return Ruling(suggested, Origin.DISPUTED, names, differing, counting)
        [value] = values
        origin = Origin.CONFIRMED if value == suggested else Origin.OVERRULED
        return Ruling(value, origin, names, counting[0]["reason"], counting)


class Judgements:
    """The judgements of a round, found by what they are about.

    Parameters
    ----------
    table : pandas.DataFrame
        The raw table `judgements`.
    """

    def __init__(self, table: pd.DataFrame) -> None:
        self._rows: dict[tuple[str, str, frozenset[str]], list[JudgementRow]] = {}
        for row in rows_of(table, JudgementRow):
            key = (row["subject"], row["question"], frozenset({row["phase_a"], row["phase_b"]} - {""}))
            self._rows.setdefault(key, []).append(row)

    def of_pair(self, question: str, phase_a: str, phase_b: str) -> Settled[JudgementRow]:
        """Give what was judged of a pair of phases."""
        return self._settled(PAIR, question, frozenset({phase_a, phase_b}))

    def of_question(self, subject: str, question: str) -> Settled[JudgementRow]:
        """Give what was judged of a question: its confidence or its meta-inference."""
        return self._settled(subject, question, frozenset())

    def _settled(self, subject: str, question: str, phases: frozenset[str]) -> Settled[JudgementRow]:
        return Settled(tuple(self._rows.get((subject, question, phases), ())))

    def agreement(self, subject: str, interval: Fraction) -> tuple[tuple[str, ...], list[Agreement]]:
        """Compare researchers who judged independently.

        Parameters
        ----------
        subject : str
            `PAIR` or `CONFIDENCE`.
        interval : fractions.Fraction
            How sure the intervals are.

        Returns
        -------
        tuple
            The researchers, and their agreement by coefficient; both empty when fewer than two judged.
        """
        votes = [
            {row["researcher"]: row["judgement"] for row in rows if row["stage"] == INDEPENDENT}
            for (kind, _, _), rows in sorted(self._rows.items(), key=lambda item: (item[0][:2], sorted(item[0][2])))
            if kind == subject
        ]
        # That nobody said anything can be seen: it would make the agreement look better than it is.
        return between([vote for vote in votes if not set(vote.values()) <= _SILENT], interval)


def between(votes: Sequence[Mapping[str, str]], interval: Fraction) -> tuple[tuple[str, ...], list[Agreement]]:
    """Compare those who judged the same things independently.

    Parameters
    ----------
    votes : sequence of mapping
        For each thing that was judged, the judgement by researcher.
    interval : fractions.Fraction
        How sure the intervals are.

    Returns
    -------
    tuple
        The researchers, and their agreement by coefficient; both empty when no two judged the same thing.
    """
    shared = [vote for vote in votes if len(vote) > 1]
    names = tuple(sorted({name for vote in shared for name in vote}))
    return names, agreement([[vote.get(name) for name in names] for vote in shared], interval)
