"""Percentages in a table: what each may be the share, the part or the change of, and which may be 100 together."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise, permutations

from pipeline.audit.check import overlap
from pipeline.dutch import listed
from pipeline.one_table.figures import SECOND
from pipeline.one_table.laid_out import Line
from pipeline.one_table.lines import PARTS, TOTAL, WHOLE, Lines, Proposal
from pipeline.statistics.formula import parse
from pipeline.statistics.interval import Interval

# A hundred is in no table by chance as often as the share that half of a line would have to be.
_MOST_FIT = Fraction(1, 2)
# How a heading says of how many people a count is, and that a percentage is a change.
_OF_ALL = re.compile(
    r"n|tota(?:al|len)\b.*|(?:aantal )?(?:respondenten|deelnemers|ondervraagden|antwoorden|mensen|personen|bezoekers)"
    r"|respons|ingevuld|gevraagd|uitgenodigd|uitgezet|benaderd",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"verandering|groei|stijging|daling|toename|afname|mutatie|ontwikkeling|verschil|t\.?o\.?v\.?|Δ", re.IGNORECASE
)
# Answers after which there are no others: what stands beside them is all there is.
_ALL_ANSWERS = re.compile(
    r"^(?:ja|nee|weet (?:ik )?niet|geen (?:mening|antwoord)|overige?|anders.*|(?:helemaal |zeer )?(?:mee )?(?:on)?eens"
    r"|neutraal|(?:zeer )?(?:on)?tevreden|onbekend)$",
    re.IGNORECASE,
)
# What is so far from a hundred, seldom is a mistake in one of its percentages; among all answers to a question it is.
_NEAR, _NEAR_OF_ALL = 10, 50


@dataclass(frozen=True)
class _Way:
    """How percentages may have been made: in words, a formula for each, whether headings say so, and how near it is."""

    said: str
    formulas: dict[int, str]
    told: bool
    near: int


def shares(of: Lines, across: Lines) -> Iterator[Proposal]:
    """Propose which percentages are the share of others in a total, a part of others, or their change.

    Where headings say so, also of a single figure and of one that does not fit; else only where most of a line does.

    Parameters
    ----------
    of : Lines
        The columns, or the rows.
    across : Lines
        What crosses them, with the totals that were found in it.
    """
    plain = [line for line in of.lines if not of.measure(line)]
    for line in of.lines:
        if not of.measure(line):
            continue
        ways = [*_of_totals(line, plain, of, across), *_of_people(line, plain, of), *_of_another(line, plain, of)]
        judged = [(way, _judged(line, way, of)) for way in ways]
        best = max(judged, key=lambda each: (_part(each[1]), each[0].told, each[0].near), default=None)
        if best is None:
            continue
        way, fits = best
        least = PARTS if not way.told else 1
        enough = _part(fits) > _MOST_FIT or (way.told and (len(fits) == 1 or _part(fits) == _MOST_FIT))
        if len(fits) >= least and enough:
            own = tuple((cell, way.formulas[at]) for at, cell in line.cells.items() if at in way.formulas)
            yield Proposal(f"Hoort {line.name} {way.said} te zijn?", own)


def _near(one: Line, line: Line, of: Lines) -> int:
    """Say how near a line stands: in the same cells, right before, right behind, or elsewhere."""
    if any(f"{cell}{SECOND}" in line.cells.values() for cell in one.cells.values()):
        return 3
    places = [each.at for each in of.lines]
    return {1: 2, -1: 1}.get(places.index(line.at) - places.index(one.at), 0)


def _of_totals(line: Line, plain: Sequence[Line], of: Lines, across: Lines) -> Iterator[_Way]:
    change = _CHANGE.search(line.label) is not None
    named = [each for each in across.lines if TOTAL.search(each.label) or each.at in across.parts]
    kind = across.lines[0].name.split()[0]
    for one in plain:
        near = _near(one, line, of)
        for total in reversed([each for each in named if each.at in one.cells]):
            whole = one.cells[total.at]
            formulas = {at: f"100 * {cell} / {whole}" for at, cell in one.cells.items() if at != total.at}
            # Beside the total itself stands all of it, or its share in something larger.
            own = line.cells.get(total.at)
            if own and abs(of.values[own].value - WHOLE) <= _NEAR:
                formulas[total.at] = f"100 * {whole} / {whole}"
            said = f"het aandeel van {one.name} in {kind} {total.name.split()[1]}"
            yield _Way(said, formulas, bool(near) and not change, near)
        groups = {part.at: one.cells[at] for at, parts in across.parts.items() if at in one.cells for part in parts}
        if len(set(groups.values())) > 1:
            formulas = {at: f"100 * {one.cells[at]} / {whole}" for at, whole in groups.items() if at in one.cells}
            yield _Way(f"het aandeel van {one.name} in het totaal van de eigen groep", formulas, False, near)


def _of_people(line: Line, plain: Sequence[Line], of: Lines) -> Iterator[_Way]:
    for one in plain:
        near, n = _near(one, line, of), one.n or line.n
        if n:
            formulas = {at: f"100 * {cell} / {n}" for at, cell in one.cells.items()}
            told = bool(near) and not _CHANGE.search(line.label)
            yield _Way(f"het aandeel van {one.name} in n = {n}", formulas, told, near)


def _of_another(line: Line, plain: Sequence[Line], of: Lines) -> Iterator[_Way]:
    change = _CHANGE.search(line.label) is not None
    for one in plain:
        before = {at: (cell, last) for (_, last), (at, cell) in pairwise(one.cells.items()) if of.values[last].low > 0}
        formulas = {at: f"100 * ({cell} - {last}) / {last}" for at, (cell, last) in before.items()}
        yield _Way(f"telkens de verandering binnen {one.name}", formulas, change, _near(one, line, of))
    for one, other in permutations(plain, 2):
        pairs = {at: (cell, one.cells[at]) for at, cell in other.cells.items() if at in one.cells}
        pairs = {at: each for at, each in pairs.items() if of.values[each[1]].low > 0}
        near = _near(other, line, of)
        yield _Way(
            f"de verandering van {one.name} naar {other.name}",
            {at: f"100 * ({a} - {b}) / {b}" for at, (a, b) in pairs.items()},
            change and one.at < other.at,
            near,
        )
        yield _Way(
            f"{other.name} als deel van {one.name}",
            {at: f"100 * {a} / {b}" for at, (a, b) in pairs.items()},
            bool(near) and not change and _OF_ALL.fullmatch(one.label.strip()) is not None,
            near,
        )


def _judged(line: Line, way: _Way, of: Lines) -> list[bool]:
    """Tell of each figure of a line that a way gives whether it fits."""
    fits = []
    for at, cell in line.cells.items():
        if at in way.formulas:
            formula = parse(way.formulas[at])
            values = {name: of.values[name].interval for name in formula.names}
            try:
                fits.append(overlap(formula.evaluate(values), of.values[cell]))
            except ZeroDivisionError:
                continue
    return fits


def _part(fits: Sequence[bool]) -> Fraction:
    return Fraction(sum(fits), len(fits)) if fits else Fraction(0)


@dataclass(frozen=True)
class _Together:
    """The percentages of a line that may be all there is."""

    line: Line
    cells: tuple[str, ...]
    gives: Interval
    of_all: bool

    @property
    def fits(self) -> bool:
        """Whether they can be 100 together."""
        return self.gives.low <= WHOLE <= self.gives.high

    @property
    def nearly(self) -> bool:
        """Whether they are so nearly 100 that one of them may be wrong."""
        most = _NEAR_OF_ALL if self.of_all else _NEAR
        return abs(self.gives.value - WHOLE) <= most


def hundreds(columns: Lines, rows: Lines, several: bool, held: Collection[str]) -> Iterator[Proposal]:
    """Propose which percentages are all there is: in columns, or else in rows.

    Parameters
    ----------
    columns, rows : Lines
        The table.
    several : bool
        People could give several answers: then more than 100 may be right.
    held : collection of str
        The percentages that are held against their counts already.
    """
    ways: list[tuple[Fraction, bool, list[_Together]]] = []
    for of, across in ((columns, rows), (rows, columns)):
        lines = [line for line in of.lines if not set(held) & set(line.cells.values())]
        found = [each for line in lines if (each := _together(line, of, across))]
        fitting = sum(each.fits for each in found)
        most = fitting > 1 and fitting > _MOST_FIT * len(found)
        # One of several that is nearly a hundred, is so by chance.
        alone = len(found) == 1 or fitting > 0
        asked = [each for each in found if each.fits or most or (each.nearly and (alone or each.of_all))]
        asked = [each for each in asked if each.fits or not (several and each.gives.low > WHOLE)]
        if asked:
            ways.append((Fraction(fitting, len(found)), len(ways) == 0, asked))
    if ways:
        _, _, asked = max(ways, key=lambda way: way[:2])
        kind, places = asked[0].line.name.split()[0], [each.line.name.split()[1] for each in asked]
        where = f"{kind if len(asked) == 1 else {'rij': 'rijen', 'kolom': 'kolommen'}[kind]} {listed(places)}"
        which = f"{where} samen" if len(asked) == 1 else f"{where} telkens samen"
        yield Proposal(f"Horen de percentages in {which} 100% te zijn?", (), hundreds=tuple(e.cells for e in asked))


def _together(line: Line, of: Lines, across: Lines) -> _Together | None:
    """Give the percentages of a line without its totals; nothing where those are too few, or changes."""
    labels = {each.at: each.label for each in across.lines}
    places = [at for at in line.cells if at not in across.parts and not TOTAL.search(labels[at])]
    cells = tuple(line.cells[at] for at in places)
    values = [of.values[cell] for cell in cells]
    of_all = any(_ALL_ANSWERS.match(labels[at].strip()) for at in places)
    enough = len(cells) >= PARTS or (of_all and len(cells) == PARTS - 1)
    if not of.measure(line) or not enough or _CHANGE.search(line.label) or any(value.value < 0 for value in values):
        return None
    return _Together(line, cells, sum((value.interval for value in values), Interval.exact(0)), of_all)
