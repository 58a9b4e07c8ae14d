"""Whose voice carries a finding: its share by voice, and what is left without one voice or one phase."""

from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from pipeline.codebook import Question
from pipeline.records import Record, record
from pipeline.triangulation.scope import Scope
from pipeline.triangulation.weighing import Weighed, weigh

VOICE, PHASE = "voice", "phase"
COLUMNS = (
    "finding_id",
    "left_out_kind",
    "left_out",
    "cells",
    "direction",
    "convergence",
    "outcome",
)
SHARE_COLUMNS = ("finding_id", "voice", "supporting", "against", "neutral", "share_of_support")


class Outcome(StrEnum):
    """What becomes of a finding when something is left out."""

    SAME = "same"
    CONVERGENCE_CHANGES = "convergence changes"
    TURNS = "turns"
    VANISHES = "vanishes"


@dataclass(frozen=True)
class LeftOut:
    """A finding without one voice or one phase."""

    kind: str
    name: str
    cells: int
    rest: Weighed
    outcome: Outcome

    @property
    def fragile(self) -> bool:
        """The finding turns or vanishes."""
        return self.outcome in {Outcome.TURNS, Outcome.VANISHES}


def leave_one_out(question: Question, cells: pd.DataFrame, scope: Scope, whole: Weighed) -> list[LeftOut]:
    """Weigh a question again without each voice, and without each phase, that speaks on it.

    Labels of judges are about all evidence, so what is compared here is the weighing by rule, with and without.

    Parameters
    ----------
    question : Question
        A question with evidence.
    cells : pandas.DataFrame
        Cells of the whole round.
    scope : Scope
        What was asked where.
    whole : Weighed
        The question weighed with everything.
    """
    here = cells[cells["question"] == question.id]
    found = []
    for kind in (VOICE, PHASE):
        for name, count in sorted(here[kind].value_counts().items()):
            rest = weigh(question, cells[cells[kind] != name], scope)
            found.append(LeftOut(kind, str(name), int(count), rest, _outcome(whole, rest)))
    return found


def _outcome(whole: Weighed, rest: Weighed) -> Outcome:
    if rest.direction is None:
        return Outcome.VANISHES
    if rest.direction != whole.direction:
        return Outcome.TURNS
    return Outcome.SAME if rest.convergence == whole.convergence else Outcome.CONVERGENCE_CHANGES


def rows(finding_id: str, left_out: list[LeftOut]) -> list[Record]:
    """Give the rows of `robustness.csv` for one finding."""
    return [
        record(
            COLUMNS,
            finding_id,
            each.kind,
            each.name,
            each.cells,
            each.rest.direction,
            each.rest.convergence,
            each.outcome.value,
        )
        for each in left_out
    ]


def shares(finding_id: str, direction: int, here: pd.DataFrame) -> list[Record]:
    """Count, for each voice, the cells for, against and neutral, and its share of the support.

    Parameters
    ----------
    finding_id : str
        The finding.
    direction : int
        Its direction; of a mixed finding every cell is support, since it says that voices differ.
    here : pandas.DataFrame
        Cells of its question.

    Returns
    -------
    list
        Rows of `voices.csv`, the largest share first; shares are between 0 and 1 and add up to 1.
    """
    supporting = here if direction == 0 else here[here["direction"] == direction]
    total = len(supporting)
    found = []
    for voice, cells in here.groupby("voice"):
        own = int((supporting["voice"] == voice).sum())
        against = 0 if direction == 0 else int((cells["direction"] == -direction).sum())
        share = round(own / total, 4) if total else 0.0
        found.append(record(SHARE_COLUMNS, finding_id, voice, own, against, len(cells) - own - against, share))
    return sorted(found, key=lambda row: (-int(row["supporting"]), str(row["voice"])))
