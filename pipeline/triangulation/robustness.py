"""Whose voice carries a finding: its share by voice, and what is left without one voice or one phase."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter
from typing import Any, TypedDict

from pipeline.codebook import Question
from pipeline.records import Count
from pipeline.triangulation.scope import Scope
from pipeline.triangulation.views import Cell
from pipeline.triangulation.weighing import Weighed, weigh

VOICE, PHASE = "voice", "phase"


class RobustnessRow(TypedDict):
    """A row of `robustness.csv`: a finding without one voice or one phase.

    `cells` is how many cells are left out. Of a finding that vanishes `direction` and `convergence` (text, else) are
    missing, in one of the ways that pandas has for it.
    """

    finding_id: str
    left_out_kind: str
    left_out: str
    cells: int
    direction: Count
    convergence: Any
    outcome: str


class ShareRow(TypedDict):
    """A row of `voices.csv`: the cells of one voice for, against and neutral, and its share of the support.

    A share that was handed on from another stage is text.
    """

    finding_id: str
    voice: str
    supporting: int
    against: int
    neutral: int
    share_of_support: float | str


COLUMNS = tuple(RobustnessRow.__annotations__)
SHARE_COLUMNS = tuple(ShareRow.__annotations__)


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


def rows(finding_id: str, left_out: list[LeftOut]) -> list[RobustnessRow]:
    """Give the rows of `robustness.csv` for one finding."""
    return [
        RobustnessRow(
            finding_id=finding_id,
            left_out_kind=each.kind,
            left_out=each.name,
            cells=each.cells,
            direction=each.rest.direction,
            convergence=each.rest.convergence,
            outcome=each.outcome.value,
        )
        for each in left_out
    ]


def shares(finding_id: str, direction: int, here: Sequence[Cell]) -> list[ShareRow]:
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
        row = ShareRow(
            finding_id=finding_id,
            voice=voice,
            supporting=own,
            against=against,
            neutral=count - own - against,
            share_of_support=round(own / total, 4) if total else 0.0,
        )
        found.append(row)
    return sorted(found, key=lambda row: (-row["supporting"], row["voice"]))
