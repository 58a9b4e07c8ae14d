"""The coded conversations of a round in Excel: who said what on which code, every quotation, and memos."""

from collections import Counter
from collections.abc import Sequence

from pipeline.exporting.material import SIGNS, Exported
from pipeline.review.excel import spreadsheets
from pipeline.sources.model import SEPARATOR

_WIDTHS = {"Citaat": 80, "Memo": 60, "Code": 40}


def workbook(exported: Exported) -> bytes:
    """Make the workbook.

    Parameters
    ----------
    exported : Exported
        The coded conversations.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    people = [case.name for case in exported.cases]
    counts = Counter((coding.code[:-1], coding.speaker) for coding in exported.codings)
    used = [code.path for code in exported.codes if any(counts[code.path, name] for name in people)]
    for name, most in (("code bij persoon", None), ("code bij persoon (0-1)", 1)):
        found = [[SEPARATOR.join(path), *(_at_most(counts[path, who], most) for who in people)] for path in used]
        _sheet(book, name, ["Code", *people], found)
    known = {case.name: case.values for case in exported.cases}
    # Who somebody is stands in the column before.
    attributes = list(dict.fromkeys(name for values in known.values() for name in values if name != "Persoon"))
    titles = ["Gesprek", "Persoon", *attributes, "Code", "Richting", "Citaat", "Codeur", "Begin", "Einde", "Memo"]
    quotes = [
        [
            coding.document,
            coding.speaker,
            *(known.get(coding.speaker, {}).get(name, "") for name in attributes),
            SEPARATOR.join(coding.code[:-1]),
            next(direction for direction, sign in SIGNS.items() if sign == coding.code[-1]),
            coding.words,
            coding.coder,
            coding.start,
            coding.end,
            coding.memo,
        ]
        for coding in exported.codings
    ]
    _sheet(book, "citaten", titles, quotes)
    memos = [
        [coding.document, coding.speaker, SEPARATOR.join(coding.code), coding.words, coding.coder, coding.memo]
        for coding in exported.codings
        if coding.memo
    ]
    _sheet(book, "memo's", ["Gesprek", "Persoon", "Code", "Citaat", "Codeur", "Memo"], memos)
    return spreadsheets.content_of(book)


def _at_most(count: int, most: int | None) -> int:
    return count if most is None else min(count, most)


def _sheet(book: "object", name: str, titles: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    from openpyxl import Workbook

    assert isinstance(book, Workbook)
    sheet = book.create_sheet(name)
    widths = {title: _WIDTHS.get(title, 14) for title in titles}
    spreadsheets.with_headings(sheet, widths, frozen="B2")
    for number, row in enumerate(rows, 2):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column)
            if isinstance(value, int):
                cell.value = value
            elif value:
                spreadsheets.write_text(cell, str(value))
