"""How phases relate, for readers: the joint display of a theme, and every pair of phases."""

from collections.abc import Sequence

import pandas as pd

from pipeline.blocks import (
    Block,
    Figure,
    Fold,
    Heading,
    Joint,
    JointCell,
    JointRow,
    Line,
    Muted,
    Strong,
    Table,
    Terms,
    Text,
    named,
)
from pipeline.codebook import Codebook
from pipeline.dutch import listed
from pipeline.phases.declarations import BY_ID
from pipeline.records import rows_of
from pipeline.telling import finding_words
from pipeline.telling.tables import card_table, table
from pipeline.triangulation import meta_inference
from pipeline.triangulation.convergence import DUTCH as DUTCH_LABELS
from pipeline.triangulation.convergence import Label, PairRow, Relation
from pipeline.triangulation.findings import FindingRow, Triangulation
from pipeline.triangulation.meta_inference import JointDisplayRow
from pipeline.triangulation.views import Prominence, Status, View

_WEIGHTS = {Prominence.MARGINAL: 1, Prominence.PRESENT: 2, Prominence.PROMINENT: 3}


@named
def joint_display(result: Triangulation, codebook: Codebook) -> tuple[Block, ...]:
    """Show all questions of a theme against all phases: a figure, a table that says the same, and what it means.

    Phases are columns and questions rows, with direction, prominence, convergence and the meta-inference (Guetterman,
    Fetters & Creswell 2015, Ann Fam Med).
    """
    findings = {row["question"]: row for row in rows_of(result.findings, FindingRow)}
    together = {row["question"]: row for row in rows_of(result.tables["joint_display"], JointDisplayRow)}
    phases = [
        phase for phase in BY_ID if any(_in_scope(view, phase) for seen in result.views.values() for view in seen)
    ]
    rows, lines = [], []
    for question, seen in result.views.items():
        views = [view for view in seen if view.phase in phases]
        label = codebook.labels[question]
        summed = finding_words.together(findings[question]) if question in findings else "geen bewijs"
        rows.append(JointRow(label, tuple(_cell(view) for view in views), summed))
        line: dict[str, object] = {"question": label} | {view.phase: _in_words(view) for view in views}
        line["together"] = finding_words.convergence_of(findings[question]) if question in findings else ""
        lines.append(line)
    headers = {"question": "Vraag"} | {phase: BY_ID[phase].label for phase in phases}
    headers["together"] = "Fasen samen"
    asked = (codebook.question_by_id[question].theme for question in result.views)
    themes = [codebook.labels[theme] for theme in dict.fromkeys(asked)]
    figure = Figure(
        Joint(tuple(BY_ID[phase].label for phase in phases), tuple(rows)),
        f"{listed(themes)}: wat elke fase over elke vraag zegt" if themes else "Wat elke fase over elke vraag zegt",
        "Overzicht van fasen en vragen; de tabel hieronder zegt hetzelfde in woorden.",
    )
    caption = "Vragen en fasen naast elkaar"
    shown = card_table(pd.DataFrame(lines), caption, headers=headers, row_header="question")
    meaning = tuple(
        (codebook.labels[question], _meta(together[question])) for question in result.views if question in together
    )
    parts = (figure, Text("Hoe groter het teken, hoe meer aandacht de vraag daar kreeg.", "muted"), shown)
    return (*parts, Heading("Wat dat betekent", 3), Terms(meaning)) if meaning else parts


def _in_scope(view: View, phase: str) -> bool:
    return view.phase == phase and view.status is not Status.NOT_IN_SCOPE


def _cell(view: View) -> JointCell:
    if view.status is Status.SPEAKS and view.prominence is not None:
        return JointCell(view.direction, _WEIGHTS[view.prominence])
    return JointCell(None, 0, finding_words.STATUS[view.status])


def _in_words(view: View) -> Line:
    if not view.prominence:
        return finding_words.view(view)
    return finding_words.view(view), Muted(finding_words.PROMINENCE[view.prominence])


def _meta(row: JointDisplayRow) -> Line:
    origin = finding_words.judged(row["origin"], row["researchers"])
    kind = meta_inference.DUTCH[meta_inference.Meta(row["meta_inference"])]
    return Strong(f"{kind.capitalize()}."), row["text"], Muted(f"({origin})")


def phases_fold(views: Sequence[View], pairs: pd.DataFrame, codebook: Codebook, question: str) -> Fold:
    """Fold out what each phase says on a question, and how every pair relates."""
    views = [view for view in views if view.status is not Status.NOT_IN_SCOPE]
    shown = pd.DataFrame(
        {
            "phase": [BY_ID[view.phase].label for view in views],
            "view": [finding_words.view(view) for view in views],
            "prominence": [finding_words.PROMINENCE[view.prominence] if view.prominence else "" for view in views],
            "aspects": [_aspects(view, codebook, question) for view in views],
        }
    )
    headers = {"phase": "Fase", "view": "Richting", "prominence": "Hoe zwaar", "aspects": "Aspecten"}
    per_phase = table(shown, "Wat elke fase zegt", headers=headers, row_header="phase")
    return Fold("Hoe de fasen zich tot elkaar verhouden", (per_phase, convergence_table(pairs)))


def _aspects(view: View, codebook: Codebook, question: str) -> str:
    signs = {1: "+", 0: "±", -1: "−"}
    found = (view.aspects or {}).items()
    return "; ".join(
        f"{codebook.aspect_labels[(question, aspect)]} ({signs[direction]})" for aspect, direction in found
    )


@named
def convergence_table(pairs: pd.DataFrame) -> Table:
    """Table of the convergence label of every pair of phases that was deployed and asked."""
    rows = rows_of(pairs[~pairs["label"].isin(["not in scope", "not asked"])], PairRow)
    shown = pd.DataFrame(
        {
            "pair": [f"{BY_ID[row['phase_a']].label} en {BY_ID[row['phase_b']].label.lower()}" for row in rows],
            "label": [_with_relation(row) for row in rows],
            "reason": [row["reason"] or row["explanation"] for row in rows],
            "origin": [finding_words.judged(row["origin"], row["researchers"]) for row in rows],
            "suggested": [_suggestion(row["suggested"], row["explanation"]) for row in rows],
        }
    )
    headers = {
        "pair": "Twee fasen",
        "label": "Verhouding",
        "reason": "Waarom",
        "origin": "Wie bepaalde dit",
        "suggested": "Voorstel volgens de regel",
    }
    return table(shown, "Hoe twee fasen zich tot elkaar verhouden", headers=headers, row_header="pair")


_RELATIONS = {
    Relation.REPEATS: "herhalen elkaar",
    Relation.ADDS: "vullen elkaar aan",
    Relation.CONTRADICTS: "spreken elkaar tegen",
}


def _with_relation(row: PairRow) -> Line:
    """Show the label of a pair and, where both phases speak, what they do beside each other."""
    label = finding_words.convergence_label(row["label"])
    if not row["relation"]:
        return label
    same = "; deels dezelfde mensen" if row["same_people"] else ""
    return label, Muted(f"{_RELATIONS[Relation(row['relation'])]}{same}")


def _suggestion(label: str, explanation: str) -> str:
    return f"{DUTCH_LABELS[Label(label)]}: {explanation}"


@named
def label_counts(result: Triangulation, codebook: Codebook) -> Table:
    """Table of how often each convergence label occurs, by question."""
    counts = pd.crosstab(result.convergence["question"], result.convergence["label"])
    shown: dict[str, list[object]] = {"question": [codebook.labels[question] for question in result.views]}
    headers = {"question": "Vraag"}
    for label in Label:
        if label.value in counts:
            shown[label.value] = [int(counts.loc[question, label.value]) for question in result.views]
            headers[label.value] = DUTCH_LABELS[label].capitalize()
    caption = "Paren van fasen naar verhouding"
    return table(pd.DataFrame(shown), caption, headers=headers, row_header="question")
