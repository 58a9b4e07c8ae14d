"""What researchers judged: what holds, where it comes from, and how far they agree."""

from itertools import product

import pytest
from helpers_rounds import table

from pipeline.rules import USUAL
from pipeline.statistics.agreement import PERCENT
from pipeline.triangulation.convergence import DUTCH
from pipeline.triangulation.judgements import Judgements, Origin, Ruling, Settled

VALUES = ("agreement", "partial agreement", "dissonance")


def judgement(value: str, researcher: str = "A", stage: str = "independent") -> dict[str, str]:
    return {
        "judgement": value,
        "researcher": researcher,
        "stage": stage,
        "reason": f"Omdat {value}.",
        "kind": "",
        "seen": "",
    }


@pytest.mark.parametrize(("suggested", "a", "b", "decided"), list(product(VALUES, VALUES, VALUES, (*VALUES, ""))))
def test_what_holds_for_every_combination(suggested: str, a: str, b: str, decided: str) -> None:
    rows = [judgement(a), judgement(b, "B"), *([judgement(decided, "C", "decision")] if decided else [])]
    ruling = Settled(tuple(rows)).rule(suggested, DUTCH)
    if decided:
        assert (ruling.value, ruling.researchers) == (decided, "C")
    elif a == b:
        assert (ruling.value, ruling.researchers) == (a, "A, B")
    else:
        assert (ruling.value, ruling.origin) == (suggested, Origin.DISPUTED)
        assert ruling.reason == f"A: {DUTCH[a]}; B: {DUTCH[b]}"
    if ruling.origin is not Origin.DISPUTED:
        assert ruling.origin is (Origin.CONFIRMED if ruling.value == suggested else Origin.OVERRULED)


def test_without_a_judgement_the_suggestion_is_a_suggestion() -> None:
    assert Settled().rule("agreement", DUTCH) == Ruling("agreement", Origin.SUGGESTED)


def pairs(*votes: tuple[str, str, str]) -> Judgements:
    rows = [
        {**judgement(value, researcher), "subject": "pair", "question": question, "phase_a": "a", "phase_b": "b"}
        for question, researcher, value in votes
    ]
    return Judgements(table("judgements", *rows))


def test_agreement_is_over_what_two_researchers_judged_independently() -> None:
    judged = pairs(("q1", "A", "agreement"), ("q1", "B", "agreement"), ("q2", "A", "silence"), ("q2", "B", "agreement"))
    names, coefficients = judged.agreement("pair", USUAL.interval)
    assert names == ("A", "B")
    assert {found.coefficient: (found.value, found.n_units) for found in coefficients}[PERCENT] == (0.5, 2)


def test_that_nobody_spoke_is_seen_by_all_and_makes_agreement_no_better() -> None:
    silent = [(question, who, value) for question, value in (("q1", "silence"), ("q2", "both silent")) for who in "AB"]
    judged = pairs(*silent, ("q3", "A", "agreement"), ("q3", "B", "dissonance"))
    [percent] = [found for found in judged.agreement("pair", USUAL.interval)[1] if found.coefficient == PERCENT]
    assert (percent.value, percent.n_units) == (0, 1)
    assert pairs(*silent).agreement("pair", USUAL.interval) == ((), [])


def test_what_only_one_judged_tells_nothing_of_agreement() -> None:
    assert pairs(("q1", "A", "agreement"), ("q2", "B", "agreement")).agreement("pair", USUAL.interval) == ((), [])
    assert pairs(("q1", "A", "agreement"), ("q1", "B", "agreement")).agreement("confidence", USUAL.interval) == ((), [])


def test_a_decision_is_no_independent_judgement() -> None:
    row = {
        **judgement("agreement", "B", "decision"),
        "subject": "pair",
        "question": "q1",
        "phase_a": "a",
        "phase_b": "b",
    }
    first = {**row, "researcher": "A", "stage": "independent"}
    assert Judgements(table("judgements", first, row)).agreement("pair", USUAL.interval) == ((), [])
