"""Who answers otherwise: each voice, unit and value of an attribute held against everybody else, item by item.

A group is only looked at from the minimum cell on. Where people stand for others, a test decides (Fisher's exact test
of the two sides, Mann-Whitney of an order), corrected by Holm over all tests of the round: within a question only, a
group is invented in a third of the rounds without any. Where they do not, nothing is tested: a group stands out when
it points another way than the others and lies far from them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from pipeline.contracts.loading import RoundData
from pipeline.contracts.selection import PURPOSIVE, stands_for_others
from pipeline.evidence.directions import direction_of
from pipeline.phases.surveys.answers.questionnaire import Item
from pipeline.phases.surveys.answers.results import Sides, items, side_of_each, sides
from pipeline.phases.surveys.answers.survey import Survey

# The smallest group that is shown: of a voice or a unit, and of people by what they are.
SMALLEST, SMALLEST_BY_ATTRIBUTE = 5, 10
# How far the balance of a group (favourable less unfavourable, of all who answered) has to lie from that of the others
# before its counts alone make it stand out: less is what a few people do. Our choice.
_FAR = 0.5


@dataclass(frozen=True)
class Compared:
    """A group beside the others who answered an item.

    Attributes
    ----------
    survey, item : Survey, Item
        What was asked.
    by, group : str
        What the group has in common (``voice``, ``unit`` or an attribute), and its value.
    own, others : Sides
        How the group and the others answered.
    stands_out : bool
        It answers otherwise: by the test where there is one, else because the counts point another way.
    p : float or None
        Of the test, after Holm; None where none was allowed.
    """

    survey: Survey
    item: Item
    by: str
    group: str
    own: Sides
    others: Sides
    stands_out: bool = False
    p: float | None = None


def compare(data: RoundData) -> list[Compared]:
    """Hold every group against the others, over all items of the round that have a direction.

    Returns
    -------
    list of Compared
        In the order of the questionnaires; groups smaller than the minimum cell, or whose others are, are not among
        them.
    """
    rules = data.round.rules
    found: list[Compared] = []
    tested: list[tuple[int, float]] = []
    for survey, item in items(data):
        for by, group, members in _groups(survey, item):
            given = survey.answers[item.id].given
            everyone = survey.took_part
            own, others = (sides(survey, item, each, rules) for each in (members, everyone & ~members))
            if own is None or others is None:
                continue
            least = SMALLEST if by in {"voice", "unit"} else SMALLEST_BY_ATTRIBUTE
            if own.n < least or others.n < least:
                continue
            compared = Compared(survey, item, by, group, own, others)
            if stands_for_others(survey.form.selection):
                tested.append((len(found), _p(survey, item, members & given, everyone & ~members & given)))
            else:
                ways = [direction_of(each.favourable, each.unfavourable, PURPOSIVE, rules) for each in (own, others)]
                far = abs(_balance(own) - _balance(others)) >= _FAR
                compared = replace(compared, stands_out=far and ways[0] != ways[1])
            found.append(compared)
    if tested:
        from pingouin import multicomp

        rejected, corrected = multicomp([p for _, p in tested], alpha=1 - float(rules.interval), method="holm")
        for (at, _), stands_out, p in zip(tested, rejected, corrected, strict=True):
            found[at] = replace(found[at], stands_out=bool(stands_out), p=float(p))
    return found


def _balance(found: Sides) -> float:
    return (found.favourable - found.unfavourable) / found.n


def _groups(survey: Survey, item: Item) -> Iterator[tuple[str, str, NDArray[np.bool_]]]:
    """Give the groups of those who answered an item: what they have in common, its value, and who they are."""
    given = survey.answers[item.id].given
    for by in ("voice", "unit", *survey.attributes):
        there = [(group, who) for (kind, group), who in survey.groups.items() if kind == by and (who & given).any()]
        # Of two groups that are everybody, one beside the other says all.
        two = len(there) == 2 and int(sum((who & given).sum() for _, who in there)) == int(given.sum())
        for group, who in there[: 1 if two else None] if len(there) > 1 else ():
            yield by, group, who


def _p(survey: Survey, item: Item, own: NDArray[np.bool_], others: NDArray[np.bool_]) -> float:
    """Test whether two groups answer alike."""
    from scipy.stats import fisher_exact, mannwhitneyu

    answers = survey.answers[item.id]
    if item.kind in {"likert", "mark", "number"}:
        a, b = (answers.values[each].astype(float) for each in (own, others))
        return float(mannwhitneyu(a, b, alternative="two-sided").pvalue)
    each = side_of_each(item, answers)
    assert each is not None
    table = [[int((each[who] == side).sum()) for side in (1, -1)] for who in (own, others)]
    return float(fisher_exact(table).pvalue)
