"""The Dutch words and marks that readers see for directions and for where data come from."""

import pandas as pd

from pipeline.blocks import Mark, MarkKind
from pipeline.contracts.provenance import all_reported
from pipeline.dutch import PICTURE
from pipeline.statistics.agreement import AC1, ALPHA, KAPPA, ORDINAL_ALPHA, PERCENT
from pipeline.statistics.agreement_of_many import AC2, BRENNAN_PREDIGER, FLEISS, INTERVAL_ALPHA, RATIO_ALPHA

DIRECTIONS: dict[int, tuple[str, MarkKind]] = {
    1: ("positief", "positive"),
    0: ("gemengd of neutraal", "mixed"),
    -1: ("kritisch", "negative"),
}
PROVENANCE = {
    "collected": "zelf verzameld",
    "published": "overgenomen uit een rapport",
    "reconstructed": "teruggerekend uit een rapport",
    "synthetic": "verzonnen voor een voorbeeld",
}

# How people came into a source, after the name of the source.
SELECTION = {
    "random": "door loting",
    "everyone": "iedereen is gevraagd",
    "purposive": "doelgericht gekozen",
    "present": "wie er was",
    "organisation": "via de organisatie",
}


def as_it_stands(figures: pd.DataFrame) -> str:
    """Head a column of figures as their source has them: only a report was printed."""
    return "Zoals gedrukt" if all_reported(figures) else "Zoals het er staat"


def known(*tables: pd.DataFrame) -> str:
    """Say "gepubliceerd" of what comes from reports, and "bekend" of what was collected or made up."""
    return "gepubliceerd" if all_reported(*tables) else "bekend"


def direction(value: int) -> Mark:
    """Mark for which way a statement, a point or a figure points by itself."""
    return Mark(*DIRECTIONS[int(value)])


def picture(value: int) -> Mark:
    """Mark for which way what was weighed points: a finding, or what a phase says. Of several that is never neutral."""
    return Mark(PICTURE[int(value)], DIRECTIONS[int(value)][1])


# What readers call how far people agree.
COEFFICIENTS = {
    PERCENT: "Deel waarin zij hetzelfde kozen",
    KAPPA: "Kappa van Cohen",
    AC1: "AC1 van Gwet",
    ALPHA: "Alfa van Krippendorff",
    ORDINAL_ALPHA: "Alfa van Krippendorff, met volgorde",
    FLEISS: "Kappa van Fleiss",
    BRENNAN_PREDIGER: "Brennan-Prediger",
    AC2: "AC2 van Gwet, naar afstand",
    INTERVAL_ALPHA: "Alfa van Krippendorff, naar afstand",
    RATIO_ALPHA: "Alfa van Krippendorff, naar verhouding",
}
