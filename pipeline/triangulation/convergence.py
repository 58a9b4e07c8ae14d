"""Convergence coding: how two phases relate on one question (Farmer et al. 2006, Qual Health Res 16:377)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import StrEnum
from itertools import combinations
from typing import TypedDict

import pandas as pd

from pipeline.records import Flag
from pipeline.rules import Rules
from pipeline.triangulation.judgements import Judgements, Origin
from pipeline.triangulation.views import Prominence, Status, View, in_sight


class PairRow(TypedDict):
    """A row of `convergence.csv`: how two phases relate on one question.

    `suggested` is the label by rule and `explanation` says why; `label` is what holds, and `reason` why somebody
    judged so. `meaning_agrees` and `examples_agree` are missing unless both phases speak. `same_people` is ``ja`` when
    both heard so many of the same people that one can't confirm the other, `relation` is one of `Relation`, empty
    unless both speak, and `seen` is what a judge of the pair has in sight.
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
    same_people: str
    relation: str
    seen: str


COLUMNS = tuple(PairRow.__annotations__)


class Relation(StrEnum):
    """What one source does beside another (O'Cathain et al. 2010): beside the label, and never weaker agreement."""

    REPEATS = "repeats"
    ADDS = "adds"
    CONTRADICTS = "contradicts"


class Label(StrEnum):
    """The four labels of the protocol, and the reasons why a pair has none of them."""

    AGREEMENT = "agreement"
    PARTIAL = "partial agreement"
    DISSONANCE = "dissonance"
    SILENCE = "silence"
    BOTH_SILENT = "both silent"
    WITHHELD = "withheld"
    UNDECIDED = "undecided"
    NOT_ASKED = "not asked"
    NOT_IN_SCOPE = "not in scope"


# Between phases that both speak; only these sum up to a convergence of the whole question.
OF_SPEAKING = (Label.AGREEMENT, Label.PARTIAL, Label.DISSONANCE)
DUTCH: Mapping[str, str] = {
    Label.AGREEMENT: "overeenstemming",
    Label.PARTIAL: "gedeeltelijke overeenstemming",
    Label.DISSONANCE: "geen overeenstemming",
    Label.SILENCE: "stilte",
    Label.BOTH_SILENT: "beide stil",
    Label.WITHHELD: "afgeschermd",
    Label.UNDECIDED: "niet te zeggen",
    Label.NOT_ASKED: "hier niet gezocht",
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


def opposed_aspects(a: View, b: View) -> list[str]:
    """Give the aspects on which one phase is positive and the other critical."""
    other = b.aspects or {}
    return sorted(aspect for aspect, way in (a.aspects or {}).items() if way * other.get(aspect, 0) == -1)


def only_mixed(a: View, b: View) -> bool:
    """Say whether two phases have no more in common than that both are mixed: that is no agreement yet."""
    aspects = a.aspects or {}
    alike = any(aspects[aspect] for aspect in shared_aspects(a, b))
    return a.direction == b.direction == 0 and (not alike or bool(opposed_aspects(a, b)))


def relation(a: View, b: View) -> Relation:
    """Say what two phases that speak do beside each other: contradict, repeat, or add other aspects."""
    if (a.direction or 0) * (b.direction or 0) == -1 or opposed_aspects(a, b):
        return Relation.CONTRADICTS
    return Relation.REPEATS if shared_aspects(a, b) else Relation.ADDS


def opposed(views: Sequence[View]) -> bool:
    """Say whether of the phases that speak one is positive and another critical: then they never agree."""
    return {1, -1} <= {view.direction for view in views if view.status is Status.SPEAKS}


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
    if Status.UNDECIDED in statuses:
        return (
            Label.UNDECIDED,
            "in een van beide fasen is er iets over gevonden, maar niet te zeggen welke kant het op wijst",
        )
    if statuses == {Status.SILENT}:
        return Label.BOTH_SILENT, "de vraag is in beide fasen gesteld, maar er is niets over gevonden"
    if Status.SILENT in statuses:
        return Label.SILENCE, "de vraag is in beide fasen gesteld, maar in één fase is er niets over gevonden"
    shared = shared_aspects(a, b)
    explanation = f"{_explain_meaning(a, b)}, {_explain_examples(a, b)}"
    if meaning_agrees(a, b) and shared:
        if only_mixed(a, b):
            return Label.PARTIAL, f"{explanation}; allebei gemengd is nog niet hetzelfde"
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


def _explain_examples(a: View, b: View) -> str:
    shared = shared_aspects(a, b)
    if not shared and (a.aspects or {}).keys() & (b.aspects or {}).keys():
        return "over een gedeeld aspect niet dezelfde richting"
    if not shared:
        return "geen gedeeld voorbeeld"
    return "één gedeeld voorbeeld" if len(shared) == 1 else f"{len(shared)} gedeelde voorbeelden"


_SAME_PEOPLE = "deels dezelfde mensen, twee keer gevraagd: dat bevestigt niets"


def counts(label: str, *, same_people: bool) -> bool:
    """Say whether a label counts for the question as a whole: the same people asked twice confirm nothing.

    What they contradict counts: that they say one thing here and another there is worth knowing.
    """
    return not same_people or label not in {Label.AGREEMENT.value, Label.PARTIAL.value}


_ONE_PERSON = "in een van beide fasen sprak maar één mens: samen telt dit als gedeeltelijke overeenstemming"


def weight(label: str, phases: Iterable[str], alone: Collection[str]) -> str:
    """Give what a label counts as for the question as a whole: what one person said confirms in part only.

    Parameters
    ----------
    label : str
        Of a pair that counts.
    phases : iterable of str
        Both phases.
    alone : collection of str
        The phases in which one person is all who was heard.
    """
    return Label.PARTIAL.value if label == Label.AGREEMENT.value and set(phases) & set(alone) else label


def rows(
    theme: str,
    question: str,
    views: Sequence[View],
    judgements: Judgements,
    repeated: Collection[frozenset[str]] = (),
    alone: Collection[str] = (),
) -> list[PairRow]:
    """Give the rows of `convergence.csv` for one question: k phases give k(k-1)/2 pairs.

    Parameters
    ----------
    theme, question : str
        The question.
    views : sequence of View
        What each phase says on it.
    judgements : Judgements
        What was judged.
    repeated : collection of frozenset of str
        Pairs of phases that heard the same people.
    alone : collection of str
        The phases in which one person is all who was heard.
    """
    found = []
    for a, b in combinations(views, 2):
        suggested, explanation = label(a, b)
        same_people = frozenset({a.phase, b.phase}) in repeated
        if not counts(suggested.value, same_people=same_people):
            explanation = f"{explanation}; {_SAME_PEOPLE}"
        elif weight(suggested.value, (a.phase, b.phase), alone) != suggested.value:
            explanation = f"{explanation}; {_ONE_PERSON}"
        both = a.status is b.status is Status.SPEAKS
        seen = in_sight((a, b))
        ruling = judgements.of_pair(question, a.phase, b.phase).rule(suggested.value, DUTCH, seen)
        # What a phase said can't be judged away, nor silence be judged into speech: that nobody spoke is a fact.
        possible = {name.value for name in OF_SPEAKING} if both else {suggested.value}
        if opposed((a, b)):
            possible -= {Label.AGREEMENT.value}
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
            same_people="ja" if same_people else "",
            relation=relation(a, b).value if both else "",
            seen=seen,
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
    for found in (Origin.OUTDATED, Origin.DISPUTED, Origin.SUGGESTED, Origin.OVERRULED):
        if found in speaking:
            return found
    return Origin.CONFIRMED if speaking else Origin.SUGGESTED


def of_pairs(pairs: Sequence[PairRow], views: Sequence[View], rules: Rules, alone: Collection[str] = ()) -> str:
    """Sum up the rows of `convergence.csv` for one question as `overall` does, without what confirms nothing.

    In the phases of `alone` one person is all who was heard.
    """
    counting = (
        weight(pair["label"], (pair["phase_a"], pair["phase_b"]), alone)
        for pair in pairs
        if counts(pair["label"], same_people=bool(pair["same_people"]))
    )
    return overall(list(counting), rules, views)


def overall(labels: Sequence[str], rules: Rules, views: Sequence[View] = ()) -> str:
    """Sum up the labels of a question's pairs of speaking phases.

    Parameters
    ----------
    labels : sequence of str
        The labels that count.
    rules : Rules
        Those of the round.
    views : sequence of View
        What each phase says: phases that point opposite ways never agree, whatever their pairs do.

    Returns
    -------
    str
        Dissonance when enough of the pairs are dissonant, agreement when none is and enough agree, partial agreement in
        between; when no pair speaks, the finding has a single source.
    """
    found = {name: labels.count(name.value) for name in OF_SPEAKING}
    pairs = sum(found.values())
    if not pairs:
        return "single source"
    if found[Label.DISSONANCE] >= rules.dissonant_pairs * pairs:
        return Label.DISSONANCE.value
    if not found[Label.DISSONANCE] and found[Label.AGREEMENT] >= rules.agreeing_pairs * pairs and not opposed(views):
        return Label.AGREEMENT.value
    return Label.PARTIAL.value
