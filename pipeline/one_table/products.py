"""Lines of a table that are others multiplied or divided, "uren × tarief" and "per deelnemer", or their mean."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations, permutations

from pipeline.audit.check import overlap
from pipeline.one_table.laid_out import Line
from pipeline.one_table.lines import PARTS, TOTAL, Lines, Proposal, names_of
from pipeline.statistics.formula import parse

_PER = re.compile(r"\bper\b", re.IGNORECASE)
_MEAN = re.compile(r"\b(?:gemiddeld(?:en?)?|gem\.)(?!\w)", re.IGNORECASE)
_MOST_FIT = Fraction(1, 2)


def products(of: Lines, across: Lines) -> Iterator[Proposal]:
    """Propose which line is two others multiplied, or one for each of another: where most of three figures fits.

    Parameters
    ----------
    of : Lines
        The columns, or the rows.
    across : Lines
        What crosses them.
    """
    plain = [line for line in of.lines if not of.measure(line)]
    totals = {line.at for line in across.lines if line.at in across.parts or TOTAL.search(line.label)}
    for line in plain:
        others = [each for each in plain if each is not line and each.at not in of.parts]
        divided = _PER.search(line.label) is not None
        if line.at in of.parts:
            continue
        found = []
        # What is of one, is asked about itself: that it makes the whole, is the same said the other way round.
        factors = [each for each in others if not _PER.search(each.label)]
        for one, other in permutations(others, 2) if divided else combinations(factors, 2):
            formulas = {
                at: f"{one.cells[at]} {'/' if divided else '*'} {other.cells[at]}"
                for at in line.cells
                if at in one.cells and at in other.cells and at not in totals and _tells(one, other, at, of)
            }
            fits = _fits(line, formulas, of)
            if len(fits) >= PARTS and sum(fits) > _MOST_FIT * len(fits):
                found.append((sum(fits), one, other, formulas))
        if found:
            _, one, other, formulas = max(found, key=lambda each: each[0])
            how = "gedeeld door" if divided else "keer"
            own = tuple((line.cells[at], formula) for at, formula in formulas.items())
            yield Proposal(f"Hoort {line.name} dit te zijn: {one.name} {how} {other.name}?", own)


def means(of: Lines) -> Iterator[Proposal]:
    """Propose which lines a line that is called so is the mean of: where half of it fits, or more.

    Parameters
    ----------
    of : Lines
        The rows, or the columns.
    """
    for number, line in enumerate(of.lines):
        parts = [each for each in of.lines[:number] if not _MEAN.search(each.label) and not TOTAL.search(each.label)]
        if not _MEAN.search(line.label) or len(parts) < PARTS or any(of.measure(p) != of.measure(line) for p in parts):
            continue
        formulas = {
            at: f"mean({', '.join(part.cells[at] for part in parts)})"
            for at in line.cells
            if all(at in part.cells for part in parts)
        }
        fits = _fits(line, formulas, of)
        if len(fits) > 1 and sum(fits) >= _MOST_FIT * len(fits):
            own = tuple((line.cells[at], formula) for at, formula in formulas.items())
            yield Proposal(f"Hoort {line.name} het gemiddelde te zijn van {names_of(parts, of)}?", own)


def _tells(one: Line, other: Line, at: int, of: Lines) -> bool:
    """Tell whether two figures multiplied say something: what is nothing or one, gives what anything gives."""
    return all(abs(of.values[each.cells[at]].value) not in {0, 1} for each in (one, other))


def _fits(line: Line, formulas: dict[int, str], of: Lines) -> Sequence[bool]:
    found = []
    for at, text in formulas.items():
        formula = parse(text)
        try:
            gives = formula.evaluate({name: of.values[name].interval for name in formula.names})
        except ZeroDivisionError:
            continue
        found.append(overlap(gives, of.values[line.cells[at]]))
    return found
