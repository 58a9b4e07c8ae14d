"""Figures that follow from other figures: totals and their parts, products, shares, and words for a ratio."""

import re
from fractions import Fraction

from pipeline.audit.check import PERCENTAGES, Check, Figures, Verdict, overlap, printed_value, show
from pipeline.contracts.rows import FigureRow
from pipeline.dutch import listed, number
from pipeline.statistics.formula import Formula
from pipeline.statistics.printed import read_printed

PERCENTAGE_POINTS = "percentage points"
# People who are counted once may be in more than one part.
_UNIQUE = re.compile(r"\b(?:unieke?|individuele|verschillende)\b", re.IGNORECASE)
UNSEEN = "Of het totaal niet klopt, een van de delen, of dat zij niet over hetzelfde gaan, is hieraan niet te zien."


def check_formula(figure: FigureRow, figures: Figures, formula: Formula) -> Check:
    """Recompute a figure by a formula.

    A total that does not fit its parts is told in both directions: what the parts add up to, and how much they differ
    from the total. What rests on an assumption of ours is no check: what follows from it is told, as a possibility.
    """
    names = tuple(sorted(formula.names))
    values = {name: printed_value(figures[name]).interval for name in names}
    try:
        result = formula.evaluate(values)
    except ZeroDivisionError:
        explanation = "De berekening deelt door nul."
        return Check(
            "formula", figure["figure_id"], names, None, Verdict.NOT_TESTABLE, False, explanation, formula.text
        )
    # What does not come out whole, or rests on rounded figures, may have been rounded where a count would be exact.
    whole = result.low == result.high and result.value.denominator == 1
    printed = printed_value(figure) if whole else read_printed(figure["printed"])
    exact = printed.low <= result.value <= printed.high
    fits = exact or overlap(result, printed)
    approximate = any(printed_value(figures[name]).approximate for name in names)
    sign = "%" if figure["measure"] in PERCENTAGES else ""
    follows = (
        f"{show(result.low, figure)} tot {show(result.high, figure)}" if approximate else show(result.value, figure)
    ) + sign
    if figure["formula_basis"] == "assumed":
        explanation = _possibly(follows, figure["printed"], fits=fits)
        return Check(
            "formula",
            figure["figure_id"],
            names,
            result.value,
            Verdict.NOT_TESTABLE,
            exact,
            explanation,
            assumed=True,
            formula=formula.text,
        )
    explanation = f"{_source(figure, figures, names)} volgt {follows}."
    if not exact and fits:
        explanation += f" Door afronding kan ook «{figure['printed']}» kloppen."
    elif not fits:
        explanation += _other_direction(formula, names, result.value - printed.value, figure)
    verdict = Verdict.CONSISTENT if fits else Verdict.INCONSISTENT
    if not fits and _is_total(formula, names) and _UNIQUE.search(figure["quantity"]) and result.low > printed.high:
        verdict = Verdict.NOTICE
        more = show(result.value - printed.value, figure)
        explanation = (
            f"{_source(figure, figures, names)} volgt {follows}: {more} meer. Wie in meer delen zit, telt in een "
            "totaal van unieke mensen één keer; dat staat er niet bij."
        )
    return Check("formula", figure["figure_id"], names, result.value, verdict, exact, explanation, formula=formula.text)


def _possibly(follows: str, printed: str, *, fits: bool) -> str:
    """Tell what follows from an assumption of ours; whether it fits proves nothing of the figure."""
    how = f"dat past bij «{printed}», maar bewijst het niet" if fits else f"gedrukt staat «{printed}»"
    doubt = "" if fits else " Misschien is onze aanname niet juist; over het cijfer zegt dit niets."
    return f"Mogelijk: met een aanname van ons volgt {follows}; {how}.{doubt}"


def _source(figure: FigureRow, figures: Figures, names: tuple[str, ...]) -> str:
    """Say where the figures stand that a figure follows from."""
    documents = sorted({figures[name]["document"] for name in names})
    if set(documents) <= {figure["document"]}:
        return "Uit andere cijfers in het document"
    return f"Uit cijfers in document {listed(documents)}"


def _other_direction(formula: Formula, names: tuple[str, ...], gap: Fraction, figure: FigureRow) -> str:
    """Say for a total how much its parts would have to differ together."""
    if not _is_total(formula, names):
        return ""
    sense = "meer" if gap > 0 else "minder"
    return f" De delen zijn samen {show(abs(gap), figure)} {sense}. {UNSEEN}"


def _is_total(formula: Formula, names: tuple[str, ...]) -> bool:
    return len(names) > 1 and bool(set(formula.text) & set("+,")) and not set(formula.text) & set("-*/")


def check_percentage_points(figure: FigureRow, figures: Figures, formula: Formula) -> Check | None:
    """Tell when a difference between two percentages was printed as a percentage.

    The number itself may be right: what is wrong is the unit, since as a percentage the change is another number.
    """
    operands = [name.strip() for name in formula.text.split("-")]
    is_difference = len(operands) == 2 and all(name in figures for name in operands)
    if figure["measure"] != "procent" or not is_difference:
        return None
    if any(figures[name]["measure"] != "procent" for name in operands):
        return None
    after, before = (printed_value(figures[name]).value for name in operands)
    if before == 0:
        return None
    relative = 100 * (after - before) / before
    explanation = f"Dat zijn procentpunten; als percentage is de verandering {number(float(relative), 1)}%."
    others = tuple(sorted(operands))
    return Check(PERCENTAGE_POINTS, figure["figure_id"], others, relative, Verdict.INCONSISTENT, False, explanation)
