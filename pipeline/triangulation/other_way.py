"""Topics within a question on which all that was found points against the question as a whole."""

import pandas as pd


def other_way(evidence: pd.DataFrame, direction: int) -> list[str]:
    """List the aspects of a question of which no piece of evidence points its way, and all point the other way.

    Parameters
    ----------
    evidence : pandas.DataFrame
        Evidence of one question.
    direction : int
        Which way the question as a whole points; of one that is mixed nothing points the other way.
    """
    if not direction:
        return []
    return [str(aspect) for aspect, part in evidence.groupby("aspect") if set(part["direction"]) == {-direction}]
