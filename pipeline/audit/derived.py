"""Figures that nobody printed, computed from those that were."""

from fractions import Fraction

import pandas as pd

from pipeline.contracts.loading import RoundData
from pipeline.contracts.rows import DerivedRow, FigureRow
from pipeline.records import rows_of
from pipeline.statistics.formula import parse
from pipeline.statistics.interval import Interval
from pipeline.statistics.printed import read_printed


class DerivedFigure(DerivedRow):
    """A figure that nobody printed, with its value; see `derived`."""

    value: Fraction | None
    approximate: bool


def derived(data: RoundData) -> pd.DataFrame:
    """Compute the figures that nobody printed, such as costs for each participant.

    Returns
    -------
    pandas.DataFrame
        Rows as `DerivedFigure`: the table `derived` with `value` (exact, as a fraction; None where it divides by zero)
        and `approximate` (whether it rests on a figure that the document itself calls approximate).
    """
    figures = {figure["figure_id"]: figure for figure in rows_of(data.tables["figures"], FigureRow)}
    values: list[Fraction | None] = []
    approximate = []
    for row in rows_of(data.table("derived"), DerivedRow):
        formula = parse(row["formula"])
        printed = {name: read_printed(figures[name]["printed"]) for name in formula.names}
        exact = {name: Interval.exact(number.value) for name, number in printed.items()}
        try:
            values.append(formula.evaluate(exact).value)
        except ZeroDivisionError:
            values.append(None)
        approximate.append(any(number.approximate for number in printed.values()))
    return data.table("derived").assign(value=values, approximate=approximate)
