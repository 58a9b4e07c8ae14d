"""What was found in a table, as one page that needs no other file."""

from collections.abc import Iterator

from pipeline import __version__
from pipeline.blocks import Block, Column, Fold, Heading, Section, Table, Text
from pipeline.dutch import count_noun
from pipeline.looks.pages import render_page
from pipeline.one_table.answers import QUESTIONS
from pipeline.one_table.audited import NOTHING, Audited, AuditedSheet, if_yes
from pipeline.one_table.figures import cell_of
from pipeline.one_table.workbook import FITS, outcomes


def page(audited: Audited, workbook: str) -> str:
    """Make the page.

    Parameters
    ----------
    audited : Audited
        What was found.
    workbook : str
        Name of the marked workbook.
    """
    parts: list[Block] = [Text(summary(audited))]
    if audited.open:
        parts.append(Text(to_answer(audited, workbook)))
    for sheet in audited.sheets:
        parts += _sheet(sheet)
    return render_page(
        "mistakes.html.j2",
        title=f"Nagekeken: {audited.file.name}",
        round_title=audited.file.name,
        navigation=[],
        banner="",
        footer=f"Gemaakt met klankbord {__version__}.",
        told=Section(tuple(parts)),
    )


def summary(audited: Audited) -> str:
    """Say how many figures there are, how many do not fit, and how many could be checked at all."""
    figures = sum(len(sheet.figures) for sheet in audited.sheets)
    if not figures:
        return " ".join(
            filter(None, (NOTHING, f"In woorden: {audited.noticed} keer let op." if audited.noticed else ""))
        )
    checks = sum(len(sheet.checks) for sheet in audited.sheets)
    said = f"{count_noun(figures, 'getal', 'getallen')}, {count_noun(checks, 'berekening', 'berekeningen')} nagegaan"
    noticed = f", {audited.noticed} keer let op" if audited.noticed else ""
    if not checks:
        return f"{said}{noticed}."
    if not audited.wrong:
        # What only its maker can say was not looked at yet.
        so_far = "tot nu toe geen" if audited.open else "geen"
        return f"{said}: {so_far} tegenspraken gevonden{noticed}."
    return f"{said}: {count_noun(audited.wrong, 'cel klopt', 'cellen kloppen')} niet{noticed}."


def to_answer(audited: Audited, workbook: str) -> str:
    """Say which questions wait, and where they are answered."""
    waiting = count_noun(audited.open, "vraag wacht", "vragen wachten")
    return (
        f"{waiting} op een antwoord: wat een totaal of verschil is, weet alleen wie de tabel kent. Zet ja of nee in "
        f"{workbook}, blad {QUESTIONS}; sla op, sluit het bestand, en geef de opdracht nog een keer. Fouten verbetert "
        "u in uw eigen bestand."
    )


def _sheet(sheet: AuditedSheet) -> Iterator[Block]:
    if sheet.title:
        yield Heading(sheet.title, 2)
    found = [
        (said, cell_of(check.figure_id), sheet.figures[check.figure_id]["quantity"] or None, check.explanation)
        for said, check in outcomes(sheet)
    ]
    if odd := tuple(row for row in found if row[0] != FITS):
        yield _table("Wat niet klopt, of alleen door afronding", ("Uitkomst", "Cel", "Wat", "Waarom"), odd)
    if right := tuple(row[1:] for row in found if row[0] == FITS):
        label = f"Wat klopt: {count_noun(len(right), 'berekening', 'berekeningen')}"
        yield Fold(label, (_table(label, ("Cel", "Wat", "Waarom"), right),))
    if sheet.open:
        asked = tuple((each.question, if_yes(each, sheet.figures)) for each in sheet.open)
        yield _table("Vragen", ("Vraag", "Zo ja"), asked)
    if sheet.doubts:
        doubts = tuple((each.cell or None, each.value, each.what) for each in sheet.doubts)
        yield _table("Let op in woorden", ("Cel", "Er staat", "Vraag"), doubts)
    if sheet.told:
        told = tuple((each.cell, each.value or None, f"{each.what} {each.mend}".strip()) for each in sheet.told)
        yield _table("Goed om te weten", ("Cel", "Er staat", "Wat er is"), told)


def _table(caption: str, names: tuple[str, ...], rows: tuple[tuple[str | None, ...], ...]) -> Table:
    return Table(caption, tuple(Column(name) for name in names), rows, stacks=True)
