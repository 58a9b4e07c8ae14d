"""What tables refer to: whether each row that is named is there, and which rows are named."""

from collections.abc import Collection, Mapping

import pandas as pd

from pipeline.contracts.reading import ROW
from pipeline.contracts.table import STATEMENTS, Column, Contracts, Table
from pipeline.errors import Problem, suggest
from pipeline.statistics.formula import FormulaError, parse


def named_in(column: Column, cell: str) -> frozenset[str]:
    """Give the keys that a cell names: every name of a formula, else the cell itself; none when it is empty."""
    if not cell:
        return frozenset()
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
    frames: Mapping[str, pd.DataFrame], told: Collection[str], contracts: Contracts, files: Mapping[str, str]
) -> list[Problem]:
    """List the cells that name a row that is not there.

    A table with mistakes of its own is checked all the same, and what refers to it too.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        The tables that could be read, as text with `ROW`, by name.
    told : collection of str
        Names of the tables that could not be read: that is told already.
    contracts : mapping of str to Table
        All raw tables.
    files : mapping of str to str
        How problems name the file of each table that could be read.
    """
    problems = []
    # A table without rows, or without its key, is a mistake of its own.
    valid = {
        name: names_of(contracts[name], frame)
        for name, frame in frames.items()
        if contracts[name].key in frame.columns and not frame.empty
    }
    broken = {*told, *(frames.keys() - valid.keys())}
    for name, frame in frames.items():
        for column in contracts[name].columns:
            if not column.references or column.name not in frame:
                continue
            wanted = [other for other in targets(column, contracts) if other in valid]
            if not wanted or broken & set(targets(column, contracts)):
                continue
            known = frozenset(key for other in wanted for key in valid[other])
            problems += _unknown(frame, column, known, wanted, files[name])
    return problems


def _unknown(frame: pd.DataFrame, column: Column, known: frozenset[str], wanted: list[str], file: str) -> list[Problem]:
    where = f"{wanted[0]}.csv" if len(wanted) == 1 else "een tabel met uitspraken"
    lacking = {cell: sorted(named_in(column, cell) - known) for cell in set(frame[column.name])}
    problems = []
    for row, cell in zip(frame[ROW], frame[column.name], strict=True):
        for name in lacking[cell]:
            subject = "Dit" if name == cell else name
            mend = suggest(name, known)
            problems.append(Problem(file, int(row), column.name, cell, f"{subject} staat niet in {where}.", mend))
    return problems


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
