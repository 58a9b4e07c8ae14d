"""What klankbord and its libraries compute on data with a published result; docs/oracles.md has them too."""

from fractions import Fraction
from math import comb

import pandas as pd
import pytest
from helpers_rounds import ROOT

from pipeline.phases.surveys.answers.scales import of_items
from pipeline.statistics.paired import wilcoxon_exact

DOCUMENT = (ROOT / "docs" / "oracles.md").read_text(encoding="utf-8")
# Hamilton depression scores of nine patients before and after (Hollander & Wolfe 1973); R's example of wilcox.test.
BEFORE = ("1.83", "0.50", "1.62", "2.48", "1.68", "1.88", "1.55", "3.06", "1.30")
AFTER = ("0.878", "0.647", "0.598", "2.05", "1.06", "1.29", "1.06", "3.14", "1.29")
# Six things, four judges: Shrout & Fleiss 1979, table 2; psych's own tests round to these.
JUDGES = ((9, 2, 5, 8), (6, 1, 3, 2), (8, 4, 6, 8), (7, 1, 2, 6), (10, 5, 6, 9), (6, 2, 4, 7))


def row(start: str) -> list[str]:
    """Give the cells of a row of the document by how its first two begin."""
    [found] = [line for line in DOCUMENT.splitlines() if line.startswith(f"| {start}")]
    return [cell.strip() for cell in found.strip("|").split("|")]


def test_cronbach_of_the_data_set_of_pingouin() -> None:
    """.5917 (.195 to .840), which its authors held against JASP; as klankbord computes a scale of a questionnaire."""
    from pingouin import read_dataset

    data = read_dataset("cronbach_alpha")
    whole = data.pivot(index="Subj", columns="Items", values="Scores")
    found = of_items("schaal", whole.astype(float), 0.95, sampled=True)
    assert (found.items, found.n) == (10, 15)
    assert found.alpha == pytest.approx(0.5917, abs=5e-5)
    printed = row("Cronbach")
    assert f"{found.alpha:.3f} ({found.low:.3f} to {found.high:.3f})" == printed[2] == printed[4]


@pytest.mark.filterwarnings("ignore")  # of how pingouin calls pandas
@pytest.mark.parametrize(
    ("name", "start", "value"),
    [
        ("ICC(1,1)", "ICC of one score, one way", "0.17"),
        ("ICC(A,1)", "ICC of one score, two way, agreement", "0.29"),
        ("ICC(C,1)", "ICC of one score, two way, consistency", "0.71"),
    ],
)
def test_intraclass_of_shrout_and_fleiss(name: str, start: str, value: str) -> None:
    from pingouin import intraclass_corr

    rows = [(thing, judge, score) for thing, own in enumerate(JUDGES) for judge, score in enumerate(own)]
    frame = pd.DataFrame(rows, columns=["thing", "judge", "score"])
    found = intraclass_corr(frame, targets="thing", raters="judge", ratings="score").set_index("Type")
    printed = row(start)
    assert f"{found.loc[name, 'ICC']:.2f}" == value == printed[2] == printed[4]


def test_wilcoxon_of_hollander_and_wolfe() -> None:
    """R prints V = 40 and a one-sided p of .01953: ten of the 512 patterns of signs have a sum of 5 or less below."""
    changes = [Fraction(after) - Fraction(before) for before, after in zip(BEFORE, AFTER, strict=True)]
    p = wilcoxon_exact(changes)
    assert p == 2 * 10 / 512
    printed = row("Wilcoxon signed-rank")
    assert f"{p:.5f}" == printed[2] == printed[4]


def test_fisher_of_the_manual_of_r_and_by_hand() -> None:
    from scipy.stats import fisher_exact

    tea = row("Fisher's exact test, one-sided")
    assert f"{fisher_exact([[3, 1], [1, 3]], alternative='greater').pvalue:.4f}" == tea[2] == tea[4]
    # Of all tables with these margins (13 of 30 in the second row, 12 in the first column) those as unlikely count.
    of_each = {k: comb(12, k) * comb(18, 13 - k) / comb(30, 13) for k in range(13)}
    seen = of_each[10]
    by_hand = sum(p for p in of_each.values() if p <= seen * (1 + 1e-9))
    found = fisher_exact([[2, 15], [10, 3]]).pvalue
    assert found == pytest.approx(by_hand)
    twins = row("Fisher's exact test, two-sided")
    assert f"{found:.7f}" == twins[2] == twins[4]
