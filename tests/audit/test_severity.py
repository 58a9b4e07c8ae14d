"""How much an inconsistent figure matters: a tenth off or impossible, and about what was aimed for or reached."""

from fractions import Fraction

import pytest

from pipeline.audit.check import Check, Verdict
from pipeline.audit.severity import DUTCH, Severity, severity

HIGH, MEDIUM, LOW, NONE = Severity.HIGH, Severity.MEDIUM, Severity.LOW, Severity.NONE


def record(printed: str, question: str = "", role: str = "") -> dict[str, str]:
    return {"printed": printed, "measure": "aantal", "question": question, "role": role}


def check(kind: str, recomputed: str | None, *others: str, verdict: Verdict = Verdict.INCONSISTENT) -> Check:
    value = None if recomputed is None else Fraction(recomputed)
    return Check(kind, "x", others, value, verdict, False, "")


@pytest.mark.parametrize(
    ("recomputed", "question", "role", "expected"),
    [
        ("350", "q1", "target", HIGH),
        ("350", "q1", "realised", HIGH),
        ("350", "q1", "", HIGH),
        ("405", "q1", "target", HIGH),  # exactly a tenth of 450
        ("406", "q1", "target", MEDIUM),
        ("500", "q1", "target", HIGH),  # 50 is a tenth of the larger of the two
        ("499", "q1", "target", MEDIUM),
        ("0", "q1", "target", HIGH),
        ("-450", "q1", "target", HIGH),
        ("350", "q1", "budget", MEDIUM),
        ("350", "q1", "rate", MEDIUM),
        ("350", "q1", "context", MEDIUM),
        ("350", "", "target", MEDIUM),
        ("350", "", "", MEDIUM),
        ("449", "", "", LOW),
        ("449", "q1", "budget", LOW),
        (None, "q1", "target", HIGH),  # impossible, such as a mean that n scores can't have
        (None, "", "", MEDIUM),
        (None, "q1", "context", MEDIUM),
    ],
)
def test_severity(recomputed: str | None, question: str, role: str, expected: Severity) -> None:
    assert severity(check("formula", recomputed), {"x": record("450", question, role)}) is expected


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        (["449"], MEDIUM),
        (["350"], HIGH),
        (["450", "350"], HIGH),  # the largest gap counts, not the first
        (["350", "450"], HIGH),
        (["450", "449"], MEDIUM),
    ],
)
def test_repeats_are_weighed_by_the_largest_gap(others: list[str], expected: Severity) -> None:
    figures = {f"o{number}": record(printed) for number, printed in enumerate(others)}
    found = check("same quantity", others[0], *figures)
    assert severity(found, {"x": record("450", "q1", "target"), **figures}) is expected


@pytest.mark.parametrize("verdict", [Verdict.CONSISTENT, Verdict.NOT_TESTABLE])
def test_what_is_not_inconsistent_has_no_severity(verdict: Verdict) -> None:
    assert severity(check("formula", "1", verdict=verdict), {"x": record("450", "q1", "target")}) is NONE


@pytest.mark.parametrize(("question", "role"), [("q1", "target"), ("", "context")])
def test_percentage_points_printed_as_a_percentage_change_a_figure_but_no_conclusion(question: str, role: str) -> None:
    found = check("percentage points", "50")
    assert severity(found, {"x": record("4", question, role)}) is MEDIUM


def test_zero_against_zero_is_no_division_by_zero() -> None:
    assert severity(check("formula", "0"), {"x": record("0")}) is LOW


def test_each_severity_has_its_own_words() -> None:
    assert set(DUTCH) == set(Severity)
    assert len(set(DUTCH.values())) == len(Severity)
