"""The table: medians, ratios taken turn by turn, and Markdown."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

HEADERS = ("what", "klankbord", "compared with", "that takes", "ratio", "lowest to highest")


@dataclass(frozen=True)
class Row:
    """One comparison; figures are in the order of the turns, and empty when the other could not be measured.

    Parameters
    ----------
    what, other : str
        What is measured, and with whom it is compared.
    ours, theirs : sequence of float
        The figures of both.
    unit : str
        Unit of the figures.
    note : str
        What a reader must know beside the other's figure, or why there is none.
    """

    what: str
    other: str
    ours: Sequence[float]
    theirs: Sequence[float]
    unit: str = "s"
    note: str = ""

    def cells(self) -> tuple[str, ...]:
        """Give the row as texts, below `HEADERS`."""
        ours = figure(self.ours, self.unit)
        if not self.ours or not self.theirs:
            return self.what, ours, self.other, self.note or "not measured", "", ""
        theirs = figure(self.theirs, self.unit) + (f" ({self.note})" if self.note else "")
        lowest, highest = spread(self.ours, self.theirs)
        return (
            self.what,
            ours,
            self.other,
            theirs,
            f"{ratio(self.ours, self.theirs):.2f}",
            f"{lowest:.2f}–{highest:.2f}",
        )


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Give how many times as much the other takes: more than 1 is better for klankbord."""
    return median(theirs) / median(ours)


def spread(ours: Sequence[float], theirs: Sequence[float]) -> tuple[float, float]:
    """Give the lowest and the highest ratio of one turn: the two figures that were measured right after each other."""
    ratios = [other / own for own, other in zip(ours, theirs, strict=True)]
    return min(ratios), max(ratios)


def figure(figures: Sequence[float], unit: str) -> str:
    """Print a median; nothing when nothing was measured."""
    if not figures:
        return ""
    value = median(figures)
    return f"{value:.0f} {unit}" if value >= 100 else f"{value:.2f} {unit}"


def line(cells: Sequence[str]) -> str:
    """Give a line of a Markdown table."""
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def head(headers: Sequence[str]) -> str:
    """Give the first two lines of a Markdown table."""
    return f"{line(headers)}\n|{' --- |' * len(headers)}"
