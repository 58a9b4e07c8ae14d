"""Figures that nobody printed, computed from those that were."""

from fractions import Fraction

import pandas as pd

from pipeline.contracts.loading import RoundData
from pipeline.records import records
from pipeline.statistics.formula import parse
from pipeline.statistics.interval import Interval
from pipeline.statistics.printed import read_printed


def derived(data: RoundData) -> pd.DataFrame:
    """Compute the figures that nobody printed, such as costs for each participant.

    Returns
    -------
    pandas.DataFrame
        The table `derived` with `value` (exact, as a fraction; None where it divides by zero) and `approximate`
        (whether it rests on a figure that the document itself calls approximate).
    """
    figures = {record["figure_id"]: record for record in records(data.tables["figures"])}
    values: list[Fraction | None] = []
    approximate = []
    for row in records(data.table("derived")):
        formula = parse(row["formula"])
        printed = {name: read_printed(figures[name]["printed"]) for name in formula.names}
        exact = {name: Interval.exact(number.value) for name, number in printed.items()}
        try:
            values.append(formula.evaluate(exact).value)
        except ZeroDivisionError:
            values.append(None)
        approximate.append(any(number.approximate for number in printed.values()))
    return data.table("derived").assign(value=values, approximate=approximate)
