"""The codebook of a round as a workbook: a sheet a kind of thing, made like the workbooks for what was collected."""

from pipeline.beginning.workbook import Line, add_sheet, columns_of, explain, of_sheets, of_voices
from pipeline.codebook import RoundCodes, Shared
from pipeline.contracts.headings import EXAMPLE
from pipeline.phases.codebook_rows import rows_of
from pipeline.phases.codebook_tables import CODES, NEEDED, QUESTIONS, VOICES, tables
from pipeline.review.excel import spreadsheets

_STEPS = (
    f"Op het blad {QUESTIONS} staat wat u wilt weten, en in welke fase u het vraagt. Op het blad {CODES} staan de "
    "onderwerpen (codes) onder elke vraag.",
    "De andere bladen mogen leeg blijven.",
    f"De grijze rij die «{EXAMPLE}» heet, laat zien hoe het moet. Klankbord leest die rij niet; u mag haar weghalen.",
    "Wijs een kop aan om te lezen wat eronder hoort. Koppen met een * moeten gevuld zijn. Laat de koppen staan.",
    "Een kenmerk (de eerste kolom) verandert u niet meer als er gegevens zijn. Naam en definitie mogen altijd anders.",
    "Iets veranderd? Sla dit bestand op en sluit het. Met de opdracht codebook kijkt u het na; met de opdracht new "
    "--refresh komen de lijsten in de andere werkboeken bij.",
)
# What holds a sentence, and how wide it is then.
_SENTENCES, _WIDE = frozenset({"question", "definition", "description"}), 60


def content(title: str, own: RoundCodes, shared: Shared) -> bytes:
    """Make the workbook.

    Parameters
    ----------
    title : str
        The round.
    own : RoundCodes
        What is in it.
    shared : Shared
        What all rounds share: it is chosen from, and explained.
    """
    from openpyxl import Workbook

    book = Workbook()
    sheets = tables([theme.id for theme in shared.themes], [each.id for each in shared.instruments])
    rows = rows_of(own)
    lines: list[Line] = [(f"{number}.", "", step, False) for number, step in enumerate(_STEPS, 1)]
    lines += of_sheets(sheets)
    lines += [("", "", "", False), ("Thema's", "", "Deze zijn in elke ronde gelijk.", True)]
    lines += [("", theme.id, f"{theme.label}. {theme.definition.strip()}", False) for theme in shared.themes]
    lines += [("", "", "", False), ("Meetladders", "", "Deze zijn er al; een eigen meetladder mag erbij.", True)]
    lines += [("", each.id, f"{each.label}. Bron: {each.source}.", False) for each in shared.instruments]
    lines += of_voices(shared.voices)
    lines.append(("", "", f"Een stem die hier niet bij staat, zet u op het blad {VOICES}.", False))
    explain(book.active, f"Codeboek van {title}", lines)
    for table in sheets:
        add_sheet(book, table, {}, rows[table.name], [each.name for each in sheets])
        for number, column in enumerate(columns_of(table), 1):
            if column.name in _SENTENCES and not column.references:
                sheet = book[table.name]
                sheet.column_dimensions[sheet.cell(1, number).column_letter].width = _WIDE
    book.active = list(book.sheetnames).index(NEEDED[0])
    return spreadsheets.content_of(book)
