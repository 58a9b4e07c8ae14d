"""The raw tables of a round as a whole, and those of what was judged."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from pipeline.contracts.checks import aspect_belongs
from pipeline.contracts.figure_tables import DERIVED, DOCUMENTS, FIGURES, PRINTED_IN, UNITS
from pipeline.contracts.headings import Heading
from pipeline.contracts.kinds import closing
from pipeline.contracts.privacy_tables import PRIVACY_DECISIONS, PRIVACY_NAMES, QUOTE_CHECKS
from pipeline.contracts.respondents import RESPONDENTS
from pipeline.contracts.table import AS_ROLE, NEVER, PUBLIC, STATEMENTS, Column, Context, Contracts, Found, Table
from pipeline.errors import choose
from pipeline.records import Record
from pipeline.rounds import Round

# What a sentence can be about, and how many words its short form may have: as many as fit beside a picture.
SUBJECTS, SHORT = ("finding", "theme", "round"), 6
# What may be judged, and the values that a judgement can take. Labels of silence are there to be confirmed.
JUDGED: Mapping[str, tuple[str, ...]] = {
    "pair": ("agreement", "partial agreement", "dissonance", "silence", "both silent"),
    "confidence": ("high", "moderate", "low", "very low"),
    "meta_inference": ("confirmation", "expansion", "discordance", "single source"),
}
COMPARED = ("same", "weaker", "stronger", "not supported", "no assertion")
_STAGE = Column("stage", allowed=("independent", "decision"))
# Who judged: somebody who does the research, or a computer that read by itself. Empty: a researcher.
RESEARCHER, AUTOMATIC = "researcher", "automatic"
_KIND = Column("kind", allowed=(RESEARCHER, AUTOMATIC), optional=True)


def _sentence_fits(record: Record, context: Context) -> Iterator[Found]:
    """Demand that a sentence is about something that there is, once, with a short form of at most six words."""
    book = context.codebook
    known = {"finding": set(book.question_by_id), "theme": {theme.id for theme in book.themes}, "round": {""}}
    valid = known[record["subject"]]
    if record["about"] not in valid:
        mend = choose(record["about"], valid) if record["subject"] != "round" else "Maak de cel leeg."
        yield "about", f"Dit past niet bij subject {record['subject']}.", mend
    if len(record["short"].split()) > SHORT:
        yield "short", f"De korte zin heeft meer dan {SHORT} woorden.", "Maak hem korter."
    own = context.rows["sentences"].values()
    same = [row for row in own if _about(row) == _about(record)]
    if same and same[0]["sentence_id"] != record["sentence_id"]:
        what = f"Hierover staat er al een zin: {same[0]['sentence_id']}."
        yield "about", what, "Haal een van beide weg."


def _about(record: Record) -> tuple[str, ...]:
    """Say what a sentence is about; of a round there is one for each direction."""
    return (record["subject"], record["about"], record["direction"] if record["subject"] == "round" else "")


def _judgement_fits(record: Record, context: Context) -> Iterator[Found]:
    """Demand a value that fits what is judged, and of a pair two phases that were asked the question."""
    valid = JUDGED[record["subject"]]
    if record["judgement"] not in valid:
        yield "judgement", "Dit oordeel past niet bij wat er beoordeeld wordt.", choose(record["judgement"], valid)
    asked = context.codebook.question_by_id[record["question"]].asked_in
    for column in ("phase_a", "phase_b"):
        if record["subject"] != "pair":
            if record[column]:
                yield column, "Dit oordeel gaat over de hele vraag, niet over een fase.", "Maak de cel leeg."
        elif not record[column]:
            yield column, "Een oordeel over een paar noemt twee fasen.", choose("", asked)
        elif record[column] not in asked:
            mend = "Zet in het codeboek bij de vraag dat deze fase haar stelt (asked_in), of haal het oordeel weg."
            yield column, "Volgens het codeboek is deze vraag in deze fase niet gesteld.", mend
    if record["subject"] == "meta_inference" and record["stage"] != "decision":
        mend = "Zet stage op decision: wat de fasen samen betekenen, schrijft één onderzoeker op."
        yield "stage", "Wat de fasen samen betekenen, is een besluit.", mend
    if record["subject"] == "pair" and record["phase_a"] and record["phase_a"] == record["phase_b"]:
        yield "phase_b", "Een fase is niet met zichzelf te vergelijken.", "Kies een andere fase."


PUBLISHED_FINDINGS = Table(
    "published_findings",
    (
        Column("finding_id", "identifier", leaves=PUBLIC),
        Column("question", "question"),
        Column("aspect", "identifier", optional=True, leaves=PUBLIC),
        Column("direction", "direction", number=True),
        Column("strength", allowed=("sterk", "redelijk", "zwak", "gemengd", "niet te bepalen")),
        Column("statement", leaves=PUBLIC),
        *PRINTED_IN,
        # The figures that the sentence, or the remark, speaks of; of two, the first is what it lays beside the second.
        Column("compare_with", "formulas", optional=True, references="figures", beside=True),
        *closing(),
    ),
    says="{statement}",
    checks=(aspect_belongs,),
)

SECOND_CODINGS = Table(
    "second_codings",
    (
        Column("statement_id", "identifier", references=STATEMENTS, leaves=PUBLIC),
        Column("coder", leaves=AS_ROLE),
        Column("question", "question"),
        Column("aspect", "identifier", leaves=PUBLIC),
        Column("direction", "direction", number=True),
        Column("remark", optional=True, leaves=NEVER),
    ),
    identified_by=2,
    checks=(aspect_belongs,),
)

JUDGEMENTS = Table(
    "judgements",
    (
        Column("judgement_id", "identifier", leaves=PUBLIC),
        Column("subject", allowed=tuple(JUDGED)),
        Column("question", "question"),
        Column("phase_a", "phase", optional=True),
        Column("phase_b", "phase", optional=True),
        Column("judgement", leaves=PUBLIC),
        _STAGE,
        Column("researcher", leaves=AS_ROLE),
        Column("reason", leaves=PUBLIC),
        Column("remark", optional=True, leaves=NEVER),
        _KIND,
        Column("seen", optional=True, leaves=PUBLIC),
    ),
    says="{reason}",
    checks=(_judgement_fits,),
    once=lambda row: (row["subject"], row["question"], frozenset({row["phase_a"], row["phase_b"]})),
)

SENTENCES = Table(
    "sentences",
    (
        Column("sentence_id", "identifier", leaves=PUBLIC),
        Column("subject", allowed=SUBJECTS),
        Column("about", optional=True, leaves=PUBLIC),
        Column("direction", "direction", number=True),
        Column("sentence", leaves=PUBLIC),
        Column("short", leaves=PUBLIC),
        Column("reason", leaves=PUBLIC),
        Column("researcher", leaves=AS_ROLE),
        _KIND,
        Column("remark", optional=True, leaves=NEVER),
    ),
    says="{sentence}",
    checks=(_sentence_fits,),
)

COMPARISONS = Table(
    "comparisons",
    (
        Column("comparison_id", "identifier", leaves=PUBLIC),
        Column("published_id", "identifier", references="published_findings", judges_question=True, leaves=PUBLIC),
        Column("judgement", allowed=COMPARED),
        _STAGE,
        Column("researcher", leaves=AS_ROLE),
        Column("evidence_ids", optional=True, leaves=PUBLIC),
        Column("reason", leaves=PUBLIC),
        Column("remark", optional=True, leaves=NEVER),
        _KIND,
        Column("seen", optional=True, leaves=PUBLIC),
    ),
    says="{reason}",
    once=lambda row: (row["published_id"],),
)


def of_round(contracts: Contracts, round_: Round) -> Contracts:
    """Give the tables as a round has them: with its own attributes of respondents."""
    own = tuple(
        Column(
            each.id,
            allowed=each.values,
            optional=True,
            leaves=NEVER,
            heading=Heading(each.label, "Een kenmerk van deze ronde, uit round.yml. Leeg als u het niet weet."),
        )
        for each in round_.attributes
    )
    table = contracts[RESPONDENTS.name]
    return {**contracts, table.name: replace(table, columns=(*table.columns, *own))}


ROUND_TABLES = (
    DOCUMENTS,
    UNITS,
    RESPONDENTS,
    FIGURES,
    DERIVED,
    PUBLISHED_FINDINGS,
    SECOND_CODINGS,
    JUDGEMENTS,
    COMPARISONS,
    SENTENCES,
    PRIVACY_NAMES,
    PRIVACY_DECISIONS,
    QUOTE_CHECKS,
)
# Every phase may refer to documents, and reads them where there are any; a round that collected its own data may have
# none, and none of the other tables either. What texts may not show holds for every phase.
ROUND_SHARED = (DOCUMENTS.name, UNITS.name, PRIVACY_NAMES.name, PRIVACY_DECISIONS.name, QUOTE_CHECKS.name)
ROUND_OPTIONAL = tuple(table.name for table in ROUND_TABLES)
