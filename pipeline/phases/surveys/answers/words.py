"""What an item of a survey says, in plain Dutch that is true for one person, for many and for nobody."""

import numpy as np
from numpy.typing import NDArray

from pipeline.dutch import count_noun, listed, number
from pipeline.evidence import group_words
from pipeline.phases.surveys.answers.questionnaire import Item
from pipeline.phases.surveys.answers.results import Sides, favourable_in_words, unanswered
from pipeline.phases.surveys.answers.survey import Survey


def of_total(n: int, total: int) -> str:
    """Say how many of how many, of one by who that is."""
    if total == 1:
        return "de ene invuller" if n else "niet de ene invuller"
    return group_words.of_total(n, total)


def sentence(item: Item, found: Sides, voice: str) -> str:
    """Say who stands on which side of an item, of one voice.

    Parameters
    ----------
    item : Item
        What was asked.
    found : Sides
        How many stand on each side; at least one answered.
    voice : str
        Label of the voice.
    """
    what = _verb(item)
    good = favourable_in_words(item)
    if found.n == 1:
        side = "gunstig" if found.favourable else "ongunstig" if found.unfavourable else "neutraal"
        return f"«{item.label}»: de ene persoon die antwoordde ({voice.lower()}), {what[0]} {side} (gunstig: {good})."
    if found.direction == -1:
        who = of_total(found.unfavourable, found.n)
        other = [f"{number(found.favourable)} {what[found.favourable > 1]} {good}"] if found.favourable else []
        other += [f"{number(found.neutral)} daar tussenin"] if found.neutral else []
        others = f"; {' en '.join(other)}" if other else f" (gunstig: {good})"
        answer = "antwoorden" if found.unfavourable > 1 else "antwoordt"
        return f"«{item.label}»: {who} die antwoordden ({voice.lower()}) {answer} ongunstig{others}."
    plural = found.favourable > 1 and found.favourable == found.n
    verb = what[1] if found.favourable > 1 or plural else what[0]
    rest = []
    if found.unfavourable:
        rest.append(f"{number(found.unfavourable)} ongunstig")
    if found.neutral:
        rest.append(f"{number(found.neutral)} daar tussenin")
    more = f"; {' en '.join(rest)}" if rest else ""
    who = of_total(found.favourable, found.n)
    said = f"{who} die antwoordden ({voice.lower()}) {verb} {good}{more}."
    return f"«{item.label}»: {said}"


def _verb(item: Item) -> tuple[str, str]:
    if item.kind in {"mark", "number"}:
        return "noemt", "noemen"
    return ("kiest", "kiezen") if item.kind in {"several", "choice"} else ("antwoordt", "antwoorden")


def to_know(survey: Survey, item: Item, found: Sides, among: NDArray[np.bool_]) -> list[str]:
    """Say what a reader of an item has to know: what its number counts, and who gave no answer.

    Parameters
    ----------
    survey, item, found
        What was asked, and what was found.
    among : numpy.ndarray of bool
        Which respondents it is about.
    """
    said = []
    if not found.direction:
        said.append("Het aantal telt wie gunstig antwoordde")
    missing = unanswered(survey, item, among)
    if missing:
        total = sum(missing.values())
        why = listed([f"{number(count)} {reason}" for reason, count in missing.items()])
        said.append(f"{count_noun(total, 'deelnemer gaf', 'deelnemers gaven')} geen antwoord ({why})")
    return said
