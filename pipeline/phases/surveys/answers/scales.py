"""How well items that are meant as one scale hang together, with reversed items turned round."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipeline.contracts.loading import RoundData
from pipeline.contracts.selection import stands_for_others
from pipeline.phases.surveys.answers.results import items

# Bootstraps and iterations of other machines differ beyond these.
_DECIMALS = 4


@dataclass(frozen=True)
class Scale:
    """Items that are one scale.

    Attributes
    ----------
    name : str
        As the questionnaire names it.
    items, n : int
        How many items, and how many people answered all of them.
    alpha : float or None
        Cronbach's alpha (Cronbach 1951); None with fewer than two items or three people, or when all answered alike.
    low, high : float or None
        Its interval (Feldt, Woodruff & Salih 1987); None where people stand for nobody else.
    against : tuple of str
        Labels of items that go against the others: they may have been worded the other way.
    """

    name: str
    items: int
    n: int
    alpha: float | None
    low: float | None
    high: float | None
    against: tuple[str, ...]


def scales(data: RoundData) -> list[Scale]:
    """Give each declared scale of the round's surveys, in the order of the questionnaires."""
    members: dict[tuple[str, str], list[pd.Series]] = {}
    about = {}
    for survey, item in items(data):
        if item.set:
            answers = survey.answers[item.id]
            values = np.where(answers.given, answers.values.astype(float), np.nan)
            turned = len(item.options) - 1 - values if item.reversed else values
            members.setdefault((survey.id, item.set), []).append(pd.Series(turned, name=item.label))
            about[survey.id, item.set] = survey
    sure = float(data.round.rules.interval)
    return [
        of_items(
            name,
            pd.concat(found, axis=1).dropna(),
            sure,
            sampled=stands_for_others(about[survey, name].form.selection),
        )
        for (survey, name), found in members.items()
    ]


def of_items(name: str, whole: pd.DataFrame, sure: float, *, sampled: bool) -> Scale:
    """Say how well items hang together.

    Parameters
    ----------
    name : str
        What the scale is called.
    whole : pandas.DataFrame
        A row for each who answered all items, a column an item, with reversed items turned round.
    sure : float
        How sure the interval has to be, such as 0.95.
    sampled : bool
        They stand for others, so that an interval means something.
    """
    count, n = whole.shape[1], len(whole)
    alpha: float | None = None
    ends: tuple[float | None, float | None] = (None, None)
    against: tuple[str, ...] = ()
    if count > 1 and n > 2 and whole.sum(axis=1).var() > 0:
        from pingouin import cronbach_alpha

        found, interval = cronbach_alpha(whole, ci=sure)
        alpha = round(float(found), _DECIMALS)
        if sampled and np.isfinite(interval).all():
            ends = (round(float(interval[0]), _DECIMALS), round(float(interval[1]), _DECIMALS))
        if count > 2:
            with_rest = {label: whole[label].corr(whole.drop(columns=label).sum(axis=1)) for label in whole}
            against = tuple(str(label) for label, fit in with_rest.items() if fit < 0)
    return Scale(name, count, n, alpha, *ends, against)
