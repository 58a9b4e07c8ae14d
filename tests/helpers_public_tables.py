"""Tables of figures from public reports (`tests/public_tables`), as a reader has them, and what follows in them.

Only figures were taken over, with short names of our own for the rows; `sources.csv` says of which document they are.
"""

import csv
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from pipeline.audit.check import Check
from pipeline.contracts.grids import Grid
from pipeline.one_table.figures import checked
from pipeline.one_table.laid_out import Laid, laid_out
from pipeline.one_table.proposals import proposals
from pipeline.one_table.sheets import Sheet, place

FOLDER = Path(__file__).parent / "public_tables"


@dataclass(frozen=True)
class PublicTable:
    """A table as printed, with what has to follow: what a cell is by others, or that rows are all of 100%."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    formulas: tuple[tuple[str, str], ...]
    hundred: bool = False

    def laid(self) -> Laid:
        """Read it as `klankbord audit` does."""
        return laid_out(Sheet("", Grid([(at, list(row)) for at, row in enumerate(self.rows, 1)])), f"{self.name}.csv")

    def checks(self) -> list[Check]:
        """Hold what has to follow against what is printed."""
        laid = self.laid()
        there = [(cell, formula) for cell, formula in self.formulas if cell in laid.figures]
        if self.hundred:
            for cell, figure in laid.figures.items():
                figure["percent_group"] = cell[1:]
        return checked(laid.figures, there)

    def asked(self) -> dict[str, list[Check]]:
        """Give what the table itself seems to say, by question, with what would have to fit."""
        laid = self.laid()
        return {
            each.question: checked(laid.figures, each.formulas, each.said, each.hundreds) for each in proposals(laid)
        }

    def changed(self, seed: int) -> "PublicTable":
        """Change one digit of a cell from which another cell follows."""
        chance = random.Random(f"{self.name}-{seed}")
        cells = sorted({name for cell, formula in self.formulas for name in (cell, *_CELL.findall(formula))})
        cell = chance.choice(cells)
        row, column = int(cell[1:]) - 1, ord(cell[0]) - ord("A")
        text = self.rows[row][column]
        at = chance.choice([number for number, sign in enumerate(text) if sign.isdigit()])
        digit = chance.choice([digit for digit in "123456789" if digit != text[at]])
        cells_of_row = [*self.rows[row]]
        cells_of_row[column] = f"{text[:at]}{digit}{text[at + 1 :]}"
        return replace(self, rows=(*self.rows[:row], tuple(cells_of_row), *self.rows[row + 1 :]))


_CELL = re.compile(r"[A-Z][0-9]+")


def _table(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def public_tables() -> tuple[PublicTable, ...]:
    """Give all tables."""
    figures, follows = _table("figures"), _table("follows")
    found = []
    for source in sources():
        own = [row for row in figures if row["table"] == source["table"]]
        rows = tuple((row["label"], *row["printed"].split(" | ")) for row in own)
        told = [row for row in follows if row["table"] == source["table"]]
        formulas = tuple(each for row in told for each in _formulas(row["what"], row["parts"], rows))
        found.append(PublicTable(source["table"], rows, formulas, any(row["what"] == "hundred" for row in told)))
    return tuple(found)


def sources() -> list[dict[str, str]]:
    """Give where each table stands."""
    return _table("sources")


def _formulas(what: str, parts: str, rows: tuple[tuple[str, ...], ...]) -> Iterator[tuple[str, str]]:
    """Write what follows in a row of other rows, in a column of other columns, or in one cell; a dash is no figure."""
    printed = {place(at + 1, column) for at, row in enumerate(rows) for column, text in enumerate(row) if text != "-"}
    if what == "cell":
        first, *others = (tuple(map(int, each.split(":"))) for each in parts.split())
        yield _at(*first), _signed([(_at(abs(row), column), row) for row, column in others])
        return
    if what == "hundred":
        return
    total, *terms = map(int, parts.split())
    for other in range(1, len(rows) if what == "col" else len(rows[0])):
        cells = [(_at(other, abs(n)) if what == "col" else _at(abs(n), other), n) for n in (total, *terms)]
        there = [(cell, n) for cell, n in cells[1:] if cell in printed]
        if cells[0][0] in printed and len(there) > 1:
            yield cells[0][0], _signed(there)


def _signed(cells: list[tuple[str, int]]) -> str:
    """Write cells to add or to take off, by the sign of their number."""
    signed = " ".join(f"{'-' if sign < 0 else '+'} {cell}" for cell, sign in cells).removeprefix("+ ")
    return signed if not signed.startswith("- ") else f"-{signed[2:]}"


def _at(row: int, column: int) -> str:
    """Name a cell of the figures, counted from 1 without the headings."""
    return place(row + 1, column)
