"""What is known of the rows, or the columns, of a table, and what may be proposed of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.contracts.rows import UnitFigure
from pipeline.one_table.figures import PERCENTAGE
from pipeline.one_table.laid_out import Line
from pipeline.statistics.printed import Printed

TOTAL = re.compile(
    r"\b(?:(?:sub|eind)?tota(?:al|len|le)|tezamen|gezamenlijk|som|opgeteld)\b|^(?:samen|alles samen|bij elkaar)$",
    re.IGNORECASE,
)
WHOLE = 100
# Two numbers add up to a third by chance more often than people think; so many parts seldom do.
PARTS = 3


@dataclass(frozen=True)
class Proposal:
    """Something that may be so, with what would then have to fit.

    Attributes
    ----------
    question : str
        In Dutch, to be answered with yes or no; it is also what it is known by.
    formulas : tuple of (str, str)
        A cell, and what it would be.
    said : tuple of (str, str)
        A cell, and what would be said of it.
    hundreds : tuple of tuple of str
        The cells of percentages that would be 100 together.
    """

    question: str
    formulas: tuple[tuple[str, str], ...]
    said: tuple[tuple[str, str], ...] = ()
    hundreds: tuple[tuple[str, ...], ...] = ()


@dataclass
class Lines:
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
        return self.figures[cell]["measure"] != PERCENTAGE or self.values[cell].value == WHOLE

    def without_parts(self, lines: Sequence[Line]) -> tuple[Line, ...]:
        """Leave out of some lines those that another of them is the total of."""
        inside = {part.at for line in lines for part in self.parts.get(line.at, ())}
        return tuple(line for line in lines if line.at not in inside)


def names_of(parts: Sequence[Line], of: Lines) -> str:
    """Name some lines: a run by its ends, others one by one."""
    kind, places = parts[0].name.split()[0], [line.name.split()[1] for line in parts]
    order = [line.at for line in of.lines]
    first, last = order.index(parts[0].at), order.index(parts[-1].at)
    plural = {"rij": "rijen", "kolom": "kolommen"}[kind]
    if last - first + 1 == len(parts) and len(parts) > 2:
        return f"{plural} {places[0]} tot en met {places[-1]}"
    return f"{plural} {', '.join(places[:-1])} en {places[-1]}"
