"""The sheets of a codebook that is a workbook, with their columns."""

from collections.abc import Iterable

from pipeline.contracts import headings
from pipeline.contracts.headings import Heading
from pipeline.contracts.respondents import YES_NO
from pipeline.contracts.table import Column, Table
from pipeline.phases.declarations import PHASES

QUESTIONS, CODES, VOICES, INDICATORS = "vragen", "codes", "stemmen", "indicatoren"
INSTRUMENTS, RUNGS, DOMAINS = "meetladders", "treden", "domeinen"
WORKBOOK = "codeboek"
FAVOURABLE = {"higher": "hoger", "lower": "lager"}

_WAS = Heading(
    "Heette eerder",
    "Alleen als u voortbouwt op een ander codeboek: hoe dit daar heette. Is het samengevoegd, zet dan alle oude namen "
    "neer, met ; ertussen.",
)
_REMARK = Column("remark", optional=True, heading=headings.REMARK)


def _yes_no(name: str, title: str, note: str, usual: str) -> Column:
    return Column(name, allowed=YES_NO, optional=True, heading=Heading(title, f"{note} Leeg is {usual}."))


def tables(themes: Iterable[str], instruments: Iterable[str]) -> tuple[Table, ...]:
    """Declare the sheets.

    Parameters
    ----------
    themes, instruments : iterable of str
        Ids of the themes, and of the instruments that all rounds share.
    """
    asked = (
        Column(
            phase.id,
            allowed=YES_NO,
            optional=True,
            heading=Heading(phase.label, f"Stelt u deze vraag bij {phase.plain}? Kies ja. Leeg is nee.", "ja"),
        )
        for phase in PHASES
    )
    questions = Table(
        QUESTIONS,
        (
            Column(
                "id",
                "identifier",
                heading=Heading(
                    "Vraag",
                    "Een kort kenmerk zonder spaties, zoals sfeer. U kiest het in de andere werkboeken. Verander het "
                    "niet meer als er gegevens zijn.",
                    "voorbeeld",
                ),
            ),
            Column(
                "theme",
                allowed=tuple(themes),
                heading=Heading("Thema", "Onder welk thema de vraag valt. Kies uit de lijst."),
            ),
            Column("label", heading=Heading("Naam", "Hoe de vraag kort heet. Dit zien lezers.", "Sfeer")),
            Column(
                "question",
                heading=Heading(
                    "Hele vraag",
                    "De vraag die u wilt beantwoorden, zo gesteld dat «ja» goed nieuws is.",
                    "Voelen mensen zich er thuis?",
                ),
            ),
            *asked,
            Column(
                "instrument",
                optional=True,
                heading=Heading(
                    "Meetladder",
                    f"De meetladder bij deze vraag, als er een is: {', '.join(instruments)}, of een van het blad "
                    f"{INSTRUMENTS}.",
                ),
            ),
            Column("was", optional=True, heading=_WAS),
            _REMARK,
        ),
        workbook=WORKBOOK,
        about="Eén rij is een vraag die u wilt beantwoorden. De volgorde hier is die van het rapport.",
    )
    return (questions, *_BESIDE)


_BESIDE = (
    Table(
        CODES,
        (
            Column(
                "question",
                "identifier",
                references=QUESTIONS,
                heading=Heading("Vraag", "Onder welke vraag van het blad vragen. Kies uit de lijst.", "voorbeeld"),
            ),
            Column(
                "id",
                "identifier",
                heading=Heading(
                    "Code",
                    "Een kort kenmerk zonder spaties. In de andere werkboeken kiest u het bij Aspect. Verander het "
                    "niet meer als er gegevens zijn.",
                    "ontvangst",
                ),
            ),
            Column("label", heading=Heading("Naam", "Hoe de code heet. Dit zien lezers.", "Ontvangst")),
            Column(
                "definition",
                heading=Heading(
                    "Definitie",
                    "Wat eronder valt. Zo kiezen twee mensen dezelfde code.",
                    "Hoe mensen bij binnenkomst worden begroet.",
                ),
            ),
            Column("was", optional=True, heading=_WAS),
            _REMARK,
        ),
        identified_by=2,
        workbook=WORKBOOK,
        about="Eén rij is een code: een onderwerp waarover mensen iets kunnen zeggen, onder één vraag.",
    ),
    Table(
        VOICES,
        (
            Column(
                "id",
                "identifier",
                heading=Heading("Stem", "Een kort kenmerk zonder spaties, zoals jonge_ouders.", "voorbeeld"),
            ),
            Column("label", heading=Heading("Naam", "Hoe deze groep heet. Dit zien lezers.", "Jonge ouders")),
            Column(
                "short",
                optional=True,
                heading=Heading("In een zin", "Kort, zoals u hen in een zin noemt. Leeg: de naam."),
            ),
            Column(
                "definition",
                heading=Heading("Definitie", "Wie erbij horen.", "Ouders met een kind dat jonger is dan vier."),
            ),
            _yes_no("person", "Zijn mensen", "Kan iemand zeggen: dat ben ik? Nee bij een document of register.", "ja"),
            _yes_no("insider", "Van de organisatie", "Spreken zij over hun eigen organisatie?", "nee"),
            _yes_no("researcher", "Onderzoekers", "Deden zij zelf het onderzoek?", "nee"),
            _REMARK,
        ),
        workbook=WORKBOOK,
        about="Eén rij is een groep mensen (een stem) die nog niet in de lijst met gedeelde stemmen staat. Mag leeg.",
    ),
    Table(
        INDICATORS,
        (
            Column(
                "id",
                "identifier",
                heading=Heading("Indicator", "Een kort kenmerk zonder spaties, zoals bezoekers.", "voorbeeld"),
            ),
            Column("label", heading=Heading("Naam", "Wat er is geteld of gemeten.", "Aantal bezoekers")),
            Column(
                "question",
                "identifier",
                references=QUESTIONS,
                heading=Heading("Vraag", "Bij welke vraag dit cijfer hoort. Kies uit de lijst.", "voorbeeld"),
            ),
            Column(
                "aspect",
                "identifier",
                heading=Heading("Code", "Bij welke code van die vraag: zie het blad codes.", "ontvangst"),
            ),
            Column(
                "favourable",
                allowed=tuple(FAVOURABLE.values()),
                heading=Heading("Gunstig is", "Welke kant goed is voor inwoners. Kies hoger of lager.", "hoger"),
            ),
            _yes_no(
                "cumulative",
                "Groeit met het jaar",
                "Telt het op, zoals bezoekers? Nee bij wat gelijk blijft, zoals het aantal vrijwilligers.",
                "ja",
            ),
            _REMARK,
        ),
        workbook=WORKBOOK,
        about="Eén rij is een cijfer dat u in stukken zoekt en dat iets zegt over een code. Mag leeg.",
    ),
    Table(
        INSTRUMENTS,
        (
            Column(
                "id",
                "identifier",
                heading=Heading("Meetladder", "Een kort kenmerk zonder spaties, zoals contactladder.", "voorbeeld"),
            ),
            Column("label", heading=Heading("Naam", "Hoe de meetladder heet.", "Contactladder")),
            Column("source", heading=Heading("Bron", "Waar de meetladder vandaan komt.", "zelf gemaakt, 2026")),
            _REMARK,
        ),
        workbook=WORKBOOK,
        about="Eén rij is een meetladder die alleen deze ronde heeft. Mag leeg.",
    ),
    Table(
        RUNGS,
        (
            Column(
                "instrument",
                "identifier",
                references=INSTRUMENTS,
                heading=Heading("Meetladder", "Van welke meetladder. Kies uit de lijst.", "voorbeeld"),
            ),
            Column(
                "rung",
                "whole_number",
                number=True,
                heading=Heading("Trede", "Een getal; de laagste trede krijgt het laagste getal.", "1"),
            ),
            Column("label", heading=Heading("Naam", "Hoe de trede heet.", "Geen contact")),
            Column(
                "description",
                heading=Heading("Omschrijving", "Wanneer iemand op deze trede staat.", "Ziet niemand uit de buurt."),
            ),
            _yes_no("position", "Is een plek", "Is dit een plek op de ladder? Nee bij «weet niet».", "ja"),
            _REMARK,
        ),
        identified_by=2,
        workbook=WORKBOOK,
        about="Eén rij is een trede van een meetladder van deze ronde. Mag leeg.",
    ),
    Table(
        DOMAINS,
        (
            Column(
                "instrument",
                "identifier",
                references=INSTRUMENTS,
                heading=Heading("Meetladder", "Van welke meetladder. Kies uit de lijst.", "voorbeeld"),
            ),
            Column("id", "identifier", heading=Heading("Domein", "Een kort kenmerk zonder spaties.", "buren")),
            Column("label", heading=Heading("Naam", "Hoe het domein heet.", "Contact met buren")),
            _REMARK,
        ),
        identified_by=2,
        workbook=WORKBOOK,
        about="Eén rij is een domein dat een meetladder van deze ronde scoort. Mag leeg.",
    ),
)
NEEDED = (QUESTIONS, CODES)
"""The sheets that may not be empty."""
