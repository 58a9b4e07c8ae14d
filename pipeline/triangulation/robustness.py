"""Whose voice carries a finding: its share by voice, and what is left without one voice or one phase."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter

from pipeline.codebook import Question
from pipeline.records import Record, record
from pipeline.triangulation.scope import Scope
from pipeline.triangulation.views import Cell
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


def leave_one_out(question: Question, cells: Sequence[Cell], scope: Scope, whole: Weighed) -> list[LeftOut]:
    """Weigh a question again without each voice, and without each phase, that speaks on it.

    Labels of judges are about all evidence, so what is compared here is the weighing by rule, with and without.

    Parameters
    ----------
    question : Question
        A question with evidence.
    cells : sequence of Cell
        Cells of the whole round.
    scope : Scope
        What was asked where.
    whole : Weighed
        The question weighed with everything.
    """
    here = [cell for cell in cells if cell.question == question.id]
    found = []
    for kind in (VOICE, PHASE):
        name_of = attrgetter(kind)
        for name, count in sorted(Counter(map(name_of, here)).items()):
            rest = weigh(question, [cell for cell in cells if name_of(cell) != name], scope)
            found.append(LeftOut(kind, name, count, rest, _outcome(whole, rest)))
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


def shares(finding_id: str, direction: int, here: Sequence[Cell]) -> list[Record]:
    """Count, for each voice, the cells for, against and neutral, and its share of the support.

    Parameters
    ----------
    finding_id : str
        The finding.
    direction : int
        Its direction; of a mixed finding every cell is support, since it says that voices differ.
    here : sequence of Cell
        Cells of its question.

    Returns
    -------
    list
        Rows of `voices.csv`, the largest share first; shares are between 0 and 1 and add up to 1.
    """
    supporting = Counter(cell.voice for cell in here if direction in (0, cell.direction))
    opposing = Counter(cell.voice for cell in here if direction != 0 and cell.direction == -direction)
    total = supporting.total()
    found = []
    for voice, count in Counter(cell.voice for cell in here).items():
        own, against = supporting[voice], opposing[voice]
        share = round(own / total, 4) if total else 0.0
        found.append(record(SHARE_COLUMNS, finding_id, voice, own, against, count - own - against, share))
    return sorted(found, key=lambda row: (-int(row["supporting"]), str(row["voice"])))
