"""One raw table against its contract: every mistake in it at once, then numbers as numbers."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from pipeline.contracts.reading import ROW
from pipeline.contracts.rules import FILLED, Rule
from pipeline.contracts.tables import Column, Table
from pipeline.errors import Problem, suggest
from pipeline.records import records

if TYPE_CHECKING:
    import pandera.pandas as pa

Rules = Mapping[str, tuple[Rule, ...]]


def problems_in(frame: pd.DataFrame, table: Table, rules: Rules, file: str) -> list[Problem]:
    """List every mistake in a table of text cells.

    Parameters
    ----------
    frame : pandas.DataFrame
        Text cells as `read_text_table` gives them, with `ROW`.
    table : Table
        The contract.
    rules : mapping
        Rules by name, as `rules_for` gives them.
    file : str
        How problems name the file.
    """
    if frame.empty:
        what, mend = "De tabel heeft geen rijen.", "Vul de tabel."
        return [Problem(file, None, "", "", what, mend)]
    cells = frame.drop(columns=ROW)
    if _is_sound(cells, table, rules):
        return []
    from pandera.errors import SchemaErrors  # heavy, and needed only to tell what is wrong

    try:
        _schema(table, rules).validate(cells, lazy=True)
    except SchemaErrors as error:
        cases = records(error.failure_cases)
        found = [_problem(case, frame, table, rules, file) for case in cases]
        return sorted(found, key=lambda problem: (problem.row or 0, problem.column))
    return []


def with_numbers(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Turn a valid table's number columns into nullable integers; an empty cell becomes missing."""
    typed = frame.drop(columns=ROW)
    for column in table.columns:
        if column.number:
            typed[column.name] = pd.to_numeric(typed[column.name].replace("", None)).astype("Int64")
    return typed


def empty(table: Table) -> pd.DataFrame:
    """Give a table without rows, typed as a valid one."""
    kinds = {column.name: "Int64" if column.number else "str" for column in table.columns}
    return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in kinds.items()})


def _rules_of(column: Column, rules: Rules) -> tuple[Rule, ...]:
    named = rules[column.rule]
    # An empty cell gets one message, that it is empty; the other rules let it pass.
    passing = tuple(Rule(lambda text, rule=rule: not text or rule.holds(text), rule.what, rule.mend) for rule in named)  # type: ignore[misc]
    return passing if column.optional else (FILLED, *passing)


def _is_sound(cells: pd.DataFrame, table: Table, rules: Rules) -> bool:
    """Tell whether nothing is wrong; pandera, which tells what is, would find the same in five times the time."""
    return (
        sorted(cells.columns) == sorted(column.name for column in table.columns)
        and cells[table.key].is_unique
        and all(
            rule.holds(text)
            for column in table.columns
            for rule in _rules_of(column, rules)
            for text in set(cells[column.name])
        )
    )


def _schema(table: Table, rules: Rules) -> "pa.DataFrameSchema":
    import pandera.pandas as pa

    columns = {}
    for column in table.columns:
        checks = [pa.Check(rule.holds, element_wise=True, name=rule.what) for rule in _rules_of(column, rules)]
        unique = column.name == table.key
        # No type is asked of the cells: they were read as text.
        columns[column.name] = pa.Column(checks=checks, unique=unique, report_duplicates="exclude_first")
    return pa.DataFrameSchema(columns, strict=True)


def _problem(case: Mapping[str, Any], frame: pd.DataFrame, table: Table, rules: Rules, file: str) -> Problem:
    """Translate one of pandera's failure cases."""
    reason, value = str(case["check"]), str(case["failure_case"])
    by_name = {column.name: column for column in table.columns}
    if reason == "column_in_schema":
        missing = set(by_name) - set(frame.columns)
        return Problem(file, 1, value, "", "Deze kolom hoort niet in deze tabel.", suggest(value, missing or by_name))
    if reason == "column_in_dataframe":
        return Problem(file, 1, value, "", "Deze kolom ontbreekt.", "Voeg de kolom toe, met precies deze naam.")
    column = str(case["column"])
    row = int(frame[ROW].iloc[int(case["index"])])
    if reason == "field_uniqueness":
        mend = "Geef elke rij een eigen naam, of haal de dubbele rij weg."
        return Problem(file, row, column, value, "Deze sleutel komt vaker voor.", mend)
    rule = next(rule for rule in _rules_of(by_name[column], rules) if rule.what == reason)
    return Problem(file, row, column, value, rule.what, rule.mend(value))
