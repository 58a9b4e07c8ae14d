"""The reproduction: verdict, recomputed value, tolerance and cause of each published figure."""

from typing import Any

import pandas as pd
import pytest
from helpers_rounds import ROOT, codebook, nulmeting, round_data, table

from pipeline.audit.basis import Reproducibility
from pipeline.audit.check import printed_value
from pipeline.audit.checks import figures_by_id
from pipeline.audit.reproduction import AUDIT_COLUMNS, REPRODUCTION_COLUMNS, ReproductionRow, tables
from pipeline.contracts.loading import RoundData
from pipeline.phases.raw_tables import load_round
from pipeline.records import rows_of
from pipeline.rounds import Project
from pipeline.statistics.formula import parse

# It reads whole rounds, or writes them.
pytestmark = pytest.mark.slow

BOOK = codebook({"q1": ["surveys"]})


def fig(name: str, printed: str, measure: str = "procent", **rest: Any) -> dict[str, Any]:
    plain = {"figure_id": name, "printed": printed, "measure": measure, "locator": f"p. {name}", "document": "d"}
    return {**plain, "series": "s", "quantity": name, **rest}


def small(*figures: dict[str, Any], answers: tuple[dict[str, Any], ...] = ()) -> RoundData:
    raw = {"figures": table("figures", *figures), "survey_answers": table("survey_answers", *answers)}
    return round_data(BOOK, raw)


def reproduced(*figures: dict[str, Any], answers: tuple[dict[str, Any], ...] = ()) -> pd.DataFrame:
    frame = tables(small(*figures, answers=answers))[0]
    return frame.set_index(frame["claim_id"].str.removeprefix("R-"))


WHOLE = [fig("a", "20", "aantal"), fig("b", "60", "aantal")]


@pytest.mark.parametrize(
    ("figures", "verdict", "recomputed"),
    [
        ([*WHOLE, fig("x", "33%", formula="100 * a / b")], "reproduced", "33.3333"),
        ([*WHOLE, fig("x", "34%", formula="100 * a / b")], "not reproduced", "33.3333"),
        ([fig("a", "6,5", "rapportcijfer"), fig("x", "13,1", "factor", formula="2 * a")], "within rounding", "13"),
        ([*WHOLE, fig("c", "0", "aantal"), fig("x", "3", "factor", formula="b / c")], "not reproducible", ""),
        ([fig("a", "5%"), fig("x", "9%", same_as="a")], "not reproduced", "5"),
        ([fig("a", "5%"), fig("x", "5%", same_as="a")], "not reproducible", ""),
        ([fig("x", "8,7", "rapportcijfer", n=10)], "not reproducible", ""),
        ([fig("x", "5,19", "rapportcijfer", n=28)], "not reproduced", ""),
        ([fig("x", "17%", n=5)], "not reproduced", ""),
        ([fig("x", "53%")], "not reproducible", ""),
    ],
)
def test_the_verdict_follows_from_the_checks(figures: list[dict[str, Any]], verdict: str, recomputed: str) -> None:
    row = reproduced(*figures).loc["x"]
    assert (row["verdict"], row["recomputed"]) == (verdict, recomputed)


def test_a_contradiction_counts_before_a_recomputation() -> None:
    found = reproduced(*WHOLE, fig("x", "33%", formula="100 * a / b"), fig("y", "43%", same_as="x"))
    assert list(found.loc[["x", "y"], "verdict"]) == ["not reproduced"] * 2


def test_a_recomputation_counts_before_a_repetition_that_agrees() -> None:
    found = reproduced(*WHOLE, fig("x", "33%", formula="100 * a / b"), fig("y", "33%", same_as="x"))
    assert list(found.loc[["x", "y"], "verdict"]) == ["reproduced", "not reproducible"]


@pytest.mark.parametrize(
    ("printed", "tolerance"),
    [("6,5", "0.05"), ("53%", "0.5"), ("1,4 miljoen", "50000"), ("3-", "0.25"), ("1/3e", "0")],
)
def test_the_tolerance_is_half_a_unit_of_the_last_printed_place(printed: str, tolerance: str) -> None:
    assert reproduced(fig("x", printed, "factor")).loc["x", "tolerance"] == tolerance


def thirds(*printed: str, **rest: str) -> pd.DataFrame:
    """Three equal parts with their printed shares."""
    parts = [fig(name, "1000", "euro") for name in "abc"]
    shares = [
        fig(f"share_{name}", text, formula=f"100 * {name} / (a + b + c)", series="shares", **rest)
        for name, text in zip("abc", printed, strict=True)
    ]
    return reproduced(*parts, *shares)


HUNDRED = "Misschien zijn de percentages zo afgerond dat ze samen 100 zijn."


def test_percentages_rounded_to_add_to_a_hundred_are_recognised() -> None:
    found = thirds("33%", "33%", "34%")
    assert list(found.loc[["share_a", "share_b", "share_c"], "verdict"]) == [
        "reproduced",
        "reproduced",
        "not reproduced",
    ]
    assert found["cause"].str.contains(HUNDRED).to_dict() == {name: name == "share_c" for name in found.index}


def test_percentages_that_do_not_add_to_a_hundred_have_no_such_excuse() -> None:
    found = thirds("33%", "33%", "35%")
    assert found.loc["share_c", "verdict"] == "not reproduced"
    assert not found["cause"].str.contains(HUNDRED).any()


def with_excuse(*figures: dict[str, Any]) -> set[str]:
    found = reproduced(*figures)
    return set(found.index[found["cause"].str.contains(HUNDRED)])


PARTS = [fig("a", "333", "aantal"), fig("b", "667", "aantal")]


def share(name: str, printed: str, formula: str, measure: str = "procent", series: str = "shares") -> dict[str, Any]:
    return fig(name, printed, measure, formula=formula, series=series)


def test_two_percentages_can_be_rounded_to_add_to_a_hundred_too() -> None:
    # 33,3 and 65,7: 33 and 66, printed as 34 and 66.
    first, second = share("x", "34%", "100 * a / 1000"), share("y", "66%", "100 * (b - 10) / 1000")
    assert with_excuse(*PARTS, first, second) == {"x"}


def test_one_wrong_percentage_of_a_hundred_has_no_such_excuse() -> None:
    assert with_excuse(*PARTS, share("x", "100%", "100 * a / b")) == set()


def test_percentages_that_would_add_to_a_hundred_unchanged_have_no_such_excuse() -> None:
    # 33,3 and 66,7 round to 33 and 67, which is 100: nothing was to be mended.
    assert with_excuse(*PARTS, share("x", "34%", "100 * a / 1000"), share("y", "66%", "100 * b / 1000")) == set()


def test_the_decimals_that_are_printed_decide_how_a_percentage_would_have_been_rounded() -> None:
    thirds = [
        share(name, text, "100 * a / (3 * a)") for name, text in zip("xyz", ("33,3%", "33,3%", "33,4%"), strict=True)
    ]
    assert with_excuse(*PARTS, *thirds) == {"z"}
    # 33,35 and 66,65 add to 100 with two decimals, though not with none: 33 and 67.
    parts = [fig("a", "3335", "aantal"), fig("b", "6665", "aantal")]
    one, other = share("x", "33,40%", "100 * a / 10000"), share("y", "66,60%", "100 * b / 10000")
    assert with_excuse(*parts, one, other) == set()


def test_only_percentages_of_one_series_that_follow_from_others_are_added() -> None:
    first, second = share("x", "34%", "100 * a / 1000"), share("y", "66%", "100 * (b - 10) / 1000")
    assert with_excuse(*PARTS, first, {**second, "series": "elsewhere"}) == set()
    assert with_excuse(*PARTS, first, {**second, "formula": ""}) == set()
    assert with_excuse(*PARTS, first, {**second, "measure": "procentpunt"}) == set()
    # Neither does another figure in the series count.
    assert with_excuse(*PARTS, first, second, share("z", "7", "a - 326", "aantal")) == {"x"}


def test_a_percentage_that_can_not_be_recomputed_gives_none_of_its_series_an_excuse() -> None:
    zero = fig("c", "0", "aantal")
    first, second = share("x", "34%", "100 * a / 1000"), share("y", "66%", "100 * b / c")
    assert with_excuse(*PARTS, zero, first, second) == set()


def test_a_note_for_readers_ends_the_cause_as_a_sentence() -> None:
    found = reproduced(fig("x", "53%", note="Zonder bron gedrukt"), fig("y", "5%", note="Klopt dit?"))
    assert found.loc["x", "cause"].endswith("uit volgt. Zonder bron gedrukt.")
    assert found.loc["y", "cause"].endswith("uit volgt. Klopt dit?")


def test_what_is_printed_stays_as_it_was() -> None:
    assert list(reproduced(fig("x", "17 %"), fig("y", "€ 248.000,00", "euro"))["printed"]) == ["17 %", "€ 248.000,00"]


def test_the_audit_names_all_figures_and_documents_of_a_check() -> None:
    figures = [fig("a", "5%"), fig("b", "9%", same_as="a", document="e")]
    audit = tables(small(*figures))[1]
    first = audit.iloc[0]
    assert (first["check_id"], first["figure_ids"], first["documents"]) == ("A-same_quantity-a", "a b", "d e")
    assert (first["printed"], first["recomputed"], first["verdict"]) == ("5%", "9", "inconsistent")


def test_the_nulmeting_has_one_row_a_figure_and_at_least_one_check() -> None:
    reproduction, audit = tables(nulmeting())
    figures = nulmeting().tables["figures"]
    assert list(reproduction["claim_id"]) == [f"R-{name}" for name in figures["figure_id"]]
    assert list(reproduction["printed"]) == list(figures["printed"])
    assert set(reproduction["verdict"]) == set(Reproducibility)
    assert (reproduction["cause"] != "").all()
    assert list(reproduction.columns) == list(REPRODUCTION_COLUMNS)
    assert {name for ids in audit["figure_ids"] for name in ids.split()} == set(figures["figure_id"])
    assert set(audit["verdict"]) <= {"consistent", "inconsistent", "notice", "not testable"}
    assert audit["check_id"].is_unique
    assert list(audit.columns) == list(AUDIT_COLUMNS)


def test_what_is_called_reproduced_lies_within_the_printed_tolerance_in_the_nulmeting() -> None:
    frame = tables(nulmeting())[0]
    qualified = frame["printed"].str.contains("ca|rond|meer dan|één|helft|Verdubbeling|/")
    plain = frame[(frame["verdict"] == "reproduced") & ~qualified]
    printed = plain["printed"].str.replace(r"[€%. ]", "", regex=True).str.replace(",", ".")
    digits = printed.str.fullmatch(r"[0-9.]+")
    off = printed[digits].astype(float) - plain.loc[digits, "recomputed"].astype(float)
    assert digits.sum() > 8
    assert (off.abs() <= plain.loc[digits, "tolerance"].astype(float)).all()


def test_how_a_figure_was_recomputed_stands_beside_it() -> None:
    answer = {"item_id": "i", "category": "ja", "figure_id": "ja", "count": 23, "provenance": "published"}
    found = reproduced(
        *WHOLE,
        fig("c", "0", "aantal"),
        fig("som", "80", "aantal", formula="b + a"),
        fig("anders", "33%", formula="100 * a / b", same_as=""),
        fig("nul", "3", "factor", formula="b / c"),
        fig("hier", "5%"),
        fig("daar", "9%", same_as="hier"),
        fig("ja", "33,8%", n=68),
        fig("los", "53%"),
        answers=(answer,),
    )
    assert found[["formula", "operands"]].apply(tuple, axis=1).to_dict() == {
        "a": ("", ""),
        "b": ("", ""),
        "c": ("", ""),
        "som": ("b + a", "b a"),
        "anders": ("100 * a / b", "a b"),
        "nul": ("b / c", "b c"),
        "hier": ("daar", "daar"),
        "daar": ("hier", "hier"),
        "ja": ("100 * 23 / 68", ""),
        "los": ("", ""),
    }


@pytest.mark.parametrize("round_id", ["wijk-voor-wijk-2019", "buurtwerkkamers-2019"])
def test_the_formula_over_what_is_printed_gives_what_was_recomputed(round_id: str) -> None:
    data = load_round(Project(ROOT), round_id)
    figures = figures_by_id(data)
    found = rows_of(tables(data)[0], ReproductionRow)
    assert len([row for row in found if row["recomputed"]]) >= 30
    for row in found:
        if not row["recomputed"]:
            continue
        formula = parse(row["formula"])
        assert row["operands"].split() == list(formula.operands)
        value = formula.evaluate({name: printed_value(figures[name]).interval for name in formula.names}).value
        assert float(value) == pytest.approx(float(row["recomputed"]), abs=1e-4), row
