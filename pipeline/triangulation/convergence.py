"""Convergence coding: how two phases relate on one question (Farmer et al. 2006, Qual Health Res 16:377)."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from itertools import combinations
from typing import TypedDict

import pandas as pd

from pipeline.records import Flag
from pipeline.rules import Rules
from pipeline.triangulation.judgements import Judgements, Origin
from pipeline.triangulation.views import Prominence, Status, View


class PairRow(TypedDict):
    """A row of `convergence.csv`: how two phases relate on one question.

    `suggested` is the label by rule and `explanation` says why; `label` is what holds, and `reason` why somebody
    judged so. `meaning_agrees` and `examples_agree` are missing unless both phases speak.
    """

    theme: str
    question: str
    phase_a: str
    phase_b: str
    meaning_agrees: Flag
    examples_agree: Flag
    label: str
    suggested: str
    origin: str
    researchers: str
    explanation: str
    reason: str


COLUMNS = tuple(PairRow.__annotations__)


class Label(StrEnum):
    """The four labels of the protocol, and the reasons why a pair has none of them."""

    AGREEMENT = "agreement"
    PARTIAL = "partial agreement"
    DISSONANCE = "dissonance"
    SILENCE = "silence"
    BOTH_SILENT = "both silent"
    WITHHELD = "withheld"
    NOT_ASKED = "not asked"
    NOT_IN_SCOPE = "not in scope"


# Between phases that both speak; only these sum up to a convergence of the whole question.
OF_SPEAKING = (Label.AGREEMENT, Label.PARTIAL, Label.DISSONANCE)
DUTCH: Mapping[str, str] = {
    Label.AGREEMENT: "overeenstemming",
    Label.PARTIAL: "gedeeltelijke overeenstemming",
    Label.DISSONANCE: "tegenspraak",
    Label.SILENCE: "stilte",
    Label.BOTH_SILENT: "beide stil",
    Label.WITHHELD: "afgeschermd",
    Label.NOT_ASKED: "niet gevraagd",
    Label.NOT_IN_SCOPE: "niet ingezet",
}


def meaning_agrees(a: View, b: View) -> bool:
    """Element (a): the same direction, and not prominent in one phase while marginal in the other."""
    far_apart = {a.prominence, b.prominence} == {Prominence.PROMINENT, Prominence.MARGINAL}
    return a.direction == b.direction and not far_apart


def shared_aspects(a: View, b: View) -> list[str]:
    """Element (b): aspects on which both phases speak in the same direction."""
    other = b.aspects or {}
    return sorted(aspect for aspect, direction in (a.aspects or {}).items() if other.get(aspect) == direction)


def label(a: View, b: View) -> tuple[Label, str]:
    """Suggest a label for two phases on one question, with a Dutch explanation.

    Only a phase that was deployed and asked can be silent; what it was not asked is never read as silence.
    """
    statuses = {a.status, b.status}
    if Status.NOT_IN_SCOPE in statuses:
        return Label.NOT_IN_SCOPE, "een van beide fasen is niet ingezet"
    if Status.NOT_ASKED in statuses:
        return Label.NOT_ASKED, "de vraag is in een van beide fasen niet gesteld"
    if Status.WITHHELD in statuses:
        return Label.WITHHELD, "wat een van beide fasen zegt, is afgeschermd om niemand herkenbaar te maken"
    if statuses == {Status.SILENT}:
        return Label.BOTH_SILENT, "de vraag is in beide fasen gesteld, maar niemand zei er iets over"
    if Status.SILENT in statuses:
        return Label.SILENCE, "de vraag is in beide fasen gesteld, maar in één fase zei niemand er iets over"
    shared = shared_aspects(a, b)
    explanation = f"{_explain_meaning(a, b)}, {_explain_examples(shared)}"
    if meaning_agrees(a, b) and shared:
        return Label.AGREEMENT, explanation
    if meaning_agrees(a, b) or shared:
        return Label.PARTIAL, explanation
    return Label.DISSONANCE, explanation


def _explain_meaning(a: View, b: View) -> str:
    if a.direction != b.direction:
        return "richting verschilt"
    if not meaning_agrees(a, b):
        return "richting gelijk, maar het weegt in de ene fase veel zwaarder"
    return "richting gelijk"


def _explain_examples(shared: list[str]) -> str:
    if not shared:
        return "geen gedeeld voorbeeld"
    return "één gedeeld voorbeeld" if len(shared) == 1 else f"{len(shared)} gedeelde voorbeelden"


def rows(theme: str, question: str, views: Sequence[View], judgements: Judgements) -> list[PairRow]:
    """Give the rows of `convergence.csv` for one question: k phases give k(k-1)/2 pairs."""
    found = []
    for a, b in combinations(views, 2):
        suggested, explanation = label(a, b)
        both = a.status is b.status is Status.SPEAKS
        ruling = judgements.of_pair(question, a.phase, b.phase).rule(suggested.value, DUTCH)
        # What a phase said can't be judged away, nor silence be judged into speech: that nobody spoke is a fact.
        possible = {name.value for name in OF_SPEAKING} if both else {suggested.value}
        if ruling.value not in possible:
            ruling = ruling.set_aside(suggested.value, DUTCH)
        row = PairRow(
            theme=theme,
            question=question,
            phase_a=a.phase,
            phase_b=b.phase,
            meaning_agrees=meaning_agrees(a, b) if both else pd.NA,
            examples_agree=bool(shared_aspects(a, b)) if both else pd.NA,
            label=ruling.value,
            suggested=suggested.value,
            origin=ruling.origin.value,
            researchers=ruling.researchers,
            explanation=explanation,
            reason=ruling.reason,
        )
        found.append(row)
    return found


def origin(pairs: Sequence[PairRow]) -> Origin:
    """Say where the convergence of a question comes from: it is settled when every pair that speaks is.

    Parameters
    ----------
    pairs : sequence of PairRow
        Rows of `convergence.csv` for one question.
    """
    speaking = [Origin(pair["origin"]) for pair in pairs if pair["label"] in {name.value for name in OF_SPEAKING}]
    for found in (Origin.DISPUTED, Origin.SUGGESTED, Origin.OVERRULED):
        if found in speaking:
            return found
    return Origin.CONFIRMED if speaking else Origin.SUGGESTED


def overall(labels: Sequence[str], rules: Rules) -> str:
    """Sum up the labels of a question's pairs of speaking phases.

    Dissonance when enough of the pairs are dissonant, agreement when none is and enough agree, partial agreement in
    between; when no pair speaks, the finding has a single source.
    """
    counts = {name: labels.count(name.value) for name in OF_SPEAKING}
    pairs = sum(counts.values())
    if not pairs:
        return "single source"
    if counts[Label.DISSONANCE] >= rules.dissonant_pairs * pairs:
        return Label.DISSONANCE.value
    if not counts[Label.DISSONANCE] and counts[Label.AGREEMENT] >= rules.agreeing_pairs * pairs:
        return Label.AGREEMENT.value
    return Label.PARTIAL.value
