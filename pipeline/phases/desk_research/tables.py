"""The raw tables of desk research: what documents say. Their figures belong to the round as a whole."""

from pipeline.contracts.kinds import sources, statements

TABLES = (
    sources("desk_sources"),
    statements("desk_statements", "desk_research", "desk_sources"),
)
