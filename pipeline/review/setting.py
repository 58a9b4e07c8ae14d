"""What files of reviewers are read against, and what to call the places in the report."""

from textwrap import shorten

import pandas as pd

from pipeline.contracts.loading import RoundData
from pipeline.records import rows_of
from pipeline.review.model import WHOLE_REPORT, Setting
from pipeline.review.places import Draft
from pipeline.triangulation.findings import FindingRow


def setting_of(data: RoundData, draft: Draft) -> Setting:
    """Give what files of a round are read against."""
    roles = {voice.id: voice.label for voice in data.codebook.roles}
    return Setting(draft, {panel.id: panel.label for panel in data.round.choices}, roles)


def titles_of(data: RoundData, draft: Draft, findings: pd.DataFrame) -> dict[str, str]:
    """Say what to call each place in the report: a finding by its question, a sentence by how it begins."""
    labels = {row["finding_id"]: data.codebook.labels[row["question"]] for row in rows_of(findings, FindingRow)}
    sentences = {place.id: shorten(place.text, 80, placeholder=" …") for place in draft.places}
    return sentences | labels | {WHOLE_REPORT: "Hele rapport"}
