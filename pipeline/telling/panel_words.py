"""The Dutch words for what a panel said of a finding, and for what was done with it."""

from collections.abc import Mapping

from pipeline.dutch import count_noun
from pipeline.review.handling import Answered, Tally
from pipeline.review.model import ANSWERS, DUTCH, Handled, Judgement, RemarkKind

_CHANGES = {
    RemarkKind.INSERTION: "wil toevoegen",
    RemarkKind.DELETION: "wil weghalen",
    RemarkKind.REWRITTEN: "wil dit ervan maken",
}


def counted(counts: Mapping[Judgement, int]) -> str:
    """Say how many judged how: ``"3 eens; 1 niet eens"``; nothing of what nobody said."""
    return "; ".join(_so_many(counts[judgement], judgement) for judgement in Judgement if counts.get(judgement))


def of_tally(tally: Tally) -> str:
    """Say how a panel judged; of few people only how many they are."""
    if tally.untold:
        return f"{count_noun(tally.untold, 'oordeel', 'oordelen')}; het zijn er te weinig om te zeggen welk"
    return counted(tally.counts)


def _so_many(number: int, judgement: Judgement) -> str:
    if judgement is Judgement.CANT_JUDGE:
        return count_noun(number, "kan het niet beoordelen", "kunnen het niet beoordelen")
    return f"{number} {DUTCH[judgement].lower()}"


def judged(answered: Answered) -> str:
    """Say what somebody thinks of the finding, or which change they want; empty for a bare comment."""
    remark = answered.remark
    if remark.judgement:
        return DUTCH[Judgement(remark.judgement)]
    return _CHANGES.get(RemarkKind(remark.kind), "")


def answer(answered: Answered) -> str:
    """Say what the researchers did with a remark, with why; empty where there is nothing to answer."""
    if answered.handled is None:
        return ""
    if answered.published and answered.handled is Handled.OPEN:
        return "Het rapport zegt niet wat ermee is gedaan."
    done = ANSWERS[answered.handled]
    if answered.handled is Handled.OPEN or not answered.why:
        return f"{done[0].upper()}{done[1:]}."
    return f"{done[0].upper()}{done[1:]}. {answered.why}"
