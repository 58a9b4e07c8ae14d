"""The raw tables of surveys: waves, closed items and their answers, open answers, and positions on a ladder."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, TypedDict

from pipeline.contracts.checks import asked_in_phase, aspect_belongs, has_a_place
from pipeline.contracts.figure_tables import beyond
from pipeline.contracts.folders import Folder
from pipeline.contracts.headings import named
from pipeline.contracts.kinds import PLACE, closing, sources, statements
from pipeline.contracts.provenance import REPORTED
from pipeline.contracts.rows import SourceRow
from pipeline.contracts.selection import SELECTION
from pipeline.contracts.table import ANSWERS, PUBLIC, Column, Context, Found, Table
from pipeline.phases.surveys.answers.form_tables import FORM_TABLES, WORKBOOK
from pipeline.phases.surveys.score_tables import SCORES
from pipeline.records import Count, Record
from pipeline.statistics.feasible import feasible_counts
from pipeline.statistics.printed import read_printed


class WaveRow(SourceRow):
    """A row of `survey_waves`; `invited` is how many were asked, `selection` how they came in."""

    invited: Count
    selection: str


class ItemRow(TypedDict):
    """A row of `survey_items`: a closed question that `n` people answered."""

    item_id: str
    source: str
    label: str
    kind: str
    n: int
    question: str
    aspect: str
    document: str
    locator: str
    provenance: str


SHARE, SEVERAL, RANKING = "share", "several", "ranking"
# How a printed question says that its answers are no parts of one whole.
_SEVERAL = re.compile(
    r"\bmeer(?:dere)? (?:antwoorden|keuzes|opties|vakjes|hokjes)\b|\bmeer(?:dere)? mogelijk\b"
    r"|\bmeer dan (?:één|een|1) (?:antwoord|keuze|optie|vakje|hokje)\b|\b(?:kruis|vink) (?:alles|alle)\b"
    r"|\b(?:kies|noem|geef)\b.{0,20}\b(?:twee|drie|vier|vijf|[2-9])\b",
    re.IGNORECASE,
)


def several_answers(item: Mapping[str, Any]) -> bool:
    """Tell whether people could give several answers: so its kind says, or the question itself."""
    return item["kind"] == SEVERAL or says_several(item["label"])


def says_several(text: str) -> bool:
    """Tell whether words beside a question or its answers say that people could give several."""
    return bool(_SEVERAL.search(text))


class AnswerRow(TypedDict):
    """A row of `survey_answers`: an answer to an item, with how many gave it or its place in a ranking."""

    answer_id: str
    item_id: str
    category: str
    rank: Count
    figure_id: str
    count: Count
    direction: Count
    provenance: str


class AskedRow(TypedDict):
    """A row of `questionnaire_items`: an item of a questionnaire, and the `n` people of one source who answered it."""

    item_id: str
    source: str
    survey: str
    item: str
    label: str
    kind: str
    n: int
    question: str
    aspect: str
    provenance: str


class PositionRow(TypedDict):
    """A row of `ladder_positions`: a printed position on an instrument."""

    position_id: str
    figure_id: str
    instrument: str
    moment: str
    scope: str
    question: str
    provenance: str


def _count_fits(record: Record, context: Context) -> Iterator[Found]:
    """Demand that a reconstructed count is the only one that its printed percentage leaves open."""
    items = context.rows.get("survey_items", {})
    if not record["count"] or record["item_id"] not in items:
        return
    item = items[record["item_id"]]
    n = int(item["n"])
    if next(_no_more_than_invited(item, context), None):  # of that n nothing follows
        return
    if int(record["count"]) > n:
        yield (
            "count",
            f"Dit aantal is groter dan het aantal dat de vraag beantwoordde ({n}).",
            "Controleer beide aantallen.",
        )
        return
    figures = context.rows.get("figures", {})
    if record["provenance"] == "reconstructed" and record["figure_id"] in figures:
        figure = figures[record["figure_id"]]
        if figure["provenance"] not in REPORTED and beyond(figure):  # that is told of the figure
            return
        printed = str(figure["printed"])
        try:
            possible = feasible_counts(printed, n) or feasible_counts(printed, n, rounding="down")
        except ValueError:  # nobody answered, or no percentage that a count can be read from
            possible = []
        if possible != [int(record["count"])]:
            shown = ", ".join(map(str, possible)) or "geen enkel aantal"
            yield "count", f"Bij {printed} van {n} past: {shown}.", "Reconstrueer alleen wat op één manier kan."


def _no_more_than_asked(record: Record, context: Context) -> Iterator[Found]:
    """Demand that no more people answered than were asked."""
    if record["invited"] and record["persons"] and int(record["persons"]) > int(record["invited"]):
        what = f"Er deden meer mensen mee dan er zijn gevraagd ({record['invited']})."
        yield "persons", what, "Controleer beide aantallen."


def _no_more_than_invited(record: Record, context: Context) -> Iterator[Found]:
    """Demand that no more people answered an item than were asked for its survey."""
    wave = context.rows.get("survey_waves", {}).get(record["source"])
    if wave and wave["invited"] and int(record["n"]) > int(wave["invited"]):
        what = f"Dit zijn er meer dan er voor deze vragenlijst zijn gevraagd ({wave['invited']})."
        yield "n", what, f"Controleer {named('n')}, of invited in de tabel survey_waves."


def _counts_fit(record: Record, context: Context) -> Iterator[Found]:
    """Demand that what we counted ourselves fits: no more answers than people, and no more people than took part.

    What a report prints may be off: that is for the auditor to say.
    """
    wave = context.rows.get("survey_waves", {}).get(record["source"])
    if record["provenance"] in REPORTED or next(_no_more_than_invited(record, context), None):
        return
    if wave and wave["persons"] and int(record["n"]) > int(wave["persons"]):
        what = f"Dit zijn er meer dan er aan deze vragenlijst meededen ({wave['persons']})."
        yield "n", what, "Controleer n, of persons van de vragenlijst."
    answers = [row for row in context.rows.get("survey_answers", {}).values() if row["item_id"] == record["item_id"]]
    # An answer that stands there twice is told by itself, and so is one of more people than answered.
    counts = {answer["category"].casefold(): int(answer["count"] or 0) for answer in answers}
    total = sum(count for count in counts.values() if count <= int(record["n"]))
    if record["kind"] == SHARE and not several_answers(record) and total > int(record["n"]):
        what = f"De antwoorden samen zijn er meer ({total}) dan er mensen antwoordden."
        yield "n", what, f"Controleer de aantallen, of zet kind op {SEVERAL} als mensen meer antwoorden konden geven."


def _on_the_ladder(record: Record, context: Context) -> Iterator[Found]:
    """Demand that a printed position lies on the ladder of its instrument."""
    figure = context.rows.get("figures", {}).get(record["figure_id"])
    instrument = context.codebook.instruments[record["instrument"]]
    rungs = [each.rung for each in instrument.rungs]
    if figure and not min(rungs) <= read_printed(figure["printed"]).value <= max(rungs):
        what = f"Dit cijfer is {figure['printed']}; {instrument.label} loopt van {min(rungs)} tot {max(rungs)}."
        yield "figure_id", what, "Kies een ander cijfer of instrument, of verbeter printed in de tabel figures."


def _both_moments(record: Record, context: Context) -> Iterator[Found]:
    """Demand of a begin that there is an end, and of an end a begin: one alone is where somebody stands."""
    other = {"begin": "eind", "eind": "begin"}.get(record["moment"])
    if not other or "ladder_positions" not in context.whole:
        return
    same = [
        row
        for row in context.rows["ladder_positions"].values()
        if all(row[name] == record[name] for name in ("instrument", "scope", "question"))
    ]
    if all(row["moment"] != other for row in same):
        what = f"Bij deze positie staat geen {other}."
        yield "moment", what, f"Voeg een rij toe met moment {other} en dezelfde scope, of zet moment op stand."


_WAVES = sources("survey_waves", Column("invited", "positive", optional=True, number=True, backs=True), SELECTION)

TABLES = (
    replace(_WAVES, audited=True, checks=(*_WAVES.checks, _no_more_than_asked)),
    # What was collected, an item of a questionnaire and who answered it a row: made of the files in `enquetes/`.
    Table(
        "questionnaire_items",
        (
            Column("item_id", "identifier", leaves=PUBLIC),
            Column("source", "identifier", references="survey_waves", leaves=PUBLIC),
            Column("survey", "identifier", leaves=PUBLIC),
            Column("item", "identifier", leaves=PUBLIC),
            Column("label", leaves=PUBLIC),
            Column("kind", leaves=PUBLIC),
            Column("n", "whole_number", number=True, backs=True),
            Column("question", "question", optional=True),
            Column("aspect", "identifier", optional=True, leaves=PUBLIC),
            *closing(),
        ),
        phase="surveys",
        says="{label}",
        checks=(aspect_belongs, asked_in_phase),
        has_file=False,
    ),
    Table(
        "survey_items",
        (
            Column("item_id", "identifier", leaves=PUBLIC),
            Column("source", "identifier", references="survey_waves", leaves=PUBLIC),
            Column("label", leaves=PUBLIC),
            Column("kind", allowed=(SHARE, SEVERAL, RANKING)),
            Column("n", "positive", number=True, backs=True),
            Column("question", "question", optional=True),
            Column("aspect", "identifier", optional=True, leaves=PUBLIC),
            *PLACE,
            *closing(),
        ),
        phase="surveys",
        says="{label}",
        audited=True,
        checks=(has_a_place, aspect_belongs, asked_in_phase, _no_more_than_invited, _counts_fit),
    ),
    Table(
        "survey_answers",
        (
            Column("answer_id", "identifier", leaves=PUBLIC),
            Column("item_id", "identifier", references="survey_items", leaves=PUBLIC),
            Column("category", leaves=PUBLIC),
            Column("rank", "whole_number", optional=True, number=True),
            Column("figure_id", "identifier", optional=True, references="figures", printed_there=True, leaves=PUBLIC),
            Column("count", "whole_number", optional=True, number=True),
            Column("direction", "direction", optional=True, number=True),
            *closing(),
        ),
        says="{category}",
        audited=True,
        checks=(_count_fits,),
        distinct=("item_id", "category"),
    ),
    statements("survey_statements", "surveys", "survey_waves", ANSWERS),
    Table(
        "ladder_positions",
        (
            Column("position_id", "identifier", leaves=PUBLIC),
            Column("figure_id", "identifier", references="figures", printed_there=True, leaves=PUBLIC),
            Column("instrument", "instrument"),
            Column("moment", allowed=("begin", "eind", "stand")),
            Column("scope", leaves=PUBLIC),
            Column("question", "question"),
            *closing(),
        ),
        phase="surveys",
        checks=(_on_the_ladder, _both_moments),
    ),
    SCORES,
)


FOLDERS = (Folder("enquetes", "questionnaire_items", ("survey_waves",), WORKBOOK, FORM_TABLES),)
