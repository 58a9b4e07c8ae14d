"""What people answer now beside what others answered to the same questions in the round before."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.contracts.loading import RoundData
from pipeline.contracts.selection import stands_for_others
from pipeline.phases.surveys.answers.questionnaire import Item
from pipeline.phases.surveys.answers.results import Sides, asked, good_and_bad, items, sides
from pipeline.phases.surveys.answers.survey import Survey
from pipeline.statistics.paired import holm
from pipeline.statistics.proportions import newcombe
from pipeline.statistics.rankings import places_by, points


@dataclass(frozen=True)
class Put:
    """A question that was put to people of one voice, with where they stand."""

    survey: Survey
    item: Item
    voice: str
    sides: Sides


@dataclass(frozen=True)
class Since:
    """A question that was asked of the same voice in both rounds.

    Attributes
    ----------
    then, now : Put
        As it was asked, and where people stand.
    difference : tuple of float or None
        The lowest and the highest difference in the favourable share that fits; None where people of either round stand
        for nobody else.
    turned : int
        1 where more people are favourable than then, -1 where fewer are, by Fisher's exact test with Holm's correction
        over all questions that are in both rounds; 0 where that can't be told.
    """

    then: Put
    now: Put
    difference: tuple[float, float] | None
    turned: int


@dataclass(frozen=True)
class Compared:
    """Two rounds side by side.

    Attributes
    ----------
    both : tuple of Since
        Questions of both rounds, in the order of now.
    otherwise, new, gone : tuple of str
        What was asked in other words or with other answers, what was asked only now, and only then.
    """

    both: tuple[Since, ...]
    otherwise: tuple[str, ...]
    new: tuple[str, ...]
    gone: tuple[str, ...]


def compare(now: RoundData, then: RoundData) -> Compared:
    """Put the surveys of two rounds side by side: the same question with the same answers, of the same voice.

    Parameters
    ----------
    now, then : RoundData
        The rounds; rules are those of now.
    """
    later, earlier = (list(_put(each, now)) for each in (now, then))
    by_words = {(_words(each.item.label), each.voice): each for each in earlier}
    by_name = {(each.item.id.casefold(), each.voice): each for each in earlier}
    pairs, otherwise, new = [], [], []
    used: set[int] = set()
    for each in later:
        same = by_words.get((_words(each.item.label), each.voice))
        other = same or by_name.get((each.item.id.casefold(), each.voice))
        if other is None:
            new.append(each.item.label)
            continue
        used.add(id(other))
        if same is not None and _alike(each.item, same.item):
            pairs.append((same, each))
        else:
            otherwise.append(each.item.label)
    gone = [each.item.label for each in earlier if id(each) not in used]
    return Compared(tuple(_tested(pairs, now)), *(tuple(dict.fromkeys(names)) for names in (otherwise, new, gone)))


@dataclass(frozen=True)
class Order:
    """An order that people of one voice made in both rounds: as it was asked, and as it came out now.

    Attributes
    ----------
    then, now : tuple of Survey and Item
        Where it was asked.
    voice : str
        Of whom.
    item : Item
        What was asked, with the order of then as the earlier one.
    places : numpy.ndarray
        The place of each of its answers now.
    """

    then: tuple[Survey, Item]
    now: tuple[Survey, Item]
    voice: str
    item: Item
    places: NDArray[np.int64]


def orders(now: RoundData, then: RoundData) -> Iterator[Order]:
    """Give each order that was asked in the same words in both rounds, by voice; not where `earlier` has it already."""
    before = {_words(item.label): (survey, item) for survey, item in items(then) if item.kind == "ranking"}
    for survey, item in items(now):
        if item.kind != "ranking" or item.earlier or _words(item.label) not in before:
            continue
        old_survey, old = before[_words(item.label)]
        shared = {name.casefold() for name in item.options} & {name.casefold() for name in old.options}
        for voice in survey.voices if len(shared) > 1 else ():
            own, others = _places(survey, item, voice), _places(old_survey, old, voice)
            if own is None or others is None:
                continue
            by_place = sorted(set(others.tolist()))
            order = tuple(
                tuple(name for name, place in zip(old.options, others, strict=True) if place == at) for at in by_place
            )
            known = item.model_copy(update={"earlier": order, "earlier_when": then.round.period})
            yield Order((old_survey, old), (survey, item), voice, known, own)


def _places(survey: Survey, item: Item, voice: str) -> NDArray[np.int64] | None:
    """Give the place of each answer, by people of one voice; None where none of them made an order."""
    answers = survey.answers[item.id]
    among = survey.groups.get(("voice", voice))
    if among is None or not (among & answers.given).any():
        return None
    return places_by(points(answers.values[among & answers.given]))


def _put(data: RoundData, rules_of: RoundData) -> Iterator[Put]:
    """Give each question with a favourable side, for each voice of which somebody answered it."""
    for row, survey, item, among in asked(data):
        found = sides(survey, item, among, rules_of.round.rules)
        if found is not None and found.n:
            yield Put(survey, item, next(name for name in survey.voices if survey.source(name) == row["source"]), found)


def _words(label: str) -> str:
    return " ".join(re.findall(r"\w+", label.casefold()))


def _alike(one: Item, other: Item) -> bool:
    """Tell whether two items of the same words can be answered alike, with the same answers as good news."""
    if one.kind in {"mark", "number"}:
        return (one.kind, one.norm, one.ends, one.low_is_good) == (
            other.kind,
            other.norm,
            other.ends,
            other.low_is_good,
        )
    answers = [[label.casefold() for label in each.options] for each in (one, other)]
    return one.kind == other.kind and answers[0] == answers[1] and good_and_bad(one) == good_and_bad(other)


def _tested(pairs: list[tuple[Put, Put]], data: RoundData) -> Iterator[Since]:
    sure = float(data.round.rules.interval)
    drawn = [all(stands_for_others(each.survey.form.selection) for each in pair) for pair in pairs]
    corrected = iter(holm([_fisher(*pair) for pair, is_drawn in zip(pairs, drawn, strict=True) if is_drawn]))
    for (then, now), is_drawn in zip(pairs, drawn, strict=True):
        if not is_drawn:
            yield Since(then, now, None, 0)
            continue
        difference = newcombe((now.sides.favourable, now.sides.n), (then.sides.favourable, then.sides.n), sure)
        more = now.sides.favourable * then.sides.n > then.sides.favourable * now.sides.n
        rejected = next(corrected) <= 1 - sure
        yield Since(then, now, difference, (1 if more else -1) if rejected else 0)


def _fisher(then: Put, now: Put) -> float:
    """Test whether as large a part of both is favourable."""
    from scipy.stats import fisher_exact

    table = [[each.sides.favourable, each.sides.n - each.sides.favourable] for each in (then, now)]
    return float(fisher_exact(table).pvalue)
