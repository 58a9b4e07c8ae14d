"""Cells that hold a count and its percentage, "131 (38,1%)": read as two figures, in two columns."""

import re
from dataclasses import dataclass

from pipeline.one_table.figures import is_number

_BEHIND = re.compile(r"(?P<count>[^()%]+?) ?\( ?(?P<share>[^()%]+?) ?(?P<sign>%|procent)? ?\)")
_BEFORE = re.compile(r"(?P<share>[^()%]+?) ?(?P<sign>%|procent) ?\( ?(?:n ?= ?)?(?P<count>[^()%]+?) ?\)", re.IGNORECASE)


@dataclass(frozen=True)
class Apart:
    """A table in which each cell holds one figure at most.

    Attributes
    ----------
    cells : dict of int to list of str
        By row; columns of percentages are added behind the others.
    columns : dict of int to int
        Of an added column, the one that its percentages stand in.
    """

    cells: dict[int, list[str]]
    columns: dict[int, int]


def apart(cells: dict[int, list[str]]) -> Apart:
    """Take counts and their percentages apart.

    A second number in a cell without a sign is a percentage only where something above it says so: of a mean, what is
    within brackets is its spread.

    Parameters
    ----------
    cells : dict of int to list of str
        The texts of each row, all as wide.
    """
    width = max(map(len, cells.values()), default=0)
    columns: dict[int, int] = {}
    told = {row: [*texts] for row, texts in cells.items()}
    for at in range(width):
        percentages = any("%" in texts[at] and not any(map(str.isdigit, texts[at])) for texts in cells.values())
        found = {row: two for row, texts in cells.items() if (two := _two(texts[at], unsigned=percentages))}
        if found:
            columns[width + len(columns)] = at
            for row, texts in told.items():
                count, share = found.get(row, (texts[at], ""))
                texts[at] = count
                texts.append(share)
    return Apart(told, columns)


def _two(text: str, *, unsigned: bool) -> tuple[str, str] | None:
    """Give the count and the percentage in a cell; nothing where it holds anything else."""
    match = _BEHIND.fullmatch(text) or _BEFORE.fullmatch(text)
    if match is None or not (match["sign"] or unsigned):
        return None
    count, share = match["count"], match["share"]
    return (count, f"{share}%") if is_number(count) and is_number(share) else None
