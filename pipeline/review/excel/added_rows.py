"""Rows added to the sheets of an .xlsx, in the file's own XML; what people did to it stays as it is."""

import zipfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO

from lxml import etree

from pipeline.contracts.archives import parts_of
from pipeline.contracts.grids import column_letter
from pipeline.errors import refused
from pipeline.privacy.workbook_rows import PARSER, cells_of, numbered_rows, sheets_of, written
from pipeline.review.excel.spreadsheets import writable

_STYLES = "xl/styles.xml"
_YELLOW, _AS_TEXT = "FFFFF2B3", "49"
_AGAIN = "Open het in Excel of LibreOffice en sla het opnieuw op als .xlsx."


@dataclass(frozen=True)
class NewRow:
    """A row to add.

    Attributes
    ----------
    cells : mapping of int to str or int
        What its cells hold, by column, from 0. An empty text is a cell that somebody is to fill in.
    waiting : frozenset of int
        Which of its cells are coloured, since they wait for somebody.
    height : float or None
        How high it is, in points, so that long texts are seen whole, on several lines; None for a row of one line.
    """

    cells: Mapping[int, str | int]
    waiting: frozenset[int] = field(default_factory=frozenset)
    height: float | None = None


Filled = Mapping[tuple[int, int], str | int]
"""What cells get to hold, by row, as the sheet numbers it, and by column, from 0."""


@dataclass(frozen=True)
class _Looks:
    """Numbers of the looks that were added to a workbook."""

    plain: str
    waiting: str
    wrapped: str


def with_rows(
    content: bytes,
    name: str,
    added: Mapping[str, Sequence[NewRow]],
    filled: Mapping[str, Filled] | None = None,
    hidden: Mapping[str, Collection[int]] | None = None,
) -> bytes:
    """Give a workbook with rows below what stands in its sheets, and with something in cells of rows that are there.

    Parameters
    ----------
    content : bytes
        The file, of which was seen that it is no larger than can be meant.
    name : str
        How problems name it.
    added : mapping of str to sequence of NewRow
        The rows, by the title of the sheet.
    filled : mapping of str to mapping
        The cells, by the title of the sheet.
    hidden : mapping of str to collection of int
        Rows that are hidden from now on, by the title of the sheet: what stands in them stays.

    Raises
    ------
    InputError
        It is damaged.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = parts_of(archive, name)
        book = {info.filename: data for info, data in parts.items()}
        styles = etree.fromstring(book[_STYLES], PARSER)
        looks = _looks(styles)
        made = {_STYLES: written(styles)}
        for sheet, part in sheets_of(book):
            rows, cells = added.get(sheet, ()), (filled or {}).get(sheet, {})
            away = (hidden or {}).get(sheet, ())
            if rows or cells or away:
                tree = etree.fromstring(book[part], PARSER)
                _fill(tree, cells, looks)
                for number, row in numbered_rows(tree) if away else ():
                    if number in away:
                        row.set("hidden", "1")
                _add(tree, rows, looks)
                made[part] = written(tree)
    except (AttributeError, KeyError, ValueError, RuntimeError, zipfile.BadZipFile, etree.XMLSyntaxError):
        raise refused(name, "Dit Excel-bestand is beschadigd.", _AGAIN) from None
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for info, data in parts.items():
            archive.writestr(info, made.get(info.filename, data))
    return target.getvalue()


def _looks(styles: etree._Element) -> _Looks:
    """Add looks to a workbook: of a cell with text, of one that waits, and of one with text on several lines."""
    own = etree.QName(styles).namespace
    fills, looks = styles.find(f"{{{own}}}fills"), styles.find(f"{{{own}}}cellXfs")
    pattern = etree.SubElement(etree.SubElement(fills, f"{{{own}}}fill"), f"{{{own}}}patternFill", patternType="solid")
    etree.SubElement(pattern, f"{{{own}}}fgColor", rgb=_YELLOW)
    usual = {"numFmtId": _AS_TEXT, "fontId": "0", "borderId": "0", "applyNumberFormat": "1"}
    for fill in ("0", str(len(fills) - 1), "0"):
        look = etree.SubElement(looks, f"{{{own}}}xf", {**usual, "fillId": fill, "applyFill": "1"})
    etree.SubElement(look, f"{{{own}}}alignment", wrapText="1", vertical="top")
    look.set("applyAlignment", "1")
    for each in (fills, looks):
        each.set("count", str(len(each)))
    return _Looks(*(str(len(looks) - back) for back in (3, 2, 1)))


def _fill(tree: etree._Element, filled: Filled, looks: _Looks) -> None:
    """Put something in cells of rows that are there; a cell keeps the look that it has."""
    own = etree.QName(tree).namespace
    for number, row in numbered_rows(tree):
        for column, text in sorted((column, text) for (where, column), text in filled.items() if where == number):
            there = dict(cells_of(row))
            if column in there:
                cell = there[column]
            else:
                cell = etree.Element(f"{{{own}}}c", r=f"{column_letter(column)}{number}", s=looks.wrapped)
                row.insert(sum(other < column for other in there), cell)
            _write(cell, text)


def _add(tree: etree._Element, rows: Sequence[NewRow], looks: _Looks) -> None:
    own = etree.QName(tree).namespace
    data = tree.find(f"{{{own}}}sheetData")
    last = 0
    for number, row in list(numbered_rows(tree)):
        if any(len(cell) for cell in row):
            last = number
    for number, row in list(numbered_rows(tree)):
        if rows and number > last:  # empty, with a look at most
            data.remove(row)
    for number, new in enumerate(rows, last + 1):
        line = etree.SubElement(data, f"{{{own}}}row", r=str(number))
        if new.height is not None:
            line.set("ht", f"{new.height:g}")
            line.set("customHeight", "1")
        plain = looks.plain if new.height is None else looks.wrapped
        for column in sorted({*new.cells, *new.waiting}):
            look = looks.waiting if column in new.waiting else plain
            cell = etree.SubElement(line, f"{{{own}}}c", r=f"{column_letter(column)}{number}", s=look)
            if (held := new.cells.get(column, "")) != "":
                _write(cell, held)
    if (size := tree.find(f"{{{own}}}dimension")) is not None:
        tree.remove(size)  # what it says is no more so, and it may be absent


def _write(cell: etree._Element, text: str | int) -> None:
    """Make a cell hold a number or a text: also where that begins like a formula."""
    own = etree.QName(cell).namespace
    for child in list(cell):
        cell.remove(child)
    if isinstance(text, int):
        cell.attrib.pop("t", None)
        etree.SubElement(cell, f"{{{own}}}v").text = str(text)
        return
    cell.set("t", "inlineStr")
    held = etree.SubElement(etree.SubElement(cell, f"{{{own}}}is"), f"{{{own}}}t")
    held.text = writable(text)
    held.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
