"""What visits found, in words."""

from collections.abc import Sequence
from decimal import Decimal
from statistics import median

from pipeline.dutch import count_noun, number
from pipeline.phases.mystery_guests.visit_tables import (
    HIGHER,
    MINUTES,
    NO,
    YES,
    YES_NO,
    VisitCriterionRow,
)
from pipeline.phases.mystery_guests.visits import Outcome, Tally, by_unit, numbers, tally

# More places than these are read in a table.
_FEW_UNITS = 6
_OTHER = {YES: NO, NO: YES}


def of_visits(n: int, n_total: int) -> str:
    """Say in how many of so many visits, at least one."""
    if n == n_total:
        return {1: "in het ene bezoek", 2: "in beide bezoeken"}.get(n, f"in alle {n_total} bezoeken")
    return f"in {n} van de {n_total} bezoeken"


def statement(criterion: VisitCriterionRow, found: Sequence[Outcome], direction: int) -> str:
    """Say what visits found on a criterion, by place where places differ.

    What is counted is what the direction is of: where most did not meet it, those that did not.
    """
    counts = tally(found)
    n = unmet_or_met(counts, direction)
    said = f"{of_visits(n, counts.scored)} {_what(criterion, direction)}"
    apart = counts.scored - counts.met - counts.unmet
    told = [f"{said[0].upper()}{said[1:]}{_places(found, direction)}."]
    if criterion["kind"] != YES_NO:
        told.append(f"{_spread(numbers(found), criterion['kind'])}.")
    if apart:
        told.append(f"Over {count_noun(apart, 'bezoek', 'bezoeken')} waren de bezoekers het niet eens.")
    return " ".join(told)


def without_norm(criterion: VisitCriterionRow, found: Sequence[Outcome]) -> str:
    """Say what visits found on a criterion that nobody can say is met: the numbers, or that observers differ."""
    made = count_noun(len(found), "bezoek", "bezoeken")
    if criterion["kind"] == YES_NO:
        return f"Over «{criterion['label']}» waren de bezoekers het niet eens ({made})."
    return f"«{criterion['label']}», in {made}. {_spread(numbers(found), criterion['kind'])}."


def unmet_or_met(counts: Tally, direction: int) -> int:
    """Give how many visits are what the direction is of."""
    return counts.unmet if direction < 0 else counts.met


def _what(criterion: VisitCriterionRow, direction: int) -> str:
    if criterion["kind"] == YES_NO:
        word = _OTHER[criterion["favourable"]] if direction < 0 else criterion["favourable"]
        return f"is bij «{criterion['label']}» {word} genoteerd"
    met = "niet gehaald" if direction < 0 else "gehaald"
    return f"is de norm voor «{criterion['label']}», {norm(criterion)}, {met}"


def norm(criterion: VisitCriterionRow) -> str:
    """Say the norm of a criterion with a number; nothing where it has none."""
    if not criterion["norm"]:
        return ""
    unit = " minuten" if criterion["kind"] == MINUTES else ""
    return f"{'minstens' if criterion['favourable'] == HIGHER else 'hoogstens'} {criterion['norm']}{unit}"


def _places(found: Sequence[Outcome], direction: int) -> str:
    """Say how it was in each place, where they are few and it was not the same everywhere."""
    places = by_unit(found)
    counts = {unit: tally(own) for unit, own in places.items()}
    shares = {(count.met == count.scored, count.met == 0) for count in counts.values()}
    if not 1 < len(places) <= _FEW_UNITS or (len(shares) == 1 and shares != {(False, False)}):
        return ""
    said = (f"{unit} {unmet_or_met(count, direction)} van {count.scored}" for unit, count in counts.items())
    return f" ({', '.join(said)})"


def _spread(values: Sequence[Decimal], kind: str) -> str:
    """Say the median and the range of points or minutes."""
    unit = " minuten" if kind == MINUTES else ""
    return f"{spread(values)}{unit}"


def spread(values: Sequence[Decimal]) -> str:
    """Say the median and the range of numbers; of one number, and of the same ones, that number."""
    if len(set(values)) == 1:
        return f"{'Uitkomst' if len(values) == 1 else 'Steeds'} {number(values[0])}"
    return f"Mediaan {number(median(values))}, van {number(min(values))} tot {number(max(values))}"
