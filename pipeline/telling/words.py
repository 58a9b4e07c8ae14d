"""The Dutch words and marks that readers see for directions and for where data come from."""

from pipeline.blocks import Mark, MarkKind

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


def direction(value: int) -> Mark:
    """Mark for a direction."""
    return Mark(*DIRECTIONS[int(value)])
