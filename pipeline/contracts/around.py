"""What people put around a table on its sheet: titles above it, totals and notes beneath, another table beside it.

None of it is a row or a column of the table; what it is, is told, and nothing is passed over in silence.
"""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from pipeline.contracts.plain_text import heading

Row = tuple[int, list[str]]
_TOTAL = re.compile(r"(?:sub|eind)?totaal\b|gemiddelde\b|som\b|aantal\b.*\d", re.IGNORECASE)
# What people add to a heading: an explanation in brackets, or a hyphen where it goes on in the next line.
_ADDED = re.compile(r"\([^)]*\)|\[[^\]]*\]|-\s*\n\s*")
# Notes beneath a table have no more cells than these.
_FEW = 2


@dataclass
class Around:
    """The rows of a table, and what stands around them.

    Attributes
    ----------
    rows
        The rows that are of the table.
    told, wrong
        What is told of a row that is not, and what is a mistake: its number, what it says, what is so, and what to do.
    """

    rows: list[Row]
    told: list[tuple[int, str, str, str]] = field(default_factory=list)
    wrong: list[tuple[int, str, str, str]] = field(default_factory=list)


def above(rows: Sequence[Row], columns: int) -> Around:
    """Tell what stands above the headings: a title is told, rows that look like those of the table are a mistake.

    Parameters
    ----------
    rows : sequence of (int, list of str)
        All that is filled above the headings, with the number of each row.
    columns : int
        How many columns the table has.
    """
    found = Around([])
    for row in rows:
        if sum(map(bool, row[1])) >= max(2, columns / 2):
            what, mend = "Deze rij staat boven de kolomnamen.", "Zet de kolomnamen boven alle rijen."
            found.wrong.append((row[0], _said(row), what, mend))
        else:
            what = "Dit staat boven de kolomnamen en wordt niet gelezen."
            found.told.append((row[0], _said(row), what, "Er hoeft niets te gebeuren."))
    return found


def beneath(rows: Sequence[Row], own: Sequence[str], headings: Collection[str]) -> Around:
    """Tell the rows of a table from what stands beneath it.

    Parameters
    ----------
    rows : sequence of (int, list of str)
        All that is filled below the headings, with the number of each row.
    own : sequence of str
        The headings of the table itself: those may stand there again.
    headings : collection of str
        The headings of all tables, as `heading` writes them.
    """
    found = Around(list(rows))
    if not rows:
        return found
    counts = [sum(map(bool, cells)) for _, cells in rows]
    usual = median(counts)
    gaps = [at for at in range(1, len(rows)) if rows[at][0] > rows[at - 1][0] + 1]
    end = len(rows)
    for at in gaps:
        texts = [heading(cell) for cell in rows[at][1] if cell]
        again = [cell for cell in own if cell] == [cell for cell in rows[at][1] if cell]
        if len(texts) > 1 and not again and all(text in headings for text in texts):
            end = at
            break
    ordinary = max((at for at in range(end) if counts[at] > _FEW or counts[at] * 2 >= usual), default=0)
    notes = next((at for at in gaps if ordinary < at < end), end)
    if end < len(rows):
        what, mend = "Hier begint een andere tabel.", "Zet haar op een eigen blad, met de naam van die tabel."
        found.wrong.append((rows[end][0], _said(rows[end]), what, mend))
    left = []
    for at, row in enumerate(rows[:end]):
        if at >= notes:
            what = "Dit staat onder de tabel en wordt niet gelezen."
        elif counts[at] * 2 <= usual and _TOTAL.match(next(filter(None, row[1]))):
            what = "Dit is een rij met totalen en wordt niet gelezen."
        else:
            left.append(row)
            continue
        found.told.append((row[0], _said(row), what, "Er hoeft niets te gebeuren."))
    found.rows = left
    return found


def _said(row: Row) -> str:
    return " ".join(filter(None, row[1]))


def beside(names: Sequence[str], used: Collection[int], known: Collection[str]) -> int:
    """Give how many columns belong to a table: not what stands beyond an empty column, where it is none of its own.

    Parameters
    ----------
    names : sequence of str
        The names above the columns; those of the table as its contract has them.
    used : collection of int
        The columns with anything beneath the headings.
    known : collection of str
        The names of the table's columns.
    """
    last = max((at for at, name in enumerate(names) if name in known), default=-1)
    width = max([len(names), *(at + 1 for at in used)])
    gap = next((at for at in range(last + 1, width) if at not in used and not (at < len(names) and names[at])), width)
    return gap if any(names[gap:]) else width


def named(row: Sequence[str], known: Mapping[str, str], *, loosely: bool) -> list[str]:
    """Give the columns that headings name; a heading that names none as it stands.

    Parameters
    ----------
    row : sequence of str
        The headings.
    known : mapping of str to str
        Columns by their headings, as `heading` writes those.
    loosely : bool
        Also take a heading with an explanation in brackets, or broken off at the end of a line, where no other names
        that column.
    """
    exact = [known.get(heading(text), "") for text in row]
    if not loosely:
        return [name or text for name, text in zip(exact, row, strict=True)]
    run_together = {key.replace("_", ""): name for key, name in known.items()}
    meant = [
        "" if name or not text else run_together.get(heading(_ADDED.sub("", text)).replace("_", ""), "")
        for name, text in zip(exact, row, strict=True)
    ]
    times = Counter(filter(None, (*exact, *meant)))
    return [
        name or (guess if times[guess] == 1 else "") or text
        for name, guess, text in zip(exact, meant, row, strict=True)
    ]
