"""Reproduction: every published figure beside the recomputed one, with a verdict and a cause."""

from collections import Counter, defaultdict
from fractions import Fraction
from typing import TypedDict

import pandas as pd

from pipeline.audit.basis import Basis, Outcome, Reproducibility, judge, outcome
from pipeline.audit.check import Check, Verdict, printed_value
from pipeline.audit.checks import check_figures, figures_by_id
from pipeline.audit.counts import COUNTS_OF_A_QUESTION, SUM_OF_PERCENTAGES
from pipeline.audit.norms import METHOD
from pipeline.audit.severity import severity
from pipeline.audit.uses import NOT_ITSELF, Use, told, uses_of
from pipeline.contracts.loading import RoundData
from pipeline.contracts.rows import FigureRow
from pipeline.contracts.units import unit_display
from pipeline.records import rows_of
from pipeline.statistics.formula import parse_all
from pipeline.statistics.printed import decimals, tolerance


class ReproductionRow(TypedDict):
    """A row of `reproduction.csv`: a published figure beside the recomputed one.

    `recomputed` and `tolerance` (half a unit of the last printed place) are decimal numbers as text, in the printed
    unit, empty where there is none. `basis` is what the verdict rests on, as `pipeline.audit.basis` has it. `formula`
    is how it was recomputed, or would be but for a division by zero; `operands` are the figures that it names, with
    spaces between.
    """

    claim_id: str
    document: str
    locator: str
    quantity: str
    unit: str
    period: str
    printed: str
    recomputed: str
    tolerance: str
    verdict: str
    cause: str
    series: str
    provenance: str
    basis: str
    formula: str
    operands: str


class CheckRow(TypedDict):
    """A row of `figure_audit.csv`: a check of a figure, which `figure_ids` has first; spaces are between."""

    check_id: str
    kind: str
    documents: str
    figure_ids: str
    printed: str
    recomputed: str
    verdict: str
    severity: str
    explanation: str


REPRODUCTION_COLUMNS = tuple(ReproductionRow.__annotations__)
AUDIT_COLUMNS = tuple(CheckRow.__annotations__)
# A finding about a group of figures is one finding, not one for each of them.
OF_A_GROUP = frozenset({"same quantity", SUM_OF_PERCENTAGES, COUNTS_OF_A_QUESTION, METHOD})
# What must be said where a check found nothing wrong, yet proves nothing.
_PROVES_NOTHING = {
    Outcome.REPEATED: ("Uit andere cijfers volgt het niet.",),
    Outcome.POSSIBLE: ("Dat het kan, bewijst niet dat het zo is.",),
}


def reproduce(data: RoundData, checks: list[Check]) -> pd.DataFrame:
    """Give the reproduction table.

    A figure is recomputed where a formula or the answers' counts allow it. Where the document prints the same quantity
    with different values, none of them is reproduced. A figure that agrees with a repetition of itself, or that is
    merely possible at its n, is not thereby reproduced: it stays "not reproducible", and so does one that only an
    assumption of ours gives, or that was used to recompute another. `basis` and the cause say which of these it is.

    Parameters
    ----------
    data : RoundData
        A round with its figures.
    checks : list of Check
        What `check_figures` found.

    Returns
    -------
    pandas.DataFrame
        One `ReproductionRow` a figure, in the order of the raw table.
    """
    by_figure: dict[str, list[Check]] = defaultdict(list)
    for check in checks:
        by_figure[check.figure_id].append(check)
    uses = uses_of(checks, figures_by_id(data))
    rounded = _rounded_to_hundred(data, by_figure)
    labels = unit_display(data.table("units"))
    rows = []
    for figure in rows_of(data.tables["figures"], FigureRow):
        own = by_figure[figure["figure_id"]]
        verdict, basis, deciding = judge(own, uses[figure["figure_id"]])
        causes = [
            *_causes(own, uses[figure["figure_id"]], verdict, basis),
            *_PROVES_NOTHING.get(outcome(verdict, basis), ()),
        ]
        if figure["figure_id"] in rounded and verdict is Reproducibility.NOT_REPRODUCED:
            causes.append("Misschien zijn de percentages zo afgerond dat ze samen 100 zijn.")
        # What nothing was recomputed from may have a formula still.
        formula = deciding.formula if deciding and deciding.formula else figure["formula"]
        if figure["note"]:
            causes.append(_sentence(figure["note"]))
        rows.append(
            ReproductionRow(
                claim_id=f"R-{figure['figure_id']}",
                document=figure["document"],
                locator=figure["locator"],
                quantity=figure["quantity"],
                unit=labels.get(figure["unit"], figure["unit"]),
                period=figure["period"],
                printed=figure["printed"],
                recomputed=_plain(deciding.recomputed if deciding else None),
                tolerance=_plain(tolerance(figure["printed"])),
                verdict=verdict.value,
                cause=" ".join(filter(None, causes)),
                series=figure["series"],
                provenance=figure["provenance"],
                basis=basis.value,
                formula=formula,
                operands=" ".join(dict.fromkeys(name for each in parse_all(formula) for name in each.operands)),
            )
        )
    return pd.DataFrame(rows, columns=list(REPRODUCTION_COLUMNS))


def audit(data: RoundData, checks: list[Check]) -> pd.DataFrame:
    """Give the table of checks, as `figure_audit.csv` holds it: the worst first, then in the order of the raw table."""
    figures = figures_by_id(data)
    rows = []
    ids = Counter[str]()
    for check in _once_a_group(checks):
        involved = (check.figure_id, *check.others)
        name = f"A-{check.kind.replace(' ', '_')}-{check.figure_id}"
        ids[name] += 1
        row = CheckRow(
            check_id=name if ids[name] == 1 else f"{name}-{ids[name]}",
            kind=check.kind,
            documents=" ".join(sorted({figures[name]["document"] for name in involved})),
            figure_ids=" ".join(involved),
            printed=figures[check.figure_id]["printed"],
            recomputed=_plain(check.recomputed),
            verdict=check.verdict.value,
            severity=severity(check, figures, data.round.rules).value,
            explanation=check.explanation,
        )
        rows.append(row)
    table = pd.DataFrame(rows, columns=list(AUDIT_COLUMNS))
    order = {"high": 0, "medium": 1, "low": 2, "": 3}
    verdicts = {"inconsistent": 0, "notice": 1, "consistent": 2, "not testable": 3}
    place = table["severity"].map(order) * 10 + table["verdict"].map(verdicts)
    return table.iloc[place.argsort(kind="stable")].reset_index(drop=True)


def _once_a_group(checks: list[Check]) -> list[Check]:
    """Keep one check of each group of figures, one that found a contradiction if there is any."""
    chosen: dict[tuple[str, frozenset[str]], Check] = {}
    for number, check in enumerate(checks):
        figures = frozenset((check.figure_id, *check.others))
        group = (check.kind, figures) if check.kind in OF_A_GROUP else (str(number), figures)
        kept = chosen.setdefault(group, check)
        if check.verdict is Verdict.INCONSISTENT and kept.verdict is not Verdict.INCONSISTENT:
            chosen[group] = check
    return list(chosen.values())


def tables(data: RoundData) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give the reproduction table and the table of checks behind it."""
    checks = check_figures(data)
    return reproduce(data, checks), audit(data, checks)


def _causes(own: list[Check], uses: list[Use], verdict: Reproducibility, basis: Basis) -> list[str]:
    """Say why: what its own checks found, and what it was used for where that is not said yet."""
    said = [check.explanation for check in own]
    if all(check.kind == "none" for check in own):
        return said
    if basis in {Basis.PART, Basis.CONTRADICTED_PART}:
        return [*said, NOT_ITSELF, told(uses, all_of_them=True)]
    return [*said, told(uses, all_of_them=verdict is Reproducibility.NOT_REPRODUCIBLE)]


def _rounded_to_hundred(data: RoundData, checks: dict[str, list[Check]]) -> set[str]:
    """Find percentages of a series that print as 100 together while their recomputed values round to another sum."""
    found: set[str] = set()
    figures = data.tables["figures"]
    shares = figures[(figures["measure"] == "procent") & (figures["formula"] != "")]
    for _series, group in shares.groupby("series"):
        rows = rows_of(group, FigureRow)
        if len(rows) < 2 or sum(printed_value(row).value for row in rows) != 100:
            continue
        recomputed = [_round(row, checks) for row in rows]
        if None not in recomputed and sum(value for value in recomputed if value is not None) != 100:
            found |= {row["figure_id"] for row in rows}
    return found


def _round(figure: FigureRow, checks: dict[str, list[Check]]) -> Fraction | None:
    value = next((check.recomputed for check in checks[figure["figure_id"]] if check.kind == "formula"), None)
    return None if value is None else Fraction(round(value, decimals(figure["printed"])))


def _plain(value: Fraction | None) -> str:
    """Write a number with a point and at most four decimals, the same on every machine."""
    if value is None:
        return ""
    text = f"{float(round(value, 4)):.4f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
