"""What people answered to an item: how many gave each answer, who gave none and why, and who stands on which side."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.contracts.loading import RoundData
from pipeline.contracts.selection import EVERYONE
from pipeline.contracts.table import PERSONS
from pipeline.dutch import number
from pipeline.evidence.directions import direction_of
from pipeline.evidence.values import Value
from pipeline.phases.surveys.answers.questionnaire import NOT_ASKED, REASONS, SKIPPED, Item
from pipeline.phases.surveys.answers.survey import Answers, Survey
from pipeline.phases.surveys.tables import AskedRow
from pipeline.records import Count, rows_of
from pipeline.rules import Rules


@dataclass(frozen=True)
class Sides:
    """How many people stand on each side of an item.

    Attributes
    ----------
    favourable, neutral, unfavourable : int
        How many; together all who answered.
    direction : int or None
        What that adds up to: see `evidence/directions.py`.
    """

    favourable: int
    neutral: int
    unfavourable: int
    direction: int | None

    @property
    def n(self) -> int:
        """How many answered."""
        return self.favourable + self.neutral + self.unfavourable

    @property
    def values(self) -> tuple[Value, ...]:
        """Give how many stand where, whichever way that points."""
        counts = (
            ("gunstig", self.favourable, "hoeveel er gunstig antwoordden"),
            ("tussenin", self.neutral, "hoeveel er niet gunstig en niet ongunstig antwoordden"),
            ("ongunstig", self.unfavourable, "hoeveel er ongunstig antwoordden"),
        )
        return tuple(Value(name, number(count), says, PERSONS) for name, count, says in counts)

    @property
    def side(self) -> int:
        """How many are on the side that it points to; where it points to neither, on the favourable one."""
        return self.unfavourable if self.direction == -1 else self.favourable

    @property
    def against(self) -> Count:
        """How many are on the other side than where it points; missing where it points to neither."""
        if not self.direction:
            return pd.NA
        return self.unfavourable if self.direction > 0 else self.favourable


def collected(data: RoundData) -> tuple[Survey, ...]:
    """Give the surveys that the round collected; none where only a report has them."""
    return cast(tuple[Survey, ...], data.content.get("enquetes") or ())


def asked(data: RoundData) -> Iterator[tuple[AskedRow, Survey, Item, NDArray[np.bool_]]]:
    """Give each row of `questionnaire_items` with its survey, its item, and which respondents have its voice.

    What the round withholds is not among them.
    """
    surveys = {survey.id: survey for survey in collected(data)}
    for row in rows_of(data.table("questionnaire_items"), AskedRow):
        survey = surveys[row["survey"]]
        voices = {survey.source(voice): voice for voice in survey.voices}
        yield row, survey, survey.item(row["item"]), survey.groups["voice", voices[row["source"]]]


def items(data: RoundData) -> Iterator[tuple[Survey, Item]]:
    """Give each item once, in the order of the questionnaires; what the round withholds is not among them."""
    left = {(row["survey"], row["item"]) for row in rows_of(data.table("questionnaire_items"), AskedRow)}
    yield from (
        (survey, item) for survey in collected(data) for item in survey.form.items if (survey.id, item.id) in left
    )


def good_and_bad(item: Item) -> tuple[list[int], list[int]] | None:
    """Give the places of the favourable and of the unfavourable answers in a scale; None without a direction."""
    count = len(item.options)
    if not item.favourable or item.kind not in {"likert", "choice", "several"}:
        return None
    if item.kind == "likert" or item.favourable in {("high",), ("low",)}:
        low, high = list(range(count // 2)), list(range(count - count // 2, count))
        return (low, high) if item.low_is_good else (high, low)
    good = item.numbers_of(item.favourable)
    bad = item.numbers_of(item.unfavourable) or [place for place in range(count) if place not in good]
    return good, bad


def side_of_each(item: Item, answers: Answers) -> NDArray[np.int8] | None:
    """Give the side of each respondent: 1 favourable, -1 unfavourable, 0 neither or no answer.

    Of a scale the middle is neutral. Several answers are favourable when one of the favourable was chosen and none of
    the unfavourable; where only the favourable are named, who chose none of them is on the other side. A mark or number
    is held against its norm. None where the item has no direction.
    """
    found: NDArray[np.int8] = np.zeros(len(answers.reason), dtype=np.int8)
    if item.kind in {"mark", "number"}:
        if item.norm is None:
            return None
        meets = answers.values <= item.norm if item.low_is_good else answers.values >= item.norm
        found = np.where(meets, 1, -1).astype(np.int8)
    else:
        ends = good_and_bad(item)
        if ends is None:
            return None
        good, bad = ends
        if item.kind == "several":
            has_good = answers.values[:, good].any(axis=1)
            has_bad = answers.values[:, bad].any(axis=1) if item.unfavourable else ~has_good
            found[has_good & ~has_bad] = 1
            found[has_bad & ~has_good] = -1
        else:
            found[np.isin(answers.values, good)] = 1
            found[np.isin(answers.values, bad)] = -1
    found[~answers.given] = 0
    return found


def sides(survey: Survey, item: Item, among: NDArray[np.bool_], rules: Rules) -> Sides | None:
    """Count who stands on which side, among some of the respondents; None where the item has no direction."""
    answers = survey.answers[item.id]
    each = side_of_each(item, answers)
    if each is None:
        return None
    own = each[among & answers.given]
    good, bad = int((own == 1).sum()), int((own == -1).sum())
    way = direction_of(good, bad, survey.form.selection, rules, _population(survey, among, good + bad))
    return Sides(good, len(own) - good - bad, bad, way)


def _population(survey: Survey, among: NDArray[np.bool_], people: int) -> int | None:
    """Say for how many people some of the respondents stand, each for as many; None where that is not known."""
    voice = next((name for name in survey.voices if survey.groups["voice", name] is among), "")
    whole, took_part = survey.invited(voice), int((among if voice else survey.took_part).sum())
    if survey.form.selection != EVERYONE:
        whole, took_part = survey.form.population, int(survey.took_part.sum())
    return None if whole is None or whole < took_part else round(people * whole / took_part)


def counts(survey: Survey, item: Item, among: NDArray[np.bool_]) -> list[int]:
    """Count who gave each answer, in the order of the options; of a ranking, who placed it first."""
    answers = survey.answers[item.id]
    own = answers.values[among & answers.given]
    if item.kind == "several":
        return [int(total) for total in own.sum(axis=0)] if len(own) else [0] * len(item.options)
    if item.kind == "ranking":
        return [int(total) for total in (own == 1).sum(axis=0)] if len(own) else [0] * len(item.options)
    return [int((own == place).sum()) for place in range(len(item.options))]


_WHY = ("", "niet ingevuld", "niet gesteld of niet van toepassing", "wilde niet antwoorden", "weet niet of geen mening")


def unanswered(survey: Survey, item: Item, among: NDArray[np.bool_]) -> dict[str, int]:
    """Count who took part and gave no answer, by why, in words for readers."""
    own = survey.answers[item.id].reason[among & survey.took_part]
    found = {_WHY[at]: int((own == at).sum()) for at in range(1, len(REASONS))}
    return {why: count for why, count in found.items() if count}


def chose_none(survey: Survey, item: Item, among: NDArray[np.bool_]) -> int:
    """Count who left every answer of an item with several answers open, and answered a later item or all the others.

    They saw the question: that none of the answers fits them is one reason to leave all open, and passing over another.
    Of all the others open questions and what somebody was not asked don't count.
    """
    if item.kind != "several":
        return 0
    names = [each.id for each in survey.form.items]
    went_on = np.zeros(len(survey.took_part), dtype=bool)
    for name in names[names.index(item.id) + 1 :]:
        went_on |= survey.answers[name].given
    others = [survey.answers[each.id] for each in survey.form.items if each.kind != "open" and each.id != item.id]
    if others:
        filled = [answers.given | (answers.reason == REASONS.index(NOT_ASKED)) for answers in others]
        went_on |= np.logical_and.reduce(filled) & np.logical_or.reduce([answers.given for answers in others])
    open_ = survey.answers[item.id].reason == REASONS.index(SKIPPED)
    return int((among & open_ & went_on).sum())


def favourable_in_words(item: Item) -> str:
    """Say which answers are favourable."""
    if item.kind in {"mark", "number"} and item.norm is not None:
        unit = f" {item.measure}" if item.measure else ""
        return f"{number(item.norm)}{unit} of {'minder' if item.low_is_good else 'hoger'}"
    ends = good_and_bad(item)
    return " of ".join(f"«{item.options[place]}»" for place in sorted(ends[0])) if ends else ""


def numbers(survey: Survey, item: Item, among: NDArray[np.bool_]) -> NDArray[Any]:
    """Give the marks or numbers of those who gave one, the lowest first."""
    answers = survey.answers[item.id]
    return np.sort(answers.values[among & answers.given])
