"""Judgements that were made on other evidence than there is now: how many, and of what."""

from collections.abc import Mapping

import pandas as pd

from pipeline.codebook import Codebook
from pipeline.dutch import count_noun, listed
from pipeline.triangulation.judgements import Origin

JUDGED = {"convergence": "origin", "findings": "confidence_origin", "joint_display": "origin", "comparison": "origin"}
"""The tables with what was judged, each with the column that says where a label or a level comes from."""


def outdated(tables: Mapping[str, pd.DataFrame], codebook: Codebook) -> str:
    """Say in Dutch which judgements do not hold any more; empty when all do.

    Parameters
    ----------
    tables : mapping of str to pandas.DataFrame
        `convergence`, `findings`, `joint_display` and `comparison`, as `data/` has them.
    codebook : Codebook
        For the names of questions.
    """
    questions = [
        str(question)
        for name, column in JUDGED.items()
        for question in tables[name].loc[tables[name][column] == Origin.OUTDATED.value, "question"]
    ]
    if not questions:
        return ""
    judged = count_noun(len(questions), "oordeel is", "oordelen zijn")
    about = listed([codebook.labels[question] for question in dict.fromkeys(questions)])
    return (
        f"{judged} gegeven op ander bewijs dan er nu is, en niet gebruikt: over {about}. Kijk er opnieuw naar, en zet "
        "in de kolom seen wat daar nu in de tabel staat."
    )
