"""Rows of the raw tables that more than one module reads, with a type for each column.

Every cell is text, empty where nothing is known, except counts and directions (see `pipeline.records.Count`).
"""

from typing import TypedDict

from pipeline.records import Count


class UnitRow(TypedDict):
    """A row of `units`."""

    unit_id: str
    label: str
    kind: str
    aliases: str
    provenance: str


class SourceRow(TypedDict):
    """A row of a table of who or what spoke, such as `interview_cases`; a table may have more columns."""

    source_id: str
    label: str
    voice: str
    persons: Count
    persons_at_most: Count
    consists_of: str
    date: str
    document: str
    locator: str
    provenance: str
    note: str


class StatementRow(TypedDict):
    """A row of a table of statements, such as `interview_statements`."""

    statement_id: str
    source: str
    document: str
    locator: str
    question: str
    aspect: str
    voice: str
    direction: int
    n: Count
    n_total: Count
    quantifier: str
    statement: str
    provenance: str
    placed: str


class FigureRow(TypedDict):
    """A row of `figures`."""

    figure_id: str
    document: str
    locator: str
    phase: str
    series: str
    quantity: str
    unit: str
    period: str
    role: str
    measure: str
    printed: str
    n: Count
    items: Count
    percent_group: str
    sd_of: str
    method: str
    indicator: str
    question: str
    aspect: str
    formula: str
    formula_basis: str
    same_as: str
    compare_with: str
    said: str
    answers: str
    provenance: str
    note: str


class UnitFigure(FigureRow):
    """A figure with the id of its unit, however that is spelled; what is no unit of the round keeps its own name."""

    unit_id: str


class DerivedRow(TypedDict):
    """A row of `derived`: a figure that nobody printed."""

    derived_id: str
    label: str
    formula: str
    measure: str
    unit: str
    period: str
    question: str
    aspect: str
    note: str


class PublishedFindingRow(TypedDict):
    """A row of `published_findings`."""

    finding_id: str
    question: str
    aspect: str
    direction: int
    strength: str
    statement: str
    document: str
    locator: str
    compare_with: str
    provenance: str


class SecondCodingRow(TypedDict):
    """A row of `second_codings`: what another coder gave a statement."""

    statement_id: str
    coder: str
    question: str
    aspect: str
    direction: int


class JudgementRow(TypedDict):
    """A row of `judgements`."""

    judgement_id: str
    subject: str
    question: str
    phase_a: str
    phase_b: str
    judgement: str
    stage: str
    researcher: str
    reason: str
    kind: str
    seen: str


class SentenceRow(TypedDict):
    """A row of `sentences`: what somebody wrote of a finding, a theme or the round, and the direction they saw."""

    sentence_id: str
    subject: str
    about: str
    direction: int
    sentence: str
    short: str
    reason: str
    researcher: str
    kind: str


class ComparisonRow(TypedDict):
    """A row of `comparisons`: what somebody judged of a published conclusion beside ours."""

    comparison_id: str
    published_id: str
    judgement: str
    stage: str
    researcher: str
    evidence_ids: str
    reason: str
    kind: str
    seen: str
