"""The table with its cells marked, the outcomes, and the questions to answer, as one workbook; and an empty list."""

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.audit.check import Check, Verdict
from pipeline.contracts.respondents import YES_NO
from pipeline.looks.marked_workbooks import WRONG, mark_cell
from pipeline.one_table.answers import ANSWER, IF_YES, QUESTION, QUESTIONS, SHEET
from pipeline.one_table.audited import IN_WORDS, Audited, AuditedSheet, if_yes
from pipeline.one_table.figures import cell_of
from pipeline.one_table.listed import HEADINGS, KIND, KINDS
from pipeline.one_table.sheets import read
from pipeline.review.excel import spreadsheets

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

OUTCOMES = "Uitkomst klankbord"
DOES_NOT_FIT, ROUNDED, FITS, UNTOLD = "klopt niet", "klopt door afronding", "klopt", "niet te controleren"
NOTICED = "let op"
_OUTCOMES = {"Uitkomst": 20, "Blad": 18, "Cel": 8, "Wat": 34, "Er staat": 16, "Waarom": 80}
_QUESTIONS = {SHEET: 18, QUESTION: 70, IF_YES: 44, ANSWER: 12}
_DOUBTFUL, _ASKED = "FFEB9C", "FFF2B3"
_ORDER = (DOES_NOT_FIT, NOTICED, ROUNDED, UNTOLD, FITS)


def outcome(check: Check) -> str:
    """Say in Dutch how a check ended."""
    if check.verdict is Verdict.INCONSISTENT:
        return DOES_NOT_FIT
    if check.verdict is Verdict.NOTICE:
        return NOTICED
    if check.verdict is Verdict.NOT_TESTABLE:
        return UNTOLD
    return FITS if check.exact or check.recomputed is None else ROUNDED


def outcomes(sheet: AuditedSheet) -> list[tuple[str, Check]]:
    """Give how the cells of a table came out, what does not fit first: each cell once, by its worst check."""
    by_cell: dict[str, list[tuple[str, Check]]] = {}
    for check in sheet.checks:
        by_cell.setdefault(check.figure_id, []).append((outcome(check), check))
    found = [_of_a_cell(sorted(own, key=lambda each: _ORDER.index(each[0]))) for own in by_cell.values()]
    return sorted(found, key=lambda each: _ORDER.index(each[0]))


def _of_a_cell(checks: list[tuple[str, Check]]) -> tuple[str, Check]:
    """Give how a cell came out, the worst first: what is so told, and that others fit, in one."""
    worst, check = checks[0]
    telling = {worst, NOTICED} if worst == DOES_NOT_FIT else {worst}
    told = list(dict.fromkeys(each.explanation for said, each in checks if said in telling))
    if worst in {DOES_NOT_FIT, NOTICED} and any(said in {ROUNDED, FITS} for said, _ in checks):
        told.append("Met andere getallen past deze cel wel.")
    return worst, replace(check, explanation=" ".join(told))


def marked(audited: Audited) -> bytes:
    """Make the workbook.

    Of an Excel file it is a copy, with what openpyxl keeps: charts and drawings are lost, so that it is to be looked
    at and not to be worked in.

    Parameters
    ----------
    audited : Audited
        What was found.
    """
    book = _book(audited)
    for sheet in audited.sheets:
        if sheet.title == IN_WORDS:  # that is no sheet
            continue
        own = book[sheet.title] if sheet.title in book.sheetnames else book.worksheets[0]
        for said, check in outcomes(sheet):
            if said in {DOES_NOT_FIT, NOTICED, ROUNDED}:
                colour = WRONG if said == DOES_NOT_FIT else _DOUBTFUL
                mark_cell(own, cell_of(check.figure_id), f"{said}. {check.explanation}", colour)
        for asked in sheet.open:
            for check in asked.wrong:
                mark_cell(own, cell_of(check.figure_id), f"{asked.question} Zo ja: {check.explanation}", _DOUBTFUL)
        for doubt in sheet.doubts:
            mark_cell(own, doubt.cell, f"«{doubt.value}» {doubt.what}", _DOUBTFUL)
    _write_questions(book, audited)
    _write_outcomes(book, audited)
    book.active = 0
    for each in book.worksheets:
        each.sheet_view.tabSelected = each is book.worksheets[0]
    return spreadsheets.content_of(book)


def _book(audited: Audited) -> "Workbook":
    if audited.file.suffix.casefold() == ".xlsx":
        return spreadsheets.opened(audited.file, audited.file.name, rich=True)
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for sheet in read(audited.file):
        own = book.create_sheet(sheet.title or "Tabel")
        for row, texts in sheet.grid.rows:
            for column, text in enumerate(texts, 1):
                if text:
                    spreadsheets.write_text(own.cell(row, column), text)
    return book


def _write_questions(book: "Workbook", audited: Audited) -> None:
    from openpyxl.styles import PatternFill

    asked = [(found.title, each, if_yes(each, found.figures)) for found in audited.sheets for each in found.asked]
    if not asked:
        return
    sheet = _anew(book, QUESTIONS)
    spreadsheets.with_headings(sheet, _QUESTIONS)
    for row, (title, each, then) in enumerate(asked, 2):
        for column, text in enumerate((title, each.question, then, each.answer), 1):
            spreadsheets.write_text(sheet.cell(row, column), text)
        if not each.answer:
            sheet.cell(row, len(_QUESTIONS)).fill = PatternFill("solid", fgColor=_ASKED)
        spreadsheets.fit_row(sheet, row)
    options, prompt = f'"{",".join(YES_NO)}"', "Alleen wie de tabel kent, weet dit."
    spreadsheets.choose_from(sheet, f"D2:D{len(asked) + 1}", options, ANSWER, prompt)


def _write_outcomes(book: "Workbook", audited: Audited) -> None:
    sheet = _anew(book, OUTCOMES)
    spreadsheets.with_headings(sheet, _OUTCOMES)
    found = [
        (said, of.title, of.figures[check.figure_id], check) for of in audited.sheets for said, check in outcomes(of)
    ]
    rows = [
        (said, title, cell_of(check.figure_id), figure["quantity"], figure["printed"], check.explanation)
        for said, title, figure, check in found
    ]
    rows += [(NOTICED, of.title, each.cell, "", each.value, each.what) for of in audited.sheets for each in of.doubts]
    for row, cells in enumerate(sorted(rows, key=lambda each: _ORDER.index(each[0])), 2):
        for column, text in enumerate(cells, 1):
            spreadsheets.write_text(sheet.cell(row, column), text)
        spreadsheets.fit_row(sheet, row)


def _anew(book: "Workbook", title: str) -> "Worksheet":
    if title in book.sheetnames:
        del book[title]
    return book.create_sheet(title, 0)


def empty_list() -> bytes:
    """Make an empty list, with what each column is for and an example that is right."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = "Getallen"
    spreadsheets.with_headings(
        sheet, {"Wat": 34, "Getal": 16, "Deel van": 24, "Formule": 20, "n": 8, "Soort": 26, "Gezegd": 26}
    )
    spreadsheets.choose_from(sheet, "F2:F500", f'"{",".join(KINDS)}"', KIND, "Mag leeg blijven.")
    for row, cells in enumerate(_EXAMPLE, 2):
        for column, text in enumerate(cells, 1):
            spreadsheets.write_text(sheet.cell(row, column), text)
    explained = book.create_sheet("Uitleg")
    spreadsheets.with_headings(explained, {"Kolom": 16, "Wat erin komt": 90})
    for row, (name, text) in enumerate(HEADINGS.items(), 2):
        for column, said in enumerate((name, text), 1):
            spreadsheets.write_text(explained.cell(row, column), said)
        spreadsheets.fit_row(explained, row)
    return spreadsheets.content_of(book)


_EXAMPLE = (
    ("Huur (voorbeeld: haal deze rijen weg)", "1.250", "Lasten"),
    ("Personeel", "4.750", "Lasten"),
    ("Lasten", "6.000", ""),
    ("Per bezoeker", "12,50", "", "B4 / B6"),
    ("Bezoekers", "480", "", "", "", "aantal"),
    ("Tevreden bezoekers", "83%", "", "", "24", "percentage"),
)
