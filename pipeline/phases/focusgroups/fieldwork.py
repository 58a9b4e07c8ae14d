"""What who leads a group conversation takes along: a plan, and forms for how each person reacts."""

from collections.abc import Iterator, Sequence

from pipeline.blocks import Block, Column, Heading, Note, Strong, Table, Text
from pipeline.codebook import Code, Question
from pipeline.dutch import listed
from pipeline.phases.fieldwork import CLIENT, Fieldwork, Handout, Step, bullets
from pipeline.phases.focusgroups.declaration import PHASE

READS = ("focusgroup_groups", "focusgroup_sessions")
ASKS = "Een gesprek in een groep van zes tot tien mensen. Dat duurt ongeveer anderhalf uur."
STEPS = (
    Step("Kiezen wie u uitnodigt voor het groepsgesprek", decides=CLIENT),
    Step("Groepsgesprek leiden, en noteren wie hoe reageert", "de gespreksleider en een notulist"),
    Step("Reacties invoeren: focusgroepen.xlsx"),
)
# How many people a form has room for, and how many propositions stand beside each other.
_PEOPLE, _BESIDE = 10, 3
# Minutes: to begin, for each proposition, and to end.
_BEGIN, _EACH, _END = 15, 6, 10
_MOST = 120


def handouts(work: Fieldwork) -> Iterator[Handout]:
    """Give the plan, when there is a question to put."""
    if work.asked(PHASE):
        name, title = "groepsgesprek", "Plan voor een groepsgesprek"
        yield Handout(name, title, "Een groepsgesprek", tuple(_plan(work)), work.place_of("focusgroup_reactions"))


def _plan(work: Fieldwork) -> Iterator[Block]:
    asked = [(theme, question) for theme, questions in work.asked(PHASE) for question in questions]
    yield Text(f"De hoofdvraag is: {work.round.question}")
    yield Heading("Wie u uitnodigt", 2)
    yield bullets(
        "Zes tot tien mensen. Nodig er twee meer uit dan u nodig hebt.",
        f"Liefst mensen van één soort: {listed([voice.label.lower() for voice in work.voices], 'of')}.",
        "Liever niemand van de organisatie zelf aan tafel. Is er toch iemand bij, noteer dat dan.",
        "Stuur de informatiebrief mee. Laat iedereen voor het begin het toestemmingsformulier invullen.",
    )
    yield Heading("Wie wat doet", 2)
    yield bullets(
        "De gespreksleider legt de stellingen voor en zorgt dat iedereen aan het woord komt.",
        "De notulist noteert bij elke stelling hoe ieder reageert, en schrijft op wat mensen letterlijk zeggen.",
    )
    yield Heading("Verloop", 2)
    codes = [code for _, question in asked for code in question.codes]
    yield _course(codes)
    if _minutes(codes) > _MOST:
        yield Note(
            f"Dat is langer dan {_MOST} minuten. Kies de stellingen die het meest zeggen, of houd twee gesprekken."
        )
    yield Heading("Zo begint u", 2)
    yield Text(
        "“Fijn dat u er bent. Straks leg ik u een paar zinnen voor. Zeg wat u ervan vindt. U hoeft het niet eens te "
        "worden. Wat hier wordt gezegd, blijft hier: vertel niet verder wie wat zei.”"
    )
    put = work.title_of("focusgroup_reactions", "put")
    yield Heading("De stellingen", 2)
    yield Text(
        "Lees elke stelling voor en vraag: bent u het ermee eens? Waarom? Schrijf in elk vakje wat past. A: eens. "
        "D: oneens. SE: gaf een voorbeeld ervoor. SD: gaf een voorbeeld ertegen. NR: zei niets. U mag een stelling in "
        f"andere woorden zeggen. Keert u haar om, zet dan bij {put} niet 1 maar -1."
    )
    for _, question in asked:
        yield Heading(question.question, 3)
        if not question.codes:
            yield Text("Bij deze vraag staan nog geen codes in het codeboek.")
        for first in range(0, len(question.codes), _BESIDE):
            yield from _reactions(work, question, question.codes[first : first + _BESIDE])
    yield Heading("Zo sluit u af", 2)
    yield bullets(
        "“Wat is het belangrijkste dat vandaag is gezegd?” Ga de kring rond.",
        "“Wat hebben wij niet besproken, en had wel gemoeten?”",
        "Bedank, en zeg wat er met het gesprek gebeurt en wanneer het rapport klaar is.",
    )
    yield Heading("Na het gesprek", 2)
    yield Text(f"Vul dit meteen in. Zet het daarna op één rij van {work.place_of('focusgroup_sessions')}.")
    yield work.form("focusgroup_sessions", without=("selection",))
    yield Text(
        f"Elk vakje met een reactie is één rij van {work.place_of('focusgroup_reactions')}. Boven het vakje staat "
        f"wat u daar bij {work.title_of('focusgroup_reactions', 'aspect')} kiest."
    )


def _course(codes: Sequence[Code]) -> Table:
    """Give the course of a conversation, with how many minutes each part takes."""
    rows = (
        ("Welkom, uitleg en toestemming", str(_BEGIN)),
        (f"Stellingen ({len(codes)}, elk ongeveer {_EACH} minuten)", str(_EACH * len(codes))),
        ("Afsluiten", str(_END)),
        (Strong("Samen"), Strong(str(_minutes(codes)))),
    )
    return Table("Hoe lang het duurt", (Column("Wat", names=True), Column("Minuten", numeric=True)), rows, form=True)


def _minutes(codes: Sequence[Code]) -> int:
    return _BEGIN + _EACH * len(codes) + _END


def _reactions(work: Fieldwork, question: Question, codes: Sequence[Code]) -> Iterator[Block]:
    """Give some propositions, and a form with a row for each person and a column for each proposition."""
    yield bullets(
        *(
            f"{code.label}: dit gaat goed. ({code.definition.rstrip('.')}. Aspect: {code.id}. Voorgelegd: 1)"
            for code in codes
        )
    )
    person = work.title_of("focusgroup_reactions", "respondent")
    heads = (
        Column(person, names=True),
        *(Column(code.id) for code in codes),
        Column(work.title_of("focusgroup_reactions", "text")),
    )
    rows = tuple((str(number), *(None for _ in codes), None) for number in range(1, _PEOPLE + 1))
    caption = f"{work.title_of('focusgroup_reactions', 'question')}: {question.id}"
    yield Table(caption, heads, rows, form=True)
