"""The records of closed questions inside a conversation: what somebody chose, and which way that answer points."""

from collections.abc import Iterator
from typing import TypedDict

from pipeline.contracts import headings
from pipeline.contracts.checks import asked_in_phase, aspect_belongs
from pipeline.contracts.headings import Heading
from pipeline.contracts.kinds import OWN_PROVENANCE
from pipeline.contracts.table import NEVER, PUBLIC, Column, Context, Found, Table
from pipeline.phases.interviews.segment_tables import said_by_somebody_there
from pipeline.records import Count, Record


class AnswerRow(TypedDict):
    """A row of `interview_answers`; `value` is empty where somebody was asked and did not answer.

    `direction` is which way this answer points: 1, 0 (neither) or -1; empty where it points no way.
    """

    answer_id: str
    interview: str
    respondent: str
    item: str
    value: str
    question: str
    aspect: str
    direction: Count
    provenance: str


def same(text: str) -> str:
    """Give an answer or a question as it is compared: whatever its case and spaces."""
    return " ".join(text.split()).casefold()


def _as_others(record: Record, context: Context) -> Iterator[Found]:
    """Demand that one question bears on one thing, and that one answer to it points one way, whoever gave it."""
    # Held against the first row of the question, and the first with this answer: what differs is told once.
    rows, item = context.rows["interview_answers"].values(), same(record["item"])
    first = next((each for each in rows if same(each["item"]) == item), record)
    for name in ("question", "aspect"):
        if first[name] != record[name]:
            what = f"Bij dezelfde vraag staat in {first['answer_id']}: {first[name] or 'niets'}."
            yield name, what, "Maak beide gelijk."
            return
    value = same(record["value"])
    other = next((each for each in rows if same(each["item"]) == item and same(each["value"]) == value), record)
    if other["direction"] != record["direction"]:
        what = f"Bij hetzelfde antwoord staat in {other['answer_id']}: {other['direction'] or 'niets'}."
        yield "direction", what, "Maak beide gelijk: wat een antwoord betekent, hangt niet af van wie het gaf."


ANSWERS = Table(
    "interview_answers",
    (
        Column(
            "answer_id",
            "identifier",
            leaves=NEVER,
            heading=Heading("Antwoord", "Een eigen kenmerk, zoals A001.", "voorbeeld"),
        ),
        Column(
            "interview",
            "identifier",
            references="interviews",
            leaves=NEVER,
            heading=Heading("Gesprek", "In welk gesprek. Kies uit de lijst.", "G01"),
        ),
        Column(
            "respondent",
            "identifier",
            references="respondents",
            leaves=NEVER,
            heading=Heading("Persoon", "Wie antwoordde: een schuilnaam.", "K01"),
        ),
        Column(
            "item",
            leaves=PUBLIC,
            heading=Heading("Gesloten vraag", "Wat er is gevraagd, bij iedereen hetzelfde.", "Komt u hier terug?"),
        ),
        Column(
            "value",
            optional=True,
            leaves=PUBLIC,
            heading=Heading(
                "Gekozen",
                "Het antwoord dat iemand koos; lezers zien hoe vaak. Leeg: gevraagd en niet beantwoord.",
                "ja",
            ),
        ),
        Column("question", "question", optional=True, heading=headings.QUESTION),
        Column("aspect", "identifier", optional=True, leaves=PUBLIC, heading=headings.ASPECT),
        Column(
            "direction",
            "direction",
            optional=True,
            number=True,
            heading=Heading(
                "Richting", "Wat dit antwoord betekent: 1 is gunstig, -1 ongunstig, 0 geen van beide. Leeg: niets.", "1"
            ),
        ),
        OWN_PROVENANCE,
        Column("remark", optional=True, leaves=NEVER, heading=headings.REMARK),
    ),
    phase="interviews",
    person=lambda row: str(row["respondent"]),
    checks=(aspect_belongs, asked_in_phase, said_by_somebody_there, _as_others),
    distinct=("interview", "respondent", "item"),
    workbook="interviews",
    about="Eén rij is wat één persoon antwoordde op één gesloten vraag.",
)
