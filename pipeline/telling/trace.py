"""From a piece of evidence back to the raw rows it rests on, as readers see them."""

from collections import defaultdict
from pathlib import PurePosixPath

import pandas as pd

from pipeline.contracts.loading import RoundData
from pipeline.evidence.table import SAYS, TraceRow
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
    links: Behind = defaultdict(list)
    for step in rows_of(trace[trace["role"] == SAYS], TraceRow):
        name = PurePosixPath(step["file"]).stem
        contract = data.contracts[name]
        if name not in rows:
            rows[name] = {record[contract.key]: record for record in records(data.table(name))}
        row = rows[name][step["key"]]
        text = (contract.text(row), contract.place(row))
        # What only links others says nothing by itself, but where nothing else is behind a piece it is its place.
        places = found if contract.quoted else links
        if text[0] and text not in places[step["evidence_id"]]:
            places[step["evidence_id"]].append(text)
    return {**{name: places for name, places in links.items()}, **found}
