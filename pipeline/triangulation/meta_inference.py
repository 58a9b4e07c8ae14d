"""What the phases of a question say together, for the joint display.

Confirmation, expansion and discordance (Guetterman, Fetters & Creswell 2015, Ann Fam Med) are kept apart from the
convergence labels: those compare two phases, this draws the conclusion from all. Completeness (what each phase alone
adds) is part of the triangulation protocol (Farmer et al. 2006).
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TypedDict

from pipeline.codebook import Question
from pipeline.dutch import PICTURE, listed
from pipeline.phases.declarations import BY_ID
from pipeline.triangulation.judgements import META, Judgements, Origin
from pipeline.triangulation.views import Status, View, in_sight


class JointDisplayRow(TypedDict):
    """A row of `joint_display.csv`: what the phases of a question say together, who says so, and in words."""

    theme: str
    question: str
    meta_inference: str
    suggested: str
    origin: str
    researchers: str
    text: str
    seen: str


class CompletenessRow(TypedDict):
    """A row of `completeness.csv`: an aspect that only this phase speaks on, and which way."""

    theme: str
    question: str
    phase: str
    aspect: str
    direction: int


COLUMNS = tuple(JointDisplayRow.__annotations__)
COMPLETENESS_COLUMNS = tuple(CompletenessRow.__annotations__)


class Meta(StrEnum):
    """What the phases say together."""

    CONFIRMATION = "confirmation"
    EXPANSION = "expansion"
    DISCORDANCE = "discordance"
    SINGLE = "single source"


DUTCH: Mapping[str, str] = {
    Meta.CONFIRMATION: "bevestiging",
    Meta.EXPANSION: "aanvulling",
    Meta.DISCORDANCE: "verschil",
    Meta.SINGLE: "maar één bron",
}
_OF_CONVERGENCE = {
    "agreement": Meta.CONFIRMATION,
    "partial agreement": Meta.EXPANSION,
    "dissonance": Meta.DISCORDANCE,
    "single source": Meta.SINGLE,
}


def alone(views: Sequence[View]) -> dict[str, list[str]]:
    """Give the aspects that only one phase speaks on, by phase: what each phase alone adds."""
    speaking = [view for view in views if view.status is Status.SPEAKS]
    return {
        view.phase: sorted(
            aspect
            for aspect in view.aspects or {}
            if not any(aspect in (other.aspects or {}) for other in speaking if other is not view)
        )
        for view in speaking
    }


def completeness(question: Question, views: Sequence[View]) -> list[CompletenessRow]:
    """Give the rows of `completeness.csv` for one question: an aspect that a phase alone adds, and its direction."""
    by_phase = {view.phase: view.aspects or {} for view in views}
    return [
        CompletenessRow(
            theme=question.theme, question=question.id, phase=phase, aspect=aspect, direction=by_phase[phase][aspect]
        )
        for phase, aspects in alone(views).items()
        for aspect in aspects
    ]


def row(question: Question, views: Sequence[View], convergence: str, judgements: Judgements) -> JointDisplayRow:
    """Give the row of `joint_display.csv` for one question.

    Parameters
    ----------
    question : Question
        The question.
    views : sequence of View
        What each phase says on it.
    convergence : str
        Its convergence over all phases.
    judgements : Judgements
        What researchers judged; the reason of a judgement is the meta-inference in words.
    """
    suggested = _OF_CONVERGENCE[convergence]
    ruling = judgements.of_question(META, question.id).rule(suggested.value, DUTCH, in_sight(views))
    if (ruling.value == Meta.SINGLE) != (suggested is Meta.SINGLE):  # how many phases speak is a fact
        ruling = ruling.set_aside(suggested.value, DUTCH)
    if {ruling.value, suggested} == {
        Meta.CONFIRMATION,
        Meta.DISCORDANCE,
    }:  # the one denies the other
        ruling = ruling.set_aside(suggested.value, DUTCH)
    settled = ruling.origin in {Origin.CONFIRMED, Origin.OVERRULED}
    text = ruling.reason if settled else " ".join(filter(None, [_sentence(suggested, question, views), ruling.reason]))
    return JointDisplayRow(
        theme=question.theme,
        question=question.id,
        meta_inference=ruling.value,
        suggested=suggested.value,
        origin=ruling.origin.value,
        researchers=ruling.researchers,
        text=text,
        seen=in_sight(views),
    )


def _sentence(meta: Meta, question: Question, views: Sequence[View]) -> str:
    """Say it by rule, for as long as no researcher has."""
    speaking = [view for view in views if view.status is Status.SPEAKS]
    if meta is Meta.SINGLE and len(speaking) > 1:
        both = listed([BY_ID[view.phase].label.lower() for view in speaking])
        return f"{both[0].upper()}{both[1:]} gaan deels over dezelfde mensen; dat telt als één bron."
    if meta is Meta.SINGLE:
        unsaid = any(view.status is Status.UNDECIDED for view in views)
        known = "te zeggen welke kant het op wijst" if unsaid else "hier iets bekend"
        return f"Alleen uit {BY_ID[speaking[0].phase].label.lower()} is {known}; er valt niets te vergelijken."
    named = [
        f"{listed([BY_ID[view.phase].label.lower() for view in speaking if view.direction == sign])}: {word}"
        for sign, word in PICTURE.items()
        if any(view.direction == sign for view in speaking)
    ]
    codes = {code.id: code.label.lower() for code in question.codes}
    added = [
        f"alleen bij {BY_ID[phase].label.lower()}: {listed([codes[aspect] for aspect in aspects])}"
        for phase, aspects in alone(views).items()
        if aspects
    ]
    sentences = ["; ".join(named), *(["; ".join(added)] if added else [])]
    return " ".join(f"{sentence[0].upper()}{sentence[1:]}." for sentence in sentences)
