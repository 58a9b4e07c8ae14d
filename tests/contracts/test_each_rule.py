"""Every rule of every contract: broken twice in filled workbooks, each time told once, at the right cell.

The rules are listed from the contracts themselves: one that is new, and that nothing here breaks, fails a test.
"""

import random
import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

import pandas as pd
import pytest
from helpers_all_tables import SURVEY
from helpers_filled import Filled, Frames, demands, heading, name_of
from helpers_slips import AGAIN, Slip, together
from openpyxl.utils import get_column_letter

from pipeline.contracts.grids import ROW
from pipeline.contracts.plain_text import plain
from pipeline.contracts.rules import rules_for
from pipeline.contracts.table import Column, Table
from pipeline.errors import Problem
from pipeline.phases.declarations import BY_ID
from pipeline.phases.tables import TABLES as CONTRACTS

# It reads whole rounds, or writes them.
pytestmark = pytest.mark.slow

# Two values that no cell with the rule may have.
WRONG = {
    "identifier": ("1 a", "b-é"),
    "whole_number": ("veel", "-1"),
    "positive": ("0", "2,5"),
    "direction": ("7", "plus"),
    "printed": ("geen idee", "veel meer"),
    "formula": ("1 +* 2", "fig_een +"),
    "formulas": ("1 +* 2", "fig_een; fig_een +"),
    "sayings": ("bovenop fig_een", "boven fig_een; onder"),
    "provenance": ("gezien", "publishd"),
    "phase": ("wandeling", "interview"),
    "voice": ("iemand", "klantn"),
    "question": ("wat", "berijk"),
    "indicator": ("iets", "bezoekk"),
    "instrument": ("liniaal", "zrm-12"),
    "date": ("2025-02-30", "31-13-2025"),
    "day": ("gisteren", "30-2-2025"),
    "time": ("25:00", "half tien"),
}
# What is no text is read as if nothing stood there.
NOTHING = ("", " \u200b")
# Words that are Dutch as well as names of columns.
DUTCH = {"document", "moment", "norm", "n", "label", "formula", "start", "met", "instrument", "aspect", "indicator"}


@dataclass(frozen=True)
class Broken:
    """A rule that is broken in one place: by what is done to a table, and where that is told.

    `row` is counted from 0; that of the headings is -1.
    """

    rule: tuple[str, ...]
    table: str
    row: int
    column: str
    change: Callable[[pd.DataFrame], pd.DataFrame]

    @property
    def at(self) -> tuple[str, int, str]:
        """Where it is told: table, row as a spreadsheet numbers it, and column."""
        return self.table, self.row + 2, self.column


def cell(rule: str, table: str, row: int, column: str, text: str) -> Broken:
    """Break a rule by what stands in one cell."""

    def change(frame: pd.DataFrame) -> pd.DataFrame:
        changed = frame.copy()
        changed.loc[row, column] = plain(text)
        return changed

    return Broken((table, column, rule), table, row, column, change)


def rules_of(table: Table) -> set[tuple[str, ...]]:
    """List the rules of a contract: of its columns, its rows, and its headings."""
    named = rules_for(None, tuple(BY_ID)) | dict.fromkeys(("voice", "question", "indicator", "instrument"), (1,))
    found: set[tuple[str, ...]] = {(table.name, "heading unknown"), (table.name, "key")}
    for column in table.columns:
        name = (table.name, column.name)
        if not column.optional:
            found.add((table.name, column.name, "heading lacks"))
        if not column.optional and not column.usual:
            found.add((*name, "filled"))
        if column.allowed:
            found.add((*name, "allowed"))
        elif named[column.rule]:
            found.add((*name, column.rule))
        if column.references:
            found.add((*name, "references"))
        if column.references == table.name:
            found.add((*name, "circle"))
    found |= {(table.name, "distinct")} if table.distinct else set()
    found |= {(table.name, "once")} if table.once else set()
    found |= {(table.name, "own name")} if table.is_statements else set()
    return found


def of_column(table: Table, column: Column, frame: pd.DataFrame) -> Iterator[Broken]:
    """Break each rule of a column twice: in the first and in the last row."""
    name, rows = table.name, (0, len(frame) - 1)
    if not column.optional:
        yield from (Broken((name, column.name, "heading lacks"), name, -1, column.name, without(column.name)),) * 2
    if not column.optional and not column.usual:
        yield from (cell("filled", name, row, column.name, text) for row, text in zip(rows, NOTHING, strict=True))
    wrong = ("Xqzw 9", f"{column.allowed[0]}x") if column.allowed else WRONG.get(column.rule, ())
    rule = "allowed" if column.allowed else column.rule
    yield from (cell(rule, name, row, column.name, text) for row, text in zip(rows, wrong, strict=False))
    for row, text in zip(rows, ("Xqzw_9", "Zzz_8"), strict=True) if column.references else ():
        there = frame[column.name].iloc[row]
        computed = column.rule in {"formula", "formulas"}
        sign = " + " if computed else "; "
        keep = there and (computed or column.several)
        yield cell("references", name, row, column.name, there + sign + text if keep else text)
    for row in (
        frame.index[frame["n"] != ""][:2] if column.name == "sd_of" else rows if column.references == name else ()
    ):
        yield cell("circle", name, row, column.name, frame[table.key].iloc[row])


def without(column: str) -> Callable[[pd.DataFrame], pd.DataFrame]:
    """Take a column away."""
    return lambda frame: frame.drop(columns=column)


def with_one(column: str) -> Callable[[pd.DataFrame], pd.DataFrame]:
    """Add a column that no contract knows."""
    return lambda frame: frame.assign(**{column: "x"})


def of_rows(table: Table, frame: pd.DataFrame, before: list[str], frames: Frames) -> Iterator[Broken]:
    """Break twice what a table demands of its rows and headings; `before` are the tables of statements before it."""
    name, first, last = table.name, frame.iloc[0], frame.iloc[-1]
    for column in ("kolom_x", "Nog iets"):
        yield Broken((name, "heading unknown"), name, -1, column, with_one(column))
    for row in (first, last):
        yield rows_more("key", table, table.key, frame, [row.to_dict()])
    for number in (1, 2) if table.distinct else ():
        row = said_by_us(frame, table)
        again = [row, row] if table.is_statements else [row]  # of those, the first was published
        named = [each | {table.key: f"nieuw_{number}_{at}"} for at, each in enumerate(again)]
        yield rows_more("distinct", table, table.distinct[-1], frame, named)
    for number, row in enumerate((first, last)) if table.once else ():
        yield rows_more("once", table, "stage", frame, [row.to_dict() | {table.key: f"nieuw_{number}"}])
    taken = [key for other in before for key in frames[other][table.key]] if table.is_statements else []
    for key in taken[-2:]:
        yield replace(cell("own name", name, 0, table.key, key), rule=(name, "own name"))


def said_by_us(frame: pd.DataFrame, table: Table) -> dict[Hashable, str]:
    """Give a row that may not stand there twice; a report may say a thing twice."""
    found = frame[frame[table.distinct[-1]] != ""].iloc[-1].to_dict()
    return found | ({"provenance": "collected"} if table.is_statements else {})


def rows_more(rule: str, table: Table, at: str, frame: pd.DataFrame, rows: Sequence[Mapping[Hashable, str]]) -> Broken:
    """Break a rule by rows more, of which the last is told."""

    def change(frame: pd.DataFrame) -> pd.DataFrame:
        end = int(frame[ROW].max())
        more = [{**row, ROW: end + number} for number, row in enumerate(rows, 1)]
        return pd.concat([frame, pd.DataFrame(more)], ignore_index=True)

    return Broken((table.name, rule), table.name, len(frame) + len(rows) - 1, at, change)


def all_broken(filled: Filled) -> list[Broken]:
    """Break every rule of the columns, rows and headings of every contract."""
    found: list[Broken] = []
    before: list[str] = []
    for name, whole in filled.frames.items():
        table, frame = filled.contracts[name], whole[whole[ROW] > 0]  # others were made of a survey
        for column in table.columns:
            found += of_column(table, column, frame)
        found += of_rows(table, frame, before, filled.frames)
        before += [name] if table.is_statements else []
    return found


def seen(filled: Filled, at: tuple[str, int, str]) -> tuple[str, int, str, str]:
    """Give where people see a mistake: sheet, row, heading and cell."""
    name, row, column = at
    table = filled.contracts[name]
    if column not in table.by_name:
        return name, row, column, ""
    letter = get_column_letter(list(table.by_name).index(column) + 1)
    return name, row, heading(table, column), f"{letter}{row}"


def where(problem: Problem) -> tuple[str, int | None, str, str]:
    return problem.sheet, problem.row, problem.column, problem.cell


def in_groups(broken: list[Broken]) -> Iterator[list[Broken]]:
    """Put rules of different tables together: one in each."""
    by_table: dict[str, list[Broken]] = {}
    for each in broken:
        by_table.setdefault(each.table, []).append(each)
    for group in zip_longest(*by_table.values()):
        yield [each for each in group if each]


def told_wrongly(filled: Filled, group: list[Broken]) -> list[str]:
    """List the rules of a group that are not told once and at their cell: together, or else in halves."""
    problems = filled.told({each.table: each.change(filled.frames[each.table]) for each in group})
    machine_names(filled, problems)
    if sorted(map(where, problems)) == sorted(seen(filled, each.at) for each in group):
        return []
    if len(group) == 1:
        return [f"{group[0].rule}: {seen(filled, group[0].at)} {problems}"]
    half = len(group) // 2  # one may take away what another is held against
    return told_wrongly(filled, group[:half]) + told_wrongly(filled, group[half:])


def machine_names(filled: Filled, problems: list[Problem]) -> None:
    """Look for the name of a column, where people see another heading."""
    for problem in problems:
        table = filled.contracts[problem.sheet]
        titles = {name for name in table.by_name if heading(table, name) != name} - DUTCH - CONTRACTS.keys()
        values = {value for column in table.columns for value in column.allowed}
        words = set(re.findall(r"\w+", f"{problem.what} {problem.mend}"))
        assert not words & titles - values, problem
        assert "\ue000" not in problem.what + problem.mend


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Filled:
    """Give the round in workbooks."""
    found = Filled(tmp_path_factory.mktemp("gevuld"))
    assert found.told({}) == []
    return found


@pytest.fixture(scope="module")
def broken(filled: Filled) -> list[Broken]:
    """Give every rule, broken."""
    return all_broken(filled)


def test_every_rule_of_every_contract_is_broken_twice(filled: Filled, broken: list[Broken]) -> None:
    times = Counter(each.rule for each in broken)
    rules = set().union(*(rules_of(table) for table in filled.contracts.values() if table.has_file))
    first = next(name for name in filled.frames if filled.contracts[name].is_statements)
    assert {rule for rule in rules if times[rule] < 2} == {(first, "own name")}, "that is told in the tables after it"
    assert len(rules) > 600


def test_each_is_told_once_at_its_cell_in_words_that_people_see(filled: Filled, broken: list[Broken]) -> None:
    wrong = [each for group in in_groups(broken) for each in told_wrongly(filled, group)]
    assert wrong == []


def changed(filled: Filled, slips: Iterable[Slip]) -> Frames:
    """Make the mistakes in the tables."""
    found: Frames = {}
    for each in slips:
        for name, row, cells in ((each.table, each.row, each.cells), *each.others):
            if name != SURVEY:
                found.setdefault(name, filled.frames[name].copy()).loc[row, list(cells)] = list(cells.values())
    return found


def test_each_demand_of_a_check_is_not_met_twice_and_told_once_at_its_cell(filled: Filled) -> None:
    filled.fired.clear()
    for group in together():
        problems = filled.told(changed(filled, group))
        expected = [(each.table, each.row + 2, each.column) for each in group if each.table != SURVEY]
        assert sorted(map(where, problems)) == sorted(seen(filled, at) for at in expected)
        machine_names(filled, problems)
    for each in AGAIN:
        problems = filled.told(changed(filled, [each]))
        assert list(map(where, problems)) == [seen(filled, (each.table, each.row + 2, each.column))]
        machine_names(filled, problems)
    checks = {check for table in CONTRACTS.values() for check in table.checks}
    lacking = [
        f"{name_of(check)}, line {lines.start}"
        for check in checks
        for lines in demands(check)
        if sum(count for (name, line), count in filled.fired.items() if name == name_of(check) and line in lines) < 2
    ]
    assert lacking == []


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.thorough) for seed in range(1, 100))])
def test_workbooks_with_a_rule_broken_in_each_sheet_tell_the_same(
    filled: Filled, broken: list[Broken], seed: int
) -> None:
    rng = random.Random(seed)
    cells = [each for each in broken if each.row >= 0 and each.rule[-1] not in {"circle", "own name"}]
    group = [rng.choice([each for each in cells if each.table == name]) for name in filled.frames]
    frames = {each.table: each.change(filled.written[each.table].assign(**{ROW: 0})) for each in group}
    in_memory = filled.told({each.table: each.change(filled.frames[each.table]) for each in group})
    try:
        filled.write(frames)
        assert sorted(map(where, filled.told_of_files())) == sorted(map(where, in_memory))
    finally:
        filled.write(filled.written)
    assert filled.told_of_files() == []
