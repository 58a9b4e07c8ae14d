"""Which published figures are in a contradiction, and how many, in the one form in which that is told everywhere."""

import pandas as pd

from pipeline.audit.basis import DUTCH, OF_THE_WORD, Outcome, outcome
from pipeline.dutch import count_noun, listed


def contradicted(audit: pd.DataFrame) -> set[str]:
    """Give the figures that are in a contradiction, from the rows of `figure_audit.csv`.

    Where figures don't fit each other, all of them: which is wrong can't be seen. Where a word is wrong (percentage
    points printed as a percentage, "boven" of what is below), only the figure that it is said of: nothing is wrong with
    what it was held beside.
    """
    return _involved(audit, "inconsistent")


def noticed(audit: pd.DataFrame) -> set[str]:
    """Give the figures of which something is to be told that contradicts nothing."""
    return _involved(audit, "notice")


def _involved(audit: pd.DataFrame, sought: str) -> set[str]:
    found: set[str] = set()
    for kind, verdict, ids in zip(audit["kind"], audit["verdict"], audit["figure_ids"], strict=True):
        if verdict == sought:
            names = str(ids).split()
            found.update(names[:1] if kind in OF_THE_WORD else names)
    return found


def how_many(audit: pd.DataFrame) -> str:
    """Say how many contradictions there are and in how many figures: ``"7 tegenspraken (14 cijfers)"``."""
    number = int((audit["verdict"] == "inconsistent").sum())
    if not number:
        return "geen tegenspraken"
    figures = count_noun(len(contradicted(audit)), "cijfer", "cijfers")
    return f"{count_noun(number, 'tegenspraak', 'tegenspraken')} ({figures})"


def how_many_notices(audit: pd.DataFrame) -> str:
    """Say how often there is something to tell that contradicts nothing; nothing where there is no such thing."""
    number = int((audit["verdict"] == "notice").sum())
    return f"{number} keer let op" if number else ""


def explained(audit: pd.DataFrame, reproduction: pd.DataFrame) -> str:
    """Say how the figures in contradictions came out, so that both counts can be laid beside each other.

    A figure in a contradiction may itself be a part of what does not come out, or have only a wrong word beside it;
    then it is not among those that do not come out.
    """
    wrong = contradicted(audit)
    rows = zip(reproduction["claim_id"], reproduction["verdict"], reproduction["basis"], strict=True)
    counts = dict.fromkeys(Outcome, 0)
    for name, verdict, basis in rows:
        if str(name).removeprefix("R-") in wrong:
            counts[outcome(verdict, basis)] += 1
    told = [f"{number} «{DUTCH[found]}»" for found, number in counts.items() if number]
    if len(told) < 2:
        return ""
    right = any(counts[found] for found in Outcome if found not in {Outcome.NOT_REPRODUCED, Outcome.CONTRADICTED_PART})
    why = " Waar een cijfer zelf klopt, klopt het woord ernaast niet, of kwam een ander cijfer er niet mee uit."
    return f"Van deze {len(wrong)} cijfers is het oordeel: {listed(told)}.{why if right else ''}"
