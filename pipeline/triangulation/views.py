"""What each phase says on each question: its direction, its prominence and its aspects.

The unit is the cell: one voice on one aspect in one unit. A cell has one direction however often it was said, so that
one talkative respondent, or the same words coded twice, does not outweigh another voice.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple, TypedDict

import pandas as pd

from pipeline.codebook import Question
from pipeline.records import Count, rows_of
from pipeline.triangulation.scope import Scope


class Status(StrEnum):
    """Whether a phase speaks on a question; only `SILENT` is silence."""

    SPEAKS = "speaks"
    SILENT = "silent"
    WITHHELD = "withheld"
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


def balance(positive: float, negative: float) -> int:
    """Weigh positive against negative: 1 or -1 when one is at least twice the other, 0 otherwise.

    Twice as much is a difference of a third of the whole, the least that is called a direction here; anything
    closer is called mixed.
    """
    if positive + negative == 0:
        return 0
    if positive >= 2 * negative:
        return 1
    return -1 if negative >= 2 * positive else 0


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


def cells(evidence: pd.DataFrame) -> list[Cell]:
    """Bring evidence down to one direction for each phase, question, aspect, unit and voice.

    Directions within a cell are weighed by the number of persons or statements; a row without a number counts as one.

    Parameters
    ----------
    evidence : pandas.DataFrame
        Evidence rows.

    Returns
    -------
    list of Cell
        Sorted.
    """
    groups: dict[CellKey, list[Piece]] = {}
    for piece in rows_of(evidence[list(Piece.__annotations__)], Piece):
        groups.setdefault(cell_of(piece), []).append(piece)
    return [Cell(*key, _weigh(groups[key])) for key in sorted(groups)]


def _weigh(group: Sequence[Piece]) -> int:
    # Persons and statements can't be weighed against each other: then each row counts as one.
    mixed = len({row["counted"] for row in group}) > 1
    positive, negative = (
        sum(1 if mixed or pd.isna(row["n"]) else int(row["n"]) for row in group if row["direction"] == sign)
        for sign in (1, -1)
    )
    return balance(positive, negative)


def _direction(part: Iterable[Cell]) -> int:
    directions = [cell.direction for cell in part]
    return balance(directions.count(1), directions.count(-1))


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
        return View(phase, Status.SILENT)
    asked = sum(phase in other.asked_in for other in scope.codebook.questions)
    by_aspect = groupby(sorted(here, key=_ASPECT), key=_ASPECT)
    aspects = {aspect: _direction(part) for aspect, part in by_aspect}
    return View(phase, Status.SPEAKS, _direction(here), _prominence(len(here), len(of_phase), asked), aspects)


def _prominence(here: int, total: int, asked: int) -> Prominence:
    """Compare with an equal share: at least that, or less than a third of it, or between."""
    if here * asked >= total:
        return Prominence.PROMINENT
    return Prominence.MARGINAL if here * asked * 3 < total else Prominence.PRESENT
