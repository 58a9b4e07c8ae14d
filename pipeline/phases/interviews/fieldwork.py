"""What an interviewer takes along: a guide for conversations with each kind of people."""

from collections.abc import Iterator

from pipeline.blocks import Block, Column, Heading, Note, Table, Text
from pipeline.codebook import Question, Voice
from pipeline.phases.fieldwork import CLIENT, Fieldwork, Handout, Step, bullets
from pipeline.phases.interviews.declaration import PHASE

READS = ("interview_cases",)
ASKS = "Een gesprek met een onderzoeker. Dat duurt ongeveer een uur."
STEPS = (
    Step("Kiezen met wie u een gesprek houdt", decides=CLIENT),
    Step("Gesprekken houden met de gespreksleidraad"),
    Step("Gesprekken uitwerken en coderen: interviews.xlsx"),
)


def handouts(work: Fieldwork) -> Iterator[Handout]:
    """Give a guide for each voice, when there is a question to ask."""
    if not work.asked(PHASE):
        return
    for voice in work.voices:
        yield Handout(
            f"gespreksleidraad-{voice.id}",
            f"Gespreksleidraad: {voice.label.lower()}",
            f"Een gesprek met {voice.label.lower()}",
            tuple(_guide(work, voice)),
            work.place_of("segments"),
        )


def _guide(work: Fieldwork, voice: Voice) -> Iterator[Block]:
    round_ = work.round
    yield Text(f"Voor een gesprek met {voice.label.lower()}. {voice.definition}")
    if voice.insider:
        yield Note("Deze mensen spreken over hun eigen organisatie. Vraag bij elk onderwerp ook wat minder goed gaat.")
    yield Heading("Voordat u begint", 2)
    yield bullets(
        "Geef de informatiebrief en neem haar samen door. Vul daarna samen het toestemmingsformulier in.",
        "Wil iemand niet? Dan houdt u het gesprek niet. Bedank voor de tijd.",
        "Kies een schuilnaam: een letter met een nummer. Zet die op dit blad, en nooit de echte naam.",
        "Neem alleen op als iemand daarvoor ja heeft gezegd.",
    )
    yield Heading("Zo begint u", 2)
    yield Text(
        f"“Fijn dat u mee wilt doen. Wij willen weten: {_within(round_.question)} U weet daar dingen van die wij niet "
        "weten. Er zijn geen foute antwoorden. U hoeft niet op alles te antwoorden, en u mag altijd stoppen.”"
    )
    yield Heading("De vragen", 2)
    yield Text(
        "Stel elke vraag in uw eigen woorden. Laat iemand eerst zelf vertellen. Vraag daarna door over wat nog niet is "
        "genoemd. Schrijf op wat iemand letterlijk zegt. Omcirkel of dat positief is (1), kritisch (-1) of gemengd (0)."
    )
    for theme, questions in work.asked(PHASE):
        for question in questions:
            yield Heading(question.question, 3)
            yield _notes(work, question, theme.label)
    yield Heading("Zo sluit u af", 2)
    yield bullets(
        "“Wat wilt u nog zeggen waar ik niet naar vroeg?”",
        "“Wie zou ik nog meer moeten spreken?”",
        "Kijk samen nog eens naar het toestemmingsformulier: klopt het nog?",
        "Bedank, en zeg wat er met het gesprek gebeurt en wanneer het rapport klaar is.",
    )
    yield Heading("Na het gesprek", 2)
    yield Text(f"Vul dit meteen in. Zet het daarna op één rij van {work.place_of('interviews')}.")
    yield work.form("interviews", without=("selection",))
    titles = [work.title_of("segments", name) for name in ("text", "question", "aspect", "direction")]
    yield Text(
        f"Wat u bij de vragen opschreef, gaat naar {work.place_of('segments')}: één rij voor elk stukje met één code. "
        f"De koppen zijn daar dezelfde: {', '.join(titles)}."
    )


def _notes(work: Fieldwork, question: Question, theme: str) -> Block:
    """Give a form beneath a question: a row for each code to ask about, with the headings of the workbook."""
    if not question.codes:
        return Text("Bij deze vraag staan nog geen codes in het codeboek.")
    heads = (
        Column(work.title_of("segments", "aspect"), names=True),
        Column("Vraag door"),
        Column(work.title_of("segments", "text")),
        Column(work.title_of("segments", "direction")),
    )
    rows = tuple((code.id, f"{code.label}. {code.definition}", None, "1  0  -1") for code in question.codes)
    return Table(f"{work.title_of('segments', 'question')}: {question.id} ({theme.lower()})", heads, rows, form=True)


def _within(question: str) -> str:
    """Give a question as it stands within a sentence that somebody says."""
    return question if question.endswith(("?", ".")) else f"{question}."
