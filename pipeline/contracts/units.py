"""Units of a round: one unit, however its name is spelled."""

import pandas as pd

from pipeline.contracts.rows import FigureRow, UnitFigure, UnitRow
from pipeline.records import rows_of


def unit_names(units: pd.DataFrame) -> dict[str, str]:
    """Give the id of a unit by its id, its label and each of its other spellings.

    Parameters
    ----------
    units : pandas.DataFrame
        The table of units; `aliases` holds other spellings with ``;`` between them.
    """
    names: dict[str, str] = {}
    for unit in rows_of(units, UnitRow):
        spellings = [unit["unit_id"], unit["label"], *(alias.strip() for alias in unit["aliases"].split(";"))]
        names |= {spelling: unit["unit_id"] for spelling in spellings if spelling}
    return names


def unit_labels(units: pd.DataFrame) -> dict[str, str]:
    """Give the label that readers see by the id of a unit."""
    return dict(zip(units["unit_id"], units["label"], strict=True))


def unit_display(units: pd.DataFrame) -> dict[str, str]:
    """Give the label that readers see by every name of a unit."""
    labels = unit_labels(units)
    return {name: labels[unit] for name, unit in unit_names(units).items()}


def unit_figures(figures: pd.DataFrame, units: pd.DataFrame) -> list[UnitFigure]:
    """Give figures with the id of their unit, in the order of the raw table."""
    names = unit_names(units)
    return [
        UnitFigure(**figure, unit_id=names.get(figure["unit"], figure["unit"]))
        for figure in rows_of(figures, FigureRow)
    ]
