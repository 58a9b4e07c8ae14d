"""How much an inconsistent figure matters: whether it can change a conclusion."""

from enum import StrEnum
from fractions import Fraction

from pipeline.audit.check import Check, Figures, Verdict, printed_value, relative_gap
from pipeline.audit.formulas import PERCENTAGE_POINTS
from pipeline.rules import USUAL, Rules

# A planned amount, a rate or a circumstance says nothing yet about what was reached.
_CONTEXT = frozenset({"budget", "rate", "context"})


class Severity(StrEnum):
    """From worst to least."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    NONE = ""


DUTCH = {
    Severity.HIGH: "kan een conclusie veranderen",
    Severity.MEDIUM: "verandert een cijfer",
    Severity.LOW: "klein verschil",
    Severity.NONE: "",
}


def severity(check: Check, figures: Figures, rules: Rules = USUAL) -> Severity:
    """Weigh an inconsistent check.

    High when a figure that bears on what was aimed for or reached is far off by the rules, or impossible; medium when
    only one of the two holds; low otherwise. Consistent and untestable figures have none.
    """
    if check.verdict is not Verdict.INCONSISTENT:
        return Severity.NONE
    if check.kind == PERCENTAGE_POINTS:
        return Severity.MEDIUM
    impossible = check.recomputed is None and check.kind != "same quantity"
    large = impossible or _gap(check, figures) >= rules.large_gap
    figure = figures[check.figure_id]
    bears = bool(figure["question"]) and figure["role"] not in _CONTEXT
    return Severity.HIGH if large and bears else Severity.MEDIUM if large or bears else Severity.LOW


def _gap(check: Check, figures: Figures) -> Fraction:
    """Give the largest relative gap between the figure and what it is held against."""
    printed = printed_value(figures[check.figure_id])
    if check.kind == "same quantity":
        return max(relative_gap(printed_value(figures[name]).value, printed) for name in check.others)
    return relative_gap(check.recomputed or Fraction(0), printed)
