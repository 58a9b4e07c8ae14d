"""Field notes for readers: what was seen beside what was made of it."""

from pipeline.contracts.loading import RoundData
from pipeline.reporting.tables import Html, table


def notes(data: RoundData) -> Html:
    """Table of the notes, with what was made of each."""
    headers = {"date": "Datum", "place": "Plaats", "seen": "Gezien", "made_of_it": "Wat dat betekent"}
    return table(data.table("field_notes")[list(headers)], "Veldnotities", headers=headers)
