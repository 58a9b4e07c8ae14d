"""Where rows come from: what may be said of "the report", and what of conversations that we did not hear ourselves."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # planning a run needs the names and no pandas
    import pandas as pd

# What was read in somebody else's report, as printed or worked back from what was printed.
REPORTED = frozenset({"published", "reconstructed"})
COLLECTED, SYNTHETIC = "collected", "synthetic"


def kinds(*tables: "pd.DataFrame") -> frozenset[str]:
    """Give the kinds of provenance in tables that have it; none when they have no rows."""
    return frozenset(kind for table in tables if "provenance" in table for kind in table["provenance"])


def all_reported(*tables: "pd.DataFrame") -> bool:
    """Say whether there are rows and all of them come from somebody else's report."""
    found = kinds(*tables)
    return bool(found) and found <= REPORTED
