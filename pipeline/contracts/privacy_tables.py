"""The raw tables that say what texts may not show: names, what was decided of what was found, and of each quote."""

from collections.abc import Iterator

from pipeline.contracts.headings import REMARK, Heading
from pipeline.contracts.respondents import YES_NO
from pipeline.contracts.table import NEVER, Column, Context, Found, Table
from pipeline.records import Record

PERSON, ORGANISATION, PLACE = "persoon", "organisatie", "plek"
REPLACE, KEEP, OTHERWISE = "vervangen", "laten staan", "anders"
MAY, REWORD, LEAVE_OUT = "mag", "anders verwoorden", "weglaten"

PRIVACY_NAMES = Table(
    "privacy_names",
    (
        Column("name", leaves=NEVER, heading=Heading("Naam", "Zoals mensen zeggen of schrijven: Karin de Wit.")),
        Column(
            "kind",
            allowed=(PERSON, ORGANISATION, PLACE),
            leaves=NEVER,
            heading=Heading("Soort", "persoon, organisatie of plek."),
        ),
        Column(
            "shown",
            optional=True,
            leaves=NEVER,
            heading=Heading("Lezers zien", "Wat lezers in plaats daarvan zien. Leeg: [naam], [organisatie] of [plek]."),
        ),
        Column(
            "hidden",
            allowed=YES_NO,
            optional=True,
            leaves=NEVER,
            heading=Heading("Verbergen", "Bij nee blijft deze naam staan. Leeg is ja."),
        ),
        Column("remark", optional=True, leaves=NEVER, heading=REMARK),
    ),
)

PRIVACY_DECISIONS = Table(
    "privacy_decisions",
    (
        Column(
            "find_id",
            "identifier",
            leaves=NEVER,
            heading=Heading(
                "Kenmerk", "Van deze woorden in deze tekst. Is de tekst anders, dan geldt het besluit niet."
            ),
        ),
        Column("text", "identifier", leaves=NEVER, heading=Heading("Tekst", "Een kenmerk van de hele tekst.")),
        Column("found", leaves=NEVER, heading=Heading("Gevonden", "De woorden waar het om gaat.")),
        Column("kind", leaves=NEVER, heading=Heading("Wat het is", "Wat klankbord denkt dat het is.")),
        Column("sure", allowed=YES_NO, leaves=NEVER, heading=Heading("Zeker", "Bij nee moet iemand kijken.")),
        Column("place", optional=True, leaves=NEVER, heading=Heading("Waar", "Bestand, blad en cel.")),
        Column("context", optional=True, leaves=NEVER, heading=Heading("Zin", "De woorden eromheen.")),
        Column("proposed", leaves=NEVER, heading=Heading("Voorstel", "Wat lezers zien zolang er geen besluit is.")),
        Column(
            "decision",
            allowed=(REPLACE, KEEP, OTHERWISE),
            optional=True,
            leaves=NEVER,
            heading=Heading("Besluit", "vervangen, laten staan of anders. Leeg: nog geen besluit."),
        ),
        Column("shown", optional=True, leaves=NEVER, heading=Heading("Anders", "Bij anders: wat lezers zien.")),
        Column("remark", optional=True, leaves=NEVER, heading=REMARK),
    ),
)


def _reworded(record: Record, _context: Context) -> Iterator[Found]:
    """Demand other words where a quote is to be told in other words, and that they are others."""
    told = str(record["wording"])
    if record["decision"] == REWORD and not told:
        yield "wording", "Dit citaat moet anders verwoord, maar er staat niet hoe.", "Schrijf het in andere woorden."
    elif told and record["decision"] != REWORD:
        yield "decision", "Er staan andere woorden, maar het besluit is iets anders.", f"Kies: {REWORD}."
    elif told and told.strip(_MARKS).casefold() == str(record["quote"]).strip(_MARKS).casefold():
        yield "wording", "Dit zijn dezelfde woorden als in het citaat.", f"Schrijf het anders, of kies: {MAY}."


_MARKS = " .\"'“”„‘’«»"

QUOTE_CHECKS = Table(
    "quote_checks",
    (
        Column(
            "quote_id",
            "identifier",
            leaves=NEVER,
            heading=Heading("Kenmerk", "Van deze woorden. Zijn de woorden anders, dan geldt het besluit niet."),
        ),
        Column("before", optional=True, leaves=NEVER, heading=Heading("Ervoor", "Wat er vlak voor werd gezegd.")),
        Column("quote", leaves=NEVER, heading=Heading("Citaat", "De woorden die lezers kunnen zien.")),
        Column("after", optional=True, leaves=NEVER, heading=Heading("Erna", "Wat er vlak na werd gezegd.")),
        Column(
            "said_by",
            optional=True,
            leaves=NEVER,
            heading=Heading("Van wie", "De stem, de plek en de kenmerken van wie dit zei. Lezers zien dit niet zo."),
        ),
        Column(
            "alike",
            "whole_number",
            optional=True,
            leaves=NEVER,
            heading=Heading("Hoeveel zo", "Zoveel mensen die iets zeiden, zijn alles wat bij «Van wie» staat."),
        ),
        Column(
            "decision",
            allowed=(MAY, REWORD, LEAVE_OUT),
            optional=True,
            leaves=NEVER,
            heading=Heading(
                "Besluit",
                f"Is iemand hieraan te herkennen? Kies {MAY}, {REWORD} of {LEAVE_OUT}. Leeg: nog niet nagekeken.",
            ),
        ),
        Column(
            "wording",
            optional=True,
            leaves=NEVER,
            heading=Heading("Andere woorden", f"Bij {REWORD}: wat lezers zien, zonder aanhalingstekens."),
        ),
        Column("reason", optional=True, leaves=NEVER, heading=Heading("Reden", "Waarom. Komt nooit in het rapport.")),
        Column(
            "checked_by",
            optional=True,
            leaves=NEVER,
            heading=Heading("Nagekeken door", "Wie keek: iemand die de groep kent. Komt nooit in het rapport."),
        ),
    ),
    checks=(_reworded,),
)
"""Of each quote that readers may see, whether somebody is recognised by it; in a workbook, for the team only."""
