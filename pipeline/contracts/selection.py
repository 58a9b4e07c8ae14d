"""How people came into a source, and what may be said for it."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.contracts import headings
from pipeline.contracts.table import Column

if TYPE_CHECKING:
    import pandas as pd

RANDOM, EVERYONE, PURPOSIVE, PRESENT, ORGANISATION = "random", "everyone", "purposive", "present", "organisation"
SELECTION = Column("selection", allowed=(RANDOM, EVERYONE, PURPOSIVE, PRESENT, ORGANISATION), optional=True)
# Of what was collected: a round may say it once for all of it.
OWN_SELECTION = replace(SELECTION, heading=headings.SELECTION, usual=lambda round_: round_.selection)
# Only these say something of people who were not heard: an interval or a test of others would be made up.
_STANDS_FOR_OTHERS = frozenset({RANDOM, EVERYONE})
# The weakest first: what rests on several sources says no more than the weakest of them. Not known is no better than
# anything but what the organisation chose itself.
_WEAKEST_FIRST = (ORGANISATION, "", PRESENT, PURPOSIVE, EVERYONE, RANDOM)


def stands_for_others(selection: str) -> bool:
    """Say whether intervals and tests are allowed: people were drawn at random, or everybody was asked."""
    return selection in _STANDS_FOR_OTHERS


def weakest(selections: Iterable[str]) -> str:
    """Give the selection of what rests on several sources: that of the weakest; empty (not known) without any."""
    return min(selections, key=_WEAKEST_FIRST.index, default="")


def by_source(sources: "pd.DataFrame", key: str = "source_id") -> dict[str, str]:
    """Give how people came into each source, by its `key`; none for tables that say nothing of people."""
    if SELECTION.name not in sources:
        return {}
    return dict(zip(sources[key], sources[SELECTION.name], strict=True))
