"""What the verdict on a published figure rests on, and how figures came out when each is counted once."""

from collections.abc import Iterable
from enum import StrEnum

import pandas as pd

from pipeline.audit.beside import SAID
from pipeline.audit.check import Check, Verdict
from pipeline.audit.formulas import PERCENTAGE_POINTS
from pipeline.audit.uses import Use

# Where the word beside a figure can be wrong, and not the figure.
OF_THE_WORD = frozenset({PERCENTAGE_POINTS, SAID})
_RECOMPUTING = frozenset({"formula", "share of counts"})


class Reproducibility(StrEnum):
    """The four verdicts on a published figure."""

    REPRODUCED = "reproduced"
    WITHIN_ROUNDING = "within rounding"
    NOT_REPRODUCED = "not reproduced"
    NOT_REPRODUCIBLE = "not reproducible"


class Basis(StrEnum):
    """What a verdict rests on.

    `POSSIBLE` is a figure held against the number of people, the other answers to its question, or what the text says
    of it: it can be so, or not. `NOTICE` is one of which only something is to be told that contradicts nothing.
    """

    RECOMPUTED = "recomputed"
    ASSUMED = "assumed"
    PART = "part"
    CONTRADICTED_PART = "part of a contradiction"
    POSSIBLE = "possible"
    REPEATED = "repeated"
    NOTICE = "notice"
    NONE = "none"


class Outcome(StrEnum):
    """How a figure came out, for readers, in order of telling: its verdict, or its basis where that proves nothing."""

    REPRODUCED = "reproduced"
    WITHIN_ROUNDING = "within rounding"
    NOT_REPRODUCED = "not reproduced"
    ASSUMED = "assumed"
    PART = "part"
    CONTRADICTED_PART = "part of a contradiction"
    POSSIBLE = "possible"
    REPEATED = "repeated"
    NOTICE = "notice"
    NONE = "none"


DUTCH = {
    Outcome.REPRODUCED: "klopt",
    Outcome.WITHIN_ROUNDING: "klopt binnen de afronding",
    Outcome.NOT_REPRODUCED: "komt niet uit",
    Outcome.ASSUMED: "mogelijk",
    Outcome.PART: "deel van een berekening die uitkomt",
    Outcome.CONTRADICTED_PART: "deel van een berekening die niet uitkomt",
    Outcome.POSSIBLE: "past bij het aantal mensen of wat ernaast staat",
    Outcome.REPEATED: "staat elders ook zo",
    Outcome.NOTICE: "let op: wat ernaast staat is anders, zonder tegenspraak",
    Outcome.NONE: "niets om naast te leggen",
}


def outcome(verdict: str, basis: str) -> Outcome:
    """Say how a figure came out, from the two columns of `reproduction.csv`."""
    return Outcome(basis if verdict == Reproducibility.NOT_REPRODUCIBLE else verdict)


def counts(reproduction: pd.DataFrame) -> dict[Outcome, int]:
    """Count how the figures of `reproduction.csv` came out; each figure counts once.

    Returns
    -------
    dict of Outcome to int
        Every outcome, in the order of telling, also those that no figure has.
    """
    found = dict.fromkeys(Outcome, 0)
    for verdict, basis in zip(reproduction["verdict"], reproduction["basis"], strict=True):
        found[outcome(verdict, basis)] += 1
    return found


def judge(checks: Iterable[Check], uses: Iterable[Use]) -> tuple[Reproducibility, Basis, Check | None]:
    """Judge a figure by its own checks, and by how it was used in checks of others.

    A contradiction counts before a recomputation, and that before all that proves nothing: an assumption of ours, being
    part of something else, being possible, and being printed twice.

    Returns
    -------
    tuple
        The verdict, what it rests on, and the check that recomputed the figure or contradicts it, if there is one.
    """
    # Percentage points printed as a percentage, "boven" where it is below: the number can be right, the word is not.
    all_checks = list(checks)
    own = [check for check in all_checks if check.kind not in OF_THE_WORD]
    for check in own:
        if check.verdict is Verdict.INCONSISTENT:
            return Reproducibility.NOT_REPRODUCED, _basis_of(check), check
    for check in own:
        # A share of a count is right, also where the counts of the question are not as many as the people.
        right = check.verdict is Verdict.CONSISTENT or (check.kind != "formula" and check.verdict is Verdict.NOTICE)
        if check.kind in _RECOMPUTING and right:
            sure = Reproducibility.REPRODUCED if check.exact else Reproducibility.WITHIN_ROUNDING
            return sure, Basis.RECOMPUTED, check
    for check in own:
        if check.assumed:
            return Reproducibility.NOT_REPRODUCIBLE, Basis.ASSUMED, check
    return Reproducibility.NOT_REPRODUCIBLE, _weak_basis(all_checks, list(uses)), None


def _basis_of(check: Check) -> Basis:
    if check.kind in _RECOMPUTING:
        return Basis.RECOMPUTED
    return Basis.REPEATED if check.kind == "same quantity" else Basis.POSSIBLE


def _weak_basis(checks: list[Check], uses: list[Use]) -> Basis:
    if any(use.contradicted for use in uses):
        return Basis.CONTRADICTED_PART
    if any(use.counts for use in uses):
        return Basis.PART
    weak = {_basis_of(check) for check in checks if check.verdict is Verdict.CONSISTENT}
    seen = (*checks, *(use.check for use in uses))
    if Basis.POSSIBLE not in weak and any(check.verdict is Verdict.NOTICE for check in seen):
        return Basis.NOTICE
    return next((basis for basis in (Basis.POSSIBLE, Basis.REPEATED) if basis in weak), Basis.NONE)
