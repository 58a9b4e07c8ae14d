"""Where everybody stands on each item of a survey that has a direction."""

from collections.abc import Iterator

import numpy as np

from pipeline.contracts.loading import RoundData
from pipeline.contracts.table import PERSONS
from pipeline.evidence.positions import Positions, Topic
from pipeline.phases.surveys.answers.questionnaire import NOT_ASKED, REASONS
from pipeline.phases.surveys.answers.results import items, side_of_each
from pipeline.phases.surveys.declaration import PHASE


def positions(data: RoundData) -> Iterator[Positions]:
    """Give where everybody who took part stands on each item with a direction, by voice, unit and attributes."""
    for survey, item in items(data):
        answers = survey.answers[item.id]
        sides = side_of_each(item, answers)
        if sides is None:
            continue
        topic = Topic(
            phase=PHASE.id,
            question=item.question,
            aspect=item.aspect,
            item=f"{survey.id}_{item.id}",
            label=item.label,
            what="het antwoord op",
            good=("antwoordt gunstig", "antwoorden gunstig"),
            counted=PERSONS,
            selection=survey.form.selection,
        )
        ordered = item.kind in {"likert", "mark", "number"}
        yield Positions(
            topic=topic,
            people=survey.people.drop(columns="respondent"),
            sides=sides,
            asked=survey.took_part & (answers.reason != REASONS.index(NOT_ASKED)),
            answered=answers.given,
            order=answers.values.astype(np.float64) if ordered else None,
        )
