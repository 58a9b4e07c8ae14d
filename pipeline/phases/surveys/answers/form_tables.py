"""The sheets of `enquetes/vragenlijsten.xlsx`: questionnaires as people fill them in, a row a question of a survey."""

from pipeline.contracts import headings
from pipeline.contracts.headings import Heading
from pipeline.contracts.respondents import YES_NO
from pipeline.contracts.selection import SELECTION
from pipeline.contracts.table import Column, Table

WORKBOOK = "vragenlijsten"
SURVEYS, ABOUT, ITEMS, ANSWERS = "vragenlijsten", "kolommen", "items", "antwoorden"
# What people call each kind, and either end of a scale; and what a column about who answered can say.
KINDS = {
    "stelling": "likert",
    "keuze": "choice",
    "meerkeuze": "several",
    "volgorde": "ranking",
    "cijfer": "mark",
    "getal": "number",
    "open": "open",
}
ENDS = {"hoog": "high", "laag": "low"}
PERSON, VOICE, UNIT, IGNORED = "deelnemer", "stem", "onderdeel", "overslaan"

_CODES = "een code met wat zij betekent, en ; ertussen, zoals 1: jong; 2: oud"
_REMARK = Column("remark", optional=True, heading=headings.REMARK)
_SURVEY = Column(
    "survey",
    "identifier",
    references=SURVEYS,
    heading=Heading("Vragenlijst", "Van welke vragenlijst. Kies uit de lijst.", "voorbeeld"),
)
_MISSING = Column(
    "missing",
    optional=True,
    heading=Heading(
        "Geen antwoord",
        f"Welke codes geen antwoord zijn: {_CODES.replace('1: jong; 2: oud', '98: geweigerd; 99: weet niet')}.",
    ),
)


def _number(name: str, title: str, note: str, example: str = "") -> Column:
    return Column(name, optional=True, heading=Heading(title, note, example))


FORM_TABLES = (
    Table(
        SURVEYS,
        (
            Column(
                "survey",
                "identifier",
                heading=Heading(
                    "Vragenlijst",
                    "Hoe het bestand met de antwoorden heet, zonder .csv, .xlsx of .sav. Zoals bewoners.",
                    "voorbeeld",
                ),
            ),
            Column("label", heading=Heading("Naam", "Hoe de vragenlijst heet. Dit zien lezers.", "Bewonersenquête")),
            Column("date", "date", optional=True, heading=headings.WHEN),
            Column("selection", allowed=SELECTION.allowed, optional=True, heading=headings.SELECTION),
            Column(
                "invited",
                optional=True,
                heading=Heading(
                    "Gevraagd",
                    "Hoeveel mensen zijn gevraagd. Een getal; of per stem, zoals bewoners: 300; klanten: 100.",
                    "400",
                ),
            ),
            Column(
                "population",
                "positive",
                optional=True,
                heading=Heading(
                    "Uit hoeveel", "Uit hoeveel mensen zij zijn gekozen. Leeg als u dat niet weet.", "3000"
                ),
            ),
            Column(
                "voice",
                "voice",
                optional=True,
                heading=Heading(
                    "Stem", "Wie haar invulden. Leeg als een kolom in het bestand dat zegt, of als het deelnemers zijn."
                ),
            ),
            Column(
                "linked",
                allowed=YES_NO,
                optional=True,
                heading=Heading(
                    "Bekende mensen", "Zijn het mensen uit deelnemers.xlsx, met dezelfde schuilnamen? Leeg is nee."
                ),
            ),
            _MISSING,
            _REMARK,
        ),
        workbook=WORKBOOK,
        about="Eén rij is een vragenlijst. Het bestand met de antwoorden zet u in dezelfde map.",
    ),
    Table(
        ABOUT,
        (
            _SURVEY,
            Column(
                "column",
                heading=Heading("Kolom in het bestand", "De kop van de kolom, precies zoals in het bestand.", "Nummer"),
            ),
            Column(
                "says",
                heading=Heading(
                    "Zegt iets over",
                    f"{PERSON}: wie het is. {VOICE} of {UNIT}: bij welke groep of plek iemand hoort. {IGNORED}: niet "
                    "nodig. Of een kenmerk uit round.yml.",
                    PERSON,
                ),
            ),
            Column("values", optional=True, heading=Heading("Codes", f"Als er codes staan: {_CODES}.")),
            _REMARK,
        ),
        identified_by=2,
        workbook=WORKBOOK,
        about="Eén rij is een kolom van het bestand die geen vraag is. Wat elk programma toevoegt, mag weg.",
    ),
    Table(
        ITEMS,
        (
            _SURVEY,
            Column("id", "identifier", heading=Heading("Item", "Een kort kenmerk zonder spaties.", "v_welkom")),
            Column(
                "column",
                optional=True,
                heading=Heading(
                    "Kolom in het bestand",
                    "De kop van de kolom met de antwoorden. Leeg als die heet als het item, of als elk "
                    "antwoord een kolom heeft. Bij een volgorde met een kolom per plaats: alle koppen, met ; ertussen.",
                    "V1",
                ),
            ),
            Column("label", heading=Heading("Vraagtekst", "Wat er is gevraagd, precies.", "Ik voel mij hier welkom")),
            Column(
                "kind",
                allowed=tuple(KINDS),
                heading=Heading(
                    "Soort",
                    "stelling: van oneens tot eens. keuze: één antwoord. meerkeuze: meer antwoorden. volgorde: op "
                    "volgorde gezet. cijfer: een rapportcijfer. getal: iets geteld. open: eigen woorden.",
                    "stelling",
                ),
            ),
            Column(
                "scale",
                optional=True,
                heading=Heading("Schaal", f"De naam van de antwoorden op het blad {ANSWERS}.", "eens"),
            ),
            Column("question", "question", optional=True, heading=headings.QUESTION),
            Column("aspect", "identifier", optional=True, heading=headings.ASPECT),
            Column(
                "favourable",
                optional=True,
                heading=Heading(
                    "Gunstig",
                    "Wat goed nieuws is: hoog of laag; bij keuze en meerkeuze de goede antwoorden, met ; ertussen. "
                    "Leeg: deze vraag wijst geen kant op.",
                    "hoog",
                ),
            ),
            Column(
                "unfavourable",
                optional=True,
                heading=Heading("Ongunstig", "Bij keuze: de antwoorden die geen goed nieuws zijn, met ; ertussen."),
            ),
            Column(
                "reversed",
                allowed=YES_NO,
                optional=True,
                heading=Heading(
                    "Omgekeerd",
                    "Alleen bij een set: is de stelling andersom gesteld dan de andere? Leeg is nee. Welke kant goed "
                    "nieuws is, zegt Gunstig.",
                ),
            ),
            Column(
                "set",
                optional=True,
                heading=Heading("Set", "Stellingen die samen iets meten, krijgen dezelfde naam. Mag leeg."),
            ),
            _number("norm", "Norm", "Bij een cijfer of getal: vanaf welk getal het goed is."),
            _number("lowest", "Laagste", "Bij een cijfer: het laagste dat kon. Leeg is 1."),
            _number("highest", "Hoogste", "Bij een cijfer: het hoogste dat kon. Leeg is 10."),
            Column(
                "measure", optional=True, heading=Heading("Maat", "Bij een getal: wat er is geteld, zoals minuten.")
            ),
            Column(
                "separator",
                optional=True,
                heading=Heading("Scheidingsteken", "Bij meerkeuze in één kolom: wat er tussen de antwoorden staat."),
            ),
            _MISSING,
            Column(
                "earlier",
                optional=True,
                heading=Heading(
                    "Eerdere volgorde",
                    "Alleen bij een volgorde die al eens is gevraagd: de antwoorden van toen, van eerste naar laatste, "
                    "met ; ertussen. Deelden er twee een plaats, dan met = ertussen.",
                ),
            ),
            Column(
                "earlier_when",
                optional=True,
                heading=Heading("Van wanneer", "Bij een eerdere volgorde: welke meting dat was, zoals nulmeting 2019."),
            ),
            _REMARK,
        ),
        identified_by=2,
        phase="surveys",
        workbook=WORKBOOK,
        about="Eén rij is een vraag van een vragenlijst.",
    ),
    Table(
        ANSWERS,
        (
            _SURVEY,
            Column("scale", heading=Heading("Schaal", "De naam waaronder deze antwoorden bij elkaar horen.", "eens")),
            Column("label", heading=Heading("Antwoord", "Het antwoord. Van laag naar hoog.", "helemaal oneens")),
            Column(
                "code",
                optional=True,
                heading=Heading("Code", "Wat er in het bestand staat. Leeg: 1, 2, 3 enzovoort.", "1"),
            ),
            Column(
                "column",
                optional=True,
                heading=Heading(
                    "Kolom in het bestand", "Alleen bij meerkeuze en volgorde, als elk antwoord een eigen kolom heeft."
                ),
            ),
            _REMARK,
        ),
        identified_by=3,
        workbook=WORKBOOK,
        about="Eén rij is een antwoord dat gegeven kon worden.",
    ),
)
