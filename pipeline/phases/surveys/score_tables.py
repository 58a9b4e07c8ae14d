"""The records of scores: where a person, a street or the organisation stands on an instrument, at a moment."""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple, TypedDict

from pipeline.codebook import Instrument
from pipeline.contracts import headings
from pipeline.contracts.checks import asked_in_phase, aspect_belongs
from pipeline.contracts.headings import Heading
from pipeline.contracts.kinds import OWN_PROVENANCE
from pipeline.contracts.moments import day
from pipeline.contracts.respondents import YES_NO
from pipeline.contracts.selection import OWN_SELECTION
from pipeline.contracts.table import NEVER, PUBLIC, Column, Context, Found, Table
from pipeline.errors import choose
from pipeline.records import Record

PERSON, STREET, ORGANISATION = "person", "street", "organisation"
BEGIN, END = "begin", "eind"
CLIENT, PROFESSIONAL, RESIDENT, RESEARCHER = "client", "professional", "resident", "researcher"
THEN, RECALLED = "then", "recalled"
RISE, HOLD, SLOW = "stijgen", "vasthouden", "vertragen"


class ScoreRow(TypedDict):
    """A row of `scores`: what one kind of scorer gave one object on one domain at one moment.

    `voice` is whose judgement it is; empty where a client scored, of whom `respondents` has the voice. `value` is empty
    where nobody scored it; `expected` is the course that was written down at the start. `crisis` and `incentive` say
    whether they came in a crisis, and whether something hung on this score.
    """

    score_id: str
    object: str
    object_kind: str
    voice: str
    instrument: str
    domain: str
    moment: str
    date: str
    value: str
    scorer: str
    recorded: str
    expected: str
    crisis: str
    incentive: str
    selection: str
    question: str
    aspect: str
    provenance: str
    remark: str


class Stand(NamedTuple):
    """Where somebody stands on a ladder: from one rung to another, mostly the same."""

    low: Fraction
    high: Fraction

    @property
    def middle(self) -> Fraction:
        """The middle of the two."""
        return (self.low + self.high) / 2


# A score between two rungs, as people write it: 3-4, 3 – 4, 3 tot 4.
_RANGE = re.compile(r"\s*(?:[-\u2013]|tot(?: en met)?|t/m)\s*")


def stand(value: str, instrument: Instrument) -> Stand | None:
    """Read a score in whole or half rungs, or a range of them; None where it is none of the instrument's ladder."""
    parts = _RANGE.split(value.strip())
    if len(parts) > 2:
        return None
    try:
        read = [Fraction(part.replace(",", ".")) for part in parts]
    except ValueError:
        return None
    rungs = [each.rung for each in instrument.rungs]
    low, high = read[0], read[-1]
    if not all(min(rungs) <= each <= max(rungs) and (2 * each).denominator == 1 for each in read):
        return None
    return None if len(read) > 1 and low >= high else Stand(low, high)


def _on_the_ladder(record: Record, context: Context) -> Iterator[Found]:
    """Demand a value on the instrument's ladder, and one of its domains where it has any."""
    instrument = context.codebook.instruments[record["instrument"]]
    rungs = [each.rung for each in instrument.rungs]
    if record["value"] and stand(record["value"], instrument) is None:
        what = f"Deze trede heeft {instrument.label} niet."
        mend = (
            f"Vul een hele of halve trede in van {min(rungs)} tot {max(rungs)}, of twee met een streepje ertussen. "
            "Laat leeg wat niet is gescoord."
        )
        yield "value", what, mend
    domains = [domain.id for domain in instrument.domains]
    if record["domain"] and record["domain"] not in domains:
        mend = choose(record["domain"], domains) if domains else "Maak de cel leeg: dit instrument heeft geen domeinen."
        yield "domain", f"Dit domein heeft {instrument.label} niet.", mend
    elif domains and not record["domain"]:
        yield "domain", f"{instrument.label} scoort domeinen.", choose("", domains)


def _has_voice(record: Record, context: Context) -> Iterator[Found]:
    """Demand of what becomes evidence that is known whose judgement it is: of who is scored only when they scored."""
    own = record["scorer"] == CLIENT and context.rows.get("respondents", {}).get(record["object"])
    if record["scorer"] == CLIENT and "respondents" not in context.whole:
        return  # it may be there, in a row that has a mistake of its own
    if record["aspect"] and not record["voice"] and not own:
        mend = "Vul de stem in van wie dit oordeel is."
        if record["scorer"] == CLIENT:
            mend = "Vul de stem in van wie dit oordeel is, of zet deze persoon in de tabel respondents."
        yield "voice", "Wiens oordeel dit is, is niet bekend.", mend


def _fits_its_series(record: Record, context: Context) -> Iterator[Found]:
    """Demand one score of an object by a kind of scorer at a moment, that both moments fit, and in that order."""
    people = context.rows.get("respondents", {})
    for other in context.rows["scores"].values():
        if other["domain"] != record["domain"] or other["scorer"] != record["scorer"]:  # most of a long table
            continue
        who, first = _first(other["object"], people), _first(record["object"], people)
        if who != first or other["instrument"] != record["instrument"]:
            continue
        if other["score_id"] == record["score_id"]:
            return
        if other["moment"] == record["moment"]:
            what = f"Deze score staat er al: {other['score_id']}."
            yield (
                "moment",
                what,
                "Haal een van beide rijen weg, of verbeter wie, domein, moment of wie scoorde.",
            )
            return
        for name in ("object_kind", "question", "aspect", "expected"):
            # The expected course is written down at the start: the end need not repeat it.
            if record[name] != other[name] and not (name == "expected" and "" in {record[name], other[name]}):
                there = other[name] or "niets"
                yield name, f"Bij {other['score_id']}, het andere moment, staat {there}.", "Maak beide gelijk."
        begin, end = (record, other) if record["moment"] == BEGIN else (other, record)
        began, ended = day(begin["date"]), day(end["date"])
        if began and ended and ended < began:
            yield "date", f"Het eind ligt voor het begin (zie {other['score_id']}).", "Controleer beide datums."


def _first(name: str, people: Mapping[str, Record]) -> str:
    """Give the name under which somebody came first."""
    return (people[name]["alias_of"] if name in people else "") or name


SCORES = Table(
    "scores",
    (
        Column(
            "score_id",
            "identifier",
            leaves=NEVER,
            heading=Heading("Score", "Een eigen kenmerk, zoals S001.", "voorbeeld"),
        ),
        Column(
            "object",
            "identifier",
            leaves=NEVER,
            heading=Heading("Wie of wat", "Over wie of wat de score gaat: een schuilnaam.", "K01"),
        ),
        Column(
            "object_kind",
            allowed=(PERSON, STREET, ORGANISATION),
            heading=Heading("Soort", "person: een mens. street: een straat. organisation: een organisatie.", "person"),
        ),
        Column("voice", "voice", optional=True, heading=headings.VOICE),
        Column("instrument", "instrument", heading=Heading("Meetladder", "Welk meetinstrument. Kies uit de lijst.")),
        Column(
            "domain",
            "domain",
            optional=True,
            leaves=PUBLIC,
            heading=Heading("Domein", "Welk leefgebied, als het instrument die heeft. Kies uit de lijst."),
        ),
        Column("moment", allowed=(BEGIN, END), moment=True, heading=Heading("Moment", "begin of eind.", "begin")),
        Column("date", "day", optional=True, leaves=NEVER, heading=headings.DAY),
        Column(
            "value",
            optional=True,
            leaves=NEVER,
            heading=Heading(
                "Trede", "Een hele of halve trede, of tussen welke twee: 3-4. Leeg als er niet is gescoord.", "3"
            ),
        ),
        Column(
            "scorer",
            allowed=(CLIENT, PROFESSIONAL, RESIDENT, RESEARCHER),
            leaves=NEVER,
            heading=Heading(
                "Wie scoorde",
                "client: de persoon zelf. professional: een beroepskracht. resident: een bewoner. "
                "researcher: een onderzoeker.",
                "client",
            ),
        ),
        Column(
            "recorded",
            allowed=(THEN, RECALLED),
            optional=True,
            heading=Heading("Wanneer vastgelegd", "then: op dat moment. recalled: later teruggehaald.", "then"),
        ),
        Column(
            "expected",
            allowed=(RISE, HOLD, SLOW),
            optional=True,
            heading=Heading("Verwacht", "Wat vooraf werd verwacht: stijgen, vasthouden of vertragen.", "stijgen"),
        ),
        Column(
            "crisis",
            allowed=YES_NO,
            optional=True,
            leaves=NEVER,
            heading=Heading("In een crisis", "Bij het begin: kwam deze persoon in een crisis? Leeg: niet vastgelegd."),
        ),
        Column(
            "incentive",
            allowed=YES_NO,
            optional=True,
            leaves=NEVER,
            heading=Heading(
                "Hing er iets van af", "Hing er iets af van deze score, zoals een indicatie? Leeg: niet vastgelegd."
            ),
        ),
        OWN_SELECTION,
        Column("question", "question", optional=True, heading=headings.QUESTION),
        Column("aspect", "identifier", optional=True, leaves=PUBLIC, heading=headings.ASPECT),
        OWN_PROVENANCE,
        Column("remark", optional=True, leaves=NEVER, heading=headings.REMARK),
    ),
    phase="surveys",
    person=lambda row: row["object"] if row["object_kind"] == PERSON else "",
    speaks=lambda row: row["scorer"] == CLIENT,
    checks=(aspect_belongs, asked_in_phase, _on_the_ladder, _has_voice, _fits_its_series),
    workbook="meetladders",
    about="Eén rij is een score van één persoon, straat of organisatie op één moment.",
)
