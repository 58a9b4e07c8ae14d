"""The kinds of tables that phases share: who or what spoke, and what was said."""

from pipeline.contracts import headings
from pipeline.contracts.checks import (
    asked_in_phase,
    aspect_belongs,
    has_a_place,
    own_voice,
    part_of_source,
    part_of_total,
    voice_of_answers,
)
from pipeline.contracts.headings import Heading
from pipeline.contracts.table import NEVER, PERSONS, PUBLIC, Column, Table

# What somebody else published has a place in a document (`has_a_place`); what we heard ourselves need not.
DOCUMENT = Column("document", references="documents", optional=True, leaves=PUBLIC, heading=headings.DOCUMENT)
PLACE = (DOCUMENT, Column("locator", optional=True, leaves=PUBLIC, heading=headings.LOCATOR))


PLACED = "content"


# What readers have to know of a row, in words made to be read; what is only for who does the research is a remark.
NOTE = Column("note", optional=True, backs=True, leaves=PUBLIC, heading=headings.NOTE)
# Of what was collected: nobody has to write behind each row where it comes from.
OWN_PROVENANCE = Column(
    "provenance", "provenance", heading=headings.PROVENANCE, usual=lambda round_: round_.own_provenance
)
# Of which imported file a row was made; what people type has none.
ORIGIN = Column("origin", optional=True, leaves=NEVER, heading=headings.ORIGIN)


def closing() -> tuple[Column, ...]:
    """Give the columns that most tables end with: where a row comes from, and a remark, which never leaves."""
    return (
        Column("provenance", "provenance", heading=headings.PROVENANCE),
        Column("remark", optional=True, leaves=NEVER, heading=headings.REMARK),
    )


def sources(name: str, *special: Column) -> Table:
    """Declare a table of who or what spoke: interviews, groups, surveys, documents.

    Parameters
    ----------
    name : str
        Name of the table.
    special : Column
        Columns that only this table has.
    """
    columns = (
        Column(
            "source_id",
            "identifier",
            leaves=PUBLIC,
            heading=Heading(
                "Bron", "Een kenmerk zonder spaties. Het blad met uitspraken verwijst ernaar.", "voorbeeld"
            ),
        ),
        Column("label", leaves=PUBLIC, heading=Heading("Naam", "Hoe lezers deze bron zien.", "Jaarverslag 2025")),
        Column("voice", "voice", heading=headings.VOICE),
        Column(
            "persons",
            "whole_number",
            optional=True,
            number=True,
            backs=True,
            heading=Heading("Aantal mensen", "Hoeveel mensen dit zijn. Leeg bij een document."),
        ),
        Column(
            "persons_at_most",
            "positive",
            optional=True,
            number=True,
            heading=Heading(
                "Hoogstens", "Spreken stukken elkaar tegen: het hoogste aantal, en bij Aantal mensen het laagste."
            ),
        ),
        Column(
            "consists_of",
            optional=True,
            references=name,
            several=True,
            leaves=PUBLIC,
            heading=Heading(
                "Bestaat uit", "Is dit van andere bronnen samen: welke, met ; ertussen. De mensen tellen daar."
            ),
        ),
        *special,
        Column("date", "date", optional=True, backs=True, leaves=PUBLIC, heading=headings.WHEN),
        *PLACE,
        *closing(),
        NOTE,
    )
    return Table(name, columns, says="{label}", checks=(has_a_place,))


def statements(name: str, phase: str, sources: str, counted: str = PERSONS) -> Table:
    """Declare a table of what was said, in our own words, coded to question, aspect, voice and direction.

    Parameters
    ----------
    name : str
        Name of the table.
    phase : str
        Id of the phase.
    sources : str
        Name of the table of who or what spoke.
    counted : str
        What a number in its rows counts.
    """
    columns = (
        Column(
            "statement_id",
            "identifier",
            leaves=PUBLIC,
            heading=Heading("Uitspraak", "Een eigen kenmerk, zoals U001.", "voorbeeld"),
        ),
        Column(
            "source",
            "identifier",
            references=sources,
            leaves=PUBLIC,
            heading=Heading("Bron", "Uit welke bron. Kies uit de lijst.", "jaarverslag"),
        ),
        *PLACE,
        Column("question", "question", heading=headings.QUESTION),
        Column("aspect", "identifier", leaves=PUBLIC, heading=headings.ASPECT),
        Column("voice", "voice", heading=headings.VOICE),
        Column("direction", "direction", number=True, heading=headings.DIRECTION),
        Column(
            "n",
            "whole_number",
            optional=True,
            number=True,
            backs=True,
            heading=Heading("Aantal", "Hoeveel mensen dit zeiden."),
        ),
        Column(
            "n_total",
            "whole_number",
            optional=True,
            number=True,
            backs=True,
            heading=Heading("Van de", "Hoeveel mensen er zijn gevraagd."),
        ),
        Column(
            "quantifier",
            optional=True,
            leaves=PUBLIC,
            heading=Heading("Hoeveelheidswoord", "Het woord uit het stuk, zoals de meesten."),
        ),
        Column(
            "statement",
            leaves=PUBLIC,
            heading=Heading(
                "Uitspraak in eigen woorden",
                "Wat er staat, in uw eigen woorden.",
                "Er komen meer bezoekers dan in 2024.",
            ),
        ),
        *closing(),
        # A report doesn't say where it has this from: it was put with this phase for what it is about.
        Column(
            "placed",
            allowed=(PLACED,),
            optional=True,
            heading=Heading("Ingedeeld", "content: het stuk zegt niet waar het dit vandaan heeft."),
        ),
    )
    checks = (has_a_place, aspect_belongs, asked_in_phase, own_voice, voice_of_answers, part_of_source, part_of_total)
    return Table(
        name,
        columns,
        phase=phase,
        sources=sources,
        counted=counted,
        says="{statement}",
        quoted=True,
        checks=checks,
        distinct=("source", "question", "aspect", "voice", "direction", "n", "locator", "statement"),
    )
