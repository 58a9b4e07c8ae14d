"""A mistake is told once: what follows from it says so, and one figure that explains two contradictions is named."""

from pipeline.audit.check import Verdict
from pipeline.audit.roots import rooted
from pipeline.one_table.figures import checked, figure


def verdicts(printed, formulas):
    figures = {cell: figure(cell, cell, text, "aantal", "tabel.csv") for cell, text in printed.items()}
    checks = rooted(checked(figures, formulas), figures)
    return {check.figure_id: (check.verdict, check.explanation) for check in checks}


PARTS = {"B2": "100", "B3": "20", "B4": "120", "B5": "400", "B6": "10", "B7": "410", "B8": "530"}
SUMS = [("B4", "sum(B2, B3)"), ("B7", "sum(B5, B6)"), ("B8", "sum(B4, B7)")]


def test_a_total_follows_from_a_wrong_subtotal():
    found = verdicts({**PARTS, "B4": "210"}, SUMS)
    assert {cell: verdict for cell, (verdict, _) in found.items()} == {
        "B4": Verdict.INCONSISTENT,
        "B7": Verdict.CONSISTENT,
        "B8": Verdict.NOTICE,
    }
    assert "B4" in found["B8"][1]
    assert "120 in plaats van «210»" in found["B8"][1]


def test_two_mistakes_are_two():
    found = verdicts({**PARTS, "B4": "210", "B8": "700"}, SUMS)
    assert [found[cell][0] for cell in ("B4", "B8")] == [Verdict.INCONSISTENT, Verdict.INCONSISTENT]


def test_shares_of_a_wrong_total_follow_from_it():
    printed = {"B2": "30", "B3": "70", "B4": "200", "C2": "30%", "C3": "70%"}
    found = verdicts(printed, [("B4", "sum(B2, B3)"), ("C2", "100 * B2 / B4"), ("C3", "100 * B3 / B4")])
    assert [verdict for verdict, _ in found.values()] == [Verdict.INCONSISTENT, Verdict.NOTICE, Verdict.NOTICE]


def test_where_a_row_and_a_column_cross_is_told_once():
    printed = {"B2": "41", "C2": "47", "D2": "88", "B3": "66", "C3": "56", "D3": "131", "B4": "107", "C4": "112"}
    rows = [("D2", "sum(B2, C2)"), ("D3", "sum(B3, C3)"), ("B4", "sum(B2, B3)"), ("C4", "sum(C2, C3)")]
    found = verdicts(printed, rows)
    assert found["D3"][0] is Verdict.INCONSISTENT
    assert "65 in plaats van «56»" in found["D3"][1]
    assert found["C4"][0] is Verdict.NOTICE


def test_the_same_told_both_ways_round_is_one_mistake():
    found = verdicts({"B2": "70", "B3": "50", "B4": "10"}, [("B4", "B2 - B3"), ("B2", "B3 + B4")])
    assert [verdict for verdict, _ in found.values()] == [Verdict.INCONSISTENT, Verdict.NOTICE]
