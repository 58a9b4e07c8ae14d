"""The raw tables that say what texts may not show: names that a round knows, and what was decided of what was found."""

from pipeline.contracts.headings import REMARK, Heading
from pipeline.contracts.respondents import YES_NO
from pipeline.contracts.table import NEVER, Column, Table

PERSON, ORGANISATION, PLACE = "persoon", "organisatie", "plek"
REPLACE, KEEP, OTHERWISE = "vervangen", "laten staan", "anders"

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
