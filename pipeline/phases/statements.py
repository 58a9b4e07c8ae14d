"""Views on coded statements that several phases share."""

import pandas as pd

from pipeline.codebook import Codebook
from pipeline.evidence.table import DIRECTION_NAMES

# Column names of the counts that `by_direction` gives, from critical to positive.
CRITICAL, NEUTRAL, POSITIVE = DIRECTION_NAMES[-1], DIRECTION_NAMES[0], DIRECTION_NAMES[1]


def labelled(statements: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """Add the codebook's labels: `question_label`, `aspect_label`, `voice_label`."""
    pairs = zip(statements["question"], statements["aspect"], strict=True)
    return statements.assign(
        question_label=statements["question"].map(codebook.labels),
        aspect_label=[codebook.aspect_labels[pair] for pair in pairs],
        voice_label=statements["voice"].map(codebook.labels),
    )


def by_direction(statements: pd.DataFrame, row: str) -> pd.DataFrame:
    """Count statements in each direction for each value of a column.

    Parameters
    ----------
    statements : pandas.DataFrame
        Coded statements.
    row : str
        Column whose values become rows, such as ``"question"``.

    Returns
    -------
    pandas.DataFrame
        `row` and the counts `min`, `nul` and `plus`; rows in order of first appearance.
    """
    names = statements["direction"].map(DIRECTION_NAMES)
    counts = pd.crosstab(statements[row], names).reindex(columns=[CRITICAL, NEUTRAL, POSITIVE], fill_value=0)
    return counts.reindex(pd.unique(statements[row])).rename_axis(columns=None).reset_index()


def in_codebook_order(statements: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """Sort statements by the codebook's order of questions and codes, then as they stand in the raw table."""
    order = {
        (question.id, code.id): place
        for place, (question, code) in enumerate((q, c) for q in codebook.questions for c in q.codes)
    }
    places = [order[pair] for pair in zip(statements["question"], statements["aspect"], strict=True)]
    return statements.assign(_place=places).sort_values("_place", kind="stable").drop(columns="_place")
