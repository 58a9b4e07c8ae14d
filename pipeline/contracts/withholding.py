"""Leaving out what a round withholds for privacy, before anything is made of it; what that is, tables declare."""

from collections.abc import Iterable, Mapping

import pandas as pd

from pipeline.contracts.references import named_in, targets
from pipeline.contracts.table import Column, Contracts, Table
from pipeline.errors import Problem
from pipeline.records import Record, records
from pipeline.rounds import Withheld

Tables = Mapping[str, pd.DataFrame]


def without_withheld(tables: Tables, withheld: Iterable[Withheld], contracts: Contracts) -> dict[str, pd.DataFrame]:
    """Leave out the rows of phases on questions that are withheld, and what would give them back.

    That is a row that refers to one that is left out; the figure that prints one; and what was judged with it in sight:
    on the question as a whole, on a pair with the phase, or on a published conclusion on that question. A reason may
    repeat what is withheld.

    Parameters
    ----------
    tables : mapping of str to pandas.DataFrame
        Valid raw tables by name.
    withheld : iterable of Withheld
        What `round.yml` withholds.
    contracts : mapping of str to Table
        All raw tables.
    """
    phases: dict[str, set[str]] = {}
    for item in withheld:
        phases.setdefault(item.question, set()).add(item.phase)
    if not phases:
        return dict(tables)
    rows = {name: records(frame) for name, frame in tables.items()}
    gone = {
        name: {number for number, row in enumerate(found) if _is_withheld(row, contracts[name], phases)}
        for name, found in rows.items()
    }
    for name, found in rows.items():
        for column in contracts[name].columns:
            if column.judges_question:
                judged = {row[contracts[column.references].key]: row for row in rows.get(column.references, [])}
                gone[name] |= {
                    number
                    for number, row in enumerate(found)
                    if _question(judged.get(row[column.name], {}), contracts[column.references]) in phases
                }
    while _spread(rows, gone, contracts):
        pass
    return {
        name: frame.drop(index=frame.index[sorted(gone[name])]).reset_index(drop=True) for name, frame in tables.items()
    }


def _question(row: Record, table: Table) -> str:
    return next((row[name] for name in table.with_rule("question") if row.get(name)), "")


def _is_withheld(row: Record, table: Table, phases: Mapping[str, set[str]]) -> bool:
    """Tell whether a row is an answer in a phase to a question that is withheld there, or a judgement of it.

    A row that could name phases and names none is about the question as a whole.
    """
    columns = table.with_rule("phase")
    if not table.phase and not columns:
        return False
    hidden = phases.get(_question(row, table), set())
    own = {table.phase} if table.phase else {row[name] for name in columns} - {""}
    return bool(hidden) and (not own or bool(hidden & own))


def _spread(rows: Mapping[str, list[Record]], gone: dict[str, set[int]], contracts: Contracts) -> bool:
    """Leave out what refers to a row that is left out, and the figures that print one; tell whether there was any."""
    keys = {name: {rows[name][number][contracts[name].key] for number in numbers} for name, numbers in gone.items()}
    before = sum(map(len, gone.values()))
    for name, found in rows.items():
        for column in _references_to_others(contracts[name]):
            hidden = {key for target in targets(column, contracts) for key in keys.get(target, ())}
            gone[name] |= {number for number, row in enumerate(found) if named_in(column, row[column.name]) & hidden}
            if column.printed_there and column.references in rows:
                printed = {key for number in gone[name] for key in named_in(column, found[number][column.name])}
                target = contracts[column.references]
                gone[target.name] |= {
                    number for number, row in enumerate(rows[target.name]) if row[target.key] in printed
                }
    return sum(map(len, gone.values())) > before


def _references_to_others(table: Table) -> list[Column]:
    return [column for column in table.columns if column.references not in {"", table.name} and not column.loose]


def dangling(tables: Tables, contracts: Contracts, folder: str) -> list[Problem]:
    """List rows that rest on a row of their own table that is withheld: they would give it back.

    Parameters
    ----------
    tables : mapping of str to pandas.DataFrame
        What is left of the raw tables.
    contracts : mapping of str to Table
        All raw tables.
    folder : str
        The round's folder, for problems.
    """
    problems = []
    for name, frame in tables.items():
        table = contracts[name]
        known = set(frame[table.key])
        for column in (column for column in table.columns if column.references == name):
            for row in records(frame):
                for other in sorted(named_in(column, row[column.name]) - known):
                    what = f"Dit cijfer rust op {other}, dat is afgeschermd, en zou het teruggeven."
                    mend = "Haal de verwijzing weg, of scherm ook dit cijfer af."
                    problems.append(Problem(f"{folder}/{table.file}", None, table.key, row[table.key], what, mend))
    return problems
