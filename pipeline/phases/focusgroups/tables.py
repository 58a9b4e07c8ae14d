"""The raw tables of focus groups: the groups, and what was said in them."""

from pipeline.contracts.kinds import sources, statements

TABLES = (
    sources("focusgroup_groups"),
    statements("focusgroup_statements", "focusgroups", "focusgroup_groups"),
)
