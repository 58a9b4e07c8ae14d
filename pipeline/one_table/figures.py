"""The figures of a table as the auditor takes them, each named by its cell."""

import re
from collections.abc import Iterable, Mapping

import pandas as pd

from pipeline.audit.beside import check_said
from pipeline.audit.check import Check, Figures
from pipeline.audit.checks import check_all
from pipeline.audit.formulas import check_formula
from pipeline.contracts.rows import UnitFigure
from pipeline.rules import USUAL
from pipeline.statistics.dates import read_date
from pipeline.statistics.formula import parse
from pipeline.statistics.printed import NotANumber, read_printed
from pipeline.statistics.said import sayings

PERCENTAGE, MEAN, COUNT, AMOUNT = "procent", "rapportcijfer", "aantal", "euro"
# What has no measure may have been rounded: of euros that is usual, and of people it is not.
_COUNTS = re.compile(r"\b(?:aantal(?:len)?|personen|mensen|deelnemers|inwoners|bezoekers|n)\b", re.IGNORECASE)


def measure_of(printed: str, *around: str) -> str:
    """Say what a figure is counted in, by its sign or by the words of its row and column."""
    if "%" in printed or any("%" in text for text in around):
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


def figure(cell: str, label: str, printed: str, measure: str, file: str) -> UnitFigure:
    """Give a figure of which nothing is known but what stands in the table.

    Parameters
    ----------
    cell : str
        Its place, which is its name: ``B12``.
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
        locator=cell,
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
    figures: Mapping[str, UnitFigure], formulas: Iterable[tuple[str, str]] = (), said: Iterable[tuple[str, str]] = ()
) -> list[Check]:
    """Check figures, first by what they say of themselves, then by formulas and words that somebody gave besides.

    Parameters
    ----------
    figures : mapping of str to UnitFigure
        By cell.
    formulas : iterable of (str, str)
        A cell, and what it must be.
    said : iterable of (str, str)
        A cell, and what is said of it.
    """
    found = [check for check in check_all(dict(figures)) if check.kind != "none"]
    known: Figures = dict(figures)
    for cell, formula in formulas:
        found.append(check_formula(known[cell], known, parse(formula)))
    for cell, words in said:
        found += [check_said(known[cell], known, each, USUAL.large_gap) for each in sayings(words)]
    return found
