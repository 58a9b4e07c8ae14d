"""The trace as it may leave: the rows of reports by name, and of what was collected only the files and how many."""

from pathlib import PurePosixPath

import pandas as pd

from pipeline.contracts.loading import RoundData
from pipeline.contracts.provenance import REPORTED
from pipeline.evidence.table import TraceRow
from pipeline.records import rows_of


class ReadersTraceRow(TraceRow):
    """A row of `evidence_trace.csv`: one raw row with its key, or as many as `rows` says, of which none is named."""

    rows: int


COLUMNS = ("evidence_id", "file", "key", "role", "rows")


def for_readers(data: RoundData, trace: pd.DataFrame) -> pd.DataFrame:
    """Give `evidence_trace.csv`.

    What a report printed can be looked up, and keeps its key. What was collected is people's: which of them said what
    can't be told from counts. Synthetic rows are treated as collected ones.

    Parameters
    ----------
    data : RoundData
        The round that the trace was made from.
    trace : pandas.DataFrame
        The whole trace, with the columns of `TraceRow`.

    Returns
    -------
    pandas.DataFrame
        The columns of `ReadersTraceRow`, in the order of the trace; rows without a key are counted a file and role.
    """
    named: dict[str, frozenset[str]] = {}
    counts: dict[tuple[str, str, str, str], int] = {}
    for step in rows_of(trace, TraceRow):
        table = PurePosixPath(step["file"]).stem
        if table not in named:
            named[table] = _of_reports(data, table)
        key = step["key"] if step["key"] in named[table] else ""
        place = (step["evidence_id"], step["file"], key, step["role"])
        counts[place] = counts.get(place, 0) + 1
    return pd.DataFrame([(*place, rows) for place, rows in counts.items()], columns=list(COLUMNS))


def _of_reports(data: RoundData, table: str) -> frozenset[str]:
    """Give the keys of the rows that reports printed; none of a table with people's rows, or that does not say."""
    if data.contracts[table].is_inside or "provenance" not in data.contracts[table].by_name:
        return frozenset()
    frame = data.table(table)
    reported = frame[frame["provenance"].isin(REPORTED)]
    return frozenset(reported[data.contracts[table].key])
