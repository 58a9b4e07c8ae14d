"""The codebook of a round in words, to be read by who works with it, and what is different from another one."""

from collections.abc import Iterable, Sequence

from pipeline.blocks import Block, Column, Entry, Heading, Muted, Note, Section, Strong, Table, Text
from pipeline.codebook import Codebook, Instrument, Question, Voice
from pipeline.codebook_changes import Change, How, Kind
from pipeline.dutch import count_noun, listed
from pipeline.phases.declarations import BY_ID, PHASES
from pipeline.rounds import Round

KINDS: dict[Kind, str] = {
    "question": "Vraag",
    "code": "Code",
    "voice": "Stem",
    "indicator": "Indicator",
    "instrument": "Meetladder",
}
HOW: dict[How, str] = {
    "new": "Nieuw",
    "dropped": "Vervallen",
    "renamed": "Hernoemd",
    "split": "Gesplitst",
    "merged": "Samengevoegd",
    "moved": "Naar een andere vraag",
    "unknown": "Niet te volgen",
}
_PARTS = {
    "label": "Andere naam",
    "short": "Andere naam in een zin",
    "definition": "Andere definitie",
    "question": "Andere vraag",
    "theme": "Ander thema",
    "asked_in": "Andere fasen",
    "instrument": "Andere meetladder",
    "aspect": "Andere code",
    "favourable": "Andere gunstige kant",
    "cumulative": "Telt anders op",
    "source": "Andere bron",
    "rungs": "Andere treden",
    "domains": "Andere domeinen",
    "person": "Wel of geen mensen",
    "insider": "Wel of niet van de organisatie",
    "researcher": "Wel of geen onderzoekers",
}
_SAME_WORDS = "Gezien aan de tekst, die gelijk is. Het codeboek zegt het zelf niet (kolom Heette eerder)."
_UNKNOWN = "Het codeboek noemt een eerdere naam die daar niet staat."
Row = tuple[str, str, str, str, str]
"""A difference: what it is about, what became of it, its name there, its name here, and what else is to be known."""


def row_of(change: Change) -> Row:
    """Say one difference in words."""
    how = _PARTS[change.part] if change.how == "other words" else HOW[change.how]
    more = _SAME_WORDS if change.by_words else _UNKNOWN if change.how == "unknown" else ""
    if change.part:
        was, now = (_phases(said) if change.part == "asked_in" else said for said in change.said)
        more = f"Was: «{was}». Nu: «{now}»."
    return KINDS[change.kind], how, ", ".join(change.before), ", ".join(change.after), more


def _phases(said: str) -> str:
    return ", ".join(BY_ID[name].label if name in BY_ID else name for name in filter(None, said.split(", ")))


def differences(found: Sequence[Change], other: str) -> Section:
    """Show what is different from the codebook of another round, by its title."""
    columns = (Column("Wat"), Column("Hoe"), Column("Daar", names=True), Column("Hier"), Column("Erbij te weten"))
    rows = tuple(tuple(cell or None for cell in row_of(change)) for change in found)
    empty = "Er is geen verschil: de codeboeken zijn gelijk."
    table = Table(f"Wat er anders is dan in {other}", columns, rows, empty=empty, stacks=True)
    return Section((Heading(f"Verschil met {other}", 2), table))


def codebook(book: Codebook, round_: Round, notices: Sequence[str]) -> Section:
    """Show a codebook.

    Parameters
    ----------
    book : Codebook
        The codebook.
    round_ : Round
        Whose it is.
    notices : sequence of str
        What may be right and has to be looked at.
    """
    parts: list[Block] = [Text(in_short(book), "lead")]
    if notices:
        parts.append(Note(Strong("Kijk dit na."), "warn", tuple(notices)))
    parts += [Heading("Welke vraag in welke fase", 2), _asked(book, round_)]
    for theme in book.themes:
        asked = [question for question in book.questions if question.theme == theme.id]
        parts += [Heading(theme.label, 2), Text(theme.definition.strip(), "muted")]
        parts += (block for question in asked for block in _question(question, book))
        if not asked:
            parts.append(Text("Onder dit thema staat nog geen vraag.", "empty"))
    parts += [Heading("Stemmen", 2), Text("Wie er kunnen spreken, en hoe wij ze noemen."), _voices(book.voices)]
    if book.indicators:
        parts += [
            Heading("Cijfers", 2),
            Text("Welke cijfers u in stukken zoekt, en wat daarvan goed is."),
            _figures(book),
        ]
    used = {question.instrument for question in book.questions} - {""}
    ladders = [each for name, each in book.instruments.items() if name in used]
    if ladders:
        parts.append(Heading("Meetladders", 2))
        parts += (block for each in ladders for block in _ladder(each))
    return Section(tuple(parts))


def in_short(book: Codebook) -> str:
    """Say how much there is in a codebook."""
    codes = sum(len(question.codes) for question in book.questions)
    counted = (
        count_noun(len(book.questions), "vraag", "vragen"),
        count_noun(codes, "code", "codes"),
        count_noun(len(book.voices), "stem", "stemmen"),
        *([count_noun(len(book.indicators), "cijfer", "cijfers")] if book.indicators else []),
    )
    return f"Dit codeboek heeft {listed(counted)}."


def _asked(book: Codebook, round_: Round) -> Table | Text:
    held = [phase for phase in PHASES if round_.deployment(phase.id).deployed]
    if all(phase.id in question.asked_in for question in book.questions for phase in held):
        return Text(f"Elke vraag wordt gesteld bij {listed([phase.plain for phase in held])}.")
    rows = tuple(
        ((question.label, Muted(question.id)), *("ja" if phase.id in question.asked_in else None for phase in held))
        for question in book.questions
    )
    columns = (Column("Vraag", names=True), *(Column(phase.label) for phase in held))
    return Table("In welke fase welke vraag wordt gesteld", columns, rows, empty="Er is nog geen vraag.")


def _question(question: Question, book: Codebook) -> Iterable[Block]:
    yield Heading(question.label, 3)
    yield Text((Strong(question.question), Muted(question.id)))
    asked = [BY_ID[name].plain for name in question.asked_in if name in BY_ID]
    yield Text(f"Gesteld bij: {listed(asked)}." if asked else "Deze vraag wordt in geen enkele fase gesteld.")
    if question.instrument:
        yield Text(f"Meetladder: {book.labels[question.instrument]}.")
    if question.was:
        yield Text(f"Heette eerder: {', '.join(question.was)}.")
    rows = tuple(
        (
            code.label,
            code.id,
            Entry(code.definition, (Text(Muted(f"Heette eerder: {', '.join(code.was)}.")),))
            if code.was
            else code.definition,
        )
        for code in question.codes
    )
    columns = (Column("Naam", names=True), Column("Code"), Column("Definitie"))
    yield Table(f"Codes bij {question.label}", columns, rows, empty="Deze vraag heeft nog geen codes.", stacks=True)


def _voices(voices: Iterable[Voice]) -> Table:
    rows = tuple((voice.label, voice.id, voice.definition, _about(voice)) for voice in voices)
    columns = (Column("Naam", names=True), Column("Stem"), Column("Definitie"), Column("Bijzonder"))
    return Table("Stemmen", columns, rows, stacks=True)


def _about(voice: Voice) -> str | None:
    said = [
        *(["geen mensen die kunnen zeggen: dat ben ik"] if not voice.person else []),
        *(["spreekt over de eigen organisatie"] if voice.insider else []),
        *(["deed zelf het onderzoek"] if voice.researcher else []),
    ]
    return listed(said) if said else None


def _figures(book: Codebook) -> Table:
    labels = book.aspect_labels
    rows = tuple(
        (
            each.label,
            each.id,
            f"{book.labels[each.question]}: {labels[each.question, each.aspect].lower()}",
            "hoger" if each.favourable == "higher" else "lager",
        )
        for each in book.indicators
    )
    columns = (Column("Naam", names=True), Column("Indicator"), Column("Zegt iets over"), Column("Gunstig is"))
    return Table("Cijfers", columns, rows, stacks=True)


def _ladder(ladder: Instrument) -> Iterable[Block]:
    yield Heading(ladder.label, 3)
    yield Text(f"Bron: {ladder.source}.")
    rows = tuple((str(rung.rung), rung.label, rung.description) for rung in ladder.rungs)
    columns = (Column("Trede", numeric=True, names=True), Column("Naam"), Column("Wanneer"))
    yield Table(f"Treden van {ladder.label}", columns, rows)
    if ladder.domains:
        yield Text(f"Zij scoort: {listed([domain.label.lower() for domain in ladder.domains])}.")
