"""What tables refer to: whether each row that is named is there, and which rows are named."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import pandas as pd

from pipeline.contracts.grids import ROW
from pipeline.contracts.table import STATEMENTS, Column, Contracts, Table
from pipeline.errors import Problem, choose, nearest
from pipeline.statistics.formula import FormulaError, parse_all
from pipeline.statistics.said import sayings

_NONE: Mapping[str, list[str]] = MappingProxyType({})


def named_in(column: Column, cell: str) -> frozenset[str]:
    """Give the keys that a cell names: every name of a formula or a list, else the cell itself; none when empty."""
    if not cell:
        return frozenset()
    if column.several:
        return frozenset(part.strip() for part in cell.split(";")) - {""}
    if column.rule not in {"formula", "formulas", "sayings"}:
        return frozenset({cell})
    try:
        if column.rule == "sayings":
            return frozenset().union(*(said.beside.names for said in sayings(cell) if said.beside))
        return frozenset().union(*(formula.names for formula in parse_all(cell)))
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
    misnamed: Mapping[str, list[str]] = _NONE,
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
    misnamed : mapping of str to list of str
        The wrong names of rows of a table, which are told already: as many names that are not found are theirs.
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
            names = _Names.of(wanted, valid, misnamed)
            own = frame[contracts[name].key].tolist() if column.references == name else [""] * len(frame)
            for key, problem in _unknown(frame, column, names, own, files[name]):
                lacking.setdefault(key, []).append(problem)
    return [
        problem
        for wanted, lacking in found.items()
        for problems in _of_themselves(lacking, [key for name in wanted for key in misnamed.get(name, ())])
        for problem in problems
    ]


def _of_themselves(lacking: Mapping[str, list[Problem]], misnamed: Collection[str]) -> list[list[Problem]]:
    """Leave out the names that are not found because the row that has them is misnamed: first those that look alike."""
    left = dict(lacking)
    others = 0
    for key in misnamed:
        others += left.pop(nearest(key, left), None) is None
    return list(left.values()) if len(left) > others else []


@dataclass(frozen=True)
class _Names:
    """What a column may name: all names that there are, those that can be offered, and in which table they stand."""

    known: frozenset[str]
    offered: frozenset[str]
    where: str

    @classmethod
    def of(cls, wanted: tuple[str, ...], valid: Mapping[str, list[str]], misnamed: Mapping[str, list[str]]) -> "_Names":
        known = frozenset(key for other in wanted for key in valid[other])
        wrong = {key for other in wanted for key in misnamed.get(other, ())}
        where = f"de tabel {wanted[0]}" if len(wanted) == 1 else "een tabel met uitspraken"
        return cls(known, known - wrong, where)


def _unknown(
    frame: pd.DataFrame, column: Column, names: _Names, own: list[str], file: str
) -> Iterator[tuple[str, Problem]]:
    """Give the names in a column that no row has, each with its problem; `own`, that of the row, is not offered."""
    lacking = {cell: sorted(named_in(column, cell) - names.known) for cell in set(frame[column.name])}
    mends: dict[tuple[str, str], str] = {}
    for row, cell, key in zip(frame[ROW], frame[column.name], own, strict=True):
        for name in lacking[cell]:
            subject = "Dit" if name == cell else name
            what = f"{subject} staat niet in {names.where}."
            if (name, key) not in mends:
                mends[name, key] = choose(name, names.offered - {key}, f"Een nieuwe zet u in {names.where}.")
            yield name, Problem(file, int(row), column.name, cell, what, mends[name, key])


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
