"""The made-up round of every table as filled workbooks, read once: what its tables say is changed in memory."""

import ast
import inspect
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from copy import copy
from dataclasses import replace
from pathlib import Path

import pandas as pd
from helpers_all_tables import ROUND, Sound
from openpyxl import Workbook

from pipeline.contracts.grids import ROW
from pipeline.contracts.loading import mistakes_in, read
from pipeline.contracts.table import Check, Context, Found, Table
from pipeline.errors import InputError, Problem
from pipeline.phases import raw_tables
from pipeline.phases.raw_tables import load_round
from pipeline.records import Record

Frames = dict[str, pd.DataFrame]


def heading(table: Table, column: str) -> str:
    """Give what stands above a column: Dutch where people fill it in."""
    return table.by_name[column].title if table.workbook else column


class Filled:
    """The round: in workbooks with every column of every contract, as `klankbord new` lays them out.

    Parameters
    ----------
    target : pathlib.Path
        An empty folder.
    """

    def __init__(self, target: Path) -> None:
        sound = Sound(target)
        sound.load()
        self.project, self.folder = sound.project, sound.folder
        contracts = raw_tables._opened(self.project, ROUND, self.project.round(ROUND)).contracts
        for path in self.folder.glob("*.csv"):
            path.unlink()
        self.written = {
            name: pd.DataFrame(rows, columns=list(contracts[name].by_name), dtype="str").fillna("")
            for name, rows in sound.tables.items()
        }
        self.write(self.written, contracts)
        # How often each demand of a check was not met, by the name of the check and the line that says so.
        self.fired: Counter[tuple[str, int]] = Counter()
        recorded = {
            name: replace(table, checks=tuple(self._recorded(check) for check in table.checks))
            for name, table in contracts.items()
        }
        opened = raw_tables._opened(self.project, ROUND, self.project.round(ROUND))
        self.opened = replace(opened, contracts=recorded)
        self.contracts = recorded
        self._reading, _ = read(self.opened, list(contracts), ())
        assert self._reading.problems == []
        self.frames = {name: self._reading.frames[name] for name in self.written}

    def write(self, frames: Frames, contracts: Mapping[str, Table] | None = None) -> None:
        """Write tables as workbooks."""
        contracts = contracts or self.contracts
        books: dict[str, Workbook] = {}
        for name, frame in frames.items():
            table = contracts[name]
            book = books.setdefault(table.workbook or "overig", Workbook())
            sheet = book.create_sheet(name)
            own = [column for column in frame if column != ROW]
            sheet.append([heading(table, column) if column in table.by_name else column for column in own])
            for cells in frame[own].itertuples(index=False):
                sheet.append([cell or None for cell in cells])
        for name, book in books.items():
            del book["Sheet"]
            book.save(self.folder / f"{name}.xlsx")

    def told(self, changed: Frames) -> list[Problem]:
        """Say what `check` tells of the tables, some of them changed."""
        reading = copy(self._reading)
        reading.frames = self._reading.frames | changed
        return reading.told(mistakes_in(reading, self.opened))

    def told_of_files(self) -> list[Problem]:
        """Say what `check` tells of the workbooks."""
        try:
            load_round(self.project, ROUND)
        except InputError as error:
            return list(error.problems)
        return []

    def _recorded(self, check: Check) -> Check:
        def recorded(record: Record, context: Context) -> Iterator[Found]:
            found = check(record, context)
            for mistake in found:
                self.fired[name_of(check), found.gi_frame.f_lineno] += 1  # type: ignore[attr-defined]
                yield mistake

        return recorded


def name_of(check: Callable[..., object]) -> str:
    """Give the name of a check."""
    return f"{check.__module__.rpartition('.')[2]}.{check.__name__}"


def demands(check: Check) -> list[range]:
    """Give the lines of each place where a check tells a mistake."""
    lines, first = inspect.getsourcelines(check)
    tree = ast.parse(textwrap.dedent("".join(lines)))
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Yield | ast.YieldFrom)]
    return [range(node.lineno + first - 1, (node.end_lineno or node.lineno) + first) for node in found]
