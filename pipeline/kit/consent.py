"""The information letter and the consent form, in plain Dutch, by what the AVG asks of both.

What people must be told: AVG (Regulation (EU) 2016/679), articles 7, 12 and 13. What the form asks is what the columns
on consent of `respondents` hold, so that nothing has to be thought of when it is typed in.
"""

from collections.abc import Iterator, Sequence

from pipeline.blocks import Block, Column, Heading, Muted, Strong, Table, Text
from pipeline.contracts.respondents import RESPONDENTS
from pipeline.dutch import listed
from pipeline.phases.fieldwork import Fieldwork, Handout, bullets

AGREED = {
    "consent_recorded": "Het gesprek mag worden opgenomen.",
    "consent_quotable": "Wat ik zeg, mag letterlijk in het rapport staan, zonder mijn naam.",
    "consent_recognisable": "Wie mij kent, mag in het rapport kunnen zien dat ik dit zei.",
    "consent_deposit": "Wat ik vertel, mag bewaard blijven als het onderzoek klaar is, zonder mijn naam.",
    "consent_contact": "U mag mij later nog een keer iets vragen.",
}
"""What somebody agrees to, by the column that it goes to."""
UNTIL = "consent_until"


def letter(work: Fieldwork, asks: Sequence[str]) -> Handout:
    """Make the information letter.

    Parameters
    ----------
    work : Fieldwork
        The round.
    asks : sequence of str
        What is asked of people, for each way of collecting in which they are spoken to.
    """
    return Handout("informatiebrief", "Doet u mee aan een onderzoek?", "Vooraf geven", tuple(_letter(work, asks)))


def _letter(work: Fieldwork, asks: Sequence[str]) -> Iterator[Block]:
    round_ = work.round
    yield Text(
        f"Wij doen onderzoek naar {round_.organisation} in {round_.place}. Wij vragen u om mee te doen. In deze brief "
        "staat wat dat betekent. Lees hem rustig. Stel gerust vragen."
    )
    yield Heading("Waar gaat het over?", 2)
    yield Text(f"Wij willen weten: {round_.question} {round_.summary}")
    yield Heading("Wie doet het onderzoek?", 2)
    makers = listed(round_.makers) if round_.makers else ""
    yield Text(("Het onderzoek wordt gedaan door:", _or_fill_in(makers, "naam van het bureau of de onderzoekers")))
    yield Text(("Het onderzoek is gevraagd door:", _or_fill_in(round_.client, "naam van de opdrachtgever")))
    yield Heading("Wat vragen wij van u?", 2)
    yield bullets(*asks)
    yield Heading("U beslist zelf", 2)
    yield Text(
        "U hoeft niet mee te doen. U hoeft niet te zeggen waarom niet. Doet u mee, dan mag u altijd stoppen. U hoeft "
        "niet op elke vraag te antwoorden. Wat u ook kiest: aan uw hulp of werk verandert niets."
    )
    yield Heading("Wat gebeurt er met wat u vertelt?", 2)
    yield bullets(
        "Wij schrijven op wat u vertelt. Wij nemen het gesprek alleen op als u dat goed vindt.",
        "Wij gebruiken een schuilnaam. Uw naam komt niet in het rapport.",
        "Wat u letterlijk zei, komt alleen in het rapport als u dat goed vindt.",
        "Alles wat u vertelde, zien alleen de onderzoekers. In het rapport staat kort wat mensen samen zeggen.",
    )
    yield Heading("Uw gegevens en de wet (AVG)", 2)
    yield Text(
        "Wij mogen uw gegevens gebruiken omdat u daar toestemming voor geeft. U geeft die op een formulier. U mag uw "
        "toestemming altijd intrekken. Dat geldt vanaf dat moment: wat al is gedaan, blijft gedaan."
    )
    yield bullets(
        "U mag zien wat wij van u hebben.",
        "U mag het laten verbeteren of weghalen.",
        "U mag vragen om uw gegevens even niet te gebruiken.",
        "U mag een kopie krijgen van wat u ons gaf.",
        "Vindt u dat wij niet goed met uw gegevens omgaan? U kunt klagen bij de Autoriteit Persoonsgegevens: "
        "autoriteitpersoonsgegevens.nl.",
    )
    yield Text(("Voor uw gegevens is verantwoordelijk:", _fill_in("naam, adres en telefoonnummer")))
    yield Text(
        (
            "De functionaris gegevensbescherming is:",
            _fill_in("naam en e-mailadres, of haal deze regel weg als die er niet is"),
        )
    )
    yield Text(("Wij bewaren uw gegevens tot:", _fill_in("datum"), "Langer bewaren wij alleen wat u goed vindt."))
    yield Heading("Vragen?", 2)
    yield Text(("Bel of mail:", _fill_in("naam, telefoonnummer en e-mailadres")))


def form() -> Handout:
    """Make the consent form."""
    return Handout(
        "toestemmingsformulier",
        "Ik doe mee",
        "Samen invullen, voor het gesprek",
        tuple(_form()),
        f"{RESPONDENTS.workbook}.xlsx, blad {RESPONDENTS.name}",
    )


def _form() -> Iterator[Block]:
    title = {column.name: column.title for column in RESPONDENTS.columns}
    yield bullets(
        "Ik heb de informatiebrief gelezen, of iemand heeft hem mij verteld.",
        "Ik kon vragen stellen.",
        "Ik weet dat ik niet hoef mee te doen, en dat ik altijd mag stoppen.",
        "Ik geef toestemming om te gebruiken wat ik vertel, zoals in de brief staat.",
    )
    yield Text("Kruis bij elke zin ja of nee aan. Zegt u nee, dan doen wij dat niet. U kunt dan toch meedoen.")
    rows = tuple(((text, Muted(f"({title[name]})")), "☐ ja", "☐ nee") for name, text in AGREED.items())
    yield Table("Waar ik het mee eens ben", (Column("Zin", names=True), Column("Ja"), Column("Nee")), rows, form=True)
    yield Text(
        "Mag het gesprek niet worden opgenomen? Dan staat er ook niets letterlijk van u in het rapport. Wilt u niet "
        "dat anderen u herkennen? Dan gebruiken wij uw woorden alleen als er genoeg mensen zoals u meedoen."
    )
    signed = (
        ((("Mijn toestemming geldt tot en met"), Muted(f"({title[UNTIL]}; leeg is zonder einde)")), None),
        ("Naam", None),
        ("Datum", None),
        ("Handtekening", None),
        ("Handtekening van een ouder of verzorger, als u jonger bent dan 16 jaar", None),
    )
    yield Table("Ondertekening", (Column("Wat", names=True), Column("Invullen")), signed, form=True)
    yield Heading("In te vullen door de onderzoeker", 2)
    ours = tuple((title[name], None) for name in ("respondent_id", "voice", "unit"))
    yield Table(
        "Zet dit in het werkboek", (Column("Kop in het werkboek", names=True), Column("Invullen")), ours, form=True
    )
    yield Text(
        "Achter elke zin staat de kop waaronder u het antwoord zet. Bewaar dit formulier apart van de werkboeken: "
        "alleen hier staan naam en schuilnaam bij elkaar. De naam komt in geen enkel bestand."
    )


def _or_fill_in(text: str, what: str) -> str | Strong:
    return f"{text.rstrip('.')}." if text else _fill_in(what)


def _fill_in(what: str) -> Strong:
    return Strong(f"[Vul in: {what}]")
