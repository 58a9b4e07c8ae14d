"""What a table seems to say of itself, which only who made it can know: proposed as questions, never assumed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations, permutations

from pipeline.audit.check import overlap, printed_value
from pipeline.one_table.laid_out import Laid, Line
from pipeline.one_table.lines import PARTS, TOTAL, Lines, Proposal, names_of
from pipeline.one_table.products import means, products
from pipeline.one_table.shares import hundreds, shares
from pipeline.statistics.formula import parse
from pipeline.statistics.interval import Interval
from pipeline.statistics.printed import Printed
from pipeline.statistics.said import said_alone

_DIFFERENCE = re.compile(
    r"\b(?:saldo|resultaat|verschil|tekort|overschot|mutatie|toename|afname|groei|afwijking|exploitatieresultaat)\b",
    re.IGNORECASE,
)
# Two numbers add up to a third by chance more often than people think; so many cells seldom do.
_CELLS = 2
# Longer runs than people add up on one page are tried only from the begin, or from the heading or total before.
_LONGEST = 60
# What something is the difference of, stands near it, or is a total.
_NEAR = 8
# Of what is proposed without a heading that says so, more than this has to fit.
_MOST_FIT = Fraction(1, 2)
# A total that is wrong in every cell lies near what it should be; the total of something else seldom does.
_NEARLY = Fraction(1, 20)


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
    rows, columns = Lines(laid.rows, laid.figures, values), Lines(laid.columns, laid.figures, values)
    totals = [*_totals(rows), *_totals(columns)]
    if laid.several:  # then what is more than a total may be right
        totals = [each for each in totals if not _more(each, values)]
    of_others = [*shares(columns, rows), *shares(rows, columns)]
    held = {cell for each in of_others for cell, _ in each.formulas}
    of_others += [*products(columns, rows), *products(rows, columns), *means(rows), *means(columns)]
    found = [*totals, *of_others, *hundreds(columns, rows, laid.several, held), *_in_words(laid, values)]
    return list({proposal.question: proposal for proposal in found}.values())


def _more(proposal: Proposal, values: dict[str, Printed]) -> bool:
    """Tell whether what a total would be is more than it is."""
    known = {cell: value.interval for cell, value in values.items()}
    return any(parse(formula).evaluate(known).low > values[cell].high for cell, formula in proposal.formulas)


def _in_words(laid: Laid, values: dict[str, Printed]) -> Iterator[Proposal]:
    """Propose of which two columns a column of words tells: those beside which most of it is so, the nearest first."""
    for words in laid.words:
        ways = []
        for own, other in permutations(laid.columns, 2):
            rows = [row for row in words.cells if row in own.cells and row in other.cells]
            said = tuple((own.cells[row], f"{said_alone(words.cells[row])} {other.cells[row]}") for row in rows)
            fits = sum(_so(words.cells[row], values[own.cells[row]], values[other.cells[row]]) for row in rows)
            # What came later stands behind what came before; the other way round all of it has to fit.
            enough = fits == len(rows) or (own.at > other.at and Fraction(fits, len(rows)) > _MOST_FIT)
            if len(rows) > 1 and enough:
                ways.append((Fraction(fits, len(rows)), own.at + other.at, own.at, own, other, said))
        if ways:
            *_, own, other, said = max(ways, key=lambda way: way[:3])
            question = f"Zegt {words.name} hoe {own.name} is naast {other.name}?"
            yield Proposal(question, (), said)


def _so(word: str, own: Printed, other: Printed) -> bool:
    """Tell whether a word is so of what is printed."""
    sense = said_alone(word)
    if sense == "gelijk aan":
        return own.value == other.value
    return own.value > other.value if sense in {"boven", "hoger dan"} else own.value < other.value


def _totals(of: Lines) -> Iterator[Proposal]:
    totals: list[Line] = []
    for number, line in enumerate(of.lines):
        if _DIFFERENCE.search(line.label):
            near = {each.at: each for each in (*totals, *of.lines[max(number - _NEAR, 0) : number])}
            yield from _difference(line, sorted(near.values(), key=lambda each: each.at), of)
            continue
        named = TOTAL.search(line.label) is not None
        parts = _parts(line, number, of, named=named)
        if parts:
            of.parts[line.at] = parts
            totals.append(line)
            formulas = tuple(
                (cell, f"sum({', '.join(part.cells[at] for part in parts if at in part.cells)})")
                for at, cell in line.cells.items()
                if sum(at in part.cells for part in parts) > 1 and of.adds_up(cell)
            )
            question = f"Hoort {line.name} de som te zijn van {names_of(parts, of)}{_left_out(parts, number, of)}?"
            yield Proposal(question, formulas)


def _parts(line: Line, number: int, of: Lines, *, named: bool) -> tuple[Line, ...]:
    """Give what a line is the sum of; nothing where it may be no total."""
    for parts in _runs(number, of):
        fitting = _fitting(line, parts, of)
        if not fitting or not all(fitting):
            continue
        if named or len(fitting) >= _CELLS or len(parts) >= PARTS:
            return parts
    if not named:
        return ()
    natural = []
    for parts in _natural(number, of):
        fitting = _fitting(line, parts, of) if len(parts) > 1 else []
        # Where none of several cells fits, it is the total of something else, or wrong in all of them alike.
        if fitting and (any(fitting) or len(fitting) < PARTS or _nearly(line, parts, of)):
            natural.append(parts)
    return min(natural, key=lambda parts: _gap(line, parts, of), default=())


def _runs(number: int, of: Lines) -> Iterator[tuple[Line, ...]]:
    """Give the lines that end right before a line or begin right behind it, the nearest first."""
    for start in range(number - 2, max(number - _LONGEST, 0) - 1, -1):
        yield of.without_parts(of.lines[start:number])
    for end in range(number + 3, min(number + _LONGEST, len(of.lines)) + 1):
        yield of.without_parts(of.lines[number + 1 : end])


def _natural(number: int, of: Lines) -> Iterator[tuple[Line, ...]]:
    """Give the lines since the total before, since a heading, and from the first on."""
    totals = [at for at in range(number) if of.lines[at].at in of.parts]
    headings = [at for at in range(number) if of.lines[at].begins]
    for start in {totals[-1] + 1 if totals else 0, headings[-1] if headings else 0, 0}:
        yield of.without_parts(of.lines[start:number])


def _sum(line: Line, parts: Sequence[Line], of: Lines) -> Iterator[tuple[str, Interval]]:
    """Give for each figure of a line what its parts are together, where there are two at least."""
    for at, cell in line.cells.items():
        own = [of.values[part.cells[at]].interval for part in parts if at in part.cells]
        if len(own) > 1 and of.adds_up(cell):
            yield cell, sum(own, Interval.exact(0))


def _fitting(line: Line, parts: Sequence[Line], of: Lines) -> list[bool]:
    """Tell for each figure of a line whether its parts add up to it; of sums that are nothing, nothing is told."""
    if any(of.measure(part) != of.measure(line) for part in parts):
        return []
    return [overlap(found, of.values[cell]) for cell, found in _sum(line, parts, of) if found.value]


def _nearly(line: Line, parts: Sequence[Line], of: Lines) -> bool:
    """Tell whether a line is the sum of its parts but for one that was forgotten, or all but the sum in every cell."""
    but_one = (tuple(part for part in parts if part is not left) for left in parts)
    if len(parts) > 2 and any(fits and all(fits) for fits in (_fitting(line, each, of) for each in but_one)):
        return True
    sums = list(_sum(line, parts, of))
    return all(abs(found.value - of.values[cell].value) <= abs(of.values[cell].value) * _NEARLY for cell, found in sums)


def _left_out(parts: Sequence[Line], number: int, of: Lines) -> str:
    """Name the line right before some parts that would be one of them too, if it were not for what adds up."""
    before = number and [line for line in of.lines[:number] if line.at < parts[0].at]
    if not before or parts[-1].at > of.lines[number].at:
        return ""
    last = before[-1]
    begins = (
        parts[0].begins or parts[0].at in of.parts or last.at in of.parts or of.measure(last) != of.measure(parts[0])
    )
    return "" if begins else f", zonder {last.name}"


def _gap(line: Line, parts: Sequence[Line], of: Lines) -> Fraction:
    return sum((abs(found.value - of.values[cell].value) for cell, found in _sum(line, parts, of)), Fraction(0))


@dataclass(frozen=True)
class _Two:
    """Two lines that a line may be the difference of; or the sum, where what goes off stands there below nothing."""

    first: Line
    second: Line
    adds: bool

    def gives(self, at: int, of: Lines) -> Interval | None:
        """Give what a line is by them where another line crosses; nothing where one of them has no figure."""
        if at not in self.first.cells or at not in self.second.cells:
            return None
        one, other = (of.values[each.cells[at]].interval for each in (self.first, self.second))
        return one + other if self.adds else one - other

    def formula(self, at: int) -> str:
        """Write it as a formula."""
        return f"{self.first.cells[at]} {'+' if self.adds else '-'} {self.second.cells[at]}"

    def question(self, line: Line, of: Lines) -> str:
        """Ask whether it is so."""
        if self.adds:
            return f"Hoort {line.name} de som te zijn van {names_of((self.first, self.second), of)}?"
        return f"Hoort {line.name} het verschil te zijn: {self.first.name} min {self.second.name}?"


def _difference(line: Line, before: Sequence[Line], of: Lines) -> Iterator[Proposal]:
    """Propose of which two lines a line is the difference: those by which most of it fits, and then the nearest."""
    alike = [each for each in before if of.measure(each) == of.measure(line)]
    ways = [_Two(*pair, adds=False) for pair in permutations(alike, 2)]
    ways += [_Two(*pair, adds=True) for pair in combinations(alike, 2)]
    order = {each.at: number for number, each in enumerate(alike)}
    best = max(
        ways,
        key=lambda way: (_share(line, way, of), order[way.first.at] + order[way.second.at], not way.adds),
        default=None,
    )
    if best is None:
        return
    judged = _judged(line, best, of)
    fits = sum(judged.values())
    # Of two lines it is the one or the other way round, also where a cell is wrong; where three are, it is neither.
    if len(alike) == 2 and not fits and len(judged) < PARTS:
        best = min(ways, key=lambda way: (way.adds, _distance(line, way, of)))
        judged = _judged(line, best, of)
    elif not judged or Fraction(fits, len(judged)) <= (0 if len(alike) == 2 else _MOST_FIT):
        return
    formulas = tuple((cell, best.formula(at)) for at, cell in line.cells.items() if at in judged)
    yield Proposal(best.question(line, of), formulas)


def _judged(line: Line, way: _Two, of: Lines) -> dict[int, bool]:
    """Tell for each figure of a line whether it fits; nothing of those that only fit with other signs.

    Tables have another sense of signs beside each kind of line: more income is good, more costs are not.
    """
    found: dict[int, bool] = {}
    for at, cell in line.cells.items():
        gives, printed = way.gives(at, of), of.values[cell]
        if gives is None:
            continue
        otherwise = replace(way, adds=not way.adds).gives(at, of) or gives
        fits = overlap(gives, printed)
        if fits or not any(overlap(each, printed) for each in (-gives, otherwise, -otherwise) if each.value):
            found[at] = fits
    return found


def _share(line: Line, way: _Two, of: Lines) -> Fraction:
    """Say which part of a line fits."""
    fits = _judged(line, way, of).values()
    return Fraction(sum(fits), len(fits)) if fits else Fraction(0)


def _distance(line: Line, way: _Two, of: Lines) -> Fraction:
    given = ((way.gives(at, of), of.values[cell].value) for at, cell in line.cells.items())
    return sum((abs(gives.value - printed) for gives, printed in given if gives), Fraction(0))
