"""The table of checks: one row a finding, the worst first, on figures made by hand."""

from typing import Any

import pandas as pd
import pytest
from helpers_rounds import codebook, round_data, table

from pipeline.audit.reproduction import tables
from pipeline.codebook import Indicator

LEDEN = Indicator(id="leden", label="Leden", question="q1", aspect="a", favourable="higher")
BOOK = codebook({"q1": ["desk_research"]}, indicators=[LEDEN])
Figure = dict[str, Any]

CJM = {"unit_id": "cjm", "label": "Casa Jepie Makandra", "kind": "room", "aliases": "Casa Japie Makandra; CJM"}
OTHER = {"unit_id": "multibron", "label": "MultiBron", "kind": "room"}


def fig(name: str, printed: str, measure: str = "aantal", **rest: Any) -> Figure:
    plain = {"figure_id": name, "printed": printed, "measure": measure, "locator": f"p. {name}", "document": "d"}
    return {**plain, "series": "s", "quantity": name, **rest}


def audit(*figures: Figure) -> pd.DataFrame:
    raw = {"figures": table("figures", *figures), "units": table("units", CJM, OTHER)}
    return tables(round_data(BOOK, raw))[1]


def row(kind: str, *figures: Figure) -> pd.Series:
    found = audit(*figures)
    [found_row] = found[found["kind"] == kind].to_dict("records")
    return pd.Series(found_row)


def kinds(*figures: Figure) -> set[str]:
    return set(audit(*figures)["kind"])


# Repeats.


def test_repeats_of_one_quantity_are_one_row_that_names_all_figures() -> None:
    repeats = [fig("a", "16"), fig("b", "20", same_as="a"), fig("c", "16", same_as="a"), fig("e", "20", same_as="b")]
    found = audit(*repeats)
    assert list(found["figure_ids"]) == ["a b c e"]
    assert list(found["verdict"]) == ["inconsistent"]


def test_a_clash_between_two_repeats_is_not_hidden_by_a_first_that_fits_both() -> None:
    # "ca. 90%" can be 85 to 95, but 85 is no 95.
    rounded = fig("a", "ca. 90%", "procent")
    found = row(
        "same quantity", rounded, fig("b", "85%", "procent", same_as="a"), fig("c", "95%", "procent", same_as="a")
    )
    assert found["verdict"] == "inconsistent"


DESCRIBED = {"indicator": "leden", "unit": "cjm", "period": "2017", "role": "target"}


@pytest.mark.parametrize("unit", ["cjm", "Casa Jepie Makandra", "Casa Japie Makandra", "CJM"])
def test_the_same_description_is_held_together_however_the_unit_is_spelled(unit: str) -> None:
    found = row("same quantity", fig("a", "400", **DESCRIBED), fig("b", "300", **{**DESCRIBED, "unit": unit}))
    assert (found["figure_ids"], found["verdict"]) == ("a b", "inconsistent")


@pytest.mark.parametrize(
    "other",
    [
        {"role": "realised"},
        {"period": "2018"},
        {"period": "2017-H1"},
        {"unit": "MultiBron"},
        {"measure": "procent"},
        {"indicator": ""},
        {"role": ""},
    ],
)
def test_another_description_is_another_quantity(other: dict[str, str]) -> None:
    assert kinds(fig("a", "400", **DESCRIBED), {**fig("b", "300", **DESCRIBED), **other}) == {"none"}


# Order.


def test_the_worst_comes_first() -> None:
    bears = {"question": "q1", "role": "target"}
    figures = [
        fig("alone", "7"),
        fig("fits", "7", formula="alone"),
        fig("low", "100", formula="99"),
        fig("medium_small", "100", formula="99", **bears),
        fig("medium_large", "100", formula="50"),
        fig("high", "100", formula="50", **bears),
    ]
    found = audit(*figures)
    assert list(found["figure_ids"].str.split().str[0]) == [
        "high",
        "medium_small",
        "medium_large",
        "low",
        "fits",
        "alone",
    ]
    assert list(found["severity"]) == ["high", "medium", "medium", "low", "", ""]
    assert list(found["verdict"]) == ["inconsistent"] * 4 + ["consistent", "not testable"]


# Percentages of one question.


def question(*printed: str) -> list[Figure]:
    return [fig(f"p{number}", text, "procent", percent_group="g") for number, text in enumerate(printed)]


@pytest.mark.parametrize(
    ("printed", "verdict"),
    [
        (["60%", "40%"], "consistent"),
        (["33%", "33%", "33%"], "consistent"),  # 3 x 33,33
        (["34%", "34%", "33%"], "consistent"),  # 33,5 + 33,5 + 33
        (["33,3%", "33,3%", "33,3%"], "consistent"),
        (["33%", "33%", "31%"], "inconsistent"),  # at most 98,5
        (["60%", "42%"], "inconsistent"),  # at least 101
        (["33,3%", "33,3%", "33,2%"], "inconsistent"),  # at most 99,95
        (["ca. 60%", "35%"], "consistent"),  # 55 to 65
    ],
)
def test_percentages_of_one_question_must_be_able_to_be_a_hundred(printed: list[str], verdict: str) -> None:
    found = row("sum of percentages", *question(*printed))
    assert found["verdict"] == verdict
    assert found["figure_ids"] == " ".join(f"p{number}" for number in range(len(printed)))


def test_other_questions_and_a_single_percentage_are_left_alone() -> None:
    assert kinds(*question("60%"), fig("x", "70%", "procent", percent_group="h"), fig("y", "1%", "procent")) == {"none"}


# Means and spread.


@pytest.mark.parametrize(
    ("items", "verdict"),
    [
        ({}, "inconsistent"),  # 32,7 is no whole sum
        ({"items": 1}, "inconsistent"),
        ({"items": 3}, "consistent"),  # 98 / 30 is 3,267
    ],
)
def test_a_mean_of_more_items_can_have_more_values(items: dict[str, int], verdict: str) -> None:
    assert row("mean of n", fig("m", "3,27", "rapportcijfer", n=10, **items))["verdict"] == verdict


@pytest.mark.parametrize(
    ("kind", "measure", "mean", "sd", "n", "verdict"),
    [
        ("GRIMMER", "rapportcijfer", "3,10", "1,37", 10, "consistent"),
        ("GRIMMER", "rapportcijfer", "1,03", "0,41", 40, "inconsistent"),
        ("DEBIT", "aandeel", "0,35", "0,18", 20, "inconsistent"),
        ("DEBIT", "aandeel", "0,35", "0,49", 20, "consistent"),  # 7 of 20: root of 91/380
        # Scores of which one is 7 and the others 0 have this mean and spread (root of 931/380); yes and no have not.
        ("DEBIT", "aandeel", "0,35", "1,57", 20, "inconsistent"),
        ("GRIMMER", "rapportcijfer", "0,35", "1,57", 20, "consistent"),
    ],
)
@pytest.mark.parametrize("where", ["mean", "sd"])
def test_a_spread_must_be_possible_at_its_mean(
    kind: str, measure: str, mean: str, sd: str, n: int, verdict: str, where: str
) -> None:
    spread = fig("sd", sd, measure, sd_of="mean", **({"n": n} if where == "sd" else {}))
    found = row(kind, fig("mean", mean, measure, **({"n": n} if where == "mean" else {})), spread)
    assert (found["figure_ids"], found["verdict"]) == ("sd mean", verdict)


# Formulas.


@pytest.mark.parametrize(("printed", "gap"), [("450", "100 minder"), ("250", "100 meer")])
def test_a_total_that_does_not_fit_its_parts_says_by_how_much(printed: str, gap: str) -> None:
    found = row("formula", fig("a", "200"), fig("b", "150"), fig("total", printed, formula="sum(a, b)"))
    assert (found["verdict"], found["recomputed"]) == ("inconsistent", "350")
    assert f"De delen zijn samen {gap}" in found["explanation"]


def test_what_is_no_total_has_no_parts() -> None:
    found = row("formula", fig("a", "200"), fig("b", "4"), fig("x", "60", formula="a / b"))
    assert found["verdict"] == "inconsistent"
    assert "delen" not in found["explanation"]


@pytest.mark.parametrize(
    ("printed", "verdict"), [("42", "not testable"), ("41", "not testable"), ("999", "not testable")]
)
def test_what_follows_from_our_own_assumption_or_not_is_neither_right_nor_a_mistake(printed: str, verdict: str) -> None:
    figures = [fig("a", "20"), fig("b", "22"), fig("x", printed, formula="a + b", formula_basis="assumed")]
    found = row("formula", *figures)
    assert (found["verdict"], found["severity"]) == (verdict, "")
    assert found["explanation"].startswith("Mogelijk: met een aanname van ons volgt 42")


@pytest.mark.parametrize(
    ("measure", "printed", "formula"),
    [
        ("euro", "€ 250", "399500 / 1600"),  # 249,69
        ("uren", "6 uur", "25.5 / 4"),  # 6,375
        ("personen", "333", "1000 / 3"),
    ],
)
def test_a_quotient_may_be_printed_rounded_to_a_whole_number(measure: str, printed: str, formula: str) -> None:
    assert row("formula", fig("x", printed, measure, formula=formula))["verdict"] == "consistent"


def test_a_figure_that_no_check_reaches_is_not_testable() -> None:
    found = audit(fig("a", "7"), fig("b", "53%", "procent"), fig("c", "€ 5", "euro", role="budget"))
    assert set(found["verdict"]) == {"not testable"}
    assert list(found["figure_ids"]) == ["a", "b", "c"]
    assert set(found["recomputed"]) == {""}


def test_a_round_without_figures_has_no_checks() -> None:
    assert audit().empty


@pytest.mark.parametrize(("mean", "sd"), [("1/3e", "0,18"), ("0,35", "-0,18")])
def test_a_spread_that_cannot_be_judged_does_not_stop_the_audit(mean: str, sd: str) -> None:
    found = audit(fig("mean", mean, "aandeel", n=20), fig("sd", sd, "aandeel", sd_of="mean"))
    assert "sd" in {ids.split()[0] for ids in found["figure_ids"]}
