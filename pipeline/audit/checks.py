"""All checks of all published figures, driven by how the raw table describes them and by nothing else.

Every check ends in one of three verdicts; a figure that no check reaches is "not testable", never "consistent".
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pandas as pd

from pipeline.audit.balance import check_balances
from pipeline.audit.beside import check_beside, check_said
from pipeline.audit.check import MEANS, PEOPLE, PERCENTAGES, Check, Figures, Verdict, printed_value
from pipeline.audit.counts import (
    check_count_of_n,
    check_counts_of_one_question,
    check_percentages_of_one_question,
    check_share_of_counts,
    check_share_of_n,
)
from pipeline.audit.formulas import check_formula, check_percentage_points
from pipeline.audit.means import check_mean_of_n, check_spread
from pipeline.audit.norms import check_indicative, check_methods
from pipeline.audit.ratios import as_percentage
from pipeline.audit.repeats import check_repeat, same_quantity
from pipeline.audit.roots import rooted
from pipeline.audit.uses import Use, told_alone, uses_of
from pipeline.contracts.loading import RoundData
from pipeline.contracts.rows import UnitFigure
from pipeline.contracts.units import unit_display, unit_figures
from pipeline.phases.surveys.tables import AnswerRow, ItemRow, several_answers
from pipeline.records import rows_of
from pipeline.rules import USUAL, Rules
from pipeline.statistics.formula import parse_all
from pipeline.statistics.printed import tolerance
from pipeline.statistics.said import sayings

__all__ = ["Check", "Verdict", "check_all", "check_figures", "figures_by_id"]


NO_ANSWERS = pd.DataFrame(columns=list(AnswerRow.__annotations__))


@dataclass(frozen=True)
class _Context:
    """What a figure is checked against, by figure id."""

    figures: Figures
    repeats: dict[str, tuple[str, ...]]
    questions: dict[str, tuple[str, ...]]
    counted: dict[str, AnswerRow]
    answers: pd.DataFrame
    several: frozenset[str]
    rules: Rules


def figures_by_id(data: RoundData) -> Figures:
    """Give the round's figures by their id, in the order of the raw table.

    `unit_id` is the unit, however spelled, and `unit` what pages call it.
    """
    labels = unit_display(data.table("units"))
    figures = unit_figures(data.tables["figures"], data.table("units"))
    for figure in figures:
        figure["unit"] = labels.get(figure["unit"], figure["unit"])
    return {figure["figure_id"]: figure for figure in figures}


def check_figures(data: RoundData) -> list[Check]:
    """Check every figure of a round; each figure gets at least one check, if only to say that none applies."""
    several = frozenset(
        item["item_id"] for item in rows_of(data.table("survey_items"), ItemRow) if several_answers(item)
    )
    figures = figures_by_id(data)
    besides = list(check_indicative(data))
    return rooted(check_all(figures, data.table("survey_answers"), several, besides, data.round.rules), figures)


def check_all(
    figures: Figures,
    answers: pd.DataFrame = NO_ANSWERS,
    several: frozenset[str] = frozenset(),
    besides: Iterable[Check] = (),
    rules: Rules = USUAL,
) -> list[Check]:
    """Check figures by what they say of themselves; each gets at least one check, if only to say that none applies.

    Parameters
    ----------
    figures : dict of str to UnitFigure
        By id, in the order of telling.
    answers : pandas.DataFrame
        The rows of `survey_answers` behind percentages, if there are any.
    several : frozenset of str
        The survey items to which people could give several answers.
    besides : iterable of Check
        Checks that need more than the figures.
    rules : Rules
        The numbers that decide.
    """
    by_question: dict[str, list[str]] = defaultdict(list)
    for name, figure in figures.items():
        if figure["percent_group"]:
            by_question[figure["percent_group"]].append(name)
    context = _Context(
        figures,
        same_quantity(figures),
        {name: tuple(group) for group in by_question.values() for name in group},
        {row["figure_id"]: row for row in rows_of(answers, AnswerRow) if not pd.isna(row["count"])},
        answers,
        several,
        rules,
    )
    own = {name: list(_checks_of(figure, context)) for name, figure in figures.items()}
    for check in (*check_balances(figures, context.repeats), *check_methods(figures), *besides):
        own[check.figure_id].append(check)
    uses = uses_of((check for checks in own.values() for check in checks), figures)
    return [check for name, checks in own.items() for check in checks or [_none(name, uses[name])]]


def _checks_of(figure: UnitFigure, context: _Context) -> Iterator[Check]:
    name = figure["figure_id"]
    for written in parse_all(figure["formula"]):
        formula = as_percentage(figure, context.figures, written)
        yield check_formula(figure, context.figures, formula)
        if points := check_percentage_points(figure, context.figures, formula):
            yield points
    if len(context.repeats[name]) > 1:
        yield check_repeat(figure, context.figures, context.repeats[name])
    for formula in parse_all(figure["compare_with"]):
        yield check_beside(figure, context.figures, formula)
    for said in sayings(figure["said"]):
        yield check_said(figure, context.figures, said, context.rules.large_gap)
    group = context.questions.get(name, ())
    people = figure["measure"] in PEOPLE and not pd.isna(figure["n"])
    if len(group) > 1:
        of_people = people and all(context.figures[each]["measure"] in PEOPLE for each in group)
        check_question = check_counts_of_one_question if of_people else check_percentages_of_one_question
        yield check_question(figure, context.figures, group)
    if figure["measure"] == "personen" and people:
        yield check_count_of_n(figure)
    if figure["sd_of"]:
        yield check_spread(figure, context.figures)
    elif name in context.counted and not pd.isna(figure["n"]):
        answer = context.counted[name]
        yield check_share_of_counts(figure, answer, context.answers, several=answer["item_id"] in context.several)
    elif not pd.isna(figure["n"]) and tolerance(figure["printed"]) and not printed_value(figure).approximate:
        if figure["measure"] in MEANS:
            yield check_mean_of_n(figure)
        elif figure["measure"] in PERCENTAGES:
            yield check_share_of_n(figure)


def _none(name: str, uses: list[Use]) -> Check:
    return Check("none", name, (), None, Verdict.NOT_TESTABLE, False, told_alone(uses))
