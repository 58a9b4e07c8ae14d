"""What of a round is about one person: the rows that go when they withdraw, and the cells in which less stands then."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pandas as pd

from pipeline.contracts.references import named_in, targets
from pipeline.contracts.table import Column, Contracts, Table
from pipeline.records import Record, records

RESPONDENTS, PERSONS = "respondents", "persons"


@dataclass(frozen=True)
class OfPerson:
    """What of a round is about one person.

    Attributes
    ----------
    names : frozenset of str
        Every name that they have in `respondents`.
    rows : mapping of str to set of str
        The rows that are about them, or rest on such a row, by table and key.
    cells : mapping of (str, str, str) to str
        What comes to stand in a cell, by table, key and column: a list without them, a number of people that is one
        less.
    """

    names: frozenset[str]
    rows: Mapping[str, set[str]] = field(default_factory=dict)
    cells: Mapping[tuple[str, str, str], str] = field(default_factory=dict)

    @property
    def tables(self) -> set[str]:
        """Names of the tables in which something is about them."""
        return {name for name, keys in self.rows.items() if keys} | {table for table, _, _ in self.cells}


def of_person(name: str, frames: Mapping[str, pd.DataFrame], contracts: Contracts) -> OfPerson:
    """Find all rows about a person: that name them, or that refer to a row that goes.

    A conversation with others stays, without their name. Of a session in which they are known to have been there is one
    person less; one that was with them alone goes.

    Parameters
    ----------
    name : str
        One of their names in `respondents`, or of somebody that only scores are about.
    frames : mapping of str to pandas.DataFrame
        The raw tables of the round as text, with every column; also what the round withholds.
    contracts : mapping of str to Table
        All raw tables.

    Returns
    -------
    OfPerson
        Without any row where the name is not known.
    """
    rows = {table: records(frame) for table, frame in frames.items()}
    names = _names(name, rows.get(RESPONDENTS, []))
    gone: dict[str, set[str]] = {table: set() for table in rows}
    cells: dict[tuple[str, str, str], str] = {}
    for table, found in rows.items():
        for row in found:
            _look(row, contracts[table], names, gone[table], cells)
    for table, key, left in _fewer(rows, contracts, names):
        if left:
            cells[table, key, PERSONS] = str(left)
        else:
            gone[table].add(key)
    while _spread(rows, gone, contracts):
        pass
    return OfPerson(names, gone, {at: text for at, text in cells.items() if at[1] not in gone[at[0]]})


def _names(name: str, respondents: list[Record]) -> frozenset[str]:
    """Give every name of a person, by any of them."""
    first = next((row["alias_of"] or name for row in respondents if row["respondent_id"] == name), name)
    others = {row["respondent_id"] for row in respondents if first in {row["respondent_id"], row["alias_of"]}}
    return frozenset({name, first, *others})


def _look(
    row: Record, table: Table, names: frozenset[str], gone: set[str], cells: dict[tuple[str, str, str], str]
) -> None:
    """Look whether a row is about the person by itself, or names them among others."""
    key = str(row[table.key])
    if (table.name == RESPONDENTS and key in names) or (table.person and table.person(row) in names):
        gone.add(key)
        return
    for column in table.columns:
        if column.references != RESPONDENTS or table.name == RESPONDENTS:
            continue
        named = named_in(column, row[column.name])
        if not named & names:
            continue
        if named <= names:
            gone.add(key)
        else:
            parts = [part.strip() for part in str(row[column.name]).split(";")]
            cells[table.name, key, column.name] = "; ".join(part for part in parts if part and part not in names)


def counted_by(table: Table, contracts: Contracts) -> list[Column]:
    """Give the columns of a table of what people said that name a session with a number of people."""
    if not any(column.references == RESPONDENTS for column in table.columns):
        return []
    return [
        column
        for column in table.columns
        if column.references in contracts and PERSONS in contracts[column.references].by_name
    ]


def _fewer(
    rows: Mapping[str, list[Record]], contracts: Contracts, names: frozenset[str]
) -> Iterator[tuple[str, str, int]]:
    """Give, for each row with a number of people among whom the person was, how many are left."""
    there: set[tuple[str, str]] = set()
    for name, found in rows.items():
        of_people = [each for each in contracts[name].columns if each.references == RESPONDENTS and not each.several]
        counted = counted_by(contracts[name], contracts)
        for row in found if of_people else ():
            if any(row[column.name] in names for column in of_people):
                there |= {(each.references, row[each.name]) for each in counted if each.references in rows}
    for name, key in sorted(there):
        for row in rows[name]:
            if row[contracts[name].key] == key and str(row[PERSONS]).isdigit():
                yield name, key, int(row[PERSONS]) - 1


def _spread(rows: Mapping[str, list[Record]], gone: dict[str, set[str]], contracts: Contracts) -> bool:
    """Add what refers to a row that goes; tell whether there was any."""
    before = sum(map(len, gone.values()))
    for name, found in rows.items():
        table = contracts[name]
        for column in table.columns:
            if column.references in {"", RESPONDENTS, name} or column.loose or column.several:
                continue
            lost = {key for target in targets(column, contracts) for key in gone.get(target, ())}
            gone[name] |= {str(row[table.key]) for row in found if lost and named_in(column, row[column.name]) & lost}
    return sum(map(len, gone.values())) > before
