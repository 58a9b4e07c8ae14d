"""The records of mystery guests: visits, the criteria of their scripts, and what was scored at each visit."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import TypedDict

from pipeline.contracts import headings
from pipeline.contracts.checks import asked_in_phase, aspect_belongs
from pipeline.contracts.headings import Heading
from pipeline.contracts.kinds import OWN_PROVENANCE
from pipeline.contracts.moments import day, minute
from pipeline.contracts.table import NEVER, PUBLIC, Column, Context, Found, Table
from pipeline.records import Record

YES, NO = "ja", "nee"
YES_NO, SCORE, MINUTES = "ja/nee", "score", "minuten"
HIGHER, LOWER = "hoger", "lager"
BY_VISIT, BY_PHONE, BY_SITE, BY_MAIL = "bezoek", "telefoon", "website", "e-mail"
# What can be read as a number of points or minutes.
_NUMBER = re.compile(r"\d{1,4}(?:[.,]\d{1,2})?")


class VisitRow(TypedDict):
    """A row of `visits`: one visit, call or message; `voice` is who visited."""

    visit_id: str
    script: str
    voice: str
    channel: str
    unit: str
    date: str
    arrived: str
    helped: str
    reported: str
    deviation: str
    organisation_agreed: str
    provenance: str
    remark: str


class VisitCriterionRow(TypedDict):
    """A row of `visit_criteria`: what visits are held against, and when it counts as met."""

    criterion_id: str
    label: str
    kind: str
    met: str
    favourable: str
    norm: str
    lowest: str
    highest: str
    overall: str
    question: str
    aspect: str


class VisitScoreRow(TypedDict):
    """A row of `visit_scores`: what one observer scored at one visit on one criterion; empty where they could not."""

    visit: str
    observer: str
    criterion: str
    value: str
    provenance: str
    remark: str


def is_number(text: str) -> bool:
    """Tell whether a cell has points or minutes."""
    return _NUMBER.fullmatch(text) is not None


def amount(text: str) -> Decimal:
    """Read points or minutes, exactly."""
    return Decimal(text.replace(",", "."))


def _in_order(record: Record, _context: Context) -> Iterator[Found]:
    """Demand help after arrival, and a report that is not older than its visit."""
    arrived, helped = (minute(record[name]) for name in ("arrived", "helped"))
    if arrived is not None and helped is not None and helped < arrived:
        yield "helped", f"De bezoeker was toen nog niet binnen ({record['arrived']}).", "Controleer beide tijden."
    visited, reported = (day(record[name]) for name in ("date", "reported"))
    if visited and reported and reported < visited:
        yield "reported", f"Het verslag is ouder dan het bezoek ({record['date']}).", "Controleer beide datums."


def _agreed(record: Record, _context: Context) -> Iterator[Found]:
    """Demand that the organisation agreed beforehand to a visit that nobody announces."""
    if record["organisation_agreed"] == NO:
        what = "Een onderzoeksbezoek mag alleen als de organisatie er vooraf mee instemde."
        yield "organisation_agreed", what, "Haal dit bezoek en zijn scores weg, of vul ja in als dat wel zo was."


def _criterion_fits(record: Record, _context: Context) -> Iterator[Found]:
    """Demand of a criterion what its kind needs: a favourable end, a scale, and a norm that lies on it."""
    ends = (YES, NO) if record["kind"] == YES_NO else (HIGHER, LOWER)
    if record["favourable"] not in ends:
        yield "favourable", f"Dit past niet bij de soort {record['kind']}.", f"Kies uit: {', '.join(ends)}."
    for name in ("norm", "lowest", "highest"):
        if record[name] and record["kind"] == YES_NO:
            yield name, "Bij ja of nee hoort geen getal: wat goed is, staat er al bij.", "Maak de cel leeg."
        elif record[name] and not is_number(record[name]):
            yield name, "Dit is geen getal.", "Vul een getal in, zoals 5 of 7,5, of laat de cel leeg."
        elif name != "norm" and not record[name] and record["kind"] == SCORE:
            yield name, "Bij een score hoort een schaal.", "Vul de laagste en de hoogste score in die kon."
    if record["norm"] and is_number(record["norm"]) and (what := _off_scale(record["norm"], record)):
        yield "norm", what, "Controleer de norm."


def _off_scale(value: str, criterion: Record) -> str:
    """Say that a number lies outside the scale of a criterion; nothing where it does not."""
    low, high = criterion["lowest"], criterion["highest"]
    if (is_number(low) and amount(value) < amount(low)) or (is_number(high) and amount(value) > amount(high)):
        return f"Dit ligt buiten de schaal ({low or '0'} tot {high or 'zonder einde'})."
    return ""


def _value_fits(record: Record, context: Context) -> Iterator[Found]:
    """Demand a value of the kind of its criterion, on its scale."""
    criterion = context.rows.get("visit_criteria", {}).get(record["criterion"])
    if not criterion or not record["value"]:
        return
    empty = "of laat de cel leeg als het niet te zien was."
    if criterion["kind"] == YES_NO:
        if record["value"].lower() not in (YES, NO):
            yield "value", "Bij dit criterium hoort ja of nee.", f"Vul ja of nee in, {empty}"
    elif not is_number(record["value"]):
        yield "value", f"Bij dit criterium horen {criterion['kind']}: een getal.", f"Vul een getal in, {empty}"
    elif what := _off_scale(record["value"], criterion):
        yield "value", what, f"Vul een score op de schaal in, {empty}"


VISIT_TABLES = (
    Table(
        "visits",
        (
            Column(
                "visit_id",
                "identifier",
                leaves=NEVER,
                heading=Heading("Bezoek", "Een kenmerk, zoals B01.", "voorbeeld"),
            ),
            Column(
                "script",
                "identifier",
                optional=True,
                leaves=NEVER,
                heading=Heading("Draaiboek", "Volgens welk draaiboek."),
            ),
            Column("voice", "voice", heading=headings.VOICE),
            Column(
                "channel",
                allowed=(BY_VISIT, BY_PHONE, BY_SITE, BY_MAIL),
                heading=Heading("Kanaal", "Hoe: bezoek, telefoon, website of e-mail.", "bezoek"),
            ),
            Column("unit", optional=True, references="units", leaves=NEVER, heading=headings.UNIT),
            Column("date", "day", optional=True, leaves=NEVER, heading=headings.DAY),
            Column(
                "arrived",
                "time",
                optional=True,
                leaves=NEVER,
                heading=Heading("Binnen om", "De tijd van aankomst, zoals 14:05.", "14:05"),
            ),
            Column(
                "helped",
                "time",
                optional=True,
                leaves=NEVER,
                heading=Heading("Geholpen om", "De tijd waarop iemand hielp.", "14:12"),
            ),
            Column(
                "reported",
                "day",
                optional=True,
                leaves=NEVER,
                heading=Heading("Verslag op", "De dag waarop het verslag is geschreven.", "2026-03-14"),
            ),
            Column(
                "deviation",
                optional=True,
                leaves=NEVER,
                heading=Heading("Afwijking", "Wat er anders ging dan het draaiboek zegt."),
            ),
            Column(
                "organisation_agreed",
                allowed=(YES, NO),
                optional=True,
                heading=Heading("Organisatie akkoord", "Stemde de organisatie vooraf in? Nee mag niet.", "ja"),
            ),
            OWN_PROVENANCE,
            Column("remark", optional=True, leaves=NEVER, heading=headings.REMARK),
        ),
        checks=(_in_order, _agreed),
        workbook="mystery_guests",
        about="Eén rij is een bezoek, telefoontje of bericht.",
    ),
    Table(
        "visit_criteria",
        (
            Column(
                "criterion_id",
                "identifier",
                leaves=PUBLIC,
                heading=Heading("Criterium", "Een kenmerk zonder spaties.", "voorbeeld"),
            ),
            Column(
                "label",
                leaves=PUBLIC,
                heading=Heading("Omschrijving", "Waarop u let, zoals lezers het zien.", "Er is koffie"),
            ),
            Column(
                "kind",
                allowed=(YES_NO, SCORE, MINUTES),
                heading=Heading("Soort", "ja/nee, score of minuten.", "ja/nee"),
            ),
            # What counts as met, in words for who visits.
            Column(
                "met",
                optional=True,
                leaves=PUBLIC,
                heading=Heading(
                    "Telt als", "Wanneer het telt, in woorden voor wie op bezoek gaat.", "Er is koffie aangeboden"
                ),
            ),
            Column(
                "favourable",
                allowed=(YES, NO, HIGHER, LOWER),
                heading=Heading(
                    "Goed is", "Wat goed nieuws is: ja of nee; bij een score of minuten hoger of lager.", "ja"
                ),
            ),
            Column(
                "norm",
                optional=True,
                backs=True,
                leaves=PUBLIC,
                heading=Heading(
                    "Norm", "Vanaf welk getal het goed is. Zonder norm heeft een score of een wachttijd geen richting."
                ),
            ),
            Column(
                "lowest", optional=True, leaves=PUBLIC, heading=Heading("Laagste", "Bij een score: de laagste die kan.")
            ),
            Column(
                "highest",
                optional=True,
                leaves=PUBLIC,
                heading=Heading("Hoogste", "Bij een score: de hoogste die kan."),
            ),
            Column(
                "overall",
                allowed=(YES, NO),
                optional=True,
                heading=Heading("Geheel", "Bij een score: is dit het oordeel over het hele bezoek? Leeg is nee."),
            ),
            Column("question", "question", optional=True, heading=headings.QUESTION),
            Column("aspect", "identifier", optional=True, leaves=PUBLIC, heading=headings.ASPECT),
            Column("remark", optional=True, leaves=NEVER, heading=headings.REMARK),
        ),
        phase="mystery_guests",
        says="{label}",
        checks=(aspect_belongs, asked_in_phase, _criterion_fits),
        workbook="mystery_guests",
        about="Eén rij is een punt waarop bezoekers letten.",
    ),
    Table(
        "visit_scores",
        (
            Column(
                "visit",
                "identifier",
                references="visits",
                leaves=NEVER,
                heading=Heading("Bezoek", "Bij welk bezoek. Kies uit de lijst.", "voorbeeld"),
            ),
            Column(
                "observer", leaves=NEVER, heading=Heading("Bezoeker", "Wie het zag. Komt nooit in het rapport.", "W1")
            ),
            Column(
                "criterion",
                "identifier",
                references="visit_criteria",
                leaves=PUBLIC,
                heading=Heading("Criterium", "Welk criterium. Kies uit de lijst.", "koffie"),
            ),
            Column(
                "value",
                optional=True,
                leaves=NEVER,
                heading=Heading("Uitkomst", "ja of nee, een score of minuten. Leeg als het niet te zien was.", "ja"),
            ),
            OWN_PROVENANCE,
            Column("remark", optional=True, leaves=NEVER, heading=headings.REMARK),
        ),
        identified_by=3,
        checks=(_value_fits,),
        workbook="mystery_guests",
        about="Eén rij is wat één bezoeker bij één bezoek op één criterium zag.",
    ),
)
