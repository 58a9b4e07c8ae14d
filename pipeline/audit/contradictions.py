"""Which published figures are in a contradiction, and how many, in the one form in which that is told everywhere."""

import pandas as pd

from pipeline.audit.formulas import PERCENTAGE_POINTS
from pipeline.dutch import count_noun


def contradicted(audit: pd.DataFrame) -> set[str]:
    """Give the figures that are in a contradiction, from the rows of `figure_audit.csv`.

    Where figures don't fit each other, all of them: which is wrong can't be seen. Where percentage points are printed
    as a percentage, only that figure: nothing is wrong with the percentages that it is the difference of.
    """
    found: set[str] = set()
    for kind, verdict, ids in zip(audit["kind"], audit["verdict"], audit["figure_ids"], strict=True):
        if verdict == "inconsistent":
            names = str(ids).split()
            found.update(names[:1] if kind == PERCENTAGE_POINTS else names)
    return found


def how_many(audit: pd.DataFrame) -> str:
    """Say how many contradictions there are and in how many figures: ``"7 tegenspraken (14 cijfers)"``."""
    number = int((audit["verdict"] == "inconsistent").sum())
    if not number:
        return "geen tegenspraken"
    figures = count_noun(len(contradicted(audit)), "cijfer", "cijfers")
    return f"{count_noun(number, 'tegenspraak', 'tegenspraken')} ({figures})"
