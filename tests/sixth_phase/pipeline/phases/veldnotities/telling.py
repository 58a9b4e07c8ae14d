"""Field notes for readers: what was seen beside what was made of it."""

from pipeline.blocks import Table
from pipeline.contracts.loading import RoundData
from pipeline.telling.tables import table


def notes(data: RoundData) -> Table:
    """Table of the notes, with what was made of each."""
    headers = {"date": "Datum", "place": "Plaats", "seen": "Gezien", "made_of_it": "Wat dat betekent"}
    return table(data.table("field_notes")[list(headers)], "Veldnotities", headers=headers)
