"""What `audit` prints of one table: what does not fit, what only its maker can say, and where all of it stands."""

from typing import TYPE_CHECKING

from rich.markup import escape

from pipeline.console import OUT, table

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.one_table.audited import Audited


def show_audited(audited: "Audited", workbook: "Path", page: "Path") -> None:
    """Tell what was found in a file, and where the marked workbook and the page are."""
    from pipeline.one_table.audited import if_yes
    from pipeline.one_table.figures import cell_of
    from pipeline.one_table.page import summary, to_answer
    from pipeline.one_table.workbook import FITS, outcomes

    OUT.print(escape(summary(audited)), soft_wrap=True)
    for sheet in audited.sheets:
        where = f"blad {sheet.title}" if sheet.title and sheet.figures else sheet.title or audited.file.name
        found = [
            (said, cell_of(check.figure_id), sheet.figures[check.figure_id]["printed"], check.explanation)
            for said, check in outcomes(sheet)
            if said != FITS
        ]
        if found:
            OUT.print(table(f"Gevonden in {where}", ("Uitkomst", "Cel", "Er staat", "Waarom"), found))
        if sheet.open:
            asked = [(each.question, if_yes(each, sheet.figures)) for each in sheet.open]
            OUT.print(table(f"Vragen over {where}", ("Vraag", "Zo ja"), asked))
        if sheet.doubts:
            doubts = [(each.cell, each.value, each.what) for each in sheet.doubts]
            OUT.print(table(f"Let op in woorden, {where}", ("Cel", "Er staat", "Vraag"), doubts))
        if sheet.told:
            told = [(each.cell, each.value, f"{each.what} {each.mend}".strip()) for each in sheet.told]
            OUT.print(table(f"Goed om te weten van {where}", ("Cel", "Er staat", "Wat er is"), told))
    if audited.open:
        OUT.print(escape(to_answer(audited, workbook.name)))
    OUT.print(f"Alles staat ook in: {escape(workbook.name)} en {escape(page.name)}", soft_wrap=True)
