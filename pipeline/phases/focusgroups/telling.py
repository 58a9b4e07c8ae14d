"""The focus groups for readers: what can't be seen in what a group said."""

from pipeline.blocks import Nothing, Text, named
from pipeline.contracts.loading import RoundData


@named
def cannot_show(data: RoundData) -> Text | Nothing:
    """Say what a group's statements leave open; of neutral ones only where there are any."""
    statements = data.tables["focusgroup_statements"]
    if statements.empty:
        return Nothing("Er zijn geen uitspraken van een groep.")
    said = "Wie niets zegt, is het niet vanzelf eens."
    if statements["n"].isna().any():
        said += " Hoeveel mensen een uitspraak delen, is niet te zien, tenzij het erbij staat."
    if (statements["direction"] == 0).any():
        said += " Een advies telt als neutraal: een goed advies zegt nog niet dat het nu slecht gaat."
    return Text(said)
