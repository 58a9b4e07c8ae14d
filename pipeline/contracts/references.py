"""What tables refer to: whether each row that is named is there, and which rows are named."""

from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType

import pandas as pd

from pipeline.contracts.grids import ROW
from pipeline.contracts.table import STATEMENTS, Column, Contracts, Table
from pipeline.errors import Problem, choose
from pipeline.statistics.formula import FormulaError, parse

_NONE: Mapping[str, int] = MappingProxyType({})


def named_in(column: Column, cell: str) -> frozenset[str]:
    """Give the keys that a cell names: every name of a formula or a list, else the cell itself; none when empty."""
    if not cell:
        return frozenset()
    if column.several:
        return frozenset(part.strip() for part in cell.split(";")) - {""}
    if column.rule != "formula":
        return frozenset({cell})
    try:
        return frozenset(parse(cell).names)
    except FormulaError:  # told as a mistake of the cell itself
        return frozenset()


def targets(column: Column, contracts: Contracts) -> list[str]:
    """Name the tables that a column can refer to."""
    if column.references != STATEMENTS:
        return [column.references]
    return [name for name, table in contracts.items() if table.is_statements]


def names_of(table: Table, frame: pd.DataFrame) -> list[str]:
    """List everything by which the rows of a table can be named."""
    names = list(frame[table.key])
    for column in table.known_as:
        if column in frame:
            names += [name.strip() for cell in frame[column] for name in cell.split(";")]
    return [name for name in names if name]


def reference_problems(
    frames: Mapping[str, pd.DataFrame],
    partial: Collection[str],
    contracts: Contracts,
    files: Mapping[str, str],
    nameless: Mapping[str, int] = _NONE,
) -> list[Problem]:
    """List the cells that name a row that is not there.

    A table with mistakes of its own is checked all the same, and what refers to it too.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        The tables that could be read, as text with `ROW`, by name.
    partial : collection of str
        Names of the tables that could not be read, or not wholly: that is told already.
    contracts : mapping of str to Table
        All raw tables.
    files : mapping of str to str
        How problems name the file of each table that could be read.
    nameless : mapping of str to int
        How many rows of a table have a wrong name, which is told already: as many names that are not found are theirs.
    """
    # A table without rows, or without its key, is a mistake of its own.
    valid = {
        name: names_of(contracts[name], frame)
        for name, frame in frames.items()
        if contracts[name].key in frame.columns and not frame.empty
    }
    broken = {*partial, *(frames.keys() - valid.keys())}
    found: dict[tuple[str, ...], dict[str, list[Problem]]] = {}
    for name, frame in frames.items():
        for column in contracts[name].columns:
            if not column.references or column.name not in frame:
                continue
            wanted = tuple(other for other in targets(column, contracts) if other in valid)
            if not wanted or broken & set(targets(column, contracts)):
                continue
            lacking = found.setdefault(wanted, {})
            for key, problem in _unknown(frame, column, wanted, valid, files[name]):
                lacking.setdefault(key, []).append(problem)
    return [
        problem
        for wanted, lacking in found.items()
        if len(lacking) > sum(nameless.get(name, 0) for name in wanted)
        for problems in lacking.values()
        for problem in problems
    ]


def _unknown(
    frame: pd.DataFrame, column: Column, wanted: tuple[str, ...], valid: Mapping[str, list[str]], file: str
) -> Iterator[tuple[str, Problem]]:
    """Give the names in a column that no row has, each with its problem."""
    known = frozenset(key for other in wanted for key in valid[other])
    where = f"de tabel {wanted[0]}" if len(wanted) == 1 else "een tabel met uitspraken"
    new = f"Een nieuwe zet u in {where}."
    lacking = {cell: sorted(named_in(column, cell) - known) for cell in set(frame[column.name])}
    mends = {name: choose(name, known, new) for names in lacking.values() for name in names}
    for row, cell in zip(frame[ROW], frame[column.name], strict=True):
        for name in lacking[cell]:
            subject = "Dit" if name == cell else name
            what = f"{subject} staat niet in {where}."
            yield name, Problem(file, int(row), column.name, cell, what, mends[name])


def absent(frames: Mapping[str, pd.DataFrame], contracts: Contracts) -> dict[str, list[str]]:
    """Give the tables that some row refers to and that were not read, with the names of the tables that do.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        The tables that could be read, as text, by name.
    contracts : mapping of str to Table
        All raw tables.
    """
    found: dict[str, list[str]] = {}
    for name, frame in frames.items():
        for column in contracts[name].columns:
            if not column.references or column.loose or column.name not in frame:
                continue
            if column.references not in frames and column.references != STATEMENTS and frame[column.name].any():
                found.setdefault(column.references, []).append(name)
    return found
