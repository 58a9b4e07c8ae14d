"""What a mystery guest takes along: a form for a visit, with the criteria that the round has."""

from collections.abc import Iterator

from pipeline.blocks import Block, Column, Heading, Note, Table, Text
from pipeline.phases.fieldwork import CLIENT, Fieldwork, Handout, Step, bullets
from pipeline.phases.mystery_guests.declaration import PHASE
from pipeline.phases.mystery_guests.scripts import STEP
from pipeline.phases.mystery_guests.visit_tables import MINUTES, SCORE, YES_NO
from pipeline.records import Record

READS = ("visits", "visit_criteria", "visit_scripts", "mysteryguest_visits")
ASKS = ""
STEPS = (
    Step("Afspreken met de organisatie dat er onderzoeksbezoeken komen", decides=CLIENT),
    Step("Vaststellen waarop bezoekers letten: mystery_guests.xlsx, blad visit_criteria", decides=CLIENT),
    Step("Bezoeken brengen, en dezelfde dag het formulier invullen", "de bezoekers"),
    Step("Formulieren invoeren: mystery_guests.xlsx"),
)


def handouts(work: Fieldwork) -> Iterator[Handout]:
    """Give the form for a visit, when there is something to look at: one for each script where there are any."""
    goes_to = work.place_of("visit_scores")
    for script in work.rows.get("visit_scripts", []):
        title = f"Formulier voor een onderzoeksbezoek: {script['label']}"
        blocks = tuple(_form(work, script))
        yield Handout(f"bezoek-{script['script_id']}", title, "Een bezoek", blocks, goes_to)
    if work.rows.get("visit_scripts"):
        return
    if work.asked(PHASE) or work.rows.get("visit_criteria"):
        blocks = tuple(_form(work, {}))
        yield Handout("bezoek", "Formulier voor een onderzoeksbezoek", "Een bezoek", blocks, goes_to)


def _form(work: Fieldwork, script: Record) -> Iterator[Block]:
    yield Text(
        f"U doet zich voor als gewone bezoeker van {work.round.organisation}. Vul voor elk bezoek een formulier in."
    )
    yield Heading("Voor het bezoek", 2)
    yield bullets(
        "De organisatie weet dat er bezoeken komen en stemde daarmee in. Zij weet niet wanneer u komt.",
        "Lees de punten hieronder, zodat u weet waarop u let.",
        "Verzin geen groot probleem. Zorg dat niemand die echt hulp nodig heeft, op u moet wachten.",
        "Maak geen opnamen en geen foto's van mensen. Schrijf geen namen op.",
    )
    if script:
        yield Heading("Wat u doet", 2)
        yield Text(f"Draaiboek {script['script_id']}, kanaal {script['channel']}. {script['scenario']}")
        yield bullets(*(f"{at}. {step}" for at, step in enumerate(str(script["steps"]).split(STEP), 1)))
        yield Text("Ging het anders? Schrijf dat op bij Afwijking.")
    yield Heading("Het bezoek", 2)
    yield work.form("visits", without=("reported",))
    yield Heading("Waarop u let", 2)
    criteria = work.rows.get("visit_criteria", [])
    if named := set(filter(None, str(script.get("criteria", "")).split(";"))):
        criteria = [row for row in criteria if row["criterion_id"] in named]
    if criteria:
        yield Text("Vul dit in zodra u buiten bent. Hebt u iets niet kunnen zien? Laat het vakje dan leeg.")
        yield _criteria(work, criteria)
    else:
        yield Note(f"Er staan nog geen punten op {work.place_of('visit_criteria')}. Vul dat blad, en maak dit opnieuw.")
        yield _to_be_made(work)
    yield Heading("Wat nog meer opviel", 2)
    yield Text("Schrijf hier in een paar zinnen wat er gebeurde, in de volgorde waarin het gebeurde.")
    yield Table("Uw verhaal", (Column("Wat gebeurde er?"),), ((None,),) * 4, form=True)


def _criteria(work: Fieldwork, criteria: list[Record]) -> Table:
    title = work.title_of
    heads = (
        Column(title("visit_scores", "criterion"), names=True),
        Column(title("visit_criteria", "label")),
        Column("Kies of vul in"),
        Column(title("visit_scores", "value")),
        Column(title("visit_scores", "remark")),
    )
    rows = tuple((row["criterion_id"], _what(row), _how(row), None, None) for row in criteria)
    return Table(f"Dit gaat naar {work.place_of('visit_scores')}", heads, rows, form=True)


def _what(row: Record) -> str:
    return f"{row['label']}. Telt als: {row['met']}" if row.get("met") else str(row["label"])


def _how(row: Record) -> str:
    """Say what can be filled in, by the kind of a criterion."""
    if row["kind"] == SCORE:
        return f"{row['lowest']} tot {row['highest']}" if row.get("lowest") and row.get("highest") else "een score"
    return {YES_NO: "ja of nee", MINUTES: "aantal minuten"}.get(row["kind"], str(row["kind"]))


def _to_be_made(work: Fieldwork) -> Table:
    """Give a form to think of criteria, a row for each code that visits are about."""
    title = work.title_of
    heads = (
        Column(title("visit_criteria", "question"), names=True),
        Column(title("visit_criteria", "aspect")),
        Column("Waar het over gaat"),
        Column(title("visit_criteria", "label")),
    )
    rows = tuple(
        (question.id, code.id, f"{code.label}. {code.definition}", None)
        for _, questions in work.asked(PHASE)
        for question in questions
        for code in question.codes
    )
    return Table(f"Punten om te bedenken, voor {work.place_of('visit_criteria')}", heads, rows, form=True)
