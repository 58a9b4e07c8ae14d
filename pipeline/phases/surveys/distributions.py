"""What a survey shows: distributions with intervals, rankings, and positions on an instrument."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.contracts.loading import RoundData
from pipeline.contracts.selection import EVERYONE, stands_for_others
from pipeline.evidence.table import is_missing
from pipeline.phases.surveys.tables import PositionRow, WaveRow
from pipeline.records import rows_of
from pipeline.statistics.printed import read_printed
from pipeline.statistics.proportions import wilson, wilson_among


def distribution(data: RoundData, item_id: str) -> pd.DataFrame:
    """Give how the answers to one item are distributed.

    Returns
    -------
    pandas.DataFrame
        One row an answer: category, count, printed (the published percentage, empty where none was printed), share,
        low and high (percent; Wilson interval, as sure as the rules of the round say; missing where those who answered
        stand for nobody else, see `contracts/selection.py`), provenance. Empty when the item has no counts.
    """
    item = data.tables["survey_items"].set_index("item_id").loc[item_id]
    answers = data.tables["survey_answers"]
    rows = answers[(answers["item_id"] == item_id) & answers["count"].notna()]
    counts = rows["count"].astype("int64").to_numpy()
    low, high = _interval(data, item["source"], counts, int(item["n"]))
    printed = data.tables["figures"].set_index("figure_id")["printed"]
    return pd.DataFrame(
        {
            "category": rows["category"].to_numpy(),
            "count": counts,
            "printed": [printed.get(figure, "") for figure in rows["figure_id"]],
            "share": 100 * counts / int(item["n"]),
            "low": 100 * low,
            "high": 100 * high,
            "provenance": rows["provenance"].to_numpy(),
        }
    )


def _interval(
    data: RoundData, source: str, counts: NDArray[np.int64], n: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give the ends of the interval of each count out of n; where everybody was asked, among those who were asked."""
    wave = {row["source_id"]: row for row in rows_of(data.tables["survey_waves"], WaveRow)}[source]
    if not stands_for_others(wave["selection"]):
        return np.full(len(counts), np.nan), np.full(len(counts), np.nan)
    sure = float(data.round.rules.interval)
    if wave["selection"] == EVERYONE and not is_missing(wave["invited"]):
        return wilson_among(counts, n, int(wave["invited"]), sure)
    return wilson(counts, n, sure)


def ranking(data: RoundData, item_id: str) -> pd.DataFrame:
    """Give the published order of the answers to one item, the highest (1) first."""
    answers = data.tables["survey_answers"]
    rows = answers[(answers["item_id"] == item_id) & answers["rank"].notna()]
    return rows[["rank", "category"]].sort_values("rank", kind="stable", ignore_index=True)


def ladders(data: RoundData) -> pd.DataFrame:
    """Give begin and end positions, a row for each question, instrument and place in the document.

    Returns
    -------
    pandas.DataFrame
        question, instrument, scope; `begin`, `eind` and `stand` as numbers (missing where not printed) and, with
        ``_printed`` behind the name, as printed.
    """
    positions = data.tables["ladder_positions"]
    printed = data.tables["figures"].set_index("figure_id")["printed"]
    rows: dict[tuple[str, str, str], dict[str, object]] = {}
    for position in rows_of(positions, PositionRow):
        key = (position["question"], position["instrument"], position["scope"])
        row = rows.setdefault(key, dict(zip(("question", "instrument", "scope"), key, strict=True)))
        text = printed[position["figure_id"]]
        row[position["moment"]] = float(read_printed(text).value)
        row[f"{position['moment']}_printed"] = text
    moments = ("begin", "eind", "stand")
    columns = ["question", "instrument", "scope", *moments, *(f"{moment}_printed" for moment in moments)]
    return pd.DataFrame(list(rows.values()), columns=columns)
