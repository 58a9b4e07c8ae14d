"""The raw tables of focus groups: the groups, and what was said in them."""

from pipeline.contracts.kinds import sources, statements
from pipeline.contracts.selection import SELECTION
from pipeline.phases.focusgroups.reaction_tables import FOCUSGROUP_TABLES

TABLES = (
    sources("focusgroup_groups", SELECTION),
    statements("focusgroup_statements", "focusgroups", "focusgroup_groups"),
    *FOCUSGROUP_TABLES,
)
