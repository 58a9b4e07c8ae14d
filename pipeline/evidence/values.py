"""The numbers of a piece of evidence, each with a name by which a sentence has it filled in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from typing import TypedDict, TypeVar

import pandas as pd

from pipeline.dutch import number, percent
from pipeline.records import Count

# Of fewer, a percentage says more than is known: one person would be more than two of its points.
_PERCENT_FROM = 50
PERCENT = "procent"
Measured = TypeVar("Measured", Decimal, float)


@dataclass(frozen=True)
class Value:
    """A number of a piece of evidence.

    Attributes
    ----------
    name : str
        What it is called behind the id of its evidence, as in ``E-...:mediaan``.
    text : str
        How it is written, without what it counts: ``"99"``, ``"99 van de 156"``, ``"8,5"``.
    says : str
        What it is, in Dutch.
    unit : str
        What it is a number of, in the plural: persons, visits, minutes; ``"procent"`` of a share.
    """

    name: str
    text: str
    says: str
    unit: str


class ValueRow(TypedDict):
    """A number that a sentence can have filled in: a row of `values.csv`; `name` is what ``waarde()`` takes."""

    name: str
    value: str
    unit: str
    says: str
    evidence_id: str


def of_count(n: Count, n_total: Count, against: Count, counted: str, *, at_least: bool) -> Iterator[Value]:
    """Give how many there are, out of how many, and how many on the other side: what is known of those.

    Parameters
    ----------
    n, n_total, against : int or missing
        As in evidence.
    counted : str
        What they count, in the plural.
    at_least : bool
        There may be more than `n`; then there is no share of it.
    """
    if not pd.isna(n):
        yield Value("aantal", f"{'minstens ' * at_least}{number(n)}", "hoeveel het er zijn", counted)
    if not pd.isna(n_total):
        yield Value("van", number(n_total), "van hoeveel", counted)
    if not (pd.isna(n) or pd.isna(n_total) or at_least):
        yield Value("deel", f"{number(n)} van de {number(n_total)}", "hoeveel van hoeveel", counted)
        if n_total >= _PERCENT_FROM:
            yield Value("procent", percent(n / n_total), "welk deel", PERCENT)
    if not pd.isna(against):
        yield Value("tegen", number(against), "hoeveel er aan de andere kant staan", counted)


def of_spread(values: Sequence[Measured], unit: str) -> Iterator[Value]:
    """Give the median, the lowest and the highest of what was measured; nothing where nothing was."""
    if not values:
        return
    for name, value, says in (
        ("mediaan", median(values), "het middelste getal (de mediaan)"),
        ("laagste", min(values), "het laagste getal"),
        ("hoogste", max(values), "het hoogste getal"),
    ):
        yield Value(name, number(value), says, unit)
