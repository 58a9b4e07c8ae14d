"""Checks across the cells of a row and across tables that are valid on their own, as each table declares them."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from pipeline.codebook import Codebook
from pipeline.contracts.grids import ROW, said
from pipeline.contracts.headings import named
from pipeline.contracts.provenance import REPORTED
from pipeline.contracts.references import named_in
from pipeline.contracts.table import Context, Contracts, Found, Table
from pipeline.errors import Problem
from pipeline.records import Record, records

Cells = Mapping[str, Mapping[int, Collection[str]]]
"""Columns with a mistake, by table and row."""


@dataclass(frozen=True)
class Told:
    """What is known to be wrong in the tables of a round.

    Attributes
    ----------
    wrong
        The cells with a mistake of their own: nothing is concluded from their rows for others, and nothing from them.
    leads_nowhere
        The cells that name a row that is not there: nothing is concluded from them.
    partial
        The tables that could not be read wholly.
    """

    wrong: Cells = field(default_factory=dict)
    leads_nowhere: Cells = field(default_factory=dict)
    partial: Collection[str] = ()


def cross_problems(
    frames: Mapping[str, pd.DataFrame],
    files: Mapping[str, str],
    contracts: Contracts,
    codebook: Codebook,
    told: "Told",
) -> list[Problem]:
    """List mistakes that only show when rows and tables are read together.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        Tables with all columns of their contract, as text with `ROW`, by name.
    files : mapping of str to str
        How problems name each table's file.
    contracts : mapping of str to Table
        All raw tables.
    codebook : Codebook
        The round's codebook.
    told : Told
        What is known to be wrong.
    """
    wrong, partial = told.wrong, told.partial
    problems: list[Problem] = []
    all_rows = {name: records(frame) for name, frame in frames.items()}
    lists = {name: [record for record in all_rows[name] if record[ROW] not in wrong.get(name, ())] for name in frames}
    rows = {name: {record[contracts[name].key]: record for record in found} for name, found in lists.items()}
    whole = {name for name in contracts if not wrong.get(name) and name not in partial}  # one without rows too
    for name, found in lists.items():
        table, file = contracts[name], files[name]
        context = Context(table, codebook, rows, whole)
        for record in all_rows[name]:
            columns = {
                column for cells in (wrong, told.leads_nowhere) for column in cells.get(name, {}).get(record[ROW], ())
            }
            if "" not in columns and table.key not in columns:
                problems += [_at(file, record, *mistake) for mistake in _mistakes(record, columns, context)]
        if table.once:
            problems += _judged_twice(found, file, table.once)
        problems += _circular(found, table, file)
        problems += _same_row(found, table, file)
    return problems


class _WrongCellError(Exception):
    """A check asked for a cell that is wrong: what it would conclude from that is no mistake of its own."""


class _Partly(dict[str, Any]):
    """A row with wrong cells, that can't be read."""

    wrong: Collection[str] = ()

    def __getitem__(self, name: str) -> Any:
        if name in self.wrong:
            raise _WrongCellError
        return super().__getitem__(name)


def _mistakes(record: Record, wrong: Collection[str], context: Context) -> Iterator[Found]:
    """Give what the checks of a table find in a row, as far as that does not rest on its wrong cells."""
    row = record
    if wrong:
        row = _Partly(record)
        row.wrong = wrong
    for check in context.table.checks:
        try:
            yield from (mistake for mistake in check(row, context) if mistake[0] not in wrong)
        except _WrongCellError:
            continue


def _at(file: str, record: Record, column: str, what: str, mend: str) -> Problem:
    return Problem(file, int(record[ROW]), column, str(record[column]), what, mend)


def _judged_twice(judgements: list[Record], file: str, about: Callable[[Record], tuple[object, ...]]) -> list[Problem]:
    """Allow one decision on each thing, and one independent judgement of each researcher."""
    seen: dict[tuple[object, ...], int] = {}
    problems = []
    for record in judgements:
        who = record["researcher"] if record["stage"] == "independent" else ""
        key = (*about(record), record["stage"], who)
        if key in seen:
            what = f"Hierover is al geoordeeld in rij {seen[key]}."
            problems.append(_at(file, record, "stage", what, "Haal een van beide rijen weg."))
        seen.setdefault(key, int(record[ROW]))
    return problems


def named_twice(
    frames: Mapping[str, pd.DataFrame], files: Mapping[str, str], contracts: Contracts
) -> dict[str, list[Problem]]:
    """Demand that a statement has a name of its own over all tables of statements: others name it by that alone.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        Tables as text with `ROW`, by name.
    files : mapping of str to str
        How problems name each table's file.
    contracts : mapping of str to Table
        All raw tables.

    Returns
    -------
    dict of str to list of Problem
        The mistakes in each table.
    """
    first: dict[str, str] = {}
    problems: dict[str, list[Problem]] = {}
    for name, frame in frames.items():
        key = contracts[name].key
        if not contracts[name].is_statements or key not in frame:
            continue
        for row, text in zip(frame[ROW].tolist(), frame[key].tolist(), strict=True):
            where = first.setdefault(text, name) if text else name
            if where != name:
                what, mend = f"Deze naam staat ook in de tabel {where}.", "Geef de uitspraak een eigen naam."
                problems.setdefault(name, []).append(Problem(files[name], row, key, text, what, mend))
    return problems


def _same_row(found: list[Record], table: Table, file: str) -> list[Problem]:
    """Demand that what was said once stands once; a report may say it twice."""
    seen: dict[tuple[object, ...], int] = {}
    problems = []
    for record in found if table.distinct else ():
        same = tuple(" ".join(str(record[name]).split()).casefold() for name in table.distinct)
        if not same[-1] or (table.is_statements and record["provenance"] in REPORTED):
            continue
        if same in seen:
            what = f"Dit staat ook in {said(seen[same])}: alleen {named(table.key)} is anders."
            problems.append(_at(file, record, table.distinct[-1], what, "Haal een van beide rijen weg."))
        seen.setdefault(same, int(record[ROW]))
    return problems


def _circular(found: list[Record], table: Table, file: str) -> list[Problem]:
    """List rows that refer, by way of others of the same table, back to themselves."""
    own = [column for column in table.columns if column.references == table.name and not column.beside]
    leads_to = {
        record[table.key]: {name: column.name for column in own for name in named_in(column, record[column.name])}
        for record in found
    }
    problems = []
    for record in found:
        start = record[table.key]
        seen = set[str]()
        frontier = set(leads_to[start])
        while frontier - seen:
            seen |= frontier
            frontier = {after for name in frontier for after in leads_to.get(name, ())}
        if start in seen:
            mend = "Haal een van de verwijzingen in de kring weg."
            column = next(iter(leads_to[start].values()))
            problems.append(_at(file, record, column, "Dit verwijst via een omweg naar zichzelf.", mend))
    return problems
