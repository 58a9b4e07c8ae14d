"""What people see above the columns of a workbook: a Dutch heading, a note that explains it, and an example."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

EXAMPLE = "voorbeeld"
"""The key of a row that shows how a sheet is filled in: it is never read as data."""


@dataclass(frozen=True)
class Heading:
    """A Dutch heading of a column.

    Parameters
    ----------
    text : str
        The heading; a sheet or a CSV with it is read as with the name of the column.
    note : str
        What belongs in the column, in plain Dutch.
    example : str
        What stands in it in the row that shows how it is done.
    """

    text: str
    note: str
    example: str = ""


# Signs that no text has (Unicode leaves them to whoever wants them), around the name of a column.
_NAMED = re.compile("\ue000(\\w+)\ue001")


def named(column: str) -> str:
    """Name a column in what is said of a mistake: `as_seen` puts there what people see above it."""
    return f"\ue000{column}\ue001"


def as_seen(text: str, titles: Mapping[str, str], there: Collection[str]) -> str:
    """Give what is said of a mistake with the headings of one file.

    Parameters
    ----------
    text : str
        What is said, with columns as `named` gives them.
    titles : mapping of str to str
        The heading that people see above a column, where that is not its name.
    there : collection of str
        The columns that the file has: one without a title stands there under its name. Of one that it does not have
        the heading is given that it would get.
    """

    def seen(found: re.Match[str]) -> str:
        name = found[1]
        return titles.get(name) or (name if name in there else _USUAL.get(name, name))

    return _NAMED.sub(seen, text)


# Headings that tables share.
QUESTION = Heading("Vraag", "Over welke vraag uit het codeboek dit gaat. Kies uit de lijst.")
ASPECT = Heading("Aspect", "Welke code onder die vraag. Kies eerst de vraag, dan een aspect uit de lijst.")
VOICE = Heading("Stem", "Namens wie dit is gezegd: de groep waar iemand bij hoort. Kies uit de lijst.")
UNIT = Heading("Onderdeel", "Bij welk onderdeel of op welke plek. Kies uit de lijst; leeg als het over alles gaat.")
DAY = Heading("Datum", "De dag, zoals 14-3-2026. Leeg als u die niet weet.", "2026-03-14")
WHEN = Heading("Datum", "Een dag, een maand of een jaar.", "2026")
REMARK = Heading("Opmerking", "Alleen voor het onderzoek zelf. Dit komt nooit in het rapport.", "Zo vult u een rij in.")
ORIGIN = Heading("Uit bestand", "Uit welk ingelezen bestand deze rij komt. Leeg bij wat u zelf typt.")
NOTE = Heading("Toelichting", "Wat lezers van deze rij moeten weten. Dit staat in het rapport.")
PROVENANCE = Heading(
    "Herkomst",
    "collected: zelf verzameld. published: overgenomen uit een stuk. reconstructed: berekend uit een stuk. "
    "synthetic: verzonnen.",
)
SELECTION = Heading(
    "Selectie",
    "Hoe deze mensen zijn gekozen. random: door loting. everyone: iedereen is gevraagd. purposive: gericht gezocht. "
    "present: wie er was. organisation: gevraagd via de organisatie. Leeg: zoals round.yml zegt.",
)
DIRECTION = Heading("Richting", "1: positief. -1: kritisch. 0: gemengd of neutraal.", "1")
DOCUMENT = Heading("Document", "Welk document: het kenmerk op het blad documents. Kies uit de lijst.")
LOCATOR = Heading("Vindplaats", "Waar in het document, zoals p. 12.", "p. 12")
_USUAL = {"document": DOCUMENT.text, "locator": LOCATOR.text, "provenance": PROVENANCE.text}
