"""What klankbord computes is what R computes: on random numbers, and on what the demonstration round puts in.

`python -m tests.against_r` had R compute it; docs/oracles.md says with which version, and how far apart they are.
"""

import math
import warnings
from collections.abc import Callable
from fractions import Fraction

import pandas as pd
import pytest
from helpers_rounds import ROOT
from scipy.stats import fisher_exact, mannwhitneyu

from pipeline.phases.surveys.answers.scales import of_items
from pipeline.statistics.agreement import KAPPA, agreement
from pipeline.statistics.intraclass import intraclass
from pipeline.statistics.paired import holm, wilcoxon_exact
from pipeline.statistics.proportions import wilson
from tests.against_r.kept import VERSION, kept

Rows = list[list[float]]
# So far apart they may be: klankbord keeps four decimals of alpha, pingouin three and two of the intervals.
CLOSE = {
    ("kappa", ""): 1e-12,
    ("alpha", ""): 5e-5,
    ("alpha", ", interval"): 5e-4,
    ("icc", ""): 1e-12,
    ("icc", ", interval"): 5e-3,
    ("wilcoxon", ""): 1e-12,
    ("fisher", ""): 1e-12,
    ("mann-whitney", ""): 1e-12,
    ("wilson", ""): 1e-12,
    ("holm", ""): 1e-12,
}
INTERVAL = Fraction(19, 20)


def _kappa(rows: Rows) -> list[float]:
    found = {each.coefficient: each.value for each in agreement([[str(int(v)) for v in row] for row in rows], INTERVAL)}
    value = found[KAPPA]
    return [math.nan if value is None else float(value)]


def _alpha(rows: Rows) -> list[float]:
    scale = of_items("schaal", pd.DataFrame(rows), 0.95, sampled=True)
    return [math.nan if value is None else value for value in (scale.alpha, scale.low, scale.high)]


def _icc(rows: Rows) -> list[float]:
    found = intraclass([(a, b) for a, b in rows])
    assert found is not None
    return [found.value, found.low, found.high]


def _whole(row: list[float]) -> list[float]:
    return [value for value in row if not math.isnan(value)]


OURS: dict[str, Callable[[Rows], list[float]]] = {
    "kappa": _kappa,
    "alpha": _alpha,
    "icc": _icc,
    "wilcoxon": lambda rows: [wilcoxon_exact([Fraction(value) for value in rows[0]])],
    "fisher": lambda rows: [float(fisher_exact(rows).pvalue)],
    "mann-whitney": lambda rows: [float(mannwhitneyu(*map(_whole, rows), alternative="two-sided").pvalue)],
    "wilson": lambda rows: [*wilson(int(rows[0][0]), int(rows[0][1]), 0.95)],
    "holm": lambda rows: holm(rows[0]),
}


def largest(kind: str, part: str) -> tuple[int, int, float]:
    """Give how many inputs there are, how many of the demonstration, and the largest difference from R.

    Of alpha and the ICC R gives the value and its interval, each a part.
    """
    which = slice(1, None) if part else slice(0, 1 if (kind, ", interval") in CLOSE else None)
    cases = [case for case in kept() if case.kind == kind]
    apart = 0.0
    for case in cases:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ours = OURS[kind](case.rows)
        assert [math.isnan(value) for value in ours] == [math.isnan(value) for value in case.by_r], case
        apart = max(
            [apart, *(abs(a - b) for a, b in zip(ours[which], case.by_r[which], strict=True) if not math.isnan(a))]
        )
    return len(cases), sum(case.numbers_of != "drawn" for case in cases), apart


@pytest.mark.parametrize(("kind", "part"), CLOSE)
def test_r_gives_the_same(kind: str, part: str) -> None:
    cases, of_a_round, apart = largest(kind, part)
    close = CLOSE[kind, part]
    assert cases >= 100
    assert apart <= close * 1.001
    [line] = [
        line
        for line in (ROOT / "docs" / "oracles.md").read_text(encoding="utf-8").splitlines()
        if line.startswith(f"| {kind}{part} |")
    ]
    assert [cell.strip() for cell in line.strip("|").split("|")][3:5] == [
        f"{cases - of_a_round} + {of_a_round}",
        f"{close:.0e}",
    ]


def test_the_documentation_says_which_r_it_was() -> None:
    assert VERSION.read_text(encoding="utf-8").strip() in (ROOT / "docs" / "oracles.md").read_text(encoding="utf-8")
