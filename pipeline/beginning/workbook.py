"""A workbook in which people fill in what they collected: a sheet a table, made from the contracts, with lists."""

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import TYPE_CHECKING

from pipeline.beginning.lists import ASPECTS, DOMAINS, Setting, example, fixed, list_of, lists, plain
from pipeline.codebook import Voice
from pipeline.contracts.headings import EXAMPLE
from pipeline.contracts.kinds import ORIGIN
from pipeline.contracts.moments import day, minute
from pipeline.contracts.table import Column, Table
from pipeline.dutch import listed
from pipeline.review.excel import spreadsheets

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

EXPLAINED, LISTS = "Uitleg", "Lijsten"
Line = tuple[str, str, str, bool]
"""A line of the sheet that explains: two short cells, a text, and whether it is bold."""
_MANY = 2_000  # rows that have lists; further down everything is read as well
_NARROWEST, _WIDEST = 14, 44
_STEPS = (
    "Elk blad is een tabel. Eén rij is één ding; boven elk blad hieronder staat wat.",
    f"De grijze rij die «{EXAMPLE}» heet, laat zien hoe het moet. Klankbord leest die rij niet; u mag haar weghalen.",
    "Wijs een kop aan om te lezen wat eronder hoort. Koppen met een * moeten gevuld zijn.",
    "Cellen met een pijltje hebben een lijst. Kies eerst de vraag: daarna toont Aspect de codes die daarbij horen.",
    "Kolommen verplaatsen, rijen plakken, kleuren en filters mogen. Laat de koppen staan.",
    "Kolommen die u niet gebruikt, laat u leeg.",
    "Vul geen echte namen van deelnemers in. Gebruik schuilnamen, overal dezelfde.",
    "Staat een vraag of stem niet in een lijst? Zet die dan in het codeboek. Een onderdeel zet u op het blad units.",
)


def content(tables: Sequence[Table], setting: Setting, rows: Mapping[str, Sequence[Mapping[str, str]]]) -> bytes:
    """Make a workbook.

    Parameters
    ----------
    tables : sequence of Table
        Its sheets.
    setting : Setting
        The round.
    rows : mapping of str to sequence of mapping
        Rows that are there already, by table.
    """
    from openpyxl import Workbook
    from openpyxl.workbook.defined_name import DefinedName

    book = Workbook()
    choices = lists(setting)
    _explain(book.active, tables, setting)
    for table in tables:
        add_sheet(book, table, choices, rows.get(table.name, ()), [each.name for each in tables])
    kept = book.create_sheet(LISTS)
    kept.sheet_state = "hidden"
    spreadsheets.with_headings(kept, dict.fromkeys(choices, 24))
    for number, (each, values) in enumerate(choices.items(), 1):
        letter = kept.cell(1, number).column_letter
        for row, value in enumerate(values, 2):
            spreadsheets.write_text(kept.cell(row, number), value)
        where = f"{LISTS}!${letter}$2:${letter}${max(len(values), 1) + 1}"
        book.defined_names[each] = DefinedName(each, attr_text=where)
    return spreadsheets.content_of(book)


def columns_of(table: Table) -> list[Column]:
    """Give the columns that a sheet has: not what is known of each of its rows, nor what only imported rows have."""
    known = {column.name for column in table.columns if column.rule == "provenance" and column.usual} | {ORIGIN.name}
    return [column for column in table.columns if column.name not in known]


def add_sheet(
    book: "Workbook",
    table: Table,
    choices: Mapping[str, list[str]],
    rows: Sequence[Mapping[str, str]],
    sheets: Sequence[str],
) -> None:
    """Add the sheet of a table: headings with notes, lists, and an example above the rows that are there.

    Parameters
    ----------
    book : openpyxl Workbook
        The workbook.
    table : Table
        The table.
    choices : mapping of str to list of str
        Lists that cells can be filled in from, by name.
    rows : sequence of mapping
        Rows that are there already.
    sheets : sequence of str
        The sheets of the workbook: what refers to one of them is chosen from there.
    """
    from openpyxl.comments import Comment
    from openpyxl.styles import Font, PatternFill

    sheet = book.create_sheet(table.name)
    columns = columns_of(table)
    spreadsheets.with_headings(sheet, {column.title: _width(column) for column in columns}, frozen="B2")
    letters = {column.name: sheet.cell(1, number).column_letter for number, column in enumerate(columns, 1)}
    for number, column in enumerate(columns, 1):
        heading = sheet.cell(1, number)
        heading.value = f"{column.title}{'' if column.optional else ' *'}"
        heading.comment = Comment(_note(column), "klankbord", height=120, width=280)
        shown = sheet.cell(2, number)
        _write(shown, column, example(column, table, choices))
        shown.font, shown.fill = Font(italic=True, color="666666"), PatternFill("solid", fgColor="EFEFEF")
        sheet.column_dimensions[letters[column.name]].number_format = _look(column)
        for row, values in enumerate(rows, 3):
            _write(sheet.cell(row, number), column, values.get(column.name, ""))
        _rule(sheet, column, table, letters, choices, sheets)


def _note(column: Column) -> str:
    note = column.heading.note if column.heading else ""
    return f"{'' if column.optional else 'Verplicht. '}{note}"


def _width(column: Column) -> int:
    return min(max(len(column.title) + 4, _NARROWEST), _WIDEST) if column.rule != "text" else 24


def _look(column: Column) -> str:
    """Give how cells of a column look: text stays what was typed, so that 3-4 is no date and 007 no 7."""
    looks = {"day": "d-m-yyyy", "time": "hh:mm"}
    is_number = column.number or column.rule in {"whole_number", "positive", "direction"}
    return "General" if is_number else looks.get(column.rule, "@")


def _write(cell: "object", column: Column, text: str) -> None:
    from openpyxl.cell.cell import Cell

    assert isinstance(cell, Cell)
    moment: date | time | None = day(text) if column.rule == "day" else None
    moment = _clock(text) if column.rule == "time" else moment
    if moment is not None:
        cell.value = moment
    elif text.lstrip("-").isdigit() and _look(column) == "General":
        cell.value = int(text)
    elif text:
        spreadsheets.write_text(cell, text)
    cell.number_format = _look(column)


def _clock(text: str) -> time | None:
    found = minute(text)
    return None if found is None else time(*divmod(found, 60))


def _rule(
    sheet: "Worksheet",
    column: Column,
    table: Table,
    letters: Mapping[str, str],
    choices: Mapping[str, list[str]],
    sheets: Sequence[str],
) -> None:
    """Let a spreadsheet help with a column: a list to choose from, or what a day, a time or a number is."""
    from openpyxl.worksheet.datavalidation import DataValidation

    kind, formula, wrong = _allowed(column, table, letters, choices, sheets)
    if not kind:
        return
    rule = DataValidation(type=kind, formula1=formula, allow_blank=True, showErrorMessage=True)
    if kind != "list":
        rule.operator = "greaterThanOrEqual"
    elif column.references:  # of these there can be more than the list knows
        rule.errorStyle = "warning"
    rule.errorTitle, rule.error = column.title[:32], wrong
    rule.promptTitle, rule.prompt, rule.showInputMessage = column.title[:32], _note(column)[:255], True
    sheet.add_data_validation(rule)
    rule.add(f"{letters[column.name]}2:{letters[column.name]}{_MANY}")


def _allowed(
    column: Column, table: Table, letters: Mapping[str, str], choices: Mapping[str, list[str]], sheets: Sequence[str]
) -> tuple[str, str, str]:
    """Give the kind of rule of a column, its formula, and what is said of anything else; nothing where all is fine."""
    from_list = "Kies een van de mogelijkheden uit de lijst."
    if column.name == "aspect" and any(name.startswith(ASPECTS) for name in choices):
        return (
            "list",
            f'INDIRECT("{ASPECTS}"&${letters["question"]}2)',
            "Kies eerst de vraag, en dan een aspect daarvan.",
        )
    if column.name == "domain":
        of = f'SUBSTITUTE(${letters["instrument"]}2,"-","_")'
        return "list", f'INDIRECT("{DOMAINS}"&{of})', "Kies eerst de meetladder, en dan een domein daarvan."
    if name := list_of(column, table, choices):
        return "list", plain(name), from_list
    if values := fixed(column):
        return "list", f'"{",".join(values)}"', from_list
    if column.references in sheets and not column.several and column.rule != "formula":
        return "list", f"{column.references}!$A$3:$A${_MANY}", f"Dit staat nog niet op het blad {column.references}."
    if column.rule == "day":
        return "date", "1", "Vul een dag in, zoals 14-3-2026."
    if column.rule == "time":
        return "time", "0", "Vul een tijd in, zoals 14:05."
    if column.rule in {"whole_number", "positive"}:
        least = "1" if column.rule == "positive" else "0"
        return "whole", least, f"Vul een heel getal van {least} of meer in."
    return "", "", ""


def _explain(sheet: "Worksheet", tables: Sequence[Table], setting: Setting) -> None:
    """Write the sheet that says how the others are filled in, and what the codes of this round mean."""
    lines = [(f"{number}.", "", step, False) for number, step in enumerate(_STEPS, 1)]
    lines += of_sheets(tables)
    phases = {table.phase for table in tables} - {""}
    asked = [question for question in setting.codebook.questions if phases & set(question.asked_in)]
    if asked:
        lines += [("", "", "", False), ("Vragen en codes", "", "Uit het codeboek van deze ronde.", True)]
        for question in asked:
            lines.append((question.id, "", question.question, True))
            lines += [("", code.id, f"{code.label}. {code.definition}", False) for code in question.codes]
    lines += of_voices(setting.codebook.voices)
    explain(sheet, f"Werkboek van {setting.round.title}", lines)


def of_sheets(tables: Sequence[Table]) -> list[Line]:
    """Give the lines that say what a row of each sheet is, and what belongs beneath its headings."""
    lines: list[Line] = []
    for table in tables:
        lines += [("", "", "", False), (f"Blad {table.name}", "", table.about, True)]
        lines += [("", column.title, _note(column), False) for column in columns_of(table)]
    return lines


def of_voices(voices: Sequence[Voice]) -> list[Line]:
    """Give the lines that say which voices there are."""
    heading: Line = ("Stemmen", "", listed([voice.label for voice in voices]) + ".", True)
    return [("", "", "", False), heading, *(("", voice.id, voice.definition, False) for voice in voices)]


def explain(sheet: "Worksheet", title: str, lines: Sequence[Line]) -> None:
    """Write the sheet that says how the others are filled in."""
    from openpyxl.styles import Alignment, Font

    sheet.title = EXPLAINED
    spreadsheets.fit_page(sheet)
    for letter, width in zip("ABC", (26, 34, 90), strict=True):
        sheet.column_dimensions[letter].width = width
    for row, (first, second, text, bold) in enumerate([(title, "", "", True), *lines], 1):
        for column, words in enumerate((first, second, text), 1):
            if words:
                cell = sheet.cell(row, column)
                spreadsheets.write_text(cell, words)
                cell.font = Font(bold=bold)
                cell.alignment = Alignment(wrap_text=column == 3, vertical="top")
        if text:
            spreadsheets.fit_row(sheet, row)
