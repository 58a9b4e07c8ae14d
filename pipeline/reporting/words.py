"""The Dutch words and chips that readers see for directions and for where data come from."""

from pipeline.reporting.tables import ChipKind, Html, chip

DIRECTIONS: dict[int, tuple[str, ChipKind]] = {
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


def direction(value: int) -> Html:
    """Chip for a direction."""
    text, kind = DIRECTIONS[int(value)]
    return chip(text, kind)
