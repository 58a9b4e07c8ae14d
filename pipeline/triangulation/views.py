"""What each phase says on each question: its direction, its prominence and its aspects.

The unit is the cell: one voice on one aspect in one unit. A cell has one direction however often it was said, so that
one talkative respondent, or the same words coded twice, does not outweigh another voice.
"""

from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from pipeline.codebook import Question
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


def cells(evidence: pd.DataFrame) -> pd.DataFrame:
    """Bring evidence down to one direction for each phase, question, aspect, unit and voice.

    Directions within a cell are weighed by the number of persons or statements; a row without a number counts as one.

    Parameters
    ----------
    evidence : pandas.DataFrame
        Evidence rows.

    Returns
    -------
    pandas.DataFrame
        phase, question, aspect, unit, voice, direction.
    """
    keys = ["phase", "question", "aspect", "unit", "voice"]
    weighed = evidence.assign(weight=evidence["n"].astype("Float64").fillna(1.0))
    rows = [
        dict(zip(keys, key, strict=True)) | {"direction": _weigh(group)}
        for key, group in weighed.groupby(keys, sort=True)
    ]
    return pd.DataFrame(rows, columns=[*keys, "direction"])


def _weigh(group: pd.DataFrame) -> int:
    # Persons and statements can't be weighed against each other: then each row counts as one.
    if group["counted"].nunique() > 1:
        group = group.assign(weight=1.0)
    positive = float(group.loc[group["direction"] == 1, "weight"].sum())
    negative = float(group.loc[group["direction"] == -1, "weight"].sum())
    return balance(positive, negative)


def _direction(part: pd.DataFrame) -> int:
    return balance(int((part["direction"] == 1).sum()), int((part["direction"] == -1).sum()))


def view(phase: str, question: Question, all_cells: pd.DataFrame, scope: Scope) -> View:
    """Say what one phase says on one question.

    Parameters
    ----------
    phase : str
        Id of the phase.
    question : Question
        The question.
    all_cells : pandas.DataFrame
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
    of_phase = all_cells[all_cells["phase"] == phase]
    here = of_phase[of_phase["question"] == question.id]
    if here.empty:
        return View(phase, Status.SILENT)
    asked = sum(phase in other.asked_in for other in scope.codebook.questions)
    aspects = {str(aspect): _direction(part) for aspect, part in here.groupby("aspect")}
    return View(phase, Status.SPEAKS, _direction(here), _prominence(len(here), len(of_phase), asked), aspects)


def _prominence(here: int, total: int, asked: int) -> Prominence:
    """Compare with an equal share: at least that, or less than a third of it, or between."""
    if here * asked >= total:
        return Prominence.PROMINENT
    return Prominence.MARGINAL if here * asked * 3 < total else Prominence.PRESENT
