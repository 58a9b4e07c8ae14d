"""Income beside costs of one unit and period: what is left or lacking, and whether anything printed names it."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from pipeline.audit.check import Check, Figures, Verdict, overlap, place, printed_value
from pipeline.contracts.rows import UnitFigure
from pipeline.dutch import quantity
from pipeline.statistics.formula import parse_all

BALANCE = "balance"
_COSTS = re.compile(r"\b(?:kosten|lasten|uitgaven)\b", re.IGNORECASE)
_INCOME = re.compile(r"\b(?:inkomsten|baten|opbrengsten|dekking)\b", re.IGNORECASE)
# What is of one customer, or of one kind ("kosten van huur", "inkomsten uit verhuur"), is no total.
_OF_ONE = re.compile(
    r"\bper\b|\b(?:overige|eigen|andere|extra|vaste|variabele|incidentele|structurele)\b"
    r"|\b(?:kosten|lasten|uitgaven|inkomsten|baten|opbrengsten|dekking) (?:uit|voor|aan|door)\b"
    r"|\b(?:kosten|lasten|uitgaven|inkomsten|baten|opbrengsten|dekking) van (?!de\b|het\b|alle\b)",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"\b(?:totaal|totale|samen)\b", re.IGNORECASE)


def check_balances(figures: Figures, repeats: Mapping[str, tuple[str, ...]]) -> Iterator[Check]:
    """Hold the costs of a unit in a period against its income, where the document prints one of each.

    Parts of a total are no total. Where a document has more than one total of costs, or of income, nothing is said:
    which belong together is not known.

    Parameters
    ----------
    figures : dict of str to UnitFigure
        By id, in the order of telling.
    repeats : mapping of str to tuple of str
        The figures that print the same quantity, by id.
    """
    parts = {name for figure in figures.values() for each in parse_all(figure["formula"]) for name in each.names}
    found: dict[tuple[str, ...], tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for name, figure in figures.items():
        kind = _kind(figure)
        first = repeats[name][0]
        if kind is not None and not parts & set(repeats[name]):
            about = (figure["document"], figure["unit_id"], figure["period"], figure["role"])
            named = found[about][kind]
            if not any(first == repeats[other][0] for other in named):
                named.append(name)
    for costs, income in found.values():
        if len(costs) == 1 and len(income) == 1:
            yield _balance(costs[0], income[0], figures, repeats)


def _kind(figure: UnitFigure) -> int | None:
    """Tell whether a figure is of costs (0) or of income (1), by its words."""
    said = figure["quantity"]
    of_one = _OF_ONE.search(said) and not _TOTAL.search(said)
    if figure["measure"] != "euro" or figure["role"] in {"target", "rate"} or of_one:
        return None
    costs, income = _COSTS.search(said) is not None, _INCOME.search(said) is not None
    return None if costs is income else 0 if costs else 1


def _balance(costs: str, income: str, figures: Figures, repeats: Mapping[str, tuple[str, ...]]) -> Check:
    spent, came_in = figures[costs], figures[income]
    gap = printed_value(came_in).interval - printed_value(spent).interval
    formula = f"{income} - {costs}"
    both = f"Inkomsten: {came_in['printed']}. Kosten: {spent['printed']}."
    if gap.low <= 0 <= gap.high:
        told = f"{both} Die zijn gelijk." if not gap.value else f"{both} Door afronding kunnen die gelijk zijn."
        return Check(BALANCE, costs, (income,), gap.value, Verdict.CONSISTENT, not gap.value, told, formula)
    what = f"{quantity(abs(gap.value), 'euro')} {'over' if gap.value > 0 else 'te weinig'}"
    apart = {*repeats[costs], *repeats[income]}
    for name, figure in figures.items():
        own = printed_value(figure)
        beside = figure["document"] == spent["document"] and figure["measure"] == "euro" and name not in apart
        if beside and (overlap(gap, own) or overlap(-gap, own)):
            told = f"{both} Er is {what}; dat staat er ook: {figure['printed']} ({place(figure, spent)})."
            return Check(BALANCE, costs, (income, name), gap.value, Verdict.CONSISTENT, True, told, formula)
    told = f"{both} Er is {what}. Geen gedrukt cijfer noemt dat verschil."
    return Check(BALANCE, costs, (income,), gap.value, Verdict.NOTICE, True, told, formula)
