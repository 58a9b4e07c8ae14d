"""The evidence of surveys: closed items whose answers have a direction, and open answers.

Of a report, an answer is a piece of evidence; of what was collected, an item for each voice that answered it.

Ladder positions that a researcher gave after weighing all sources are no evidence beside those sources: they are shown
with the published findings, and never counted twice.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.contracts.loading import RoundData
from pipeline.contracts.provenance import REPORTED
from pipeline.contracts.rows import FigureRow
from pipeline.contracts.table import PERSONS
from pipeline.dutch import count_noun
from pipeline.evidence.counts import Answer, from_counts
from pipeline.evidence.group_words import StandingOut, otherwise
from pipeline.evidence.positions import VOICE, Positions
from pipeline.evidence.statements import from_statements
from pipeline.evidence.table import (
    COUNTS,
    SAYS,
    UNCOUNTED,
    Counted,
    Evidence,
    Piece,
    combine,
    evidence_of,
    is_missing,
    weakest,
)
from pipeline.evidence.values import Value, of_spread
from pipeline.phases.surveys import scores_evidence
from pipeline.phases.surveys.answers import positions as answer_positions
from pipeline.phases.surveys.answers import words
from pipeline.phases.surveys.answers.questionnaire import Item
from pipeline.phases.surveys.answers.results import Sides, asked, numbers, sides
from pipeline.phases.surveys.answers.survey import Survey
from pipeline.phases.surveys.declaration import PHASE
from pipeline.phases.surveys.tables import AnswerRow, AskedRow, ItemRow, WaveRow
from pipeline.records import rows_of

Asked = tuple[AskedRow, Survey, Item, NDArray[np.bool_]]
"""An item of a survey, and who of one voice was asked it."""
__all__ = ["PHASE", "gather", "named", "positions", "undecided"]


def gather(data: RoundData) -> Evidence:
    """Give the evidence of closed items, of open answers, and of scores at two moments."""
    closed = from_counts(data, PHASE.id, _answers(data))
    standing_out = otherwise(data, positions(data))
    computed = evidence_of(data, PHASE.id, _of_items(data, standing_out))
    scored = evidence_of(data, PHASE.id, scores_evidence.pieces(data, standing_out))
    return combine([closed, computed, from_statements(data, "survey_statements"), scored])


def positions(data: RoundData) -> Iterator[Positions]:
    """Give where people stand on items, and how the scores of people went: of those tests may be allowed."""
    yield from answer_positions.positions(data)
    yield from scores_evidence.positions(data)


def undecided(data: RoundData) -> Iterator[Piece]:
    """Give the items that people answered, and the scores, that point no way that can be told."""
    for each in asked(data):
        row, survey, item, among = each
        found = sides(survey, item, among, data.round.rules)
        if row["aspect"] and found is not None and found.n and found.direction is None:
            yield _piece(data, each, found, ())
    yield from scores_evidence.undecided(data)


def named(data: RoundData) -> dict[tuple[str, str], frozenset[str]]:
    """Give who of the round's own respondents answered each item, by its row, of surveys that know them by name."""
    return {
        ("questionnaire_items", row["item_id"]): frozenset(
            survey.people["respondent"][among & survey.answers[item.id].given]
        )
        for row, survey, item, among in asked(data)
        if survey.form.linked
    }


def _of_items(data: RoundData, standing_out: StandingOut) -> Iterator[Piece]:
    """Give a piece for each item with an aspect and a direction, and each voice that answered it."""
    for each in asked(data):
        row, survey, item, among = each
        found = sides(survey, item, among, data.round.rules)
        if found is None or found.direction is None or not row["aspect"]:
            continue
        own = standing_out.get((row["question"], row["aspect"], f"{survey.id}_{item.id}"), {})
        voice = _voice(row, survey)
        yield _piece(data, each, found, [said for (by, group), said in own.items() if by != VOICE or group == voice])


def _voice(row: AskedRow, survey: Survey) -> str:
    return next(voice for voice in survey.voices if survey.source(voice) == row["source"])


def _piece(data: RoundData, of: Asked, found: Sides, apart: Sequence[str]) -> Piece:
    """Make a piece of an item that one voice answered; of one that points no way the direction means nothing."""
    row, survey, item, among = of
    voice = _voice(row, survey)
    return Piece(
        question=row["question"],
        aspect=row["aspect"],
        voice=voice,
        direction=found.direction or 0,
        statement=" ".join([words.sentence(item, found, data.codebook.labels[voice]), *apart]),
        provenance=row["provenance"],
        rests_on=(("questionnaire_items", row["item_id"], SAYS), ("survey_waves", row["source"], COUNTS)),
        count=Counted(found.side, found.n, PERSONS, against=found.against),
        suffix=row["item_id"],
        quality="; ".join(words.to_know(survey, item, found, among)),
        otherwise=" ".join(apart),
        selection=survey.form.selection,
        computed=True,
        values=(*found.values, *_measured(survey, item, among)),
    )


def _measured(survey: Survey, item: Item, among: NDArray[np.bool_]) -> Iterator[Value]:
    """Give the median and the range of a mark or number."""
    if item.kind in {"mark", "number"}:
        yield from of_spread(numbers(survey, item, among).tolist(), item.measure)


def _answers(data: RoundData) -> Iterator[Answer]:
    items = {item["item_id"]: item for item in rows_of(data.tables["survey_items"], ItemRow)}
    waves = {wave["source_id"]: wave for wave in rows_of(data.tables["survey_waves"], WaveRow)}
    printed = {figure["figure_id"]: figure["printed"] for figure in rows_of(data.tables["figures"], FigureRow)}
    for answer in rows_of(data.tables["survey_answers"], AnswerRow):
        item = items[answer["item_id"]]
        counted = not is_missing(answer["count"])
        figure = answer["figure_id"]
        yield Answer(
            key=answer["answer_id"],
            question=item["question"],
            aspect=item["aspect"],
            voice=waves[item["source"]]["voice"],
            direction=answer["direction"],
            statement=_sentence(item["label"], answer, printed),
            provenance=weakest([answer["provenance"], item["provenance"]]),
            rests_on=(
                ("survey_answers", answer["answer_id"], SAYS),
                ("survey_items", answer["item_id"], SAYS),
                ("survey_waves", item["source"], COUNTS),
                *((("figures", figure, SAYS),) if figure else ()),
            ),
            count=Counted(answer["count"], item["n"], PERSONS) if counted else UNCOUNTED,
            quality="" if counted else _without_count(answer),
            selection=waves[item["source"]]["selection"],
        )


def _without_count(answer: AnswerRow) -> str:
    what = "het percentage" if is_missing(answer["rank"]) else "de volgorde"
    return f"Alleen {what} is {'gepubliceerd' if answer['provenance'] in REPORTED else 'bekend'}"


def _sentence(label: str, answer: AnswerRow, printed: dict[str, str]) -> str:
    if is_missing(answer["count"]) and is_missing(answer["rank"]):
        share = printed.get(answer["figure_id"], "een onbekend deel")
        return f"Op de vraag «{label}» antwoordt {share} «{answer['category']}»."
    if not is_missing(answer["rank"]):
        return f"Op de vraag «{label}» staat «{answer['category']}» op plaats {answer['rank']}."
    people = count_noun(int(answer["count"]), "persoon antwoordt", "personen antwoorden")
    return f"{people} «{answer['category']}» op de vraag «{label}»."
