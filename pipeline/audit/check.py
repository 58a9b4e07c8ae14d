"""What a check of a published figure is, and how figures are read for it."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from pipeline.contracts.rows import FigureRow, UnitFigure
from pipeline.dutch import number
from pipeline.statistics.dates import year
from pipeline.statistics.interval import Interval
from pipeline.statistics.printed import Printed, decimals, read_printed

# Measures that are counted, not measured: a whole number is then exact and not a rounding of something else. Euros and
# hours may have been rounded to whole ones. A rung is a place on a ladder: "from rung 2" names that rung.
COUNTED = frozenset({"aantal", "personen", "trede"})
PERCENTAGES = frozenset({"procent"})  # a change in percentage points is no share of people
PEOPLE = frozenset({"aantal", "personen"})  # what counts of one question are in
MEANS = frozenset({"rapportcijfer", "trede"})


class Verdict(StrEnum):
    """The four verdicts.

    `INCONSISTENT` is what an author has to grant. `NOTICE` is what a careful reader sees and an author need not grant:
    another moment, another description, a gap that nothing printed names.
    """

    CONSISTENT = "consistent"
    INCONSISTENT = "inconsistent"
    NOTICE = "notice"
    NOT_TESTABLE = "not testable"


@dataclass(frozen=True)
class Check:
    """One check of one figure.

    Attributes
    ----------
    kind : str
        What was checked, such as ``formula`` or ``same quantity``; ``none`` when no check applies.
    figure_id : str
        The figure that is checked.
    others : tuple of str
        Figures that it is checked against.
    recomputed : fractions.Fraction or None
        What follows from the other figures, in the printed unit.
    verdict : Verdict
        The verdict.
    exact : bool
        True when the recomputed value itself prints as printed; false when only the rounding of its inputs, or
        cutting off instead of rounding, leaves room for it.
    explanation : str
        One or a few plain Dutch sentences.
    formula : str
        How it was recomputed: arithmetic over other figures as printed; empty where nothing was.
    assumed : bool
        True when the check rests on an assumption of ours, which proves nothing either way.
    """

    kind: str
    figure_id: str
    others: tuple[str, ...]
    recomputed: Fraction | None
    verdict: Verdict
    exact: bool
    explanation: str
    formula: str = ""
    assumed: bool = False


Figures = dict[str, UnitFigure]


def printed_value(figure: FigureRow) -> Printed:
    """Read a figure as printed; a counted whole number and a calendar year are exact, a year as a date is its days."""
    if figure["measure"] == "datum" and (moment := year(figure["printed"])):
        return Printed(moment.first, moment.first, moment.last, approximate=False)
    is_year = figure["measure"] == "jaar" and len(figure["printed"]) == 4 and figure["printed"].isdigit()
    return read_printed(figure["printed"], count=is_year or figure["measure"] in COUNTED)


def place(other: FigureRow, here: FigureRow) -> str:
    """Say where a figure stands, with its document when that is another one."""
    own = other["document"] == here["document"]
    return other["locator"] if own else f"document {other['document']}, {other['locator']}"


def overlap(result: Interval, printed: Printed) -> bool:
    """Tell whether a recomputed interval and a printed one have a value in common."""
    return result.low <= printed.high and printed.low <= result.high


def show(value: Fraction, figure: FigureRow) -> str:
    """Show a recomputed value with a decimal more than was printed, and a part of a whole with two more."""
    more = 2 if figure["measure"] in {"aandeel", "factor"} else 1
    return number(float(round(value, decimals(figure["printed"]) + more)))


def either(numbers: list[int]) -> str:
    """Say which whole numbers are possible, from the least to the greatest."""
    return str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]} tot en met {numbers[-1]}"


def relative_gap(recomputed: Fraction, printed: Printed) -> Fraction:
    """Give the distance between what follows and what is printed, as a share of the larger of the two."""
    largest = max(abs(recomputed), abs(printed.value))
    return abs(recomputed - printed.value) / largest if largest else Fraction(0)
