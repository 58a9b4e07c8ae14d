"""The raw tables of documents, units and figures: what is printed, where, and what follows from it."""

import re
from collections.abc import Iterator

from pipeline.contracts import headings
from pipeline.contracts.checks import aspect_belongs, can_be_computed
from pipeline.contracts.headings import Heading, named
from pipeline.contracts.kinds import NOTE, closing
from pipeline.contracts.provenance import REPORTED
from pipeline.contracts.table import NEVER, PUBLIC, Column, Context, Found, Table
from pipeline.records import Record
from pipeline.statistics.dates import read_date, year
from pipeline.statistics.formula import parse_all
from pipeline.statistics.printed import read_printed
from pipeline.statistics.said import sayings

MEASURES = (
    "aantal",
    "personen",
    "uren",
    "euro",
    "procent",
    "procentpunt",
    "rapportcijfer",
    "trede",
    "aandeel",
    "factor",
    "jaar",
    "datum",
    "fte",
    "m2",
)
# What can be added up over rooms, and grows with the year: a percentage or a mark does neither.
ADDITIVE = frozenset({"aantal", "personen", "uren", "euro"})
# Where something is printed: a figure or a conclusion that is in no document is nobody's.
PRINTED_IN = (
    Column("document", references="documents", leaves=PUBLIC, heading=headings.DOCUMENT),
    Column("locator", leaves=PUBLIC, heading=headings.LOCATOR),
)


# The highest mark that there is at school, and in reports.
_HIGHEST_MARK = 10


def beyond(figure: Record) -> str:
    """Say that a figure can't be what it says: a share of people above all of them, a mark above ten; else nothing."""
    value = read_printed(figure["printed"]).value
    share = figure["measure"] == "procent" and (figure["n"] or figure["percent_group"]) and not figure["sd_of"]
    if share and not 0 <= value <= 100:
        return "Een deel van een groep ligt tussen 0 en 100%."
    if figure["measure"] == "rapportcijfer" and not figure["sd_of"] and not 0 <= value <= _HIGHEST_MARK:
        return f"Een rapportcijfer ligt tussen 0 en {_HIGHEST_MARK}."
    return ""


# What is counted in whole ones or in hundredths at most: three digits behind a comma are thousands, in English.
_THOUSANDS = re.compile(r"(?<![0-9.,])([0-9]{1,3}),([0-9]{3})(?![0-9])")


def _thousands(record: Record, _context: Context) -> Iterator[Found]:
    """Ask about a comma before three digits, of what has no thousandths."""
    if record["measure"] in {"aantal", "personen", "euro"} and (match := _THOUSANDS.search(record["printed"])):
        yield (
            "printed",
            f"Is dit {match[1]}.{match[2]}, of een getal met drie decimalen? Zo gelezen is het {match[1]} en nog iets.",
            f"Schrijf {match[1]}.{match[2]}, of laat de laatste decimaal weg.",
        )


def _can_be(record: Record, _context: Context) -> Iterator[Found]:
    """Demand that a figure of our own can be what it says; what a report prints is for the auditor."""
    if record["provenance"] not in REPORTED and (what := beyond(record)):
        yield "printed", what, f"Controleer het getal, en {named('measure')}."


def _is_a_date(record: Record, _context: Context) -> Iterator[Found]:
    """Demand a date where the measure is one, and nowhere else."""
    dated = read_date(record["printed"]) or (record["measure"] == "datum" and year(record["printed"]))
    if record["measure"] == "datum" and not dated:
        mend = "Schrijf een dag, een maand of een jaar: 1 maart 2007, augustus 2007, eind 2007, of 2007."
        yield "printed", "Dit is geen datum.", mend
    elif record["measure"] != "datum" and dated:
        yield "measure", "Er staat een datum.", f"Kies datum, of verbeter {named('printed')}."


def _beside_others(record: Record, _context: Context) -> Iterator[Found]:
    """Demand that a figure lies beside others, and that is said why the difference is no contradiction."""
    own = record["figure_id"]
    beside = [("compare_with", formula) for formula in parse_all(record["compare_with"])]
    for column, formula in [*beside, *(("said", said.beside) for said in sayings(record["said"]))]:
        if formula and own in formula.names:
            yield column, "Een cijfer ligt niet naast zichzelf.", "Noem een ander cijfer, of maak dit leeg."
            return
    if beside and not record["note"]:
        mend = f"Schrijf bij {named('note')} waarom dit geen tegenspraak is, zoals een ander jaar of een andere groep."
        yield "note", "Er ligt een ander cijfer naast, en er staat niet bij waarom dat anders mag zijn.", mend


def _spread_has_n(record: Record, context: Context) -> Iterator[Found]:
    """Demand that a standard deviation is over at least two."""
    mean = context.rows["figures"].get(record["sd_of"])
    if mean and int(record["n"] or mean["n"] or 0) < 2:
        yield (
            "n",
            f"Bij een spreiding hoort een {named('n')} van minstens 2.",
            f"Vul {named('n')} in, hier of bij het gemiddelde.",
        )


DOCUMENTS = Table(
    "documents",
    (
        Column(
            "document",
            leaves=PUBLIC,
            heading=Heading(
                "Kenmerk", "Een kort kenmerk voor dit document, zoals D1. Andere bladen verwijzen ernaar.", "voorbeeld"
            ),
        ),
        Column(
            "title",
            leaves=PUBLIC,
            heading=Heading("Titel", "De titel zoals die op het stuk staat.", "Jaarverslag 2025"),
        ),
        Column("publisher", leaves=PUBLIC, heading=Heading("Uitgever", "Wie het uitgaf.", "Stichting De Linde")),
        Column("date", "date", backs=True, leaves=PUBLIC, heading=headings.WHEN),
        Column(
            "kind",
            leaves=PUBLIC,
            heading=Heading("Soort", "Wat voor stuk het is, zoals jaarverslag of plan.", "jaarverslag"),
        ),
        Column("purpose", optional=True, leaves=PUBLIC, heading=Heading("Doel", "Waarvoor het is geschreven.")),
        Column("commissioned_by", optional=True, leaves=PUBLIC, heading=Heading("Opdrachtgever", "Wie erom vroeg.")),
        Column(
            "independence",
            optional=True,
            leaves=PUBLIC,
            heading=Heading("Onafhankelijkheid", "Hoe los de schrijver staat van wie het betreft."),
        ),
        Column(
            "targets",
            allowed=("indicative",),
            optional=True,
            heading=Heading(
                "Doelen",
                "indicative: het stuk noemt zijn doelen indicatief. Meer bij het een mag dan minder bij het ander "
                "goedmaken.",
            ),
        ),
        Column("remark", optional=True, leaves=NEVER, heading=headings.REMARK),
        NOTE,
    ),
    says="{title}",
    workbook="deskresearch",
    about="Eén rij is een document dat u las.",
)

UNITS = Table(
    "units",
    (
        Column(
            "unit_id",
            "identifier",
            leaves=PUBLIC,
            heading=Heading("Kenmerk", "Een kort kenmerk zonder spaties.", "voorbeeld"),
        ),
        Column("label", leaves=PUBLIC, heading=Heading("Naam", "De naam zoals lezers die zien.", "De Linde")),
        Column(
            "kind",
            allowed=("room", "organisation", "average", "area", "partner"),
            heading=Heading(
                "Soort",
                "room: een onderdeel. organisation: het geheel. average: een gemiddelde. area: een gebied. "
                "partner: een andere organisatie.",
                "room",
            ),
        ),
        Column(
            "aliases",
            optional=True,
            leaves=PUBLIC,
            heading=Heading("Ook geschreven als", "Andere schrijfwijzen, met ; ertussen.", "Linde; buurthuis De Linde"),
        ),
        *closing(),
    ),
    known_as=("label", "aliases"),
    says="{label}",
    audited=True,
    workbook="deelnemers",
    about="Eén rij is een onderdeel of plek, zoals die in de lijsten staat.",
)

FIGURES = Table(
    "figures",
    (
        Column(
            "figure_id",
            "identifier",
            leaves=PUBLIC,
            heading=Heading("Kenmerk", "Een eigen kenmerk zonder spaties.", "voorbeeld"),
        ),
        *PRINTED_IN,
        Column("phase", "phase", heading=Heading("Fase", "Bij welke fase het cijfer hoort. Meestal desk_research.")),
        Column(
            "series",
            "identifier",
            leaves=PUBLIC,
            heading=Heading("Reeks", "Een naam voor cijfers die bij elkaar horen.", "bezoek"),
        ),
        Column("quantity", leaves=PUBLIC, heading=Heading("Wat", "Wat er is geteld of gemeten.", "bezoekers")),
        Column("unit", optional=True, references="units", loose=True, leaves=PUBLIC, heading=headings.UNIT),
        Column(
            "period",
            optional=True,
            backs=True,
            leaves=PUBLIC,
            heading=Heading("Periode", "Waarover het cijfer gaat.", "2025"),
        ),
        Column(
            "role",
            allowed=("target", "realised", "budget", "rate", "context"),
            optional=True,
            heading=Heading(
                "Rol",
                "target: afgesproken. realised: bereikt. budget: begroot. rate: een verhouding. context: achtergrond.",
            ),
        ),
        Column(
            "measure",
            allowed=MEASURES,
            heading=Heading("Maat", "Waarin het is uitgedrukt. Kies uit de lijst.", "personen"),
        ),
        Column(
            "printed",
            "printed",
            heading=Heading("Gedrukt", "Het getal precies zoals het er staat, zoals 12,5% of ca. 90.", "140"),
        ),
        Column(
            "n",
            "positive",
            optional=True,
            number=True,
            backs=True,
            heading=Heading("n", "Van hoeveel mensen of dingen het cijfer is."),
        ),
        Column(
            "items",
            "positive",
            optional=True,
            number=True,
            heading=Heading("Aantal vragen", "Bij een gemiddelde over vragen: hoeveel vragen."),
        ),
        Column(
            "percent_group",
            "identifier",
            optional=True,
            leaves=PUBLIC,
            heading=Heading(
                "Samen 100%", "Dezelfde naam voor de antwoorden op één vraag: percentages, of aantallen van de n."
            ),
        ),
        Column(
            "sd_of",
            "identifier",
            optional=True,
            references="figures",
            leaves=PUBLIC,
            heading=Heading("Spreiding van", "Van welk cijfer dit de spreiding is."),
        ),
        Column(
            "method",
            optional=True,
            leaves=PUBLIC,
            heading=Heading("Methode", "Hoe het is gemeten, zoals het stuk zegt."),
        ),
        Column(
            "indicator", "indicator", optional=True, heading=Heading("Indicator", "Een indicator uit het codeboek.")
        ),
        Column("question", "question", optional=True, heading=headings.QUESTION),
        Column("aspect", "identifier", optional=True, leaves=PUBLIC, heading=headings.ASPECT),
        Column(
            "formula",
            "formulas",
            optional=True,
            references="figures",
            heading=Heading(
                "Formule",
                "Hoe het volgt uit andere cijfers, met hun kenmerken: a + b. Bij een percentage: deel / geheel. "
                "Op meer manieren: ; ertussen.",
            ),
        ),
        Column(
            "formula_basis",
            allowed=("assumed",),
            optional=True,
            heading=Heading("Grond van de formule", "assumed: het stuk zegt niet zelf dat het zo is berekend."),
        ),
        Column(
            "same_as",
            "identifier",
            optional=True,
            references="figures",
            leaves=PUBLIC,
            heading=Heading("Herhaalt", "Het kenmerk van het cijfer dat hier opnieuw staat."),
        ),
        Column(
            "compare_with",
            "formulas",
            optional=True,
            references="figures",
            beside=True,
            heading=Heading(
                "Leg ernaast",
                "Een cijfer of formule dat anders mag zijn, maar opvalt: een ander moment, een andere omschrijving. "
                "Zeg bij Toelichting waarom.",
            ),
        ),
        Column(
            "said",
            "sayings",
            optional=True,
            references="figures",
            beside=True,
            heading=Heading(
                "Gezegd",
                "Wat de tekst ervan zegt naast een ander cijfer: boven b, ver boven b, gedaald sinds b, bijna b, "
                "gelijk aan b. Of: meerderheid. Meer: ; ertussen.",
            ),
        ),
        Column(
            "answers",
            allowed=("several",),
            optional=True,
            heading=Heading(
                "Antwoorden", "several: mensen konden meer antwoorden geven, dus samen hoeven die niet op te tellen."
            ),
        ),
        *closing(),
        NOTE,
    ),
    says="{quantity}: {printed}",
    quoted=True,
    audited=True,
    checks=(aspect_belongs, _spread_has_n, can_be_computed, _can_be, _thousands, _is_a_date, _beside_others),
    workbook="deskresearch",
    about="Eén rij is een cijfer uit een document, zoals het er staat.",
)

DERIVED = Table(
    "derived",
    (
        Column("derived_id", "identifier", leaves=PUBLIC),
        Column("label", leaves=PUBLIC),
        Column("formula", "formula", references="figures"),
        Column("measure", allowed=MEASURES),
        Column("unit", optional=True, leaves=PUBLIC),
        Column("period", optional=True, backs=True, leaves=PUBLIC),
        Column("question", "question", optional=True),
        Column("aspect", "identifier", optional=True, leaves=PUBLIC),
        Column("remark", optional=True, leaves=NEVER),
        NOTE,
    ),
    says="{label}",
    audited=True,
    checks=(aspect_belongs, can_be_computed),
)
