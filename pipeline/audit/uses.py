"""What a figure was used for in checks of other figures, how those ended, and how that is told."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.audit.balance import BALANCE
from pipeline.audit.beside import BESIDE, SAID
from pipeline.audit.check import Check, Figures, Verdict
from pipeline.audit.norms import INDICATIVE
from pipeline.dutch import listed

# Checks of one figure by means of others. In the rest, all figures are of one kind and each has a check of its own.
_USING = frozenset({"formula", "GRIMMER", "DEBIT"})
# What lays one figure beside others: told with those only where something is to be told.
_BESIDE = frozenset({"formula", BESIDE, SAID, BALANCE, INDICATIVE})
_MOST = 3
NOTHING = "Wij vonden in de stukken geen ander cijfer dat hetzelfde telt of waar dit uit volgt."
NOT_ITSELF = "Dit cijfer is zelf niet na te rekenen."
_WHICH = "Of een van deze cijfers niet klopt, en welk, is hieraan niet te zien."


@dataclass(frozen=True)
class Use:
    """One use of a figure in a check of another.

    Attributes
    ----------
    name : str
        Which figure was checked, in words: what it is and what is printed.
    check : Check
        How that ended.
    """

    name: str
    check: Check

    @property
    def contradicted(self) -> bool:
        """Whether the other figure did not come out."""
        return self.check.verdict is Verdict.INCONSISTENT

    @property
    def counts(self) -> bool:
        """Whether there was a check at all: an assumption of ours is none, nor is a division by zero, nor a notice."""
        return self.check.verdict not in {Verdict.NOT_TESTABLE, Verdict.NOTICE}


def uses_of(checks: Iterable[Check], figures: Figures) -> dict[str, list[Use]]:
    """Find for each figure the checks of other figures that it was used in."""
    found: dict[str, list[Use]] = defaultdict(list)
    for check in checks:
        noticed = check.kind in _BESIDE and check.verdict is Verdict.NOTICE
        used = check.kind in _USING and check.verdict is not Verdict.NOTICE
        if noticed or (used and (check.verdict is not Verdict.NOT_TESTABLE or check.assumed)):
            checked = figures[check.figure_id]
            for name in check.others:
                found[name].append(Use(f"«{checked['quantity']}» ({checked['printed']})", check))
    return found


def told(uses: Sequence[Use], *, all_of_them: bool) -> str:
    """Tell what a figure was used for, and how that ended.

    Parameters
    ----------
    uses : sequence of Use
        Its uses.
    all_of_them : bool
        False where only contradictions matter, since the figure itself was recomputed.
    """
    checked = [use for use in uses if use.counts]
    laid = [use for use in uses if use.check.verdict is Verdict.NOTICE]
    beside = f"Let op bij {_names(laid)}: dit cijfer ligt daarnaast." if laid else ""
    assumed = [use for use in uses if use.check.assumed]
    if assumed and all_of_them and not checked:
        with_ours = f"Wij rekenden er wel mee bij {_names(assumed)}, met een aanname van ons; dat bewijst niets."
        return " ".join(filter(None, (with_ours, beside)))
    exact, rounded = ([u for u in checked if not u.contradicted and u.check.exact is sure] for sure in (True, False))
    endings = [([use for use in checked if use.contradicted], f"dat komt niet uit. {_WHICH}")]
    if all_of_them:
        endings += [(exact, "dat komt uit."), (rounded, "dat komt uit binnen de afronding.")]
    said = [f"bij de controle van {_names(some)}; {how}" for some, how in endings if some]
    how = f"Wij gebruikten dit cijfer {' Wij gebruikten het ook '.join(said)}" if said else ""
    return " ".join(filter(None, (how, beside)))


def told_alone(uses: Sequence[Use]) -> str:
    """Tell of a figure that has no check of its own what it was used for; without any use, that there is nothing."""
    used = told(uses, all_of_them=True)
    if any(use.counts for use in uses):
        return f"{NOT_ITSELF} {used}"
    # What lies beside another figure has something to be laid beside.
    return used if any(use.check.verdict is Verdict.NOTICE for use in uses) else f"{NOTHING} {used}".strip()


def _names(uses: Sequence[Use]) -> str:
    names = list(dict.fromkeys(use.name for use in uses))
    more = len(names) - _MOST
    return listed([*names[:_MOST], *([f"nog {more} andere"] if more > 0 else [])])
