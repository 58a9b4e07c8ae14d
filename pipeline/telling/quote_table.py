"""`quotes.csv`: what each group literally said on each subject, by the rule by which pages quote; theme by group."""

from pathlib import PurePath
from typing import TypedDict

import pandas as pd

from pipeline.contracts.loading import RoundData
from pipeline.evidence.table import SAYS, EvidenceRow, TraceRow
from pipeline.records import rows_of
from pipeline.telling.quotes import Quote, chosen, quotable


class QuoteRow(TypedDict):
    """A row of `quotes.csv`: the words of one of a voice on an aspect, as they stand on pages."""

    theme: str
    question: str
    aspect: str
    voice: str
    phase: str
    direction: int
    quote: str


COLUMNS = tuple(QuoteRow.__annotations__)


def quote_table(data: RoundData, evidence: pd.DataFrame, trace: pd.DataFrame) -> pd.DataFrame:
    """Give the quotes of a round, theme by group: of each voice on each aspect the first one each way.

    Parameters
    ----------
    data : RoundData
        The round, in the edition that it is made for: of whom may not be quoted in it, nothing is.
    evidence, trace : pandas.DataFrame
        The evidence that readers get, and the raw rows that it rests on.
    """
    quotes: dict[tuple[str, str], Quote] = {
        (name, key): quote
        for name, table in data.contracts.items()
        if table.words and len(data.whole(name))
        for key, quote in quotable(data, name).items()
    }
    behind: dict[str, list[Quote]] = {}
    for row in rows_of(trace, TraceRow):
        quote = quotes.get((PurePath(row["file"]).stem, row["key"])) if row["role"] == SAYS else None
        if quote is not None:
            behind.setdefault(row["evidence_id"], []).append(quote)
    themes = {question.id: question.theme for question in data.codebook.questions}
    order = {theme.id: number for number, theme in enumerate(data.codebook.themes)}
    # One row of evidence may be of a unit, and another of all units: a quote stands once.
    found = dict.fromkeys(
        (
            themes[row["question"]],
            row["question"],
            row["aspect"],
            row["voice"],
            row["phase"],
            quote.direction,
            quote.text,
        )
        for row in rows_of(evidence, EvidenceRow)
        for quote in chosen(behind.get(row["evidence_id"], ()))
    )
    rows = sorted(found, key=lambda row: (order[row[0]], *row[1:6]))
    return pd.DataFrame(rows, columns=list(COLUMNS))
