"""Percentages against the people behind them: counts, n, and the other answers to the same question."""

from fractions import Fraction

import pandas as pd

from pipeline.audit.check import Check, Figures, Verdict, either, printed_value, show
from pipeline.contracts.rows import FigureRow
from pipeline.phases.surveys.tables import AnswerRow
from pipeline.statistics.feasible import feasible_counts

SUM_OF_PERCENTAGES = "sum of percentages"


def check_share_of_counts(figure: FigureRow, answer: AnswerRow, answers: pd.DataFrame, *, several: bool) -> Check:
    """Check a survey's percentage against its reconstructed count, and the counts of the item against n.

    Where people could give `several` answers, their counts are no parts of n and may add up to more.
    """
    n, count = int(figure["n"]), int(answer["count"])
    share = Fraction(100 * count, n)
    item = answers[answers["item_id"] == answer["item_id"]]
    total = int(item["count"].sum())
    others = tuple(name for name in item["figure_id"] if name and name != figure["figure_id"])
    printed = printed_value(figure)
    # Half rounds up here, as schools teach it; 12,5 printed as 12 was cut off or rounded half to even.
    exact = printed.low <= share < printed.high
    cut_off = not exact and count in feasible_counts(figure["printed"], n, rounding="down")
    complete = bool(item["count"].notna().all()) and not several
    fits = (exact or cut_off) and count <= n and (not complete or total == n)
    explanation = f"{count} van de {n} antwoorden is {show(share, figure)}%."
    if cut_off:
        explanation += " Het percentage is afgekapt, niet naar boven afgerond."
    if answer["provenance"] == "reconstructed":
        explanation += f" Een ander aantal van de {n} past niet bij het gedrukte percentage."
    if complete:
        explanation += f" Alle antwoorden samen zijn {total} van de {n}."
    if several:
        explanation += " Mensen konden meer antwoorden geven, dus samen hoeven die niet op te tellen."
    verdict = Verdict.CONSISTENT if fits else Verdict.INCONSISTENT
    formula = f"100 * {count} / {n}"
    return Check("share of counts", figure["figure_id"], others, share, verdict, exact, explanation, formula)


def check_share_of_n(figure: FigureRow) -> Check:
    """Check whether a whole number of people gives this percentage."""
    n = int(figure["n"])
    possible = feasible_counts(figure["printed"], n) or feasible_counts(figure["printed"], n, rounding="down")
    if possible:
        explanation = f"Dit percentage past bij {either(possible)} van de {n}."
    else:
        explanation = f"Geen enkel heel aantal van de {n} geeft dit percentage."
    verdict = Verdict.CONSISTENT if possible else Verdict.INCONSISTENT
    return Check("share of n", figure["figure_id"], (), None, verdict, False, explanation)


def check_percentages_of_one_question(figure: FigureRow, figures: Figures, group: tuple[str, ...]) -> Check:
    """Check that the percentages of one question can add up to 100 within their rounding."""
    printed = [printed_value(figures[name]) for name in group]
    low, high = sum(value.low for value in printed), sum(value.high for value in printed)
    total = sum((value.value for value in printed), Fraction(0))
    others = tuple(name for name in group if name != figure["figure_id"])
    fits = low <= 100 <= high
    explanation = f"De {len(group)} percentages die bij elkaar horen, zijn samen {show(total, figure)}%."
    if total != 100:
        explanation += " Door afronding kan dat 100% zijn." if fits else " Dat kan niet door afronding komen."
    verdict = Verdict.CONSISTENT if fits else Verdict.INCONSISTENT
    return Check(SUM_OF_PERCENTAGES, figure["figure_id"], others, None, verdict, total == 100, explanation)
