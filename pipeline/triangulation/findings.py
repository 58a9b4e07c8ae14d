"""Findings: one a question, in a plain sentence, with all that bears on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict

import pandas as pd

from pipeline import addresses
from pipeline.codebook import Question
from pipeline.contracts.round_tables import JUDGEMENTS, SENTENCES
from pipeline.contracts.validation import empty
from pipeline.rules import Rules
from pipeline.triangulation import confidence, convergence, fragility, meta_inference, negative_cases, robustness
from pipeline.triangulation.concerns import Basis
from pipeline.triangulation.facts import Facts
from pipeline.triangulation.judgements import CONFIDENCE, Judgements
from pipeline.triangulation.scope import Scope
from pipeline.triangulation.sentences import Sentences
from pipeline.triangulation.views import Cell, View, cells
from pipeline.triangulation.weighing import weigh


class FindingRow(TypedDict):
    """A row of `findings.csv`: what was found on one question, and how sure that is.

    `voices` has ``voice:number of cells`` for each voice that carries it, the most first, with semicolons between;
    `evidence_ids` has spaces. `limitations`, `coherence`, `adequacy` and `relevance` are the concerns that make it less
    sure, in Dutch; `fragile` says what it can't do without. `seen` is what a judge of its confidence has in sight.
    `short` is the statement in at most six words; `wording` says where both come from, and `written_by` what kind of
    writer they have (see `pipeline.triangulation.sentences`).
    """

    finding_id: str
    theme: str
    question: str
    statement: str
    direction: int
    convergence: str
    confidence: str
    limitations: str
    coherence: str
    adequacy: str
    relevance: str
    voices: str
    evidence_ids: str
    convergence_origin: str
    confidence_suggested: str
    confidence_origin: str
    confidence_researchers: str
    confidence_reason: str
    would_raise: str
    fragile: str
    seen: str
    short: str
    wording: str
    written_by: str


Rows = Sequence[Mapping[str, object]]
"""Rows of one table, of whatever kind."""
COLUMNS = tuple(FindingRow.__annotations__)
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
    rules : Rules
        By which it was weighed.
    """

    tables: dict[str, pd.DataFrame]
    views: "dict[str, tuple[View, ...]]"
    rules: Rules

    @property
    def findings(self) -> pd.DataFrame:
        """One row a finding."""
        return self.tables["findings"]

    @property
    def convergence(self) -> pd.DataFrame:
        """One row for each question and pair of phases."""
        return self.tables["convergence"]


@dataclass(frozen=True)
class ByPeople:
    """What people added to what the rules found: their judgements, and the sentences they wrote."""

    judged: Judgements
    wrote: Sentences


def triangulate(
    evidence: pd.DataFrame,
    scope: Scope,
    *,
    judgements: pd.DataFrame | None = None,
    sentences: pd.DataFrame | None = None,
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
    sentences : pandas.DataFrame or None
        The raw table `sentences`; None while nobody has written any.
    facts : Facts or None
        How the evidence was made; None when nothing is known of it.
    theme : str or None
        Only the questions of this theme.
    """
    people = ByPeople(
        Judgements(empty(JUDGEMENTS) if judgements is None else judgements),
        Sentences(empty(SENTENCES) if sentences is None else sentences),
    )
    all_cells = cells(evidence, scope.rules)
    rows: dict[str, list[Mapping[str, object]]] = {name: [] for name in TABLE_COLUMNS}
    views: dict[str, tuple[View, ...]] = {}
    for question in scope.questions(theme):
        here = evidence[evidence["question"] == question.id]
        found, views[question.id] = _question(question, here, all_cells, scope, people, facts or Facts())
        for name, own in found.items():
            rows[name] += own
    tables = {name: pd.DataFrame(rows[name], columns=list(columns)) for name, columns in TABLE_COLUMNS.items()}
    # Counts that can be missing stay whole numbers.
    whole = {
        name: table.astype({column: "Int64" for column in ("direction", "rank") if column in table})
        for name, table in tables.items()
    }
    return Triangulation(whole, views, scope.rules)


def _question(
    question: Question,
    evidence: pd.DataFrame,
    all_cells: Sequence[Cell],
    scope: Scope,
    people: ByPeople,
    facts: Facts,
) -> tuple[dict[str, Rows], tuple[View, ...]]:
    """Triangulate one question: its rows of each table, and what each phase says on it."""
    judged = people.judged
    weighed = weigh(question, all_cells, scope)
    speaking = [view.phase for view in weighed.speaking]
    repeated, alone = scope.repeated(question.id, speaking), scope.alone(question.id, speaking)
    pairs = convergence.rows(question.theme, question.id, weighed.views, judged, repeated, alone)
    if weighed.direction is None:
        return {"convergence": pairs}, weighed.views
    here = [cell for cell in all_cells if cell.question == question.id]
    left_out = robustness.leave_one_out(question, all_cells, scope, weighed)
    together = convergence.of_pairs(pairs, weighed.views, scope.rules, alone)
    finding_id = addresses.finding_id(question.theme, question.id)
    heard = scope.heard.get(question.id, {})
    shares = robustness.shares(finding_id, weighed.direction, here)
    # What somebody wrote does not depend on how sure it is, and a neutral sentence names nobody.
    written = people.wrote.of_finding(question, weighed.direction, confidence.LEVELS[0]).sentence
    basis = Basis(evidence, weighed, left_out, heard, repeated, written)
    sure = confidence.assess(basis, scope, facts)
    ruling = judged.of_question(CONFIDENCE, question.id).rule(sure.level, confidence.DUTCH, sure.in_sight)
    withheld = {phase: reason for (phase, about), reason in scope.withheld.items() if about == question.id}
    stated = people.wrote.of_finding(question, weighed.direction, ruling.value)
    finding = FindingRow(
        finding_id=finding_id,
        theme=question.theme,
        question=question.id,
        statement=stated.sentence,
        direction=weighed.direction,
        convergence=together,
        confidence=ruling.value,
        limitations=sure.limitations.reason,
        coherence=sure.coherence.reason,
        adequacy=sure.adequacy.reason,
        relevance=sure.relevance.reason,
        voices=";".join(f"{row['voice']}:{row['supporting']}" for row in shares if row["supporting"]),
        evidence_ids=" ".join(evidence["evidence_id"]),
        convergence_origin=convergence.origin(pairs).value,
        confidence_suggested=sure.level,
        confidence_origin=ruling.origin.value,
        confidence_researchers=ruling.researchers,
        confidence_reason=ruling.reason,
        would_raise=sure.would_raise,
        fragile=fragility.sentence(left_out, withheld, scope.codebook),
        seen=sure.in_sight,
        short=stated.short,
        wording=stated.wording.value,
        written_by=stated.kind,
    )
    return {
        "findings": [finding],
        "convergence": pairs,
        "joint_display": [meta_inference.row(question, weighed.views, together, judged)],
        "completeness": meta_inference.completeness(question, weighed.views),
        "voices": shares,
        "robustness": robustness.rows(finding_id, left_out),
        "negative_cases": negative_cases.rows(
            finding_id, weighed.direction, evidence, here, weighed.views, scope.rules
        ),
    }, weighed.views
