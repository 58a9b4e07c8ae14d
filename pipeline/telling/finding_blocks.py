"""Findings in a notebook: a card with everything that each rests on, and a table of all."""

from collections.abc import Mapping

import pandas as pd

from pipeline.addresses import evidence_place, report_page, used_place
from pipeline.blocks import Block, Bullets, Card, Fold, Heading, Link, Note, Sides, Strong, Table, Terms, Text, named
from pipeline.codebook import Codebook
from pipeline.contracts.loading import RoundData
from pipeline.dutch import count_noun
from pipeline.evidence.small_groups import NOTHING_LEFT_OUT, LeftOut
from pipeline.evidence.table import Evidence
from pipeline.records import rows_of
from pipeline.telling import finding_words, words
from pipeline.telling.comparison_blocks import conclusions_fold
from pipeline.telling.convergence_blocks import phases_fold
from pipeline.telling.evidence_blocks import evidence_table
from pipeline.telling.findings import told
from pipeline.telling.tables import table
from pipeline.telling.told_finding import ToldFinding
from pipeline.telling.trace import Behind, behind
from pipeline.telling.voice_blocks import voices_fold
from pipeline.triangulation import confidence
from pipeline.triangulation.findings import FindingRow, Triangulation
from pipeline.triangulation.views import Status

WITHHELD = "Wat hierover is gezegd, is afgeschermd om niemand herkenbaar te maken."
_INSIDE = "Binnen andere punten ziet een deel het anders:"
_APART = "Bij wie of waar het anders is:"
NOTHING = "Over deze vraag is in deze ronde geen bevinding."


@named
def cards(
    data: RoundData,
    tables: Mapping[str, pd.DataFrame],
    result: Triangulation,
    left_out: LeftOut = NOTHING_LEFT_OUT,
) -> tuple[Card, ...]:
    """Card for each finding with everything that it rests on; questions without evidence say so.

    Parameters
    ----------
    data : RoundData
        The round.
    tables : mapping of str to pandas.DataFrame
        The tables of the output contract: of a theme, or of a whole round.
    result : Triangulation
        The findings, with what each phase says on every question.
    left_out : LeftOut
        What the edition leaves out, which is not in the tables.
    """
    rows = {row["finding_id"]: row for row in rows_of(tables["findings"], FindingRow)}
    findings = {rows[finding.id]["question"]: finding for finding in told(data, tables, left_out)}
    evidence = Evidence(tables["evidence"], tables["evidence_trace"], tables["values"])
    sources = behind(data, evidence, left_out.sides)
    return tuple(
        _card(findings[question], rows[findings[question].id], tables, result, data.codebook, sources)
        if question in findings
        else _silent(question, data.codebook, result)
        for question in result.views
    )


def _silent(question: str, codebook: Codebook, result: Triangulation) -> Card:
    hidden = any(view.status is Status.WITHHELD for view in result.views[question])
    return Card((Heading(codebook.labels[question], 3), Text(WITHHELD if hidden else NOTHING, "empty")))


def _card(
    finding: ToldFinding,
    row: FindingRow,
    tables: Mapping[str, pd.DataFrame],
    result: Triangulation,
    codebook: Codebook,
    sources: Behind,
) -> Card:
    question = row["question"]
    about = {name: frame[frame["question"] == question] for name, frame in tables.items() if "question" in frame}
    own = {name: frame[frame["finding_id"] == finding.id] for name, frame in tables.items() if "finding_id" in frame}
    parts: list[Block | None] = [
        Heading(finding.label, 3),
        Text(finding.question, "muted"),
        Text(finding.statement, "lead"),
        Text(finding.people),
        Text(finding.marks),
        Text((finding.sure, *finding.why)),
        Text(finding.counted, "muted"),
        Note((Strong("Let op."), *finding.careful), "warn") if finding.careful else None,
        Sides(
            tuple((Heading(f"{title}: {finding.label.lower()}", 4), Text(line)) for title, line in finding.strongest)
        ),
        Text(finding.also_measured) if finding.measured else None,
        _evidence_fold(finding, about["evidence"], codebook, sources),
        finding.groups_beside,
        voices_fold(own["voices"], own["robustness"], about["evidence"], codebook),
        phases_fold(result.views[question], about["convergence"], codebook, question),
        _confidence_fold(row),
        conclusions_fold(about["comparison"]),
        Text(Link(f"Waar het rapport dit gebruikt: {finding.label.lower()}", report_page(used_place(finding.id)))),
    ]
    return Card(tuple(part for part in parts if part is not None), finding.id)


def _evidence_fold(finding: ToldFinding, evidence: pd.DataFrame, codebook: Codebook, sources: Behind) -> Fold:
    """Evidence of each direction: what supports a finding is never shown without the rest."""
    parts: list[Block] = []
    for side in finding.sides:
        caption = f"{finding.label}: {side.title.lower()}"
        rows = evidence[evidence["direction"] == side.sign]
        parts += [
            Heading(f"{side.title}: {finding.label.lower()}", 4),
            evidence_table(rows, codebook, caption, side.nothing, sources),
        ]
        if finding.beside and side is finding.sides[1 if finding.direction else 2]:
            parts += [Text(_INSIDE if finding.direction else _APART), Bullets(finding.beside)]
    title = f"Het bewijs: {count_noun(len(evidence), 'punt', 'punten')}"
    return Fold(title, tuple(parts), evidence_place(finding.id))


def _confidence_fold(finding: FindingRow) -> Fold:
    raised = finding["would_raise"] or "Niets: er is geen bezwaar gevonden."
    origin = finding_words.judged(finding["confidence_origin"], finding["confidence_researchers"])
    level, suggested = (confidence.DUTCH[finding[name]] for name in ("confidence", "confidence_suggested"))
    return Fold(
        "Waarom deze zekerheid",
        (
            Terms((*finding_words.concerns(finding), ("Wat de zekerheid zou verhogen", raised))),
            Text(f"Zekerheid {level}: {origin}. {finding['confidence_reason']}"),
            Text(f"Voorstel volgens de regel, naar GRADE-CERQual (aangepast): {suggested}.", "muted"),
        ),
    )


@named
def overview(findings: pd.DataFrame, codebook: Codebook) -> Table:
    """Table of all findings of a round, by theme."""
    rows = rows_of(findings, FindingRow)
    shown = pd.DataFrame(
        {
            "question": findings["question"].map(codebook.labels),
            "theme": findings["theme"].map(codebook.labels),
            "statement": findings["statement"],
            "direction": [words.picture(value) for value in findings["direction"]],
            "convergence": [finding_words.convergence_of(row) for row in rows],
            "confidence": [finding_words.confidence_of(row) for row in rows],
        }
    )
    headers = {
        "question": "Vraag",
        "theme": "Thema",
        "statement": "Bevinding",
        "direction": "Richting",
        "convergence": "Bronnen samen",
        "confidence": "Zekerheid",
    }
    return table(shown, "Alle bevindingen", headers=headers)
