"""Visits that two observers scored: how far they agree. Nothing is told of an observer."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.contracts.loading import RoundData
from pipeline.phases.mystery_guests.visit_tables import YES_NO, VisitCriterionRow, amount
from pipeline.phases.mystery_guests.visits import criteria, scores
from pipeline.statistics.intraclass import Intraclass, intraclass


@dataclass(frozen=True)
class Doubled:
    """How far observers agree on something that was scored twice.

    Attributes
    ----------
    label : str
        What was scored.
    visits, same : int
        How many visits were scored twice, and at how many both scored the same.
    numeric : bool
        It has a number, so that a coefficient can be asked for.
    icc : Intraclass or None
        None where it can't be estimated.
    """

    label: str
    visits: int
    same: int
    numeric: bool
    icc: Intraclass | None = None


def doubled(data: RoundData) -> list[Doubled]:
    """Give how far two observers agree on each criterion, and on the share of yes/no criteria met at a visit."""
    found = [_of(criterion["label"], _pairs(data, criterion), criterion) for criterion in criteria(data)]
    shares = _shares(data)
    if shares:
        same = sum(a == b for a, b in shares)
        found.append(Doubled("Deel van de ja/nee-criteria dat is gehaald", len(shares), same, True, intraclass(shares)))
    return [each for each in found if each.visits]


def _of(label: str, pairs: Sequence[tuple[str, str]], criterion: VisitCriterionRow) -> Doubled:
    if criterion["kind"] == YES_NO:
        return Doubled(label, len(pairs), sum(a == b for a, b in pairs), numeric=False)
    points = [(float(amount(a)), float(amount(b))) for a, b in pairs]
    return Doubled(label, len(pairs), sum(a == b for a, b in points), numeric=True, icc=intraclass(points))


def _scored(data: RoundData) -> dict[str, dict[str, dict[str, str]]]:
    """Give what each observer scored on each criterion, by visit and observer."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    for score in scores(data):
        found.setdefault(score["visit"], {}).setdefault(score["observer"], {})[score["criterion"]] = score["value"]
    return found


def _pairs(data: RoundData, criterion: VisitCriterionRow) -> list[tuple[str, str]]:
    """Give the first two scores of each visit at which two or more observers scored a criterion."""
    name = criterion["criterion_id"]
    of_visits = ([own[name] for own in observers.values() if name in own] for observers in _scored(data).values())
    return [(values[0], values[1]) for values in of_visits if len(values) > 1]


def _shares(data: RoundData) -> list[tuple[float, float]]:
    """Give for each visit that was scored twice the share of yes/no criteria that either observer found met.

    Only criteria that both of them scored count.
    """
    met = {each["criterion_id"]: each["favourable"] for each in criteria(data) if each["kind"] == YES_NO}
    found = []
    for observers in _scored(data).values():
        if len(observers) < 2:
            continue
        first, second = list(observers.values())[:2]
        both = [name for name in met if name in first and name in second]
        if both:
            a, b = (sum(own[name] == met[name] for name in both) / len(both) for own in (first, second))
            found.append((a, b))
    return found
