"""The raw tables of a round as a whole: documents, units, figures, and what was judged."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from pipeline.contracts.checks import aspect_belongs, can_be_computed
from pipeline.contracts.kinds import NOTE, closing
from pipeline.contracts.provenance import REPORTED
from pipeline.contracts.table import AS_ROLE, NEVER, PUBLIC, STATEMENTS, Column, Context, Contracts, Found, Table
from pipeline.errors import choose
from pipeline.records import Record
from pipeline.rounds import Round
from pipeline.statistics.printed import read_printed

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
    "fte",
    "m2",
)
# What can be added up over rooms, and grows with the year: a percentage or a mark does neither.
ADDITIVE = frozenset({"aantal", "personen", "uren", "euro"})
# What a sentence can be about, and how many words its short form may have: as many as fit beside a picture.
SUBJECTS, SHORT = ("finding", "theme", "round"), 6
# What may be judged, and the values that a judgement can take. Labels of silence are there to be confirmed.
JUDGED: Mapping[str, tuple[str, ...]] = {
    "pair": ("agreement", "partial agreement", "dissonance", "silence", "both silent"),
    "confidence": ("high", "moderate", "low", "very low"),
    "meta_inference": ("confirmation", "expansion", "discordance", "single source"),
}
COMPARED = ("same", "weaker", "stronger", "not supported", "no assertion")
# Where something is printed: a figure or a conclusion that is in no document is nobody's.
_PRINTED_IN = (Column("document", references="documents", leaves=PUBLIC), Column("locator", leaves=PUBLIC))
_STAGE = Column("stage", allowed=("independent", "decision"))
# Who judged: somebody who does the research, or a computer that read by itself. Empty: a researcher.
RESEARCHER, AUTOMATIC = "researcher", "automatic"
_KIND = Column("kind", allowed=(RESEARCHER, AUTOMATIC), optional=True)


YES_NO = ("ja", "nee")


def _alias_of_another(record: Record, context: Context) -> Iterator[Found]:
    """Demand that another name leads to the first one at once."""
    known = context.rows["respondents"]
    first = known.get(record["alias_of"])
    if first and first["alias_of"] and known.get(first["alias_of"], {}).get("alias_of") != first["respondent_id"]:
        # a circle is told by itself
        mend = "Noem de naam waaronder deze persoon het eerst voorkomt, en laat alias_of daar leeg."
        yield "alias_of", "Deze naam is zelf een andere naam voor iemand.", mend


def _formula_or_repeat(record: Record, _context: Context) -> Iterator[Found]:
    """Demand that a figure follows from others or repeats one, not both."""
    if record["formula"] and record["same_as"]:
        yield "same_as", "Een cijfer heeft een formule of same_as, niet allebei.", "Maak een van beide leeg."


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


def _can_be(record: Record, _context: Context) -> Iterator[Found]:
    """Demand that a figure of our own can be what it says; what a report prints is for the auditor."""
    if record["provenance"] not in REPORTED and (what := beyond(record)):
        yield "printed", what, "Controleer het getal, en measure."


def _spread_has_n(record: Record, context: Context) -> Iterator[Found]:
    """Demand that a standard deviation is over at least two."""
    mean = context.rows["figures"].get(record["sd_of"])
    if mean and int(record["n"] or mean["n"] or 0) < 2:
        yield "n", "Bij een spreiding hoort een n van minstens 2.", "Vul n in, hier of bij het gemiddelde."


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
            mend = "Zet de fase bij asked_in in het codeboek, of haal het oordeel weg."
            yield column, "Volgens het codeboek is deze vraag in deze fase niet gesteld.", mend
    if record["subject"] == "meta_inference" and record["stage"] != "decision":
        mend = "Zet stage op decision: wat de fasen samen betekenen, schrijft één onderzoeker op."
        yield "stage", "Wat de fasen samen betekenen, is een besluit.", mend
    if record["subject"] == "pair" and record["phase_a"] and record["phase_a"] == record["phase_b"]:
        yield "phase_b", "Een fase is niet met zichzelf te vergelijken.", "Kies een andere fase."


DOCUMENTS = Table(
    "documents",
    (
        Column("document", leaves=PUBLIC),
        Column("title", leaves=PUBLIC),
        Column("publisher", leaves=PUBLIC),
        Column("date", "date", backs=True, leaves=PUBLIC),
        Column("kind", leaves=PUBLIC),
        Column("purpose", optional=True, leaves=PUBLIC),
        Column("commissioned_by", optional=True, leaves=PUBLIC),
        Column("independence", optional=True, leaves=PUBLIC),
        Column("remark", optional=True, leaves=NEVER),
        NOTE,
    ),
    says="{title}",
)

UNITS = Table(
    "units",
    (
        Column("unit_id", "identifier", leaves=PUBLIC),
        Column("label", leaves=PUBLIC),
        Column("kind", allowed=("room", "organisation", "average", "area", "partner")),
        Column("aliases", optional=True, leaves=PUBLIC),
        *closing(),
    ),
    known_as=("label", "aliases"),
    says="{label}",
    audited=True,
)

FIGURES = Table(
    "figures",
    (
        Column("figure_id", "identifier", leaves=PUBLIC),
        *_PRINTED_IN,
        Column("phase", "phase"),
        Column("series", "identifier", leaves=PUBLIC),
        Column("quantity", leaves=PUBLIC),
        Column("unit", optional=True, references="units", loose=True, leaves=PUBLIC),
        Column("period", optional=True, backs=True, leaves=PUBLIC),
        Column("role", allowed=("target", "realised", "budget", "rate", "context"), optional=True),
        Column("measure", allowed=MEASURES),
        Column("printed", "printed"),
        Column("n", "positive", optional=True, number=True, backs=True),
        Column("items", "positive", optional=True, number=True),
        Column("percent_group", "identifier", optional=True, leaves=PUBLIC),
        Column("sd_of", "identifier", optional=True, references="figures", leaves=PUBLIC),
        Column("method", optional=True, leaves=PUBLIC),
        Column("indicator", "indicator", optional=True),
        Column("question", "question", optional=True),
        Column("aspect", "identifier", optional=True, leaves=PUBLIC),
        Column("formula", "formula", optional=True, references="figures"),
        Column("formula_basis", allowed=("assumed",), optional=True),
        Column("same_as", "identifier", optional=True, references="figures", leaves=PUBLIC),
        *closing(),
        NOTE,
    ),
    says="{quantity}: {printed}",
    quoted=True,
    audited=True,
    checks=(aspect_belongs, _formula_or_repeat, _spread_has_n, can_be_computed, _can_be),
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

PUBLISHED_FINDINGS = Table(
    "published_findings",
    (
        Column("finding_id", "identifier", leaves=PUBLIC),
        Column("question", "question"),
        Column("aspect", "identifier", optional=True, leaves=PUBLIC),
        Column("direction", "direction", number=True),
        Column("strength", allowed=("sterk", "redelijk", "zwak", "gemengd", "niet te bepalen")),
        Column("statement", leaves=PUBLIC),
        *_PRINTED_IN,
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

# Whoever took part in anything that was collected, by a pseudonym; a round adds a column for each of its attributes.
RESPONDENTS = Table(
    "respondents",
    (
        Column("respondent_id", "identifier", leaves=NEVER),
        Column("voice", "voice"),
        Column("unit", optional=True, references="units", leaves=NEVER),
        # Who turned out to be somebody who was there already, under another name.
        Column("alias_of", "identifier", optional=True, references="respondents", leaves=NEVER),
        Column("role", optional=True, leaves=NEVER),
        Column("consent_recorded", allowed=YES_NO, optional=True),
        Column("consent_quotable", allowed=YES_NO, optional=True),
        Column("consent_recognisable", allowed=YES_NO, optional=True),
        Column("consent_deposit", allowed=YES_NO, optional=True),
        Column("consent_contact", allowed=YES_NO, optional=True),
        Column("consent_until", optional=True, leaves=NEVER),
        Column("provenance", "provenance"),
        Column("remark", optional=True, leaves=NEVER),
    ),
    says="Iemand die meedeed",
    grows=True,
    checks=(_alias_of_another,),
)


def of_round(contracts: Contracts, round_: Round) -> Contracts:
    """Give the tables as a round has them: with its own attributes of respondents."""
    own = tuple(Column(each.id, allowed=each.values, optional=True, leaves=NEVER) for each in round_.attributes)
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
)
# Every phase may refer to documents, and reads them where there are any; a round that collected its own data may have
# none, and none of the other tables either.
ROUND_SHARED = (DOCUMENTS.name,)
ROUND_OPTIONAL = tuple(table.name for table in ROUND_TABLES)
