"""Rows added to the sheets of an .xlsx, in the file's own XML; what people did to it stays as it is."""

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from lxml import etree

from pipeline.contracts import archives
from pipeline.contracts.grids import column_letter
from pipeline.errors import refused
from pipeline.printable import printable
from pipeline.privacy.workbook_rows import PARSER, numbered_rows, sheets_of, written

_STYLES = "xl/styles.xml"
_YELLOW, _AS_TEXT = "FFFFF2B3", "49"
_AGAIN = "Open het in Excel of LibreOffice en sla het opnieuw op als .xlsx."


@dataclass(frozen=True)
class NewRow:
    """A row to add: the text of its cells, and which of its cells are coloured since they wait; by column, from 0."""

    cells: Mapping[int, str]
    waiting: frozenset[int] = field(default_factory=frozenset)


def with_rows(path: Path, name: str, added: Mapping[str, Sequence[NewRow]]) -> bytes:
    """Give a workbook with rows below what stands in its sheets.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    name : str
        How problems name it.
    added : mapping of str to sequence of NewRow
        The rows, by the title of the sheet.

    Raises
    ------
    InputError
        It is damaged.
    """
    with archives.opened(path, name) as archive:
        parts = {info: archive.read(info) for info in archive.infolist()}
    book = {info.filename: data for info, data in parts.items()}
    try:
        styles = etree.fromstring(book[_STYLES], PARSER)
        plain, yellow = _looks(styles)
        made = {_STYLES: written(styles)}
        for sheet, part in sheets_of(book):
            if rows := added.get(sheet):
                tree = etree.fromstring(book[part], PARSER)
                _add(tree, rows, plain, yellow)
                made[part] = written(tree)
    except (AttributeError, KeyError, ValueError, etree.XMLSyntaxError):
        raise refused(name, "Dit Excel-bestand is beschadigd.", _AGAIN) from None
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for info, data in parts.items():
            archive.writestr(info, made.get(info.filename, data))
    return target.getvalue()


def _looks(styles: etree._Element) -> tuple[str, str]:
    """Add two looks to a workbook, of a cell with text and of one that waits; give the numbers of both."""
    own = etree.QName(styles).namespace
    fills, looks = styles.find(f"{{{own}}}fills"), styles.find(f"{{{own}}}cellXfs")
    pattern = etree.SubElement(etree.SubElement(fills, f"{{{own}}}fill"), f"{{{own}}}patternFill", patternType="solid")
    etree.SubElement(pattern, f"{{{own}}}fgColor", rgb=_YELLOW)
    usual = {"numFmtId": _AS_TEXT, "fontId": "0", "borderId": "0", "applyNumberFormat": "1"}
    for fill in ("0", str(len(fills) - 1)):
        etree.SubElement(looks, f"{{{own}}}xf", {**usual, "fillId": fill, "applyFill": "1"})
    for each in (fills, looks):
        each.set("count", str(len(each)))
    return str(len(looks) - 2), str(len(looks) - 1)


def _add(tree: etree._Element, rows: Sequence[NewRow], plain: str, yellow: str) -> None:
    own = etree.QName(tree).namespace
    data = tree.find(f"{{{own}}}sheetData")
    last = 0
    for number, row in list(numbered_rows(tree)):
        if any(len(cell) for cell in row):
            last = number
    for number, row in list(numbered_rows(tree)):
        if number > last:  # empty, with a look at most
            data.remove(row)
    for number, new in enumerate(rows, last + 1):
        line = etree.SubElement(data, f"{{{own}}}row", r=str(number))
        for column in sorted({*new.cells, *new.waiting}):
            look = yellow if column in new.waiting else plain
            cell = etree.SubElement(line, f"{{{own}}}c", r=f"{column_letter(column)}{number}", s=look)
            if text := printable(new.cells.get(column, "")):
                cell.set("t", "inlineStr")
                held = etree.SubElement(etree.SubElement(cell, f"{{{own}}}is"), f"{{{own}}}t")
                held.text = text
                held.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    if (size := tree.find(f"{{{own}}}dimension")) is not None:
        tree.remove(size)  # what it says is no more so, and it may be absent
