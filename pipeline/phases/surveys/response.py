"""How many were asked for each survey of a round, and how many answered: published and collected ones alike."""

from dataclasses import dataclass

from pipeline.contracts.loading import RoundData
from pipeline.phases.surveys.answers.results import collected
from pipeline.phases.surveys.tables import WaveRow
from pipeline.records import Count, rows_of


@dataclass(frozen=True)
class Response:
    """A survey with how many answered and how many were asked; missing where that is not known."""

    label: str
    persons: Count
    invited: Count


def responses(data: RoundData) -> list[Response]:
    """Give each survey once, also one that people of several voices answered."""
    own = {survey.source(voice): survey for survey in collected(data) for voice in survey.voices}
    waves = rows_of(data.table("survey_waves"), WaveRow)
    found = [Response(row["label"], row["persons"], row["invited"]) for row in waves if row["source_id"] not in own]
    for survey in collected(data):
        found.append(Response(survey.form.label, int(survey.took_part.sum()), survey.invited()))
    return found
