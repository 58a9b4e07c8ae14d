"""Bringing the lists of workbooks up to date with the round; all else that people did to a file stays as it is.

Only two parts of the file's own XML change: the sheet with the lists, and the names by which cells refer to them. A
library that reads and writes the whole file would lose what it does not know, such as bold words and discussions.
"""

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from lxml import etree

from pipeline.beginning.lists import Setting, lists
from pipeline.beginning.workbook import LISTS, content
from pipeline.contracts import archives, workbooks
from pipeline.contracts.grids import column_letter
from pipeline.contracts.plain_text import heading
from pipeline.contracts.reading import read_tables
from pipeline.contracts.round_tables import of_round
from pipeline.errors import refused
from pipeline.phases import codebook_files
from pipeline.phases.tables import TABLES
from pipeline.printable import printable
from pipeline.rounds import Project
from pipeline.whole_files import write_whole

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_BOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
# XML of somebody's file: nothing in it is looked up elsewhere.
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


@dataclass(frozen=True)
class Refreshed:
    """What became of the workbooks of a round.

    Attributes
    ----------
    changed, same, made
        Those of which lists changed, those in which all was right, and those that were not there.
    notes
        What somebody has to do by hand.
    """

    changed: tuple[str, ...]
    same: tuple[str, ...]
    made: tuple[str, ...]
    notes: tuple[str, ...]


def refresh(project: Project, round_id: str) -> Refreshed:
    """Bring the lists of a round's workbooks up to date with its codebook, `round.yml` and units.

    Parameters
    ----------
    project : Project
        Where.
    round_id : str
        The round.

    Raises
    ------
    InputError
        The round, its codebook or a workbook can't be read, or a workbook is open; then none was changed.
    """
    round_ = project.round(round_id)
    book = codebook_files.load(project, round_id, round_)
    folder = project.raw / round_id
    reading = read_tables(folder, project.name, TABLES.values(), ("units",))
    units = tuple(reading.frames["units"]["label"]) if "label" in reading.frames.get("units", ()) else ()
    setting = Setting(round_, book, of_round(TABLES, round_), units)
    wanted = lists(setting)
    new: dict[Path, bytes] = {}
    same, made, notes = [], [], list(_without_a_column(project, folder, setting))
    for name, tables in setting.workbooks.items():
        path = folder / f"{name}.xlsx"
        if not path.exists():
            made.append(project.name(path))
            new[path] = content(tables, setting, {})
            continue
        changed = _with_lists(path, project.name(path), wanted)
        if changed is None:
            notes.append(f"{project.name(path)} heeft geen blad {LISTS}; de lijsten daarin zijn niet bij te werken.")
        elif changed == path.read_bytes():
            same.append(project.name(path))
        else:
            new[path] = changed
    for path, data in new.items():
        write_whole(path, data)
    names = [project.name(path) for path in new]
    return Refreshed(tuple(name for name in names if name not in made), tuple(same), tuple(made), tuple(notes))


def _with_lists(path: Path, name: str, wanted: Mapping[str, list[str]]) -> bytes | None:
    """Give a workbook with other lists; as it is where they are the same, and nothing where it has no such sheet."""
    if path.with_name(f"~${path.name}").exists():
        what, mend = "Dit werkboek is nog open.", "Sla het op, sluit het en probeer het opnieuw."
        raise refused(name, what, mend)
    with archives.opened(path, name) as archive:
        parts = archives.parts_of(archive, name)
    by_name = {info.filename: data for info, data in parts.items()}
    try:
        book = etree.fromstring(by_name[_BOOK], _PARSER)
        sheet = _part_of(book, by_name[_RELATIONS])
        if sheet is None:
            return None
        if _lists_in(path, name, book) == {key: [_text(value) for value in values] for key, values in wanted.items()}:
            return path.read_bytes()
        changed = {_BOOK: _named(book, wanted), sheet: _listed(etree.fromstring(by_name[sheet], _PARSER), wanted)}
    except (AttributeError, KeyError, ValueError, etree.XMLSyntaxError):
        mend = "Open het in Excel of LibreOffice en sla het opnieuw op als .xlsx."
        raise refused(name, "Dit Excel-bestand is beschadigd.", mend) from None
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for info, data in parts.items():
            target.writestr(info, changed.get(info.filename, data))
    return made.getvalue()


def _part_of(book: etree._Element, relations: bytes) -> str | None:
    """Give the part in which the sheet with the lists is kept, if there is one."""
    for sheet in book.iter(f"{_MAIN}sheet"):
        if sheet.get("name") == LISTS:
            for relation in etree.fromstring(relations, _PARSER):
                if relation.get("Id") == sheet.get(_RELATION):
                    target = str(relation.get("Target"))
                    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return None


def _lists_in(path: Path, name: str, book: etree._Element) -> dict[str, list[str]]:
    """Read the lists that a workbook has now, by name, as far as they are where ours are."""
    with workbooks.opened(path, name) as opened:
        rows = opened.grid(LISTS).rows
    headings = dict(rows).get(1, [])
    columns = {
        each: [row[at] for number, row in rows if number > 1 and at < len(row) and row[at]]
        for at, each in enumerate(headings)
        if each
    }
    known = {str(each.get("name")): str(each.text) for each in book.iter(f"{_MAIN}definedName")}
    places = {each: _place(at, columns[each]) for at, each in enumerate(headings) if each}
    return {each: values for each, values in columns.items() if known.get(each, "").replace("'", "") == places[each]}


def _place(column: int, values: list[str]) -> str:
    letter = column_letter(column)
    return f"{LISTS}!${letter}$2:${letter}${max(len(values), 1) + 1}"


def _named(book: etree._Element, wanted: Mapping[str, list[str]]) -> bytes:
    """Give the part with the names of a workbook, each where its list is; of one that is gone nothing can be chosen."""
    names = book.find(f"{_MAIN}definedNames")
    if names is None:
        names = etree.Element(f"{_MAIN}definedNames")
        book.find(f"{_MAIN}sheets").addnext(names)
    there = {each.get("name"): each for each in names}
    for each, element in there.items():
        if str(element.text).replace("'", "").startswith(f"{LISTS}!") and each not in wanted:
            element.text = _place(len(wanted), [])
    for at, (each, values) in enumerate(wanted.items()):
        if each not in there:
            there[each] = etree.SubElement(names, f"{_MAIN}definedName", name=each)
        there[each].text = _place(at, values)
    return bytes(etree.tostring(book, xml_declaration=True, encoding="UTF-8", standalone=True))


def _listed(sheet: etree._Element, wanted: Mapping[str, list[str]]) -> bytes:
    """Give the part with the lists of a workbook: a column each, beneath its name."""
    data = sheet.find(f"{_MAIN}sheetData")
    dimension = sheet.find(f"{_MAIN}dimension")
    data.clear()
    columns = [[each, *values] for each, values in wanted.items()]
    height = max(map(len, columns))
    if dimension is not None:
        dimension.set("ref", f"A1:{column_letter(len(columns) - 1)}{height}")
    for row in range(height):
        line = etree.SubElement(data, f"{_MAIN}row", r=str(row + 1))
        for at, column in enumerate(columns):
            if row < len(column):
                cell = etree.SubElement(line, f"{_MAIN}c", r=f"{column_letter(at)}{row + 1}", t="inlineStr")
                etree.SubElement(etree.SubElement(cell, f"{_MAIN}is"), f"{_MAIN}t").text = _text(column[row])
    return bytes(etree.tostring(sheet, xml_declaration=True, encoding="UTF-8", standalone=True))


def _text(text: str) -> str:
    return printable(text)


def _without_a_column(project: Project, folder: Path, setting: Setting) -> list[str]:
    """Say which attributes of people have no column yet: a heading is for people to put in."""
    path = folder / f"{setting.contracts['respondents'].workbook}.xlsx"
    if not path.exists():
        return []
    with workbooks.opened(path, project.name(path)) as book:
        found = [sheet for sheet in book.sheets if heading(sheet) == "respondents"]
        cells = {heading(cell) for _, row in (book.grid(found[0]).rows[:30] if found else ()) for cell in row if cell}
    return [
        f"Het kenmerk {each.label} heeft nog geen kolom. Zet het als kop achter de laatste van het blad respondents."
        for each in setting.round.attributes
        if not {heading(each.label), heading(each.id)} & cells
    ]
