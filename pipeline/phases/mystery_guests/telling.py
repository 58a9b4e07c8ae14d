"""The mystery guests for readers: what they looked at, and what they found."""

import pandas as pd

from pipeline.blocks import Nothing, Table, Text, named
from pipeline.contracts.loading import RoundData
from pipeline.phases.mystery_guests.visits import visits
from pipeline.telling.tables import table
from pipeline.telling.words import known


@named
def criteria(data: RoundData) -> Table | Nothing:
    """Table of the mystery guests' criteria by channel, with what came of each as far as known."""
    frame = data.table("mysteryguest_criteria")
    if frame.empty:
        return Nothing("Er waren geen vooraf gekozen criteria.")
    words = {"ja": "ja", "nee": "nee", "": f"niet {known(frame)}"}
    shown = pd.DataFrame(
        {
            "label": frame["label"],
            "channel": frame["channel"],
            "met": frame["met"].map(words),
            "locator": frame["locator"],
        }
    )
    headers = {"label": "Criterium", "channel": "Kanaal", "met": "Gehaald?", "locator": "Vindplaats"}
    return table(shown, "Waar de bezoekers op letten", headers=headers, row_header="label")


@named
def cannot_show(data: RoundData) -> Text | Nothing:
    """Say what a visit leaves open."""
    if data.table("mysteryguest_visits").empty and not visits(data):
        return Nothing("Er waren geen bezoeken.")
    return Text("Een bezoek is een momentopname. Een andere dag of een andere bezoeker kan iets anders zien.")
