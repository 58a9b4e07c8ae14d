"""Which aspects came up in which conversation."""

import pandas as pd

from pipeline.contracts.loading import RoundData


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
