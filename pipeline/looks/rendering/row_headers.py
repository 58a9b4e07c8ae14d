"""Cells of a PDF that name their row, told as such: typst knows headers of columns only.

A reader by ear then hears with each number of which row it is (PDF/UA-1, ISO 14289-1, 7.5: headers have a scope).
"""

import re

_OFFSET = re.compile(rb"(\d{10}) 00000 n\r?\n")
_TABLE = re.compile(rb"/ID\(U(\d+)x")
_CELL = re.compile(rb"\d+ 0 obj\n<</Type/StructElem/S/TD/.*?/Headers\[\(U(\d+)x(\d+)y\d+\)", re.DOTALL)


def with_row_headers(made: bytes, document: str) -> bytes:
    """Make headers of the cells that name the rows of a table.

    Parameters
    ----------
    made : bytes
        The PDF as typst makes it: objects as plain text, and one table of where they stand.
    document : str
        The HTML that it was made of; a cell that names its row is a ``th`` in the body of a table.

    Returns
    -------
    bytes
        The PDF, of which cells of those tables have the headers that their place gives them.
    """
    bodies = re.findall(r"<tbody>(.*?)</tbody>", document, re.DOTALL)
    if len(bodies) != max(map(int, _TABLE.findall(made)), default=0):  # a house style has tables of its own
        return made
    named = {at: _names(body) for at, body in enumerate(bodies, 1)}
    start = made.rindex(b"xref\n", 0, made.rindex(b"startxref"))
    places = [int(place) for place in _OFFSET.findall(made, start)]
    written, moved, end = [made[: min(places)]], {}, min(places)
    for place, after in zip(sorted(places), [*sorted(places)[1:], start], strict=True):
        moved[place] = end
        written.append(_told(made[place:after], named))
        end += len(written[-1])
    table = _OFFSET.sub(lambda match: match[0].replace(match[1], b"%010d" % moved[int(match[1])]), made[start:])
    return b"".join(written) + re.sub(rb"(?<=startxref\n)\d+", str(end).encode(), table)


def _names(body: str) -> int | None:
    """Give the number of the column that names the rows of a table, from the left; None where none does."""
    cells = re.findall(r"<(t[hd])\b", body.partition("</tr>")[0])
    return cells.index("th") if "th" in cells else None


def _told(item: bytes, named: dict[int, int | None]) -> bytes:
    """Say of a cell of a table with named rows what it is; other objects stay as they are."""
    cell = _CELL.match(item)
    column = None if cell is None else named[int(cell[1])]
    if cell is None or column is None:
        return item
    # By its place: a list of headers would hold those of the column only.
    item = re.sub(rb"/Headers\[[^\]]*\]", b"/Scope/Row" if int(cell[2]) == column else b"", item, count=1)
    return item.replace(b"/S/TD/", b"/S/TH/", 1) if int(cell[2]) == column else item
