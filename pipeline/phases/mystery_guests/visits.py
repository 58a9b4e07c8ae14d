"""What visits found: the outcome of each visit on each criterion, and sums of those."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.contracts.loading import RoundData
from pipeline.contracts.units import unit_display
from pipeline.phases.mystery_guests.visit_tables import (
    HIGHER,
    YES_NO,
    VisitCriterionRow,
    VisitRow,
    VisitScoreRow,
    amount,
)
from pipeline.records import rows_of


@dataclass(frozen=True)
class Outcome:
    """What one visit found on one criterion.

    Attributes
    ----------
    visit : VisitRow
        The visit; its `unit` is the name that readers see.
    values : tuple of str
        What each observer scored, in the order of the raw table; who could not score it is left out.
    met : bool or None
        Whether it was met; None where observers say different things, or where there is no norm.
    provenances : tuple of str
        Where the scores come from.
    """

    visit: VisitRow
    values: tuple[str, ...]
    met: bool | None
    provenances: tuple[str, ...]


@dataclass(frozen=True)
class Tally:
    """Of how many visits a criterion was met, in how many not, and out of how many that were scored."""

    met: int
    unmet: int
    scored: int


def visits(data: RoundData) -> list[VisitRow]:
    """Give the visits in the order of the raw table, each with the name of its unit that readers see."""
    display = unit_display(data.table("units"))
    return [
        {**visit, "unit": display.get(visit["unit"], visit["unit"])}
        for visit in rows_of(data.whole("visits"), VisitRow)
    ]


def scores(data: RoundData) -> list[VisitScoreRow]:
    """Give what observers scored, in the order of the raw table; what they could not score is left out."""
    rows = rows_of(data.whole("visit_scores"), VisitScoreRow)
    return [{**row, "value": row["value"].lower()} for row in rows if row["value"]]


def criteria(data: RoundData) -> list[VisitCriterionRow]:
    """Give the criteria in the order of the raw table."""
    return rows_of(data.table("visit_criteria"), VisitCriterionRow)


def outcomes(data: RoundData, criterion: VisitCriterionRow) -> list[Outcome]:
    """Give the outcome on a criterion of each visit at which somebody scored it, in the order of the visits."""
    scored: dict[str, list[VisitScoreRow]] = {}
    for score in scores(data):
        if score["criterion"] == criterion["criterion_id"]:
            scored.setdefault(score["visit"], []).append(score)
    return [
        Outcome(visit, tuple(score["value"] for score in own), _met(own, criterion), _provenances(own))
        for visit in visits(data)
        if (own := scored.get(visit["visit_id"]))
    ]


def _provenances(own: Sequence[VisitScoreRow]) -> tuple[str, ...]:
    return tuple(score["provenance"] for score in own)


def _met(own: Sequence[VisitScoreRow], criterion: VisitCriterionRow) -> bool | None:
    """Tell whether all who scored a criterion at one visit found it met; None where they differ, or without a norm."""
    if criterion["kind"] == YES_NO:
        found = {score["value"] == criterion["favourable"] for score in own}
    elif criterion["norm"]:
        norm, higher = amount(criterion["norm"]), criterion["favourable"] == HIGHER
        values = [amount(score["value"]) for score in own]
        found = {value >= norm if higher else value <= norm for value in values}
    else:
        return None
    return found.pop() if len(found) == 1 else None


def tally(found: Sequence[Outcome]) -> Tally:
    """Add outcomes on one criterion up."""
    met = [outcome.met for outcome in found]
    return Tally(met.count(True), met.count(False), len(met))


def by_unit(found: Sequence[Outcome]) -> dict[str, list[Outcome]]:
    """Put outcomes together by unit, in order of first appearance; those of visits without one are left out."""
    groups: dict[str, list[Outcome]] = {}
    for outcome in found:
        if outcome.visit["unit"]:
            groups.setdefault(outcome.visit["unit"], []).append(outcome)
    return groups


def numbers(found: Sequence[Outcome]) -> list[Decimal]:
    """Give the points or minutes of outcomes, one a visit: of several observers the mean."""
    return [sum(map(amount, outcome.values), Decimal()) / len(outcome.values) for outcome in found]
