"""Findings: one a question, in a plain sentence that the evidence chose, with all that bears on it."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from pipeline import addresses
from pipeline.codebook import Question
from pipeline.contracts.tables import TABLES
from pipeline.contracts.validation import empty
from pipeline.records import Record, record
from pipeline.triangulation import confidence, convergence, fragility, meta_inference, negative_cases, robustness
from pipeline.triangulation.facts import Facts
from pipeline.triangulation.judgements import CONFIDENCE, Judgements
from pipeline.triangulation.scope import Scope
from pipeline.triangulation.views import Cell, View, cells
from pipeline.triangulation.weighing import weigh

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
    "convergence_origin",
    "confidence_suggested",
    "confidence_origin",
    "confidence_researchers",
    "confidence_reason",
    "would_raise",
    "fragile",
)
# What triangulation hands on, by table, beside the views.
TABLE_COLUMNS = {
    "findings": COLUMNS,
    "convergence": convergence.COLUMNS,
    "joint_display": meta_inference.COLUMNS,
    "completeness": meta_inference.COMPLETENESS_COLUMNS,
    "voices": robustness.SHARE_COLUMNS,
    "robustness": robustness.COLUMNS,
    "negative_cases": negative_cases.COLUMNS,
}


@dataclass(frozen=True)
class Triangulation:
    """What triangulation found.

    Attributes
    ----------
    tables : dict of str to pandas.DataFrame
        The tables of `TABLE_COLUMNS`, as `data/` holds them.
    views : dict of str to tuple of View
        What each phase says on each question.
    """

    tables: dict[str, pd.DataFrame]
    views: "dict[str, tuple[View, ...]]"

    @property
    def findings(self) -> pd.DataFrame:
        """One row a finding."""
        return self.tables["findings"]

    @property
    def convergence(self) -> pd.DataFrame:
        """One row for each question and pair of phases."""
        return self.tables["convergence"]


def triangulate(
    evidence: pd.DataFrame,
    scope: Scope,
    *,
    judgements: pd.DataFrame | None = None,
    facts: Facts | None = None,
    theme: str | None = None,
) -> Triangulation:
    """Triangulate the evidence of a round, for one theme or for all.

    Parameters
    ----------
    evidence : pandas.DataFrame
        Evidence rows of all phases; also for one theme, since prominence is measured over all that a phase says.
    scope : Scope
        What was asked where.
    judgements : pandas.DataFrame or None
        The raw table `judgements`; None while nobody has judged.
    facts : Facts or None
        How the evidence was made; None when nothing is known of it.
    theme : str or None
        Only the questions of this theme.
    """
    judged = Judgements(empty(TABLES["judgements"]) if judgements is None else judgements)
    all_cells = cells(evidence)
    rows: dict[str, list[Record]] = {name: [] for name in TABLE_COLUMNS}
    views: dict[str, tuple[View, ...]] = {}
    for question in scope.questions(theme):
        here = evidence[evidence["question"] == question.id]
        found, views[question.id] = _question(question, here, all_cells, scope, judged, facts or Facts())
        for name, records in found.items():
            rows[name] += records
    tables = {name: pd.DataFrame(rows[name], columns=list(columns)) for name, columns in TABLE_COLUMNS.items()}
    # Counts that can be missing stay whole numbers.
    whole = {
        name: table.astype({column: "Int64" for column in ("direction", "rank") if column in table})
        for name, table in tables.items()
    }
    return Triangulation(whole, views)


def _question(
    question: Question,
    evidence: pd.DataFrame,
    all_cells: Sequence[Cell],
    scope: Scope,
    judged: Judgements,
    facts: Facts,
) -> tuple[dict[str, list[Record]], tuple[View, ...]]:
    """Triangulate one question: its rows of each table, and what each phase says on it."""
    weighed = weigh(question, all_cells, scope)
    pairs = convergence.rows(question.theme, question.id, weighed.views, judged)
    if weighed.direction is None:
        return {"convergence": pairs}, weighed.views
    here = [cell for cell in all_cells if cell.question == question.id]
    left_out = robustness.leave_one_out(question, all_cells, scope, weighed)
    together = convergence.overall([str(pair["label"]) for pair in pairs])
    finding_id = addresses.finding_id(question.theme, question.id)
    shares = robustness.shares(finding_id, weighed.direction, here)
    sure = confidence.assess(confidence.Basis(evidence, weighed, left_out), scope, facts)
    ruling = judged.of_question(CONFIDENCE, question.id).rule(sure.level, confidence.DUTCH)
    withheld = {phase: reason for (phase, about), reason in scope.withheld.items() if about == question.id}
    finding = record(
        COLUMNS,
        finding_id,
        question.theme,
        question.id,
        question.answers.by_direction[weighed.direction],
        weighed.direction,
        together,
        ruling.value,
        sure.limitations.reason,
        sure.coherence.reason,
        sure.adequacy.reason,
        sure.relevance.reason,
        ";".join(f"{row['voice']}:{row['supporting']}" for row in shares if row["supporting"]),
        " ".join(evidence["evidence_id"]),
        convergence.origin(pairs).value,
        sure.level,
        ruling.origin.value,
        ruling.researchers,
        ruling.reason,
        sure.would_raise,
        fragility.sentence(left_out, withheld, scope.codebook),
    )
    return {
        "findings": [finding],
        "convergence": pairs,
        "joint_display": [meta_inference.row(question, weighed.views, together, judged)],
        "completeness": meta_inference.completeness(question, weighed.views),
        "voices": shares,
        "robustness": robustness.rows(finding_id, left_out),
        "negative_cases": negative_cases.rows(finding_id, weighed.direction, evidence, here, weighed.views),
    }, weighed.views
