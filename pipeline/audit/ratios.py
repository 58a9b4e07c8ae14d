"""Percentages whose formula is a count of a count: 118 / 312 is 0,38, and printed it is 38%."""

import ast
import re

from pipeline.audit.check import PEOPLE, PERCENTAGES, Figures
from pipeline.contracts.figure_tables import ADDITIVE
from pipeline.contracts.rows import UnitFigure
from pipeline.statistics.formula import Formula, parse

_NUMBER = re.compile(r"(?<![\w.])[0-9.]+")


def as_percentage(figure: UnitFigure, figures: Figures, formula: Formula) -> Formula:
    """Give the formula of a figure on the scale of what is printed.

    Parameters
    ----------
    figure : UnitFigure
        The figure that follows from the formula.
    figures : dict of str to UnitFigure
        Those that the formula names, by id.
    formula : Formula
        As its writer has it.

    Returns
    -------
    Formula
        Times a hundred where the figure is a percentage and the formula gives a part of a whole: one of counts, or of
        amounts, of one kind, without any number but 1 and the n of the figure. Else the formula as it is.
    """
    if figure["measure"] not in PERCENTAGES or not formula.names:
        return formula
    measures = {figures[name]["measure"] for name in formula.names}
    if not measures <= ADDITIVE or (len(measures) > 1 and not measures <= PEOPLE):
        return formula
    n = str(figure["n"])
    if set(_NUMBER.findall(formula.text)) - {"1", n}:
        return formula
    is_share = _power(ast.parse(formula.text, mode="eval").body, n) == 0 and "/" in formula.text
    return parse(f"100 * ({formula.text})") if is_share else formula


def _power(node: ast.expr, n: str) -> int | None:
    """Give of what power of a count a formula is: 1 of a count or a sum, 0 of a part; None where parts don't fit."""
    match node:
        case ast.Constant(value=value):
            return int(str(value) == n)
        case ast.UnaryOp(operand=operand):
            return _power(operand, n)
        case ast.BinOp(left=left, op=op, right=right):
            one, other = _power(left, n), _power(right, n)
            if one is None or other is None:
                return None
            if isinstance(op, ast.Mult | ast.Div):
                return one + other if isinstance(op, ast.Mult) else one - other
            return one if one == other else None
        case ast.Call(args=args):
            powers = {_power(arg, n) for arg in args}
            return powers.pop() if len(powers) == 1 else None
    return 1
