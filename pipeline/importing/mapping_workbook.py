"""The workbook in which people say what files can't: which aspect a code is, who somebody is, how a talk is called."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from pipeline.beginning.lists import ASPECTS, plain
from pipeline.contracts.moments import day
from pipeline.contracts.respondents import YES_NO
from pipeline.review.excel import spreadsheets
from pipeline.sources.decisions import CODERS, CODES, PEOPLE, TAKE, TALKS, Choices, headings

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

WAITS = "…"
"""Key of a row that waits: which of its cells has to be filled in."""
_EXPLAINED, _LISTS = "Uitleg", "Lijsten"
_STEPS = (
    "Dit werkboek koppelt wat in uw bestanden staat aan deze ronde. Gele cellen wachten op u.",
    f"Blad {CODES}: kies bij elke code de vraag, en dan het aspect. Staat bij Voorstel iets goeds? Kies dat dan.",
    "Zegt een code niet of het goed of kritisch is? Kies bij Richting 1 (positief), -1 (kritisch) of 0 (gemengd).",
    "Zegt een code alléén of iets goed of kritisch is? Kies dan alleen een richting, en laat Vraag en Aspect leeg.",
    "Wat klankbord al weet uit de bestanden, staat bij «Gelezen als». Wat u zelf invult, gaat daarvóór.",
    f"Hoort een code er niet bij? Kies bij {TAKE} nee.",
    f"Blad {PEOPLE}: geef iedereen een schuilnaam en een stem. Twee namen voor één mens? Geef ze dezelfde schuilnaam.",
    "Een naam van iemand staat hier als code (persoon 4K7MQ83RTX). Wie dat is, staat in de tabel «wie is wie» op de "
    "computer van wie importeerde; waar die is, zegt klankbord import.",
    "Iemand die al in deelnemers.xlsx staat, geeft u de schuilnaam van daar. Stem en Onderdeel hoeven dan niet.",
    "Staat er «spreker? staat er één keer» en is het geen spreker? Geef de schuilnaam van wie daar aan het woord is.",
    f"Blad {TALKS}: u mag het kenmerk van een gesprek veranderen, en datum en onderdeel (zie Voorstel) invullen.",
    f"Blad {CODERS}: geef codeurs de namen die in round.yml bij lead_coder staan. Leeg: de naam uit het bestand.",
    "Sla op, sluit het bestand, en importeer opnieuw. Wat u hier invult, blijft bewaard.",
)
_WIDTHS = {"Code": 36, "Naam": 36, "Document": 36, "Gelezen als": 40, "Voorstel": 28, "Bestand": 30, "Gevonden als": 26}


def content(asked: Mapping[str, Sequence[Mapping[str, str]]], choices: Choices) -> bytes:
    """Make the workbook.

    Parameters
    ----------
    asked : mapping of str to sequence of mapping
        The rows of each sheet, by heading.
    choices : Choices
        What may be chosen.
    """
    from openpyxl import Workbook

    book = Workbook()
    _explain(book.active)
    lists = _lists(choices)
    for sheet, titles in headings(choices).items():
        _sheet(book, sheet, titles, asked.get(sheet, ()), lists)
    _write_lists(book, lists)
    return spreadsheets.content_of(book)


def _lists(choices: Choices) -> dict[str, tuple[str, ...]]:
    found = {
        "Vraag": tuple(choices.aspects),
        "Stem": choices.voices,
        "Onderdeel": choices.units,
        "Mag citeren": YES_NO,
        TAKE: YES_NO,
        "Richting": ("1", "0", "-1"),
        **{title: values for title, _, values in choices.attributes},
        **{f"{ASPECTS}{question}": aspects for question, aspects in choices.aspects.items()},
    }
    return {name: values for name, values in found.items() if values}


def _write_lists(book: "Workbook", lists: Mapping[str, tuple[str, ...]]) -> None:
    from openpyxl.workbook.defined_name import DefinedName

    kept = book.create_sheet(_LISTS)
    kept.sheet_state = "hidden"
    for number, (name, values) in enumerate(lists.items(), 1):
        letter = kept.cell(1, number, plain(name)).column_letter
        for row, value in enumerate(values, 2):
            spreadsheets.write_text(kept.cell(row, number), value)
        where = f"{_LISTS}!${letter}$2:${letter}${len(values) + 1}"
        book.defined_names[plain(name)] = DefinedName(plain(name), attr_text=where)


def _sheet(
    book: "Workbook",
    name: str,
    titles: tuple[str, ...],
    rows: Sequence[Mapping[str, str]],
    lists: Mapping[str, tuple[str, ...]],
) -> None:
    from openpyxl.styles import PatternFill

    sheet = book.create_sheet(name)
    spreadsheets.with_headings(sheet, {title: _WIDTHS.get(title, 16) for title in titles}, frozen="B2")
    waiting = PatternFill("solid", fgColor="FFF2B3")
    for number, row in enumerate(rows, 2):
        for column, title in enumerate(titles, 1):
            cell = sheet.cell(number, column)
            text = row.get(title, "")
            moment = day(text) if title == "Datum" else None
            if moment is not None:
                cell.value, cell.number_format = moment, "d-m-yyyy"
            elif title in {"Richting", "Keer gebruikt"} and text:
                cell.value = int(text)
            elif text:
                spreadsheets.write_text(cell, text)
            if title in row.get(WAITS, "").split(" en "):
                cell.fill = waiting
    _choose(sheet, titles, lists, len(rows) + 1)


def _choose(sheet: "Worksheet", titles: tuple[str, ...], lists: Mapping[str, tuple[str, ...]], last: int) -> None:
    """Give columns their lists, as far as there are rows."""
    if last < 2:
        return
    for number, title in enumerate(titles, 1):
        letter = sheet.cell(1, number).column_letter
        cells = f"{letter}2:{letter}{last}"
        if title == "Aspect":
            question = sheet.cell(1, titles.index("Vraag") + 1).column_letter
            of = f'INDIRECT("{ASPECTS}"&${question}2)'
            spreadsheets.choose_from(sheet, cells, of, title, "Kies eerst de vraag, en dan een aspect daarvan.")
        elif title in lists:
            spreadsheets.choose_from(sheet, cells, plain(title), title, "Kies uit de lijst, of laat leeg.")


def _explain(sheet: "Worksheet") -> None:
    from openpyxl.styles import Alignment, Font

    sheet.title = _EXPLAINED
    spreadsheets.fit_page(sheet)
    sheet.column_dimensions["A"].width = 100
    sheet["A1"] = "Koppeling van geïmporteerde bestanden"
    sheet["A1"].font = Font(bold=True)
    for number, step in enumerate(_STEPS, 2):
        cell = sheet.cell(number, 1)
        spreadsheets.write_text(cell, step)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        spreadsheets.fit_row(sheet, number)
