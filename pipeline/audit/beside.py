"""Figures beside each other by a column of their own: laid there by a reader, or compared in words by the text."""

from fractions import Fraction

import pandas as pd

from pipeline.audit.check import Check, Figures, Verdict, overlap, place, printed_value, show
from pipeline.contracts.rows import FigureRow
from pipeline.statistics.formula import Formula
from pipeline.statistics.interval import Interval
from pipeline.statistics.said import Saying, Sense

BESIDE, SAID = "beside", "said"
# What is called nearly so much, is no more than this part less: as "bijna" is read in a printed figure.
_NEARLY = Fraction(1, 10)


def check_beside(figure: FigureRow, figures: Figures, formula: Formula) -> Check:
    """Hold a figure beside another that may differ from it: when it does, that is told and contradicts nothing."""
    names = tuple(sorted(formula.names))
    follows = formula.evaluate({name: printed_value(figures[name]).interval for name in names})
    printed = printed_value(figure)
    same = overlap(follows, printed)
    what = _named(formula, figures, follows, figure)
    if same:
        explanation, verdict = f"Daarnaast staat {what}; dat past hierbij.", Verdict.CONSISTENT
    else:
        other = figures.get(formula.text)
        another = other is not None and figure["period"] and other["period"] not in {"", figure["period"]}
        why = "Dat gaat over een andere periode" if another else "Dat hoeft geen tegenspraak te zijn"
        explanation, verdict = f"Daarnaast staat {what}. {why}, maar het is niet hetzelfde.", Verdict.NOTICE
    dated = any(each["measure"] == "datum" for each in (figure, *(figures[name] for name in names)))
    shown = None if dated else follows.value  # a date is no number to show: the words say it
    return Check(BESIDE, figure["figure_id"], names, shown, verdict, same, explanation, formula.text)


def check_said(figure: FigureRow, figures: Figures, said: Saying, large: Fraction) -> Check:
    """Hold what a text says of a figure beside another, against the two as printed.

    A contradiction is only what no rounding can make so. Whether a difference is large ("ver boven") or small
    ("bijna") is for the writer, so that a doubt about these is told as a notice.

    Parameters
    ----------
    figure : FigureRow
        The figure.
    figures : dict of str to UnitFigure
        All, by id.
    said : Saying
        What is said.
    large : fractions.Fraction
        From which part of the larger of the two a difference is large, by the rules.
    """
    own = printed_value(figure).interval
    names = tuple(sorted(said.beside.names)) if said.beside else ()
    if said.beside:
        other = said.beside.evaluate({name: printed_value(figures[name]).interval for name in names})
        against = _named(said.beside, figures, other, figure)
        words = f"{said.words} {against}"
    else:
        half = _half(figure)
        if half is None:
            told = f"De tekst zegt: {said.words}. Van hoeveel mensen {figure['printed']} is, staat er niet bij."
            return Check(SAID, figure["figure_id"], (), None, Verdict.NOT_TESTABLE, False, told)
        other = Interval.exact(half)
        words = f"een {said.words}" if said.words.endswith("heid") else said.words
    verdict, why = _held(own, other, said, large)
    explanation = f"De tekst zegt: {words}. Gedrukt staat {figure['printed']}. {why}"
    return Check(SAID, figure["figure_id"], names, other.value, verdict, verdict is Verdict.CONSISTENT, explanation)


def _half(figure: FigureRow) -> Fraction | None:
    """Give half of what a figure is a part of; nothing of a number of which that is not known."""
    if figure["measure"] in {"procent", "aandeel"}:
        return Fraction(50) if figure["measure"] == "procent" else Fraction(1, 2)
    return None if pd.isna(figure["n"]) else Fraction(int(figure["n"]), 2)


def _held(own: Interval, other: Interval, said: Saying, large: Fraction) -> tuple[Verdict, str]:
    gap = own - other
    if said.sense is Sense.LESS:
        gap = -gap
    if said.sense is Sense.SAME:
        if gap.low <= 0 <= gap.high:
            return Verdict.CONSISTENT, "Dat klopt met elkaar."
        return Verdict.NOTICE, "Dat is niet gelijk; of het verschil telt, is aan de schrijver."
    if said.sense is Sense.NEARLY:
        return _nearly(own, other)
    if gap.high <= 0:
        return Verdict.INCONSISTENT, "Dat kan niet, ook niet door afronding."
    if gap.value <= 0:
        return Verdict.NOTICE, "Zoals gedrukt is dat niet zo; afgerond of bij benadering kan het."
    largest = max(abs(own.value), abs(other.value))
    if said.far and abs(gap.value) < large * largest:
        return Verdict.NOTICE, "Dat verschil is klein; of het zulke woorden verdient, is aan de schrijver."
    return Verdict.CONSISTENT, "Dat klopt met elkaar."


def _nearly(own: Interval, other: Interval) -> tuple[Verdict, str]:
    if own.low >= other.high and own.low > other.low:
        return Verdict.NOTICE, "Dat is niet minder."
    if own.high < other.low - _NEARLY * abs(other.low):
        return Verdict.NOTICE, "Dat is ruim een tiende minder; of dat bijna is, is aan de schrijver."
    return Verdict.CONSISTENT, "Dat klopt met elkaar."


def _named(formula: Formula, figures: Figures, follows: Interval, here: FigureRow) -> str:
    """Say what stands beside: a figure as printed with what it is and where, or what others give."""
    if formula.text in figures:
        other = figures[formula.text]
        quantity = f"«{other['quantity']}»" if other["quantity"] != here["quantity"] else ""
        differs = [other[name] for name in ("unit", "period") if other[name] != here[name]]
        return f"{other['printed']} ({', '.join(filter(None, (quantity, *differs, place(other, here))))})"
    shown = f"{show(follows.low, here)} tot {show(follows.high, here)}" if follows.low != follows.high else ""
    first = figures[next(iter(formula.operands))]
    return f"wat uit andere cijfers volgt: {shown or show(follows.value, here)} (onder meer uit {place(first, here)})"
