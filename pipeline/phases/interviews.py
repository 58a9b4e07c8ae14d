"""Interviews: what was said, by whom, coded to question, aspect and direction."""

import pandas as pd

from pipeline import evidence
from pipeline.contracts.loading import RoundData
from pipeline.evidence import Evidence
from pipeline.phases.declarations import INTERVIEWS

PHASE = INTERVIEWS


def code_by_case(data: RoundData) -> pd.DataFrame:
    """Count statements for each code (row) and case (column).

    Returns
    -------
    pandas.DataFrame
        Index: question and aspect, in the codebook's order, only those that occur; columns: source ids in the order
        of `interview_cases.csv`; cells: number of statements.
    """
    statements = data.tables["interview_statements"]
    counts = pd.crosstab([statements["question"], statements["aspect"]], statements["source"])
    order = [pair for pair in data.codebook.aspect_labels if pair in counts.index]
    cases = [case for case in data.tables["interview_cases"]["source_id"] if case in counts.columns]
    return (
        counts.reindex(index=pd.MultiIndex.from_tuples(order, names=["question", "aspect"]), columns=cases)
        if order
        else counts
    )


def gather(data: RoundData) -> Evidence:
    """Give the evidence of the interviews."""
    return evidence.from_statements(data, "interview_statements")
