"""Contradictions that follow from another one: what is wrong is told once, and of the rest that they follow from it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from pipeline.audit.check import Check, Figures, Verdict, overlap, place, printed_value, show
from pipeline.dutch import listed
from pipeline.statistics.formula import parse
from pipeline.statistics.interval import Interval

_KIND = "formula"


def rooted(checks: Sequence[Check], figures: Figures) -> list[Check]:
    """Give checks with those that follow from another as a notice, which says from which.

    A total that fits as soon as a subtotal is what its parts give, has no mistake of its own. Where a row and a column
    both fit with one other figure where they cross, that is told at the first, and the other follows.

    Parameters
    ----------
    checks : sequence of Check
        In the order of telling.
    figures : dict of str to UnitFigure
        By id.

    Returns
    -------
    list of Check
        As many, in the same order.
    """
    known = {name: printed_value(figure).interval for name, figure in figures.items()}
    found = list(checks)
    wrong = [at for at, check in enumerate(found) if check.verdict is Verdict.INCONSISTENT and check.kind == _KIND]
    followers: set[int] = set()
    for at in wrong:
        root = next(
            (other for other in wrong if other not in followers and _follows(at, other, found, known, figures)), -1
        )
        if root >= 0:
            followers.add(at)
            found[at] = _told(found[at], found[root], figures)
    left = [at for at in wrong if at not in followers]
    for at in left:
        if at in followers:
            continue
        others = [other for other in left if other > at and other not in followers]
        for operand, value, explained in _crossings(at, others, found, known, figures):
            followers |= {at, *explained}
            _tell_crossing(found, at, explained, operand, value, figures)
            break
    return found


def _follows(at: int, other: int, checks: Sequence[Check], known: Mapping[str, Interval], figures: Figures) -> bool:
    """Tell whether a figure fits as soon as another is what it ought to be."""
    check, root = checks[at], checks[other]
    if at == other or root.figure_id not in check.others or root.figure_id == check.figure_id:
        return False
    if check.figure_id in root.others and other > at:  # the same told both ways round: the first is told
        return False
    right = parse(root.formula).evaluate(known)
    return _fits(check, known, root.figure_id, right, figures)


def _fits(check: Check, known: Mapping[str, Interval], name: str, value: Interval, figures: Figures) -> bool:
    try:
        result = parse(check.formula).evaluate({**known, name: value})
    except ZeroDivisionError:
        return False
    return overlap(result, printed_value(figures[check.figure_id]))


def _told(check: Check, root: Check, figures: Figures) -> Check:
    own, here = figures[root.figure_id], figures[check.figure_id]
    value = show(root.recomputed or Fraction(0), own)
    told = (
        f"Dit volgt uit een ander cijfer dat niet klopt: «{own['quantity'] or root.figure_id}» "
        f"({place(own, here)}). Met {value} in plaats van «{own['printed']}» klopt dit wel."
    )
    return replace(check, verdict=Verdict.NOTICE, explanation=told)


def _crossings(
    at: int, others: Sequence[int], checks: Sequence[Check], known: Mapping[str, Interval], figures: Figures
) -> Iterator[tuple[str, Fraction, list[int]]]:
    """Give the one figure that, if it were another, makes a contradiction fit and others with it."""
    check = checks[at]
    found = []
    for name in check.others:
        within = [other for other in others if name in checks[other].others]
        value = _needed(check, known, name, figures) if within else None
        if value is not None:
            exact = Interval.exact(value)
            explained = [other for other in within if _fits(checks[other], known, name, exact, figures)]
            if explained:
                found.append((name, value, explained))
    if len(found) == 1:
        yield found[0]


def _needed(check: Check, known: Mapping[str, Interval], name: str, figures: Figures) -> Fraction | None:
    """Say what a figure would have to be for another to be as printed; nothing where that can't be said."""
    formula = parse(check.formula)
    values = {each: Interval.exact(known[each].value) for each in formula.names}
    try:
        none, one = (formula.evaluate({**values, name: Interval.exact(n)}).value for n in (0, 1))
    except ZeroDivisionError:
        return None
    if one == none:
        return None
    value = (known[check.figure_id].value - none) / (one - none)
    again = formula.evaluate({**values, name: Interval.exact(value)}).value
    return value if again == known[check.figure_id].value else None


def _tell_crossing(
    found: list[Check], at: int, explained: Sequence[int], operand: str, value: Fraction, figures: Figures
) -> None:
    own = figures[operand]
    here = figures[found[at].figure_id]
    what = f"«{own['quantity'] or operand}» ({place(own, here)}) {show(value, own)} in plaats van «{own['printed']}»"
    also = listed(list(dict.fromkeys(place(figures[found[other].figure_id], here) for other in explained)))
    told = f"{found[at].explanation} Kijk eerst hier: is {what}, dan klopt dit, en {also} ook."
    found[at] = replace(found[at], explanation=told)
    for other in explained:
        told = f"Dit hangt samen met {place(here, figures[found[other].figure_id])}: is {what}, dan kloppen beide."
        found[other] = replace(found[other], verdict=Verdict.NOTICE, explanation=told)
