"""Findings: one a question, in a plain sentence that the evidence chose."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from pipeline.codebook import Codebook, Question
from pipeline.triangulation import confidence, convergence
from pipeline.triangulation.views import Status, View, cells, view

COLUMNS = (
    "finding_id",
    "theme",
    "question",
    "statement",
    "direction",
    "convergence",
    "confidence",
    "limitations",
    "coherence",
    "adequacy",
    "relevance",
    "voices",
    "evidence_ids",
)


@dataclass(frozen=True)
class Triangulation:
    """Findings and convergence labels, as `findings.csv` and `convergence.csv` hold them, and the views behind them."""

    findings: pd.DataFrame
    convergence: pd.DataFrame
    views: "dict[str, list[View]]"


def triangulate(
    evidence: pd.DataFrame,
    codebook: Codebook,
    *,
    phases: tuple[str, ...],
    deployed: frozenset[str],
    areas: Sequence[str],
    theme: str | None = None,
) -> Triangulation:
    """Triangulate the evidence of a round, for one theme or for all.

    Parameters
    ----------
    evidence : pandas.DataFrame
        Evidence rows of all phases; also for one theme, since prominence is measured over all that a phase says.
    codebook : Codebook
        The round's codebook.
    phases : tuple of str
        All phases, in reading order.
    deployed : frozenset of str
        Phases that the round deployed.
    areas : list of str
        Units that are an area, not the organisation.
    theme : str or None
        Only the questions of this theme.
    """
    all_cells = cells(evidence)
    questions = [question for question in codebook.questions if theme in (None, question.theme)]
    found, labels, views = [], [], {}
    for question in questions:
        seen = [view(phase, question, all_cells, codebook, deployed) for phase in phases]
        pairs = convergence.rows(question.theme, question.id, seen)
        rows = evidence[evidence["question"] == question.id]
        labels += pairs
        views[question.id] = seen
        if not rows.empty:
            found.append(_finding(question, rows, all_cells, seen, [str(pair["label"]) for pair in pairs], areas))
    findings = pd.DataFrame(found, columns=list(COLUMNS)).astype({"direction": "Int64"})
    table = pd.DataFrame(labels, columns=list(convergence.COLUMNS))
    return Triangulation(findings, table, views)


def direction_of(views: list[View]) -> int:
    """Weigh the phases that speak, each once: 1 or -1 when one side leads by at least half of them, else 0."""
    directions = [view.direction or 0 for view in views if view.status is Status.SPEAKS]
    lead = sum(directions)
    if not directions or 2 * abs(lead) < len(directions):
        return 0
    return 1 if lead > 0 else -1


def _finding(
    question: Question,
    rows: pd.DataFrame,
    all_cells: pd.DataFrame,
    views: list[View],
    labels: list[str],
    areas: Sequence[str],
) -> dict[str, object]:
    direction = direction_of(views)
    answer = {1: question.answers.positive, 0: question.answers.mixed, -1: question.answers.negative}[direction]
    sure = confidence.assess(rows, views, areas)
    return {
        "finding_id": f"F-{question.theme}-{question.id}",
        "theme": question.theme,
        "question": question.id,
        "statement": answer,
        "direction": direction,
        "convergence": convergence.overall(labels),
        "confidence": sure.level,
        "limitations": sure.limitations.reason,
        "coherence": sure.coherence.reason,
        "adequacy": sure.adequacy.reason,
        "relevance": sure.relevance.reason,
        "voices": _voices(question.id, direction, all_cells),
        "evidence_ids": " ".join(rows["evidence_id"]),
    }


def _voices(question: str, direction: int, all_cells: pd.DataFrame) -> str:
    """Count the cells that carry the finding, by voice; all cells when the finding is mixed."""
    here = all_cells[all_cells["question"] == question]
    carrying = here if direction == 0 else here[here["direction"] == direction]
    counts = carrying.groupby("voice").size().sort_index().sort_values(ascending=False, kind="stable")
    return ";".join(f"{voice}:{count}" for voice, count in counts.items())
