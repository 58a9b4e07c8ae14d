"""What each phase says on each question: its direction, its prominence and its aspects.

The unit is the cell: one voice on one aspect in one unit. A cell has one direction however often it was said, so that
one talkative respondent, or the same words coded twice, does not outweigh another voice.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple, TypedDict

import pandas as pd

from pipeline.codebook import Question
from pipeline.records import Count, rows_of
from pipeline.rules import Rules
from pipeline.triangulation.scope import Scope


class Status(StrEnum):
    """Whether a phase speaks on a question; only `SILENT` is silence."""

    SPEAKS = "speaks"
    SILENT = "silent"
    WITHHELD = "withheld"
    UNDECIDED = "undecided"
    NOT_ASKED = "not asked"
    NOT_IN_SCOPE = "not in scope"


class Prominence(StrEnum):
    """How much of what a phase says is on this question, against an equal share for every question it was asked."""

    PROMINENT = "prominent"
    PRESENT = "present"
    MARGINAL = "marginal"


@dataclass(frozen=True)
class View:
    """What one phase says on one question.

    `direction` (-1, 0 or 1) and `prominence` are None unless the phase speaks; `aspects` has the direction of each
    aspect that it speaks on.
    """

    phase: str
    status: Status
    direction: int | None = None
    prominence: Prominence | None = None
    aspects: "dict[str, int] | None" = None


SIGNS = {1: "+", 0: "±", -1: "-", None: ""}


def in_sight(views: Sequence[View]) -> str:
    """Write down what a judge of these phases has in sight: of each its status, direction, prominence and aspects.

    It stands beside a judgement, which holds for as long as this is the same.
    """
    return "; ".join(_in_sight(view) for view in views)


def _in_sight(view: View) -> str:
    if view.status is not Status.SPEAKS:
        return f"{view.phase}: {view.status.value}"
    aspects = " ".join(f"{aspect}{SIGNS[way]}" for aspect, way in sorted((view.aspects or {}).items()))
    return f"{view.phase}: {SIGNS[view.direction]} {view.prominence} ({aspects})"


def balance(positive: float, negative: float, ratio: Fraction) -> int:
    """Weigh positive against negative: 1 or -1 when one is at least `ratio` times the other, 0 otherwise."""
    if positive + negative == 0:
        return 0
    if positive >= ratio * negative:
        return 1
    return -1 if negative >= ratio * positive else 0


class Cell(NamedTuple):
    """One voice on one aspect in one unit, as one phase found it, and which way that points (-1, 0 or 1)."""

    phase: str
    question: str
    aspect: str
    unit: str
    voice: str
    direction: int


class Piece(TypedDict):
    """Those columns of a row of evidence that it is weighed by."""

    phase: str
    question: str
    aspect: str
    unit: str
    voice: str
    direction: int
    n: Count
    counted: str


CellKey = tuple[str, str, str, str, str]
"""What tells a cell from others: all that a `Cell` has but its direction."""
_ASPECT = attrgetter("aspect")


def cell_of(piece: Piece) -> CellKey:
    """Say in which cell a piece of evidence is."""
    return piece["phase"], piece["question"], piece["aspect"], piece["unit"], piece["voice"]


def cells(evidence: pd.DataFrame, rules: Rules) -> list[Cell]:
    """Bring evidence down to one direction for each phase, question, aspect, unit and voice.

    Directions within a cell are weighed by the number of persons or statements; a row without a number counts as one.

    Parameters
    ----------
    evidence : pandas.DataFrame
        Evidence rows.
    rules : Rules
        Those of the round.

    Returns
    -------
    list of Cell
        Sorted.
    """
    groups: dict[CellKey, list[Piece]] = {}
    for piece in rows_of(evidence[list(Piece.__annotations__)], Piece):
        groups.setdefault(cell_of(piece), []).append(piece)
    return [Cell(*key, _weigh(groups[key], rules)) for key in sorted(groups)]


def _weigh(group: Sequence[Piece], rules: Rules) -> int:
    # Persons and statements can't be weighed against each other: then each row counts as one.
    mixed = len({row["counted"] for row in group}) > 1
    positive, negative = (
        sum(1 if mixed or pd.isna(row["n"]) else int(row["n"]) for row in group if row["direction"] == sign)
        for sign in (1, -1)
    )
    return balance(positive, negative, rules.direction_ratio)


def _direction(part: Iterable[Cell], rules: Rules) -> int:
    directions = [cell.direction for cell in part]
    return balance(directions.count(1), directions.count(-1), rules.direction_ratio)


def lead(directions: Sequence[int], rules: Rules) -> int:
    """Weigh what phases say, each once: 1 or -1 when one side leads by enough of them, else 0."""
    ahead = sum(directions)
    if not directions or abs(ahead) < rules.phase_lead * len(directions):
        return 0
    return 1 if ahead > 0 else -1


def stance(part: Iterable[Cell], rules: Rules) -> int:
    """Weigh some cells of one question as all of it is weighed: each phase by what it has of them.

    Parameters
    ----------
    part : iterable of Cell
        Those cells, such as all of one voice.
    rules : Rules
        Those of the round.
    """
    by_phase: dict[str, list[Cell]] = {}
    for cell in part:
        by_phase.setdefault(cell.phase, []).append(cell)
    return lead([_direction(own, rules) for own in by_phase.values()], rules)


def view(phase: str, question: Question, all_cells: Sequence[Cell], scope: Scope) -> View:
    """Say what one phase says on one question.

    Parameters
    ----------
    phase : str
        Id of the phase.
    question : Question
        The question.
    all_cells : sequence of Cell
        Cells of the whole round, as `cells` gives them.
    scope : Scope
        What was asked where: prominence is measured against the number of questions that the phase was asked.
    """
    if phase not in scope.deployed:
        return View(phase, Status.NOT_IN_SCOPE)
    if phase not in question.asked_in:
        return View(phase, Status.NOT_ASKED)
    if (phase, question.id) in scope.withheld:
        return View(phase, Status.WITHHELD)
    of_phase = [cell for cell in all_cells if cell.phase == phase]
    here = [cell for cell in of_phase if cell.question == question.id]
    if not here:
        return View(phase, Status.UNDECIDED if (phase, question.id) in scope.undecided else Status.SILENT)
    rules = scope.rules
    asked = sum(phase in other.asked_in for other in scope.codebook.questions)
    by_aspect = groupby(sorted(here, key=_ASPECT), key=_ASPECT)
    aspects = {aspect: _direction(part, rules) for aspect, part in by_aspect}
    share = Fraction(len(here) * asked, len(of_phase))
    return View(phase, Status.SPEAKS, _direction(here, rules), _prominence(share, rules), aspects)


def _prominence(share: Fraction, rules: Rules) -> Prominence:
    """Judge how much of a phase is on a question, as a share of what each would get if all got the same."""
    if share >= rules.prominent_share:
        return Prominence.PROMINENT
    return Prominence.MARGINAL if share < rules.marginal_share else Prominence.PRESENT
