"""The raw tables of desk research: what documents say. Their figures belong to the round as a whole."""

from dataclasses import replace

from pipeline.contracts.kinds import sources, statements
from pipeline.phases.desk_research.promises import PROMISES

_WORKBOOK = "deskresearch"
TABLES = (
    replace(sources("desk_sources"), workbook=_WORKBOOK, about="Eén rij is een document waaruit u uitspraken haalt."),
    replace(
        statements("desk_statements", "desk_research", "desk_sources"),
        workbook=_WORKBOOK,
        about="Eén rij is één uitspraak uit een document, in uw eigen woorden.",
    ),
    PROMISES,
)
