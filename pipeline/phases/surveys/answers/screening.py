"""Who may have filled in a survey without reading it, or twice: shown, and never left out by itself."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.phases.surveys.answers.survey import Survey

# Fewer equal answers than these happen to people who read every question.
_ENOUGH = 5
# Fewer answers than these are the same for two people by chance.
_TELLING = 8


def straightliners(survey: Survey) -> NDArray[np.bool_]:
    """Tell, for each respondent, whether all statements of one scale (5 or more) got the same answer."""
    found = np.zeros(len(survey.people), dtype=bool)
    scales: dict[tuple[str, ...], list[str]] = {}
    for item in survey.form.items:
        if item.kind == "likert":
            scales.setdefault(item.options, []).append(item.id)
    for names in scales.values():
        if len(names) >= _ENOUGH:
            values = np.column_stack([survey.answers[name].values for name in names])
            given = np.column_stack([survey.answers[name].given for name in names])
            same = np.where(given, values, values.max() + 1).min(axis=1) == np.where(given, values, -1).max(axis=1)
            found |= same & (given.sum(axis=1) >= _ENOUGH)
    return found


def duplicates(survey: Survey) -> NDArray[np.bool_]:
    """Tell, for each respondent, whether all answers (8 or more) are those of somebody earlier."""
    parts = []
    answered = np.zeros(len(survey.people), dtype=int)
    for answers in survey.answers.values():
        texts = answers.values.reshape(len(answers.reason), -1)
        frame = pd.DataFrame(np.where(answers.given[:, None], texts, 0))
        parts += [pd.util.hash_pandas_object(frame, index=False), pd.Series(answers.reason)]
        answered += answers.given
    together = pd.concat(parts, axis=1)
    return np.asarray(together.duplicated().to_numpy() & (answered >= _TELLING), dtype=bool)
