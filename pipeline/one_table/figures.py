"""The figures of a table as the auditor takes them, each named by its cell."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

import pandas as pd

from pipeline.audit.beside import check_said
from pipeline.audit.check import Check, Figures
from pipeline.audit.checks import check_all
from pipeline.audit.counts import check_percentages_of_one_question
from pipeline.audit.formulas import check_formula
from pipeline.contracts.rows import UnitFigure
from pipeline.rules import USUAL
from pipeline.statistics.dates import read_date
from pipeline.statistics.formula import parse
from pipeline.statistics.printed import NotANumber, read_printed
from pipeline.statistics.said import sayings

PERCENTAGE, MEAN, COUNT, AMOUNT = "procent", "rapportcijfer", "aantal", "euro"
# What the second of two figures in one cell is named with: "131 (38,1%)".
SECOND = "_2"
# What has no measure may have been rounded: of euros that is usual, and of people it is not.
_COUNTS = re.compile(r"\b(?:aantal(?:len)?|personen|mensen|deelnemers|inwoners|bezoekers|n)\b", re.IGNORECASE)
# "Procent", and not "procentpunten" or "kosten van procenten".
_PERCENTAGES = re.compile(r"%|^(?:in )?(?:procent(?:en)?|percentages?|perc\.?|pct\.?)\b", re.IGNORECASE)


def measure_of(printed: str, *around: str) -> str:
    """Say what a figure is counted in, by its sign or by the words of its row and column."""
    if "%" in printed or any(_PERCENTAGES.search(text) for text in around):
        return PERCENTAGE
    return COUNT if any(_COUNTS.search(text) for text in around) else AMOUNT


def is_number(text: str) -> bool:
    """Tell whether a text is one number as reports print them; a date above a column or beside a row is none."""
    if read_date(text):
        return False
    try:
        read_printed(text)
    except NotANumber:
        return False
    return True


def cell_of(name: str) -> str:
    """Give the cell of a figure by its name: the second of two in one cell is named after it."""
    return name.removesuffix(SECOND)


def figure(cell: str, label: str, printed: str, measure: str, file: str) -> UnitFigure:
    """Give a figure of which nothing is known but what stands in the table.

    Parameters
    ----------
    cell : str
        Its place, which is its name: ``B12``; of the second figure in a cell with `SECOND` behind it.
    label : str
        What it is of.
    printed : str
        As it stands there.
    measure : str
        What it is counted in.
    file : str
        Where it stands.
    """
    return UnitFigure(
        figure_id=cell,
        document=file,
        locator=cell_of(cell),
        phase="",
        series="",
        quantity=label,
        unit="",
        unit_id="",
        period="",
        role="",
        measure=measure,
        printed=printed,
        n=pd.NA,
        items=pd.NA,
        percent_group="",
        sd_of="",
        method="",
        indicator="",
        question="",
        aspect="",
        formula="",
        formula_basis="",
        same_as="",
        compare_with="",
        said="",
        answers="",
        provenance="published",
        note="",
    )


def checked(
    figures: Mapping[str, UnitFigure],
    formulas: Iterable[tuple[str, str]] = (),
    said: Iterable[tuple[str, str]] = (),
    hundreds: Iterable[tuple[str, ...]] = (),
) -> list[Check]:
    """Check figures, first by what they say of themselves, then by what somebody gave besides.

    Parameters
    ----------
    figures : mapping of str to UnitFigure
        By cell.
    formulas : iterable of (str, str)
        A cell, and what it must be.
    said : iterable of (str, str)
        A cell, and what is said of it.
    hundreds : iterable of tuple of str
        The cells of percentages that are 100 together.
    """
    found = [check for check in check_all(dict(figures)) if check.kind != "none"]
    known: Figures = dict(figures)
    for cell, formula in formulas:
        found.append(check_formula(known[cell], known, parse(formula)))
    for cell, words in said:
        found += [check_said(known[cell], known, each, USUAL.large_gap) for each in sayings(words)]
    for group in hundreds:
        check = check_percentages_of_one_question(known[group[0]], known, group)
        told = f"{check.explanation} Het gaat om {cell_of(group[0])} tot en met {cell_of(group[-1])}."
        found.append(replace(check, explanation=told))
    return found
