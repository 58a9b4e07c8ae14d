"""What the one cell of `00_start` shows."""

from pipeline.lab import places
from pipeline.lab.panel import Panel
from pipeline.rounds import find_project


def start() -> Panel:
    """Give the widgets with which somebody without a terminal makes, checks, runs and reviews a round."""
    return Panel(find_project(), places.base())
