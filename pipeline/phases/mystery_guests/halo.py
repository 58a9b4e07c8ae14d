"""Whether the impression of a visit colours what observers note of its parts: a halo (Thorndike 1920).

At one visit the facts are the same for both who were there. Where the one with the higher mark for the whole also noted
more points as met, the impression may have come first. Nothing is told of an observer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from pipeline.contracts.loading import RoundData
from pipeline.phases.mystery_guests.visit_tables import HIGHER, SCORE, YES, YES_NO, VisitCriterionRow, amount
from pipeline.phases.mystery_guests.visits import criteria, scores

# Fewer visits of one observer than these show no pattern, and fewer points of one visit are no share.
FEWEST_VISITS, _FEWEST_POINTS = 4, 2


@dataclass(frozen=True)
class Halo:
    """What the marks for the whole say beside the points that were met.

    Attributes
    ----------
    marks : int
        How many times somebody gave a mark for the whole and scored points as well.
    differ, along, level : int
        At how many visits two observers gave the whole a different mark; at how many of those the higher mark came
        with more points met, and at how many with as many.
    observers, follow : int
        How many observers have visits enough, and of how many of them the mark is higher where more points were met.
    """

    marks: int
    differ: int
    along: int
    level: int
    observers: int
    follow: int


def halo(data: RoundData) -> Halo | None:
    """Hold marks for the whole against the share of criteria met, by observer; None where there are no such marks."""
    held = criteria(data)
    whole = [each["criterion_id"] for each in held if each["overall"] == YES and each["kind"] == SCORE]
    if not whole:
        return None
    parts = {each["criterion_id"]: each for each in held if each["criterion_id"] not in whole and _has_norm(each)}
    noted: dict[str, dict[str, dict[str, str]]] = {}
    for score in scores(data):
        noted.setdefault(score["visit"], {}).setdefault(score["observer"], {})[score["criterion"]] = score["value"]
    mark = whole[0]
    by_observer: dict[str, list[tuple[float, float]]] = {}
    differ = along = level = 0
    for observers in noted.values():
        marked = {name: own for name, own in observers.items() if mark in own}
        for name, own in marked.items():
            if (share := _share(own, parts, own)) is not None:
                by_observer.setdefault(name, []).append((float(amount(own[mark])), share))
        for one, other in combinations(marked.values(), 2):
            first, second = _share(one, parts, other), _share(other, parts, one)
            apart = amount(one[mark]) - amount(other[mark])
            if first is None or second is None or not apart:
                continue
            differ += 1
            along += (first - second) * float(apart) > 0
            level += first == second
    enough = [pairs for pairs in by_observer.values() if len(pairs) >= FEWEST_VISITS]
    return Halo(
        sum(map(len, by_observer.values())), differ, along, level, len(enough), sum(_balance(own) > 0 for own in enough)
    )


def _has_norm(criterion: VisitCriterionRow) -> bool:
    return criterion["kind"] == YES_NO or bool(criterion["norm"])


def _share(own: Mapping[str, str], parts: Mapping[str, VisitCriterionRow], also: Mapping[str, str]) -> float | None:
    """Give the share of points that somebody noted as met, of those that another scored too; None of too few."""
    found = [_met(own[name], each) for name, each in parts.items() if name in own and name in also]
    return sum(found) / len(found) if len(found) >= _FEWEST_POINTS else None


def _met(value: str, criterion: VisitCriterionRow) -> bool:
    if criterion["kind"] == YES_NO:
        return value == criterion["favourable"]
    reached, norm = amount(value), amount(criterion["norm"])
    return reached >= norm if criterion["favourable"] == HIGHER else reached <= norm


def _balance(pairs: Sequence[tuple[float, float]]) -> int:
    """Give how many pairs of visits have mark and share the same way round, less those the other way (Kendall 1938)."""
    products = [(mark - other) * (share - its) for (mark, share), (other, its) in combinations(pairs, 2)]
    return sum((product > 0) - (product < 0) for product in products)
