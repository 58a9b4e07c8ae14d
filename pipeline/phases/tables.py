"""All raw tables: those of the round as a whole, then those of each phase."""

from pipeline.contracts.round_tables import ROUND_TABLES
from pipeline.contracts.table import Contracts, Table
from pipeline.phases.declarations import PHASES
from pipeline.phases.walk import tables

_modules = tables()
_OF_PHASES: tuple[Table, ...] = tuple(table for phase in PHASES for table in _modules[phase.id].TABLES)
TABLES: Contracts = {table.name: table for table in (*ROUND_TABLES, *_OF_PHASES)}
# What published figures are recomputed and checked from.
FIGURE_TABLES = tuple(name for name, table in TABLES.items() if table.audited)
