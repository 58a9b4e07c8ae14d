"""How sure a finding is: four components and a level, with reasons.

Adapted from GRADE-CERQual (Lewin et al. 2018, Implement Sci 13 suppl 1), which was made for syntheses across studies:
start at high and judge down. There is no score to add up; a serious concern takes one level, and minor concerns on
two or more components together take one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import pandas as pd

from pipeline.triangulation.views import Status, View

LEVELS = ("high", "moderate", "low", "very low")
DUTCH = {"high": "hoog", "moderate": "redelijk", "low": "laag", "very low": "zeer laag"}
MEANING = {
    "high": "Het is zeer waarschijnlijk dat dit klopt.",
    "moderate": "Het is waarschijnlijk dat dit klopt.",
    "low": "Het is mogelijk dat dit klopt.",
    "very low": "Het is niet duidelijk of dit klopt.",
}


class Weight(IntEnum):
    """How heavy a concern is."""

    NONE = 0
    MINOR = 1
    SERIOUS = 2


@dataclass(frozen=True)
class Concern:
    """A concern on one component, with its reason in Dutch."""

    weight: Weight
    reason: str


@dataclass(frozen=True)
class Confidence:
    """A suggested level and the concern on each component."""

    level: str
    limitations: Concern
    coherence: Concern
    adequacy: Concern
    relevance: Concern


def assess(evidence: pd.DataFrame, views: list[View], areas: Sequence[str]) -> Confidence:
    """Suggest how sure a finding is.

    Parameters
    ----------
    evidence : pandas.DataFrame
        Evidence rows of the question.
    views : list of View
        What each phase says on it.
    areas : list of str
        Units that are an area, not the organisation: what is true of them can't be put down to the organisation.
    """
    speaking = [view for view in views if view.status is Status.SPEAKS]
    concerns = (
        _limitations(evidence),
        _coherence(speaking),
        _adequacy(evidence, speaking),
        _relevance(evidence, areas),
    )
    return Confidence(_level(concerns), *concerns)


def _level(concerns: tuple[Concern, ...]) -> str:
    weights = [concern.weight for concern in concerns]
    down = weights.count(Weight.SERIOUS) + (weights.count(Weight.MINOR) >= 2)
    return LEVELS[min(down, len(LEVELS) - 1)]


def _limitations(evidence: pd.DataFrame) -> Concern:
    kinds = set(evidence["provenance"])
    if "synthetic" in kinds:
        return Concern(Weight.SERIOUS, "Een deel van de gegevens is verzonnen voor een voorbeeld.")
    if kinds <= {"published", "reconstructed"}:
        reason = (
            "De gegevens komen uit gepubliceerde rapporten, niet uit de gesprekken zelf, en zijn door één persoon "
            "gecodeerd. Dat fasen overeenkomen, zegt minder als zij in hetzelfde rapport staan."
        )
        return Concern(Weight.SERIOUS, reason)
    if kinds & {"published", "reconstructed"}:
        return Concern(Weight.MINOR, "Een deel van de gegevens komt uit een rapport, niet uit de gesprekken zelf.")
    return Concern(Weight.MINOR, "De uitspraken zijn nog niet door een tweede persoon gecodeerd.")


def _coherence(speaking: list[View]) -> Concern:
    directions = {view.direction for view in speaking}
    if {1, -1} <= directions:
        return Concern(Weight.SERIOUS, "Fasen spreken elkaar tegen.")
    if len(directions) > 1:
        return Concern(Weight.MINOR, "Niet alle fasen wijzen dezelfde kant op.")
    if len(speaking) < 2:
        return Concern(Weight.NONE, "Er is maar één fase, dus er valt niets te vergelijken.")
    return Concern(Weight.NONE, "Alle fasen die iets zeggen, wijzen dezelfde kant op.")


def _adequacy(evidence: pd.DataFrame, speaking: list[View]) -> Concern:
    voices, phases = evidence["voice"].nunique(), len(speaking)
    facts = f"{phases} {'fase' if phases == 1 else 'fasen'} en {voices} {'stem' if voices == 1 else 'stemmen'}"
    if phases < 2 or voices < 2:
        return Concern(Weight.SERIOUS, f"Rust op weinig: {facts}.")
    if phases < 3 or voices < 3:
        return Concern(Weight.MINOR, f"Rust op een smalle basis: {facts}.")
    return Concern(Weight.NONE, f"Rust op {facts}.")


def _relevance(evidence: pd.DataFrame, areas: Sequence[str]) -> Concern:
    about_area = int(evidence["unit"].isin(areas).sum())
    if about_area == 0:
        return Concern(Weight.NONE, "Gaat over de organisatie zelf.")
    if 2 * about_area > len(evidence):
        return Concern(Weight.SERIOUS, "Gaat vooral over de wijk; het aandeel van de organisatie is niet te zien.")
    return Concern(Weight.MINOR, "Een deel gaat over de wijk als geheel, niet over de organisatie.")
