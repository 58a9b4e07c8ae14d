"""A round that a test may damage as people do, and what is then said about it."""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.errors import InputError, Problem
from pipeline.phases.raw_tables import load_round
from pipeline.rounds import Project

CHECKOUT = Path(__file__).resolve().parents[1]
NULMETING = "wijk-voor-wijk-2019"


@dataclass(frozen=True)
class RoundCopy:
    """A copy of the nulmeting with the damage that people do to it; rows are numbered as a spreadsheet does."""

    project: Project
    id: str = NULMETING

    def path(self, file: str) -> Path:
        """Path of a file in the round's folder."""
        return self.project.raw / self.id / file

    @property
    def codebook(self) -> Path:
        """Path of the round's codebook."""
        return self.project.codebooks / f"{self.id}.yml"

    def rows(self, table: str) -> list[dict[str, str]]:
        """Read the rows of a raw table."""
        with self.path(f"{table}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def write(self, table: str, rows: list[dict[str, str]]) -> None:
        """Write a raw table; the columns are those of its first row."""
        with self.path(f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)

    def row(self, table: str, where: Callable[[dict[str, str]], object]) -> int:
        """Find the first row for which `where` holds."""
        return next(number for number, row in enumerate(self.rows(table), 2) if where(row))

    def set(self, table: str, row: int, **cells: str) -> None:
        """Change cells of one row."""
        rows = self.rows(table)
        rows[row - 2].update(cells)
        self.write(table, rows)

    def edit(self, path: Path, old: str, new: str) -> None:
        """Replace the first `old` in a file, which must have it."""
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def problems(self) -> tuple[Problem, ...]:
        """All problems of the round, which must have one."""
        with pytest.raises(InputError) as error:
            load_round(self.project, self.id)
        return error.value.problems

    def problem(self) -> Problem:
        """Give the only problem of the round."""
        problems = self.problems()
        assert len(problems) == 1, problems
        return problems[0]
