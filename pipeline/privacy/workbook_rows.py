"""Rows emptied in an .xlsx, and cells of it changed, in the file's own XML; every other part of it stays as it is.

A row stays, empty, where it was: formulas, notes, lists and what else refers to rows below it go on meaning the same. A
library that reads and writes the whole file would lose what it does not know, such as bold words and discussions.
"""

import re
import zipfile
from collections.abc import Collection, Iterator, Mapping
from io import BytesIO
from pathlib import Path, PurePosixPath

from lxml import etree

from pipeline.contracts import archives
from pipeline.errors import refused

# XML of somebody's file: nothing in it is looked up elsewhere.
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d+)")
_STRINGS = "xl/sharedStrings.xml"
Cells = Mapping[tuple[int, int], str]
"""Text of cells by row, as the sheet numbers it, and by column, from 0."""
Changes = Mapping[str, tuple[Collection[int], Cells]]
"""What changes, by the title of the sheet: the rows that are emptied, and the cells that get another text."""


def without(path: Path, name: str, changes: Changes) -> bytes:
    """Give a workbook with some rows empty, and with another text in some cells.

    What people wrote in notes and discussions on a row that is emptied goes too, and so does a text that no cell has
    any more.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    name : str
        How problems name it.
    changes : mapping of str to tuple
        What changes in each sheet.

    Raises
    ------
    InputError
        It is damaged, or a formula that others rest on would go.
    """
    with archives.opened(path, name) as archive:
        parts = archives.parts_of(archive, name)
    book = {info.filename: data for info, data in parts.items()}
    made: dict[str, bytes] = {}
    try:
        for sheet, part in sheets_of(book):
            if sheet in changes:
                gone, cells = changes[sheet]
                tree = etree.fromstring(book[part], PARSER)
                _empty(tree, frozenset(gone), cells, name)
                made[part] = written(tree)
                for other, kind in _related(book, part):
                    if other in book and kind.endswith(("/comments", "/vmlDrawing", "/threadedComment")):
                        made[other] = _without_notes(book[other], frozenset(gone))
        if _STRINGS in book:
            made[_STRINGS] = _without_unused(book, made)
    except (AttributeError, KeyError, ValueError, RuntimeError, etree.XMLSyntaxError):
        mend = "Open het in Excel of LibreOffice en sla het opnieuw op als .xlsx."
        raise refused(name, "Dit Excel-bestand is beschadigd.", mend) from None
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for info, data in parts.items():
            archive.writestr(info, made.get(info.filename, data))
    return target.getvalue()


def written(tree: etree._Element) -> bytes:
    """Give a part as it stands in the file."""
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))


def _named(tree: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Give the elements of a name, in either of the namespaces that workbooks are written in."""
    yield from tree.iter(*(f"{{*}}{name}" for name in names))


def _related(book: Mapping[str, bytes], part: str) -> Iterator[tuple[str, str]]:
    """Give what a part refers to: the other part, and the kind of reference."""
    place = PurePosixPath(part)
    relations = f"{place.parent}/_rels/{place.name}.rels"
    for relation in etree.fromstring(book[relations], PARSER) if relations in book else ():
        target = str(relation.get("Target"))
        found = [] if target.startswith("/") else list(place.parent.parts)
        for step in target.lstrip("/").split("/"):
            if step == "..":
                found = found[:-1]
            elif step != ".":
                found.append(step)
        yield "/".join(found), str(relation.get("Type"))


def sheets_of(book: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Give the title of each sheet, and its part."""
    relations = {str(each.get("Id")): each for each in etree.fromstring(book["xl/_rels/workbook.xml.rels"], PARSER)}
    for sheet in _named(etree.fromstring(book["xl/workbook.xml"], PARSER), "sheet"):
        own = next(value for key, value in sheet.attrib.items() if etree.QName(key).localname == "id")
        target = str(relations[str(own)].get("Target"))
        yield str(sheet.get("name")), target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def numbered_rows(tree: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """Give the rows of a sheet with their number, as it has them."""
    number = 0
    for row in _named(tree, "row"):
        number = int(row.get("r") or number + 1)
        yield number, row


def cells_of(row: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """Give the cells of a row with their column, from 0; one that does not say where it stands, is the next."""
    column = -1
    for cell in row:
        letters = (cell.get("r") or "").rstrip("0123456789")
        column = _position(letters) if letters else column + 1
        yield column, cell


def _position(letters: str) -> int:
    position = 0
    for letter in letters:
        position = position * 26 + ord(letter) - ord("A") + 1
    return position - 1


def _empty(tree: etree._Element, gone: frozenset[int], cells: Cells, name: str) -> None:
    for number, row in numbered_rows(tree):
        for column, cell in cells_of(row):
            if number not in gone and (number, column) not in cells:
                continue
            for formula in _named(cell, "f"):
                if formula.get("ref"):
                    what = f"De formule in {cell.get('r')} geldt ook voor andere cellen."
                    raise refused(name, what, "Vervang de formules in die kolom door hun uitkomst.")
            for child in list(cell):
                cell.remove(child)
            cell.attrib.pop("t", None)
            if number not in gone:
                _fill(cell, cells[number, column])
    for link in list(_named(tree, "hyperlink")):
        if _is_on(str(link.get("ref")), gone):
            link.getparent().remove(link)


def _fill(cell: etree._Element, text: str) -> None:
    space = etree.QName(cell).namespace
    if text.isdigit():
        etree.SubElement(cell, f"{{{space}}}v").text = text
    else:
        cell.set("t", "inlineStr")
        etree.SubElement(etree.SubElement(cell, f"{{{space}}}is"), f"{{{space}}}t").text = text


def _is_on(reference: str, gone: Collection[int]) -> bool:
    found = _REFERENCE.match(reference)
    return found is not None and int(found[2]) in gone


def _without_notes(part: bytes, gone: frozenset[int]) -> bytes:
    """Leave out notes, discussions and the shapes of notes on rows that are emptied; the part as it is when none is."""
    tree = etree.fromstring(part, PARSER)
    on_rows = [each for each in _named(tree, "comment", "threadedComment") if _is_on(str(each.get("ref")), gone)]
    for shape in _named(tree, "shape"):
        rows = [int(str(row.text)) + 1 for row in _named(shape, "Row")]
        if rows and rows[0] in gone:
            on_rows.append(shape)
    for each in on_rows:
        each.getparent().remove(each)
    return written(tree) if on_rows else part


def _without_unused(book: Mapping[str, bytes], made: Mapping[str, bytes]) -> bytes:
    """Empty the shared texts that no cell has any more; they keep their places, since cells go by number."""
    before = _used(book)
    unused = before - _used({**book, **made})
    if not unused:
        return book[_STRINGS]
    tree = etree.fromstring(book[_STRINGS], PARSER)
    for number, text in enumerate(_named(tree, "si")):
        if number in unused:
            for child in list(text):
                text.remove(child)
            etree.SubElement(text, f"{{{etree.QName(text).namespace}}}t")
    return written(tree)


def _used(book: Mapping[str, bytes]) -> set[int]:
    """Give the shared texts that any cell of any sheet has, by number."""
    return {
        int(value.text)
        for _, part in sheets_of(book)
        for cell in _named(etree.fromstring(book[part], PARSER), "c")
        if cell.get("t") == "s"
        for value in _named(cell, "v")
        if value.text
    }
