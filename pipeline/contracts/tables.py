"""The raw tables: their columns, keys and rules, and nothing about who reads them."""

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.codebook import Codebook
from pipeline.contracts.rules import (
    DIRECTION,
    FORMULA,
    IDENTIFIER,
    POSITIVE,
    PRINTED,
    WHOLE_NUMBER,
    Rule,
    one_of,
)

PROVENANCE = ("collected", "published", "reconstructed", "synthetic")
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
ROLES = ("target", "realised", "budget", "rate", "context")
STRENGTHS = ("sterk", "redelijk", "zwak", "gemengd", "niet te bepalen")


@dataclass(frozen=True)
class Column:
    """A column: its name, the name of its rule (see `rules_for`), whether it may be empty, whether it is a number."""

    name: str
    rule: str = "text"
    optional: bool = False
    number: bool = False


@dataclass(frozen=True)
class Table:
    """A raw table: its name (the file is `<name>.csv`) and its columns, the first of which identifies a row.

    A table of statements also says which phase it belongs to and in which table its sources stand.
    """

    name: str
    columns: tuple[Column, ...]
    phase: str = ""
    sources: str = ""

    @property
    def key(self) -> str:
        """The first column identifies a row."""
        return self.columns[0].name

    @property
    def file(self) -> str:
        """File name within the round's folder."""
        return f"{self.name}.csv"


def _closing() -> tuple[Column, ...]:
    return (Column("provenance", "provenance"), Column("remark", optional=True))


def _sources(name: str, *special: Column) -> Table:
    """Declare a table of who or what spoke: interviews, groups, surveys, documents."""
    columns = (
        Column("source_id", "identifier"),
        Column("label"),
        Column("voice", "voice"),
        Column("persons", "whole_number", optional=True, number=True),
        *special,
        Column("date", optional=True),
        Column("document", "document"),
        Column("locator"),
        *_closing(),
    )
    return Table(name, columns)


def _statements(name: str, phase: str, sources: str) -> Table:
    """Declare a table of what was said, in our own words, coded to question, aspect, voice and direction."""
    columns = (
        Column("statement_id", "identifier"),
        Column("source", "identifier"),
        Column("document", "document"),
        Column("locator"),
        Column("question", "question"),
        Column("aspect", "identifier"),
        Column("voice", "voice"),
        Column("direction", "direction", number=True),
        Column("n", "whole_number", optional=True, number=True),
        Column("n_total", "whole_number", optional=True, number=True),
        Column("quantifier", optional=True),
        Column("statement"),
        *_closing(),
    )
    return Table(name, columns, phase, sources)


DOCUMENTS = Table(
    "documents",
    (
        Column("document"),
        Column("title"),
        Column("publisher"),
        Column("date"),
        Column("kind"),
        Column("purpose", optional=True),
        Column("commissioned_by", optional=True),
        Column("independence", optional=True),
        Column("remark", optional=True),
    ),
)

UNITS = Table(
    "units",
    (
        Column("unit_id", "identifier"),
        Column("label"),
        Column("kind", "unit_kind"),
        Column("aliases", optional=True),
        *_closing(),
    ),
)

DERIVED = Table(
    "derived",
    (
        Column("derived_id", "identifier"),
        Column("label"),
        Column("formula", "formula"),
        Column("measure", "measure"),
        Column("unit", optional=True),
        Column("period", optional=True),
        Column("question", "question", optional=True),
        Column("aspect", "identifier", optional=True),
        Column("remark", optional=True),
    ),
)

CRITERIA = Table(
    "mysteryguest_criteria",
    (
        Column("criterion_id", "identifier"),
        Column("label"),
        Column("channel", "channel"),
        Column("met", "met", optional=True),
        Column("document", "document"),
        Column("locator"),
        Column("question", "question", optional=True),
        Column("aspect", "identifier", optional=True),
        *_closing(),
    ),
)

FIGURES = Table(
    "figures",
    (
        Column("figure_id", "identifier"),
        Column("document", "document"),
        Column("locator"),
        Column("phase", "phase"),
        Column("series", "identifier"),
        Column("quantity"),
        Column("unit", optional=True),
        Column("period", optional=True),
        Column("role", "role", optional=True),
        Column("measure", "measure"),
        Column("printed", "printed"),
        Column("n", "positive", optional=True, number=True),
        Column("items", "positive", optional=True, number=True),
        Column("percent_group", "identifier", optional=True),
        Column("sd_of", "identifier", optional=True),
        Column("method", optional=True),
        Column("indicator", "indicator", optional=True),
        Column("question", "question", optional=True),
        Column("aspect", "identifier", optional=True),
        Column("formula", "formula", optional=True),
        Column("formula_basis", "formula_basis", optional=True),
        Column("same_as", "identifier", optional=True),
        *_closing(),
    ),
)

LADDER_POSITIONS = Table(
    "ladder_positions",
    (
        Column("position_id", "identifier"),
        Column("figure_id", "identifier"),
        Column("instrument", "instrument"),
        Column("moment", "moment"),
        Column("scope"),
        Column("question", "question"),
        *_closing(),
    ),
)

SURVEY_ITEMS = Table(
    "survey_items",
    (
        Column("item_id", "identifier"),
        Column("source", "identifier"),
        Column("label"),
        Column("kind", "item_kind"),
        Column("n", "positive", number=True),
        Column("question", "question", optional=True),
        Column("aspect", "identifier", optional=True),
        Column("document", "document"),
        Column("locator"),
        *_closing(),
    ),
    phase="surveys",
)

SURVEY_ANSWERS = Table(
    "survey_answers",
    (
        Column("answer_id", "identifier"),
        Column("item_id", "identifier"),
        Column("category"),
        Column("rank", "whole_number", optional=True, number=True),
        Column("figure_id", "identifier", optional=True),
        Column("count", "whole_number", optional=True, number=True),
        Column("direction", "direction", optional=True, number=True),
        *_closing(),
    ),
)

PUBLISHED_FINDINGS = Table(
    "published_findings",
    (
        Column("finding_id", "identifier"),
        Column("question", "question"),
        Column("direction", "direction", number=True),
        Column("strength", "strength"),
        Column("statement"),
        Column("document", "document"),
        Column("locator"),
        *_closing(),
    ),
)

# What may be judged, and the values that a judgement can take. Labels of silence are there to be confirmed.
JUDGED: Mapping[str, tuple[str, ...]] = {
    "pair": ("agreement", "partial agreement", "dissonance", "silence", "both silent"),
    "confidence": ("high", "moderate", "low", "very low"),
    "meta_inference": ("confirmation", "expansion", "discordance", "single source"),
}
COMPARED = ("same", "weaker", "stronger", "not supported", "no assertion")

JUDGEMENTS = Table(
    "judgements",
    (
        Column("judgement_id", "identifier"),
        Column("subject", "subject"),
        Column("question", "question"),
        Column("phase_a", "phase", optional=True),
        Column("phase_b", "phase", optional=True),
        Column("judgement"),
        Column("stage", "stage"),
        Column("researcher"),
        Column("reason"),
        Column("remark", optional=True),
    ),
)

COMPARISONS = Table(
    "comparisons",
    (
        Column("comparison_id", "identifier"),
        Column("published_id", "identifier"),
        Column("judgement", "compared"),
        Column("stage", "stage"),
        Column("researcher"),
        Column("evidence_ids", optional=True),
        Column("reason"),
        Column("remark", optional=True),
    ),
)

SECOND_CODINGS = Table(
    "second_codings",
    (
        Column("statement_id", "identifier"),
        Column("coder"),
        Column("question", "question"),
        Column("aspect", "identifier"),
        Column("direction", "direction", number=True),
        Column("remark", optional=True),
    ),
)

TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (
        DOCUMENTS,
        UNITS,
        FIGURES,
        DERIVED,
        PUBLISHED_FINDINGS,
        _sources("desk_sources"),
        _statements("desk_statements", "desk_research", "desk_sources"),
        _sources("interview_cases"),
        _statements("interview_statements", "interviews", "interview_cases"),
        _sources("focusgroup_groups"),
        _statements("focusgroup_statements", "focusgroups", "focusgroup_groups"),
        _sources("mysteryguest_visits", Column("channel", "channel")),
        CRITERIA,
        _statements("mysteryguest_statements", "mystery_guests", "mysteryguest_visits"),
        _sources("survey_waves", Column("invited", "positive", optional=True, number=True)),
        SURVEY_ITEMS,
        SURVEY_ANSWERS,
        _statements("survey_statements", "surveys", "survey_waves"),
        LADDER_POSITIONS,
        SECOND_CODINGS,
        JUDGEMENTS,
        COMPARISONS,
    )
}


def rules_for(
    codebook: Codebook | None, phases: tuple[str, ...], documents: frozenset[str] | None
) -> Mapping[str, tuple[Rule, ...]]:
    """Rules by name, filled with what this round's codebook and documents allow.

    Parameters
    ----------
    codebook : Codebook or None
        The round's codebook; None when it could not be read: what refers to it is then not judged.
    phases : tuple of str
        Ids of the phases there are.
    documents : frozenset of str or None
        Ids of the round's documents; None when they could not be read, so that one missing file is one mistake and not
        one for every row that refers to it.
    """
    codes: dict[str, tuple[Rule, ...]] = dict.fromkeys(("voice", "question", "indicator", "instrument"), ())
    if codebook is not None:
        codes = {
            "voice": (one_of({item.id for item in codebook.voices}, "Deze stem staat niet in het codeboek."),),
            "question": (one_of(set(codebook.question_by_id), "Deze vraag staat niet in het codeboek."),),
            "indicator": (
                one_of({item.id for item in codebook.indicators}, "Deze indicator staat niet in het codeboek."),
            ),
            "instrument": (one_of(set(codebook.instruments), "Dit instrument staat niet in het codeboek."),),
        }
    return codes | {
        "text": (),
        "identifier": (IDENTIFIER,),
        "whole_number": (WHOLE_NUMBER,),
        "positive": (POSITIVE,),
        "direction": (DIRECTION,),
        "printed": (PRINTED,),
        "formula": (FORMULA,),
        "provenance": (one_of(PROVENANCE),),
        "measure": (one_of(MEASURES),),
        "role": (one_of(ROLES),),
        "formula_basis": (one_of(("assumed",)),),
        "unit_kind": (one_of(("room", "organisation", "average", "area", "partner")),),
        "channel": (one_of(("bezoek", "telefoon", "website")),),
        "met": (one_of(("ja", "nee")),),
        "strength": (one_of(STRENGTHS),),
        "moment": (one_of(("begin", "eind", "stand")),),
        "item_kind": (one_of(("share", "ranking")),),
        "subject": (one_of(JUDGED),),
        "stage": (one_of(("independent", "decision")),),
        "compared": (one_of(COMPARED),),
        "phase": (one_of(phases, "Deze fase bestaat niet."),),
        "document": () if documents is None else (one_of(documents, "Dit document staat niet in documents.csv."),),
    }
