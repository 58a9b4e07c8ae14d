"""Figures that follow from other figures: totals and their parts, products, shares, and words for a ratio."""

from fractions import Fraction

from pipeline.audit.check import Check, Figures, Verdict, overlap, printed_value, show
from pipeline.contracts.rows import FigureRow
from pipeline.dutch import number
from pipeline.statistics.formula import Formula, parse
from pipeline.statistics.printed import read_printed

PERCENTAGE_POINTS = "percentage points"


def check_formula(figure: FigureRow, figures: Figures) -> Check:
    """Recompute a figure by its formula.

    A total that does not fit its parts is told in both directions: what the parts add up to, and how much a part would
    have to differ if the total is right.
    """
    formula = parse(figure["formula"])
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
    assumed = figure["formula_basis"] == "assumed"
    # What does not follow from an assumption of ours is no mistake of the report.
    wrong = Verdict.NOT_TESTABLE if assumed else Verdict.INCONSISTENT
    verdict = Verdict.CONSISTENT if fits else wrong
    source = "Volgens onze aanname" if assumed else "Uit andere cijfers in het document"
    approximate = any(printed_value(figures[name]).approximate for name in names)
    follows = (
        f"{show(result.low, figure)} tot {show(result.high, figure)}" if approximate else show(result.value, figure)
    )
    explanation = f"{source} volgt {follows}."
    if not exact and fits:
        explanation += f" Door afronding kan ook {figure['printed']} kloppen."
    elif not fits and not assumed:
        explanation += _other_direction(formula, names, result.value - printed.value, figure)
    return Check("formula", figure["figure_id"], names, result.value, verdict, exact, explanation, formula.text)


def _other_direction(formula: Formula, names: tuple[str, ...], gap: Fraction, figure: FigureRow) -> str:
    """Say for a total how much its parts would have to differ together."""
    is_total = len(names) > 1 and set(formula.text) & set("+,") and not set(formula.text) & set("-*/")
    if not is_total:
        return ""
    sense = "meer" if gap > 0 else "minder"
    return f" De delen zijn samen {show(abs(gap), figure)} {sense}; het totaal of een van de delen klopt niet."


def check_percentage_points(figure: FigureRow, figures: Figures) -> Check | None:
    """Tell when a difference between two percentages was printed as a percentage.

    The number itself may be right: what is wrong is the unit, since as a percentage the change is another number.
    """
    operands = [name.strip() for name in figure["formula"].split("-")]
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
