"""What a table seems to say of itself, which only who made it can know: proposed as questions, never assumed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import permutations

from pipeline.audit.check import overlap, printed_value
from pipeline.contracts.rows import UnitFigure
from pipeline.one_table.figures import PERCENTAGE
from pipeline.one_table.laid_out import Laid, Line
from pipeline.statistics.formula import parse
from pipeline.statistics.interval import Interval
from pipeline.statistics.printed import Printed

_TOTAL = re.compile(r"\b(?:(?:sub|eind)?tota(?:al|len|le)|tezamen|gezamenlijk|som|opgeteld)\b", re.IGNORECASE)
_DIFFERENCE = re.compile(
    r"\b(?:saldo|resultaat|verschil|tekort|overschot|mutatie|toename|afname|groei|afwijking|exploitatieresultaat)\b",
    re.IGNORECASE,
)
# Two numbers add up to a third by chance more often than people think; so many cells, or so many parts, seldom do.
_CELLS, _PARTS = 2, 3
# Longer runs than people add up on one page are tried only from the begin, or from the heading or total before.
_LONGEST = 60
# A hundred is in no table by chance as often as the share that half of a column would have to be.
_MOST_FIT = Fraction(1, 2)
_WHOLE = 100


@dataclass(frozen=True)
class Proposal:
    """Something that may be so, with what would then have to fit.

    Attributes
    ----------
    question : str
        In Dutch, to be answered with yes or no; it is also what it is known by.
    formulas : tuple of (str, str)
        A cell, and what it would be.
    """

    question: str
    formulas: tuple[tuple[str, str], ...]


@dataclass
class _Lines:
    """The rows, or the columns, of a table with what is known of them so far."""

    lines: Sequence[Line]
    figures: dict[str, UnitFigure]
    values: dict[str, Printed]
    parts: dict[int, tuple[Line, ...]] = field(default_factory=dict)

    def measure(self, line: Line) -> str:
        """Say what a line is counted in: a column of percentages, or not."""
        found = [self.figures[cell]["measure"] == PERCENTAGE for cell in line.cells.values()]
        return PERCENTAGE if all(found) else ""

    def adds_up(self, cell: str) -> bool:
        """Tell whether a figure can be a sum: percentages can be when they are all there is."""
        return self.figures[cell]["measure"] != PERCENTAGE or self.values[cell].value == _WHOLE

    def without_parts(self, lines: Sequence[Line]) -> tuple[Line, ...]:
        """Leave out of some lines those that another of them is the total of."""
        inside = {part.at for line in lines for part in self.parts.get(line.at, ())}
        return tuple(line for line in lines if line.at not in inside)


def proposals(laid: Laid) -> list[Proposal]:
    """Propose what may be a total, a difference or a share, in rows and in columns.

    Parameters
    ----------
    laid : Laid
        The figures of a table.

    Returns
    -------
    list of Proposal
        In the order of the table, rows first. What is called a total is proposed also where it does not fit: that is
        what somebody wants to know. Another line is proposed only where all of it fits.
    """
    values = {cell: printed_value(figure) for cell, figure in laid.figures.items()}
    rows, columns = _Lines(laid.rows, laid.figures, values), _Lines(laid.columns, laid.figures, values)
    found = [*_totals(rows), *_totals(columns), *_shares(rows, columns)]
    return list({proposal.question: proposal for proposal in found}.values())


def _totals(of: _Lines) -> Iterator[Proposal]:
    totals: list[Line] = []
    for number, line in enumerate(of.lines):
        if _DIFFERENCE.search(line.label):
            before = totals if len(totals) > 1 else of.lines[:number]
            yield from _difference(line, before, of)
            continue
        named = _TOTAL.search(line.label) is not None
        parts = _parts(line, number, of, named=named)
        if parts:
            of.parts[line.at] = parts
            totals.append(line)
            formulas = tuple(
                (cell, f"sum({', '.join(part.cells[at] for part in parts if at in part.cells)})")
                for at, cell in line.cells.items()
                if sum(at in part.cells for part in parts) > 1 and of.adds_up(cell)
            )
            yield Proposal(f"Is {line.name} de som van {_named(parts, of)}?", formulas)


def _parts(line: Line, number: int, of: _Lines, *, named: bool) -> tuple[Line, ...]:
    """Give what a line is the sum of; nothing where it may be no total."""
    for parts in _runs(number, of):
        fitting = _fitting(line, parts, of)
        if not fitting or not all(fitting):
            continue
        if named or len(fitting) >= _CELLS or len(parts) >= _PARTS:
            return parts
    if not named:
        return ()
    natural = [parts for parts in _natural(number, of) if len(parts) > 1 and _fitting(line, parts, of)]
    return min(natural, key=lambda parts: _gap(line, parts, of), default=())


def _runs(number: int, of: _Lines) -> Iterator[tuple[Line, ...]]:
    """Give the lines that end right before a line or begin right behind it, the nearest first."""
    for start in range(number - 2, max(number - _LONGEST, 0) - 1, -1):
        yield of.without_parts(of.lines[start:number])
    for end in range(number + 3, min(number + _LONGEST, len(of.lines)) + 1):
        yield of.without_parts(of.lines[number + 1 : end])


def _natural(number: int, of: _Lines) -> Iterator[tuple[Line, ...]]:
    """Give the lines since the total before, since a heading, and from the first on."""
    totals = [at for at in range(number) if of.lines[at].at in of.parts]
    headings = [at for at in range(number) if of.lines[at].begins]
    for start in {totals[-1] + 1 if totals else 0, headings[-1] if headings else 0, 0}:
        yield of.without_parts(of.lines[start:number])


def _sum(line: Line, parts: Sequence[Line], of: _Lines) -> Iterator[tuple[str, Interval]]:
    """Give for each figure of a line what its parts are together, where there are two at least."""
    for at, cell in line.cells.items():
        own = [of.values[part.cells[at]].interval for part in parts if at in part.cells]
        if len(own) > 1 and of.adds_up(cell):
            yield cell, sum(own, Interval.exact(0))


def _fitting(line: Line, parts: Sequence[Line], of: _Lines) -> list[bool]:
    """Tell for each figure of a line whether its parts add up to it; of sums that are nothing, nothing is told."""
    if any(of.measure(part) != of.measure(line) for part in parts):
        return []
    return [overlap(found, of.values[cell]) for cell, found in _sum(line, parts, of) if found.value]


def _gap(line: Line, parts: Sequence[Line], of: _Lines) -> Fraction:
    return sum((abs(found.value - of.values[cell].value) for cell, found in _sum(line, parts, of)), Fraction(0))


def _difference(line: Line, before: Sequence[Line], of: _Lines) -> Iterator[Proposal]:
    """Propose of which two lines a line is the difference: those by which most of it fits."""
    pairs = [pair for pair in permutations(before, 2) if all(of.measure(each) == of.measure(line) for each in pair)]
    fitting = [(_share(line, pair, of), pair) for pair in pairs]
    best, pair = max(fitting, key=lambda each: each[0], default=(Fraction(0), ()))
    if pair and (best > _MOST_FIT or (best and len(before) == 2)):
        yield _as_difference(line, pair)
    elif len(before) == 2 and pairs:
        yield _as_difference(line, min(pairs, key=lambda pair: _distance(line, pair, of)))


def _as_difference(line: Line, pair: Sequence[Line]) -> Proposal:
    first, second = pair
    formulas = tuple(
        (cell, f"{first.cells[at]} - {second.cells[at]}")
        for at, cell in line.cells.items()
        if at in first.cells and at in second.cells
    )
    return Proposal(f"Is {line.name} het verschil: {first.name} min {second.name}?", formulas)


def _differences(line: Line, pair: Sequence[Line], of: _Lines) -> Iterator[tuple[Interval, Printed]]:
    first, second = pair
    for at, cell in line.cells.items():
        if at in first.cells and at in second.cells:
            minuend, subtrahend = (of.values[each.cells[at]].interval for each in (first, second))
            yield minuend - subtrahend, of.values[cell]


def _share(line: Line, pair: Sequence[Line], of: _Lines) -> Fraction:
    """Say which part of a line is the difference of two others."""
    fits = [overlap(found, printed) for found, printed in _differences(line, pair, of)]
    return Fraction(sum(fits), len(fits)) if fits else Fraction(0)


def _distance(line: Line, pair: Sequence[Line], of: _Lines) -> Fraction:
    found = _differences(line, pair, of)
    return sum((abs(value.value - printed.value) for value, printed in found), Fraction(0))


def _shares(rows: _Lines, columns: _Lines) -> Iterator[Proposal]:
    """Propose which column of percentages is the share of another in its total, a part of another, or its change."""
    plain = [line for line in columns.lines if not columns.measure(line)]
    for line in columns.lines:
        if not columns.measure(line):
            continue
        ways = [*_of_totals(plain, rows), *_of_another(plain, columns.values)]
        best = max(ways, key=lambda way: _fit(line, way, columns), default=None)
        if best and _fit(line, best, columns) > _MOST_FIT:
            own = tuple((cell, best.formulas[at]) for at, cell in line.cells.items() if at in best.formulas)
            yield Proposal(f"Is {line.name} {best.said}?", own)


@dataclass(frozen=True)
class _Way:
    """How percentages may have been made: in words, and as a formula for each row."""

    said: str
    formulas: dict[int, str]


def _of_totals(plain: Sequence[Line], rows: _Lines) -> Iterator[_Way]:
    for line in plain:
        total = next((at for at in reversed(rows.parts) if at in line.cells), None)
        if total is not None:
            whole = line.cells[total]
            yield _Way(
                f"het aandeel van {line.name} in rij {total}",
                {at: f"100 * {cell} / {whole}" for at, cell in line.cells.items()},
            )


def _of_another(plain: Sequence[Line], values: dict[str, Printed]) -> Iterator[_Way]:
    for one, other in permutations(plain, 2):
        pairs = {at: (cell, one.cells[at]) for at, cell in other.cells.items() if at in one.cells}
        pairs = {at: each for at, each in pairs.items() if values[each[1]].low > 0}
        yield _Way(
            f"de verandering van {one.name} naar {other.name}",
            {at: f"100 * ({a} - {b}) / {b}" for at, (a, b) in pairs.items()},
        )
        yield _Way(f"{other.name} als deel van {one.name}", {at: f"100 * {a} / {b}" for at, (a, b) in pairs.items()})


def _fit(line: Line, way: _Way, columns: _Lines) -> Fraction:
    """Say which part of a line fits a way; of a few figures nothing is said."""
    fits = []
    for at, cell in line.cells.items():
        if at in way.formulas:
            formula = parse(way.formulas[at])
            values = {name: columns.values[name].interval for name in formula.names}
            try:
                fits.append(overlap(formula.evaluate(values), columns.values[cell]))
            except ZeroDivisionError:
                continue
    return Fraction(sum(fits), len(fits)) if len(fits) >= _PARTS else Fraction(0)


def _named(parts: Sequence[Line], of: _Lines) -> str:
    """Name some lines: a run by its ends, others one by one."""
    kind, places = parts[0].name.split()[0], [line.name.split()[1] for line in parts]
    order = [line.at for line in of.lines]
    first, last = order.index(parts[0].at), order.index(parts[-1].at)
    plural = {"rij": "rijen", "kolom": "kolommen"}[kind]
    if last - first + 1 == len(parts) and len(parts) > 2:
        return f"{plural} {places[0]} tot en met {places[-1]}"
    return f"{plural} {', '.join(places[:-1])} en {places[-1]}"
