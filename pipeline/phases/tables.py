"""All raw tables: those of the round as a whole, then those of each phase; what contradicts itself is refused."""

from pipeline.contracts.folders import Folder
from pipeline.contracts.round_tables import ROUND_TABLES
from pipeline.contracts.rules import rules_for
from pipeline.contracts.table import STATEMENTS, Contracts, Table
from pipeline.errors import KlankbordError, suggest
from pipeline.phases.declarations import PHASES
from pipeline.phases.walk import tables


def _of_phases() -> list[Table]:
    """Put together what the phases declare.

    Raises
    ------
    KlankbordError
        A phase reads a table that nobody declares, declares one that it does not read or that there is already, has
        another id than its folder, or a column refers to no table or names no rule.
    """
    modules = tables()
    found: dict[str, Table] = {table.name: table for table in ROUND_TABLES}
    for phase in PHASES:
        if phase.id not in modules:
            raise KlankbordError(f"De fase {phase.id} heeft geen map met tables.py: de map heet naar de fase.")
        for table in modules[phase.id].TABLES:
            if table.name in found:
                raise KlankbordError(f"De tabel {table.name} van de fase {phase.id} bestaat al.")
            if table.name not in phase.tables:
                place = f"pipeline/phases/{phase.id}/declaration.py"
                raise KlankbordError(
                    f"De tabel {table.name} staat in tables.py, maar niet bij required of optional in {place}."
                )
            found[table.name] = table
    unknown = [(phase.id, name) for phase in PHASES for name in phase.tables if name not in found]
    unknown += [
        (table.name, column.references)
        for table in found.values()
        for column in table.columns
        if column.references not in {"", STATEMENTS, *found}
    ]
    rules = rules_for(None, ())
    for table in found.values():
        for column in table.columns:
            if column.rule not in rules:
                place = f"De kolom {column.name} van de tabel {table.name}"
                raise KlankbordError(
                    f"{place} noemt de regel {column.rule}, en die bestaat niet. {suggest(column.rule, rules)}"
                )
    for who, name in unknown:
        raise KlankbordError(f"{who} noemt de tabel {name}, en die bestaat niet. {suggest(name, found)}")
    return [table for table in found.values() if table not in ROUND_TABLES]


TABLES: Contracts = {table.name: table for table in (*ROUND_TABLES, *_of_phases())}
# What published figures are recomputed and checked from.
FIGURE_TABLES = tuple(name for name, table in TABLES.items() if table.audited)
# Folders that phases read by themselves.
FOLDERS: tuple[Folder, ...] = tuple(folder for module in tables().values() for folder in getattr(module, "FOLDERS", ()))
