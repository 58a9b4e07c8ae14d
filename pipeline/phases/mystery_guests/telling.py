"""The mystery guests for readers: what they looked at, and what they found."""

import pandas as pd

from pipeline.blocks import Table, named
from pipeline.contracts.loading import RoundData
from pipeline.telling.tables import table


@named
def criteria(data: RoundData) -> Table:
    """Table of the mystery guests' criteria by channel, as far as published."""
    words = {"ja": "ja", "nee": "nee", "": "niet gepubliceerd"}
    frame = data.table("mysteryguest_criteria")
    shown = pd.DataFrame(
        {
            "label": frame["label"],
            "channel": frame["channel"],
            "met": frame["met"].map(words),
            "locator": frame["locator"],
        }
    )
    headers = {"label": "Criterium", "channel": "Kanaal", "met": "Gehaald?", "locator": "Vindplaats"}
    return table(shown, "Criteria van de mystery guests", headers=headers, row_header="label")
