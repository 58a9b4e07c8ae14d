"""Percentages against the people behind them: counts, n, and the other answers to the same question."""

from fractions import Fraction

import pandas as pd

from pipeline.audit.check import Check, Figures, Verdict, either, printed_value, show
from pipeline.contracts.rows import FigureRow
from pipeline.phases.surveys.tables import AnswerRow, says_several
from pipeline.statistics.feasible import feasible_counts
from pipeline.statistics.interval import Interval

SUM_OF_PERCENTAGES = "sum of percentages"
COUNTS_OF_A_QUESTION = "counts of one question"
_SEVERAL = "Mensen konden meer antwoorden geven, dus samen hoeven die niet op te tellen."


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
    fits = (exact or cut_off) and count <= n
    explanation = f"{count} van de {n} antwoorden is {show(share, figure)}%."
    if cut_off:
        explanation += " Het percentage is afgekapt, niet naar boven afgerond."
    if answer["provenance"] == "reconstructed":
        explanation += f" Een ander aantal van de {n} past niet bij het gedrukte percentage."
    if complete:
        explanation += f" Alle antwoorden samen zijn {total} van de {n}."
    if several:
        explanation += f" {_SEVERAL}"
    verdict = Verdict.CONSISTENT if fits else Verdict.INCONSISTENT
    if fits and complete and total != n:
        verdict = Verdict.NOTICE
        explanation += f" {_off(total, n)}"
    formula = f"100 * {count} / {n}"
    return Check("share of counts", figure["figure_id"], others, share, verdict, exact, explanation, formula)


def _off(total: int, n: int) -> str:
    """Say what counts of one question must mean that are not as many as the people, where nothing says so."""
    if total > n:
        return "Dat kan als mensen meer antwoorden konden geven; dat staat er niet bij."
    return f"Wat de andere {n - total} antwoordden, staat er niet bij."


def check_count_of_n(figure: FigureRow) -> Check:
    """Check that no more people gave an answer than were asked."""
    n, count = int(figure["n"]), printed_value(figure)
    fits = count.low <= n
    explanation = (
        f"{figure['printed']} van de {n} kan."
        if fits
        else f"Van {n} mensen kunnen dit er niet {figure['printed']} zijn."
    )
    verdict = Verdict.CONSISTENT if fits else Verdict.INCONSISTENT
    return Check("count of n", figure["figure_id"], (), None, verdict, False, explanation)


def check_counts_of_one_question(figure: FigureRow, figures: Figures, group: tuple[str, ...]) -> Check:
    """Lay the counts of one question beside the people who answered it: they need not add up to it."""
    others = tuple(name for name in group if name != figure["figure_id"])
    n = int(figure["n"])
    counts = sum((printed_value(figures[name]).interval for name in group), Interval.exact(0))
    explanation = f"De {len(group)} antwoorden op deze vraag zijn samen {show(counts.value, figure)} van de {n}."
    verdict = Verdict.CONSISTENT
    if not counts.low <= n <= counts.high:
        if several_allowed(group, figures):
            explanation += f" {_SEVERAL}"
        else:
            verdict = Verdict.NOTICE
            explanation += f" {_off(round(counts.value), n)}"
    return Check(COUNTS_OF_A_QUESTION, figure["figure_id"], others, counts.value, verdict, True, explanation)


def several_allowed(group: tuple[str, ...], figures: Figures) -> bool:
    """Tell whether people could give several answers to a question: so a column says, or the words of an answer."""
    return any(figures[name]["answers"] == "several" or says_several(figures[name]["quantity"]) for name in group)


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
    if not fits and low > 100 and several_allowed(group, figures):
        explanation = f"De {len(group)} percentages bij deze vraag zijn samen {show(total, figure)}%. {_SEVERAL}"
        return Check(SUM_OF_PERCENTAGES, figure["figure_id"], others, None, Verdict.CONSISTENT, False, explanation)
    explanation = f"De {len(group)} percentages die bij elkaar horen, zijn samen {show(total, figure)}%."
    if total != 100:
        explanation += " Door afronding kan dat 100% zijn." if fits else " Dat kan niet door afronding komen."
    verdict = Verdict.CONSISTENT if fits else Verdict.INCONSISTENT
    return Check(SUM_OF_PERCENTAGES, figure["figure_id"], others, None, verdict, total == 100, explanation)
