"""How much of the differences between scores is between what was scored, and not between who scored it.

Shrout, P. & Fleiss, J. (1979), Psychological Bulletin 86:420.
"""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

FEWEST = 4
"""Below so many double scorings a coefficient says nothing."""


@dataclass(frozen=True)
class Intraclass:
    """An intraclass correlation, from below 0 to 1, with the ends of its 95% interval."""

    value: float
    low: float
    high: float


def intraclass(scores: Sequence[tuple[float, float]]) -> Intraclass | None:
    """Give ICC(1,1): the agreement of one score by whoever it was, where each thing was scored by two others.

    Parameters
    ----------
    scores : sequence of (float, float)
        The two scores of each thing, in any order.

    Returns
    -------
    Intraclass or None
        None where it can't be estimated: less than `FEWEST` things, or all scores are the same.
    """
    if len(scores) < FEWEST or len({score for pair in scores for score in pair}) == 1:
        return None
    from pingouin import intraclass_corr  # imported here: it takes seconds

    rows = [(thing, who, score) for thing, pair in enumerate(scores) for who, score in enumerate(pair)]
    frame = pd.DataFrame(rows, columns=["thing", "who", "score"])
    # With two of each alike nothing differs within pairs, and shares of it are divided by nothing.
    if all(a == b for a, b in scores):
        return Intraclass(1.0, 1.0, 1.0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of how pingouin calls pandas: nothing that a reader could mend
        types = intraclass_corr(frame, targets="thing", raters="who", ratings="score")
    found = types.set_index("Type").loc["ICC(1,1)"]
    low, high = found["CI95"]
    return Intraclass(float(found["ICC"]), float(low), float(high))
