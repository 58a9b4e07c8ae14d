"""The findings on paper, by theme: what was found, whose words carry it, and what speaks against it."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd
from markupsafe import Markup

from pipeline.codebook import Codebook, Theme
from pipeline.phases.declarations import BY_ID, TRIANGULATION
from pipeline.records import Record, records
from pipeline.reporting import finding_words, words
from pipeline.reporting.document.notebooks import Shown
from pipeline.reporting.document.printed import pieces, printed
from pipeline.reporting.evidence_views import how_many
from pipeline.reporting.finding_views import dissent_sentence, voices_sentence
from pipeline.reporting.tables import Html
from pipeline.triangulation import confidence

Pages = Mapping[str, list[Shown]]
Tables = Mapping[str, pd.DataFrame]
_CARD = ".//section[contains(@class, 'card')]"
# What unfolds in a card and isn't repeated elsewhere: how phases relate, who carries a finding, why this confidence.
_FOLDS = ".//details[summary[not(starts-with(., 'Het bewijs')) and not(starts-with(., 'Wa'))]]"
_WHY = ".//details[summary[starts-with(., 'Waarom')]]"


def numbered(tables: Tables) -> dict[str, int]:
    """Give each piece of evidence its number, in the order in which the document has it."""
    return {row["evidence_id"]: number for number, row in enumerate(_in_order(tables), 1)}


def _in_order(tables: Tables) -> Iterator[Record]:
    for finding in records(tables["findings"]):
        rows = _of(finding, tables)
        for sign in _signs(int(finding["direction"])):
            yield from records(rows[rows["direction"] == sign])


def _of(finding: Record, tables: Tables) -> pd.DataFrame:
    return tables["evidence"][tables["evidence"]["question"] == finding["question"]]


def _signs(direction: int) -> tuple[int, int, int]:
    """Give the directions of evidence: first what carries a finding."""
    return (1, -1, 0) if direction == 0 else (direction, -direction, 0)


def theme(theme: Theme, tables: Tables, book: Codebook, pages: Pages) -> dict[str, Any]:
    """Prepare what was found on a theme.

    Parameters
    ----------
    theme : Theme
        The theme.
    tables : mapping of str to pandas.DataFrame
        The tables of the output contract by name.
    book : Codebook
        For the names of questions and voices.
    pages : mapping
        What each notebook shows.
    """
    page = pages[f"{TRIANGULATION}_{theme.id}"]
    cards = {_heading(card): card for part in page for card in pieces(part.markup, _CARD)}
    own = records(tables["findings"][tables["findings"]["theme"] == theme.id])
    numbers = numbered(tables)
    findings = [_finding(row, tables, book, numbers, cards[book.labels[row["question"]]]) for row in own]
    found = {finding["label"] for finding in findings}
    outputs = [part.markup for part in page if part.code]
    return {
        "id": theme.id,
        "label": theme.label,
        "definition": theme.definition,
        "findings": findings,
        "silent": [printed(card) for label, card in cards.items() if label not in found],
        "joint": _joined(markup for markup in outputs if "<figure" in markup),
        "counts": _joined(markup for markup in outputs if "<table" in markup and not _shows(markup)),
    }


def _joined(markups: Iterator[str]) -> Markup:
    return Markup("").join(printed(markup) for markup in markups)


def _shows(markup: str) -> bool:
    """Whether an output is a figure, or the cards of the findings: those are shown elsewhere."""
    return "<figure" in markup or bool(pieces(markup, _CARD))


def _heading(card: str) -> str:
    return Markup(pieces(card, ".//h3")[0]).striptags()


def _finding(row: Record, tables: Tables, book: Codebook, numbers: Mapping[str, int], card: str) -> Record:
    question = book.question_by_id[row["question"]]
    direction = int(row["direction"])
    said = records(_of(row, tables))
    # Where all of a round comes from one kind of source, the cover says so.
    made = words.PROVENANCE if tables["evidence"]["provenance"].nunique() > 1 else {}
    quotes = [(each, _quote(each, book, numbers, made.get(each["provenance"], ""))) for each in said]
    return {
        "id": row["finding_id"],
        "label": question.label,
        "question": question.question,
        "statement": row["statement"],
        "marks": printed(" · ".join(mark.markup for mark in _marks(row))),
        "meaning": confidence.MEANING[row["confidence"]],
        "voices": voices_sentence(row, book),
        "dissent": dissent_sentence(row, tables["evidence"], book),
        "fragile": row["fragile"],
        "sides": _joined(iter(pieces(card, ".//div[@class='sides']"))),
        "quotes": [
            (_titles(direction)[sign], [quote for each, quote in quotes if int(each["direction"]) == sign])
            for sign in _signs(direction)
        ],
        "folds": _joined(iter([*pieces(card, _FOLDS), *pieces(card, _WHY)])),
    }


def _marks(row: Record) -> tuple[Html, Html, Html]:
    """Give the direction, the convergence and the confidence of a finding, in words."""
    direction = words.direction(int(row["direction"]))
    return direction, finding_words.convergence_of(row), finding_words.confidence_of(row)


def _titles(direction: int) -> dict[int, str]:
    sides = {1: "Positieve punten", -1: "Kritische punten", 0: "Neutrale punten"}
    if direction:
        sides |= {direction: "Wat deze bevinding steunt", -direction: "Wat deze bevinding tegenspreekt"}
    return sides


def _quote(row: Record, book: Codebook, numbers: Mapping[str, int], provenance: str) -> Record:
    who = f"{book.labels[row['voice']]}, {BY_ID[row['phase']].label.lower()}"
    aspect = book.aspect_labels[(row["question"], row["aspect"])].lower()
    about = (who, aspect, how_many(row), row["quality"], provenance)
    return {
        "number": numbers[row["evidence_id"]],
        "statement": row["statement"],
        "about": "; ".join(text for text in about if text),
    }
