"""The findings on paper, by theme: what was found, whose words carry it, and what speaks against it."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from markupsafe import Markup

from pipeline.addresses import theme_stage
from pipeline.codebook import Codebook, Theme
from pipeline.contracts.loading import RoundData
from pipeline.evidence.table import EvidenceRow
from pipeline.phases.declarations import BY_ID
from pipeline.records import Record, rows_of
from pipeline.reporting import finding_words, words
from pipeline.reporting.document.notebooks import Shown
from pipeline.reporting.document.printed import printed
from pipeline.reporting.evidence_views import how_many
from pipeline.reporting.finding_views import dissent_sentence, looked_in, voices_sentence
from pipeline.reporting.tables import Html
from pipeline.rules import Rules
from pipeline.triangulation import confidence
from pipeline.triangulation.findings import FindingRow
from pipeline.triangulation.negative_cases import NegativeCaseRow, sides, strongest_first
from pipeline.triangulation.views import cells

Pages = Mapping[str, list[Shown]]
Tables = Mapping[str, pd.DataFrame]


Order = Mapping[tuple[str, int], list[str]]
"""By finding and direction the evidence that points that way, the strongest first; as the document has it."""


def in_order(tables: Tables, rules: Rules) -> Order:
    """Put the evidence on each finding in the order in which the document has it."""
    return {
        (finding["finding_id"], sign): strongest_first(rows[rows["direction"] == sign], weighed)
        for finding in rows_of(tables["findings"], FindingRow)
        for rows in [of(finding, tables["evidence"])]
        for weighed in [cells(rows, rules)]
        for sign in _signs(int(finding["direction"]))
    }


def numbered(order: Order) -> dict[str, int]:
    """Give each piece of evidence its number."""
    return {name: number for number, name in enumerate((name for names in order.values() for name in names), 1)}


def of(finding: FindingRow, rows: pd.DataFrame) -> pd.DataFrame:
    """Give the rows that are about a finding: by its id, or by its question."""
    if "finding_id" in rows:
        return rows[rows["finding_id"] == finding["finding_id"]]
    return rows[rows["question"] == finding["question"]]


def _signs(direction: int) -> tuple[int, int, int]:
    """Give the directions of evidence: first what carries a finding."""
    return (1, -1, 0) if direction == 0 else (direction, -direction, 0)


def theme(theme: Theme, data: RoundData, tables: Tables, pages: Pages, order: Order) -> dict[str, Any]:
    """Prepare what was found on a theme.

    Parameters
    ----------
    theme : Theme
        The theme.
    data : RoundData
        The round.
    tables : mapping of str to pandas.DataFrame
        The tables of the output contract by name.
    pages : mapping
        What each notebook shows.
    order : mapping
        The evidence on each finding.
    """
    book = data.codebook
    own = rows_of(tables["findings"][tables["findings"]["theme"] == theme.id], FindingRow)
    found = {row["question"] for row in own}
    hidden = {each.question for each in data.round.withheld}
    numbers = numbered(order)
    return {
        "id": theme.id,
        "label": theme.label,
        "definition": theme.definition,
        "findings": [_finding(row, tables, book, numbers, order) for row in own],
        "silent": [
            (each.label, each.id in hidden)
            for each in book.questions
            if each.theme == theme.id and each.id not in found
        ],
        "joint": _block("joint_display", theme, pages),
        "counts": _block("label_counts", theme, pages),
    }


def _block(name: str, theme: Theme, pages: Pages) -> Markup:
    """Give what the notebook of a theme shows by the name of a block, or say that its cell was taken out."""
    stage = theme_stage(theme.id)
    found = [printed(part.markup) for part in pages[stage] if part.name == name]
    return Markup("").join(found) or Markup("<p>Het notebook {} toont «{}» niet.</p>").format(stage, name)


def _finding(row: FindingRow, tables: Tables, book: Codebook, numbers: Mapping[str, int], order: Order) -> Record:
    question = book.question_by_id[row["question"]]
    direction = int(row["direction"])
    by_id = {each["evidence_id"]: each for each in rows_of(of(row, tables["evidence"]), EvidenceRow)}
    # Where nearly all of a round comes from one kind of source, the cover says so; only what differs is marked.
    usual = tables["evidence"]["provenance"].mode().iloc[0]
    in_vain = _in_vain(direction, of(row, tables["negative_cases"]))
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
        "quotes": [
            (
                _titles(direction)[sign],
                [_quote(by_id[name], book, numbers, usual) for name in order[row["finding_id"], sign]],
                in_vain.get(sign, ""),
            )
            for sign in _signs(direction)
        ],
    }


def _marks(row: FindingRow) -> tuple[Html, Html, Html]:
    """Give the direction, the convergence and the confidence of a finding, in words."""
    direction = words.direction(int(row["direction"]))
    return direction, finding_words.convergence_of(row), finding_words.confidence_of(row)


def _titles(direction: int) -> dict[int, str]:
    titles = {1: "Positieve punten", -1: "Kritische punten", 0: "Neutrale punten"}
    if direction:
        titles |= {direction: "Wat deze bevinding steunt", -direction: "Wat deze bevinding tegenspreekt"}
    return titles


def _quote(row: EvidenceRow, book: Codebook, numbers: Mapping[str, int], usual: str) -> Record:
    who = f"{book.labels[row['voice']]}, {BY_ID[row['phase']].label.lower()}"
    aspect = book.aspect_labels[(row["question"], row["aspect"])].lower()
    made = "" if row["provenance"] == usual else words.PROVENANCE[row["provenance"]]
    about = (who, aspect, how_many(row), row["quality"], made)
    return {
        "number": numbers[row["evidence_id"]],
        "statement": row["statement"],
        "about": "; ".join(text for text in about if text),
    }


def _in_vain(direction: int, cases: pd.DataFrame) -> dict[int, str]:
    """Say where evidence that points another way was looked for, by that way, if there is none."""
    nothing = [row for row in rows_of(cases, NegativeCaseRow) if not row["evidence_id"]]
    empty = {row["side"]: looked_in(row["looked_in"]) for row in nothing}
    return {sign: empty[side] for side, sign in sides(direction) if side in empty}
