"""From a piece of evidence back to the raw rows it rests on, as readers see them."""

from collections import defaultdict
from pathlib import PurePosixPath

import pandas as pd

from pipeline.contracts.loading import RoundData
from pipeline.contracts.tables import TABLES
from pipeline.evidence import SAYS, TraceRow
from pipeline.records import Record, records, rows_of

Behind = dict[str, list[tuple[str, str]]]
"""For each evidence id, the text and the place of every raw row behind it."""


def behind(data: RoundData, trace: pd.DataFrame) -> Behind:
    """Look up what stands behind each piece of evidence.

    Parameters
    ----------
    data : RoundData
        The round with the raw tables that the trace names.
    trace : pandas.DataFrame
        Rows of `evidence_trace`.
    """
    rows: dict[str, dict[str, Record]] = {}
    found: Behind = defaultdict(list)
    for step in rows_of(trace[trace["role"] == SAYS], TraceRow):
        name = PurePosixPath(step["file"]).stem
        if name not in rows:
            rows[name] = {record[TABLES[name].key]: record for record in records(data.table(name))}
        text = _text(rows[name][step["key"]])
        if text and text not in found[step["evidence_id"]]:
            found[step["evidence_id"]].append(text)
    return dict(found)


def _text(row: Record) -> tuple[str, str] | None:
    """Say what a raw row holds and where it was printed; a row that only links others says nothing by itself."""
    if "statement" in row:
        text = row["statement"]
    elif "printed" in row:
        text = f"{row['quantity']}: {row['printed']}"
    else:
        return None
    return text, f"document {row['document']}, {row['locator']}"
