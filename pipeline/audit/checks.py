"""Checks of published figures, driven by how the raw table describes them and by nothing else.

Every check ends in one of three verdicts; a figure that no check reaches is "not testable", never "consistent".
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

import pandas as pd

from pipeline.contracts.loading import RoundData
from pipeline.dutch import number
from pipeline.records import Record
from pipeline.statistics.feasible import feasible_counts, feasible_sums
from pipeline.statistics.formula import parse
from pipeline.statistics.interval import Interval
from pipeline.statistics.printed import Printed, decimals, read_printed, tolerance

# Measures that are counted, not measured: a whole number is then exact and not a rounding of something else. A rung is
# a place on a ladder: "from rung 2" names that rung.
COUNTED = frozenset({"aantal", "personen", "uren", "euro", "trede"})
PERCENTAGES = frozenset({"procent", "procentpunt"})
MEANS = frozenset({"rapportcijfer", "trede"})


class Verdict(StrEnum):
    """The three verdicts."""

    CONSISTENT = "consistent"
    INCONSISTENT = "inconsistent"
    NOT_TESTABLE = "not testable"


@dataclass(frozen=True)
class Check:
    """One check of one figure.

    Attributes
    ----------
    kind : str
        ``formula``, ``same quantity``, ``share of counts``, ``mean of n``, ``share of n`` or ``none``.
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
        One plain Dutch sentence.
    """

    kind: str
    figure_id: str
    others: tuple[str, ...]
    recomputed: Fraction | None
    verdict: Verdict
    exact: bool
    explanation: str


def check_figures(data: RoundData) -> list[Check]:
    """Check every figure of a round; each figure gets at least one check, if only to say that none applies."""
    figures = {record["figure_id"]: record for record in data.tables["figures"].to_dict("records")}
    groups = _same_quantity(figures)
    answers = data.tables.get("survey_answers", pd.DataFrame())
    counts = {record["figure_id"]: record for record in answers.to_dict("records") if not pd.isna(record["count"])}
    checks = []
    for figure_id, record in figures.items():
        found = list(_checks_of(record, figures, groups[figure_id], counts.get(figure_id), answers))
        checks += found or [_none(figure_id)]
    return checks


def printed_value(record: Record) -> Printed:
    """Read a figure as printed; a counted whole number is exact."""
    return read_printed(record["printed"], count=record["measure"] in COUNTED)


def _checks_of(
    record: Record,
    figures: dict[str, Record],
    group: tuple[str, ...],
    counted: Record | None,
    answers: pd.DataFrame,
) -> Iterator[Check]:
    if record["formula"]:
        yield _formula(record, figures)
    if len(group) > 1:
        yield _same(record, figures, group)
    if counted is not None:
        yield _share_of_counts(record, counted, answers)
    elif not pd.isna(record["n"]) and tolerance(record["printed"]) and not printed_value(record).approximate:
        if record["measure"] in MEANS:
            yield _mean_of_n(record)
        elif record["measure"] in PERCENTAGES:
            yield _share_of_n(record)


def _none(figure_id: str) -> Check:
    explanation = "De gegevens onder dit cijfer staan niet in het document."
    return Check("none", figure_id, (), None, Verdict.NOT_TESTABLE, False, explanation)


def _formula(record: Record, figures: dict[str, Record]) -> Check:
    formula = parse(record["formula"])
    names = tuple(sorted(formula.names))
    values = {name: printed_value(figures[name]).interval for name in names}
    try:
        result = formula.evaluate(values)
    except ZeroDivisionError:
        explanation = "De berekening deelt door nul."
        return Check("formula", record["figure_id"], names, None, Verdict.NOT_TESTABLE, False, explanation)
    printed = printed_value(record)
    exact = printed.low <= result.value <= printed.high
    fits = exact or _overlap(result, printed)
    verdict = Verdict.CONSISTENT if fits else Verdict.INCONSISTENT
    explanation = f"Uit andere cijfers in het document volgt {_show(result.value, record)}."
    if not exact and fits:
        explanation += f" Door afronding kan ook {record['printed']} kloppen."
    explanation += _percentage_points(record, formula.text, figures, names)
    return Check("formula", record["figure_id"], names, result.value, verdict, exact, explanation)


def _percentage_points(record: Record, text: str, figures: dict[str, Record], names: tuple[str, ...]) -> str:
    """Say so when a difference between two percentages was printed as a percentage."""
    operands = [name.strip() for name in text.split("-")]
    is_difference = len(operands) == 2 and set(operands) == set(names)
    if record["measure"] != "procent" or not is_difference:
        return ""
    if any(figures[name]["measure"] != "procent" for name in names):
        return ""
    after, before = (printed_value(figures[name]).value for name in operands)
    if before == 0:
        return ""
    relative = 100 * (after - before) / before
    return f" Dat zijn procentpunten; als percentage is de verandering {number(float(relative), 1)}%."


def _same_quantity(figures: dict[str, Record]) -> dict[str, tuple[str, ...]]:
    """Group figures that print the same quantity, in the order of the table."""

    def root(figure_id: str) -> str:
        while figures[figure_id]["same_as"]:
            figure_id = figures[figure_id]["same_as"]
        return figure_id

    members: dict[str, list[str]] = {}
    for figure_id in figures:
        members.setdefault(root(figure_id), []).append(figure_id)
    return {figure_id: tuple(members[root(figure_id)]) for figure_id in figures}


def _same(record: Record, figures: dict[str, Record], group: tuple[str, ...]) -> Check:
    others = tuple(name for name in group if name != record["figure_id"])
    printed = printed_value(record)
    clash = [name for name in others if not _overlap(printed_value(figures[name]).interval, printed)]
    if clash:
        shown = "; ".join(f"{figures[name]['printed']} ({figures[name]['locator']})" for name in clash)
        explanation, verdict = f"Elders staat voor hetzelfde: {shown}.", Verdict.INCONSISTENT
        if all(
            _overlap(read_printed(figures[name]["printed"]).interval, read_printed(record["printed"])) for name in clash
        ):
            explanation += " Misschien is er afgerond, maar dat staat er niet bij."
    else:
        shown = "; ".join(figures[name]["locator"] for name in others)
        explanation, verdict = f"Elders staat hetzelfde: {shown}.", Verdict.CONSISTENT
    other = printed_value(figures[(clash or others)[0]]).value
    return Check("same quantity", record["figure_id"], others, other, verdict, other == printed.value, explanation)


def _share_of_counts(record: Record, answer: Record, answers: pd.DataFrame) -> Check:
    """Check a survey's percentage against its reconstructed count, and the counts of the item against n."""
    n, count = int(record["n"]), int(answer["count"])
    share = Fraction(100 * count, n)
    item = answers[answers["item_id"] == answer["item_id"]]
    total = int(item["count"].sum())
    others = tuple(name for name in item["figure_id"] if name and name != record["figure_id"])
    printed = printed_value(record)
    # Half rounds up here, as schools teach it; 12,5 printed as 12 was cut off or rounded half to even.
    exact = printed.low <= share < printed.high
    cut_off = not exact and count in feasible_counts(record["printed"], n, rounding="down")
    fits = (exact or cut_off) and total == n
    explanation = f"Bij {n} antwoorden past alleen {count}: dat is {_show(share, record)}%."
    if cut_off:
        explanation += " Het percentage is afgekapt, niet naar boven afgerond."
    explanation += f" Alle antwoorden samen zijn {total} van de {n}."
    verdict = Verdict.CONSISTENT if fits else Verdict.INCONSISTENT
    return Check("share of counts", record["figure_id"], others, share, verdict, exact, explanation)


def _mean_of_n(record: Record) -> Check:
    """Check whether whole scores of n people can have this mean (GRIM; Brown & Heathers 2017)."""
    n = int(record["n"])
    sums = feasible_sums(record["printed"], n)
    if sums:
        explanation = f"Dit gemiddelde kan bij {n} hele scores (som {_either(sums)})."
    else:
        explanation = f"Dit gemiddelde kan niet bij {n} hele scores."
    verdict = Verdict.CONSISTENT if sums else Verdict.INCONSISTENT
    return Check("mean of n", record["figure_id"], (), None, verdict, False, explanation)


def _share_of_n(record: Record) -> Check:
    """Check whether a whole number of people gives this percentage."""
    n = int(record["n"])
    possible = feasible_counts(record["printed"], n) or feasible_counts(record["printed"], n, rounding="down")
    if possible:
        explanation = f"Dit percentage past bij {_either(possible)} van de {n}."
    else:
        explanation = f"Geen enkel heel aantal van de {n} geeft dit percentage."
    verdict = Verdict.CONSISTENT if possible else Verdict.INCONSISTENT
    return Check("share of n", record["figure_id"], (), None, verdict, False, explanation)


def _overlap(result: Interval, printed: Printed) -> bool:
    return result.low <= printed.high and printed.low <= result.high


def _either(numbers: list[int]) -> str:
    return str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]} tot en met {numbers[-1]}"


def _show(value: Fraction, record: Record) -> str:
    """Show a recomputed value with a decimal more than was printed, and a part of a whole with two more."""
    more = 2 if record["measure"] in {"aandeel", "factor"} else 1
    return number(float(round(value, decimals(record["printed"]) + more)))
