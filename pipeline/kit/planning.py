"""The planning of a round: who does what, who decides, and where what is collected goes."""

from collections.abc import Iterator, Sequence

from pipeline.blocks import Block, Column, Heading, Table, Text
from pipeline.dutch import listed
from pipeline.phases.declarations import PHASES
from pipeline.phases.fieldwork import CLIENT, RESEARCHER, Fieldwork, Handout, Step

_FIRST = (
    Step("De hoofdvraag en het codeboek vaststellen", decides=CLIENT),
    Step("Het codeboek voorleggen aan: {panels}. Missen wij een vraag?"),
)
_LAST = (
    Step("Nakijken wat is ingevoerd, en het rapport maken"),
    Step("De bevindingen voorleggen aan: {panels}"),
    Step("Opschrijven wat er met elke opmerking is gedaan"),
    Step("Het rapport vaststellen en openbaar maken", decides=CLIENT),
)
_LETTER = Step("De informatiebrief en het formulier aanvullen", decides=CLIENT)


def planning(work: Fieldwork, steps: Sequence[Step], others: Sequence[Handout]) -> Handout:
    """Make the planning.

    Parameters
    ----------
    work : Fieldwork
        The round.
    steps : sequence of Step
        What is done in the phases of the round, in order.
    others : sequence of Handout
        The other documents.
    """
    return Handout("planning", "Wie doet wat, en wie beslist", "Overzicht", tuple(_planning(work, steps, others)))


def _planning(work: Fieldwork, steps: Sequence[Step], others: Sequence[Handout]) -> Iterator[Block]:
    round_ = work.round
    panels = listed([panel.label for panel in round_.reviewing]) if round_.reviewing else ""
    yield Text(f"De hoofdvraag is: {round_.question} De ronde gaat over {round_.period}.")
    yield Text("Dit is een voorstel. Verander wie iets doet en wie beslist, en vul in wanneer.")
    letters = [_LETTER] if any(each.name == "informatiebrief" for each in others) else []
    rows = tuple(
        (step.what.format(panels=panels), step.who, step.decides, None)
        for step in (*_FIRST, *letters, *steps, *_LAST)
        if panels or "{panels}" not in step.what
    )
    heads = (Column("Stap", names=True), Column("Wie doet het"), Column("Wie beslist"), Column("Wanneer"))
    yield Table("De stappen", heads, rows, form=True)
    yield Text(
        "De opdrachtgever beslist over de vraag en over het rapport als geheel. Wat er is gevonden, beslist niemand: "
        f"dat volgt uit de gegevens en de regels. {_said(panels)}"
    )
    yield Heading("Wie is wie", 2)
    known = (
        ("Opdrachtgever", round_.client or None),
        (f"Onderzoekers ({RESEARCHER})", listed(round_.makers) if round_.makers else None),
        (f"Contact bij {round_.organisation}", None),
        *((panel.label, None) for panel in round_.reviewing),
        ("Wie te bellen bij een klacht of een vraag over gegevens", None),
    )
    people = tuple((role, name, None) for role, name in known)
    yield Table("Namen", (Column("Rol", names=True), Column("Naam"), Column("Te bereiken op")), people, form=True)
    yield Heading("Wat er klaarligt", 2)
    files = tuple((f"{each.name}.docx", each.use, each.goes_to or "niets in te voeren") for each in others)
    columns = (Column("Bestand", names=True), Column("Waarvoor"), Column("Wat u noteert, gaat naar"))
    yield Table("Bestanden", columns, files, "Voor deze ronde is er verder niets mee te nemen.", form=True)
    held = [phase for phase in PHASES if round_.deployment(phase.id).deployed]
    yield Text(
        f"Deze ronde heeft: {listed([phase.plain for phase in held])}." if held else "Deze ronde heeft geen fasen."
    )


def _said(panels: str) -> str:
    if not panels:
        return ""
    return (
        f"De leden van {panels} zeggen of zij de bevindingen herkennen en het ermee eens zijn. Dat komt naast elke "
        "bevinding te staan, ook als zij het anders zien."
    )
