"""What whoever reads only a summary has to know of how a round was made: from what, and read by whom."""

import pandas as pd

from pipeline.contracts.loading import RoundData
from pipeline.contracts.provenance import all_reported
from pipeline.contracts.round_tables import AUTOMATIC


def how_it_was_read(data: RoundData, evidence: pd.DataFrame) -> list[str]:
    """Say that all of it was published before, and what a computer read that no researcher did.

    Parameters
    ----------
    data : RoundData
        The round, with its judgements.
    evidence : pandas.DataFrame
        Evidence of all phases.
    """
    said = []
    people = (table.name for table in data.contracts.values() if table.words or table.person)
    collected = any(len(data.whole(name)) for name in people) or any(data.content.values())
    if len(evidence) and all_reported(evidence) and not collected:
        said.append("Wij lazen wat al was gepubliceerd, en spraken zelf niemand.")
    kinds = set(data.table("judgements")["kind"])
    coded = data.round.coded_by == AUTOMATIC
    if coded and kinds == {AUTOMATIC}:
        said.append("Een computer deelde in wat mensen zeiden, en las hoe zeker iets is. Geen onderzoeker keek dat na.")
    elif coded:
        said.append("Een computer deelde in wat mensen zeiden. Geen onderzoeker keek dat na.")
    elif AUTOMATIC in kinds:
        said.append(f"Hoe zeker iets is, las {'deels ' if kinds != {AUTOMATIC} else ''}een computer.")
    return said
