"""What is told and accuses nobody: figures laid beside each other, words, a gap, norms of the document itself."""

from typing import Any

import pytest
from helpers_rounds import codebook, round_data, table

from pipeline.audit.checks import Check, Verdict, check_figures
from pipeline.audit.contradictions import contradicted, explained, how_many_notices
from pipeline.audit.reproduction import tables

BOOK = codebook({"q1": ["surveys"]})
CONSISTENT, INCONSISTENT, NOTICE = Verdict.CONSISTENT, Verdict.INCONSISTENT, Verdict.NOTICE


def fig(name: str, printed: str, measure: str = "procent", **rest: Any) -> dict[str, Any]:
    plain = {"figure_id": name, "printed": printed, "measure": measure, "locator": f"p. {name}", "document": "d"}
    return {**plain, "series": "s", "quantity": name, **rest}


def of(kind: str, *figures: dict[str, Any]) -> list[Check]:
    found = check_figures(round_data(BOOK, {"figures": table("figures", *figures)}))
    return [check for check in found if check.kind == kind]


def one(kind: str, *figures: dict[str, Any]) -> Check:
    [check] = of(kind, *figures)
    return check


@pytest.mark.parametrize(
    ("own", "other", "measure", "verdict"),
    [
        ("2", "1,5", "rapportcijfer", CONSISTENT),  # 1,5 rounds to 2
        ("4", "3,5", "trede", NOTICE),  # a rung is that rung
        ("drie", "5", "aantal", NOTICE),
        ("ca. 90", "92", "aantal", CONSISTENT),
        ("augustus 2007", "1 maart 2007", "datum", NOTICE),
        ("2007", "1 maart 2007", "datum", CONSISTENT),
        ("maart 2007", "1 maart 2007", "datum", CONSISTENT),
    ],
)
def test_what_may_differ_is_told_where_it_does(own: str, other: str, measure: str, verdict: Verdict) -> None:
    figures = [fig("b", other, measure), fig("a", own, measure, compare_with="b", note="Een ander jaar")]
    check = one("beside", *figures)
    assert check.verdict is verdict
    assert other in check.explanation
    reproduction, audit = tables(round_data(BOOK, {"figures": table("figures", *figures)}))
    assert contradicted(audit) == set()
    assert ("Let op bij" in reproduction.set_index("claim_id").loc["R-b", "cause"]) is (verdict is NOTICE)


@pytest.mark.parametrize(
    ("one_day", "other", "verdict"),
    [
        ("31 oktober 2015", "30 oktober 2015", INCONSISTENT),
        ("1 maart 2007", "augustus 2007", INCONSISTENT),
        ("1 maart 2007", "2007", CONSISTENT),
        ("augustus 2007", "2007", CONSISTENT),
        ("2007", "2008", INCONSISTENT),
        ("2 juli 2015", "zomer van 2015", CONSISTENT),
        ("31-10-2015", "31 oktober 2015", CONSISTENT),
    ],
)
def test_a_date_printed_twice_is_as_precise_as_it_is_printed(one_day: str, other: str, verdict: Verdict) -> None:
    found = of("same quantity", fig("a", one_day, "datum"), fig("b", other, "datum", same_as="a"))
    assert {check.verdict for check in found} == {verdict}
    assert {check.recomputed for check in found} == {None}  # the words say it


@pytest.mark.parametrize(
    ("said", "own", "other", "verdict"),
    [
        ("boven b", "44%", "43%", CONSISTENT),
        ("boven b", "42%", "43%", INCONSISTENT),  # at most 42,5, and at least that
        ("boven b", "43%", "43%", NOTICE),  # rounding can make it so
        ("boven b", "ca. 42%", "43%", NOTICE),
        ("ver boven b", "9,5%", "9%", NOTICE),  # it is above; far is for the writer
        ("ver boven b", "12,2%", "9%", CONSISTENT),
        ("ver boven b", "8%", "9%", INCONSISTENT),
        ("onder b", "42%", "43%", CONSISTENT),
        ("lager dan b", "44%", "43%", INCONSISTENT),
        ("gestegen sinds b", "12,6%", "8,9%", CONSISTENT),
        ("gedaald sinds b", "12,6%", "8,9%", INCONSISTENT),
        ("een stuk hoger dan b", "32%", "15%", CONSISTENT),
        ("gelijk aan b", "32%", "32%", CONSISTENT),
        ("gelijk aan b", "32%", "35%", NOTICE),
        ("bijna b", "120%", "125%", CONSISTENT),
        ("bijna b", "106%", "125%", NOTICE),
        ("bijna b", "126%", "125%", NOTICE),
        ("meerderheid", "51%", "0%", CONSISTENT),
        ("meerderheid", "49%", "0%", INCONSISTENT),
        ("een meerderheid", "ongeveer 50/50", "0%", NOTICE),
        ("minderheid", "51%", "0%", INCONSISTENT),
    ],
)
def test_words_are_held_against_both_figures(said: str, own: str, other: str, verdict: Verdict) -> None:
    check = one("said", fig("b", other), fig("a", own, said=said))
    assert check.verdict is verdict, check.explanation
    assert own in check.explanation


def test_a_majority_of_a_count_is_of_those_who_were_asked() -> None:
    for n, verdict in ((10, CONSISTENT), (20, INCONSISTENT)):
        assert one("said", fig("a", "7x", "personen", n=n, said="meerderheid")).verdict is verdict
    assert one("said", fig("a", "7x", "personen", said="meerderheid")).verdict is Verdict.NOT_TESTABLE


def test_a_wrong_word_says_nothing_against_the_number_that_it_is_held_beside() -> None:
    figures = [fig("b", "43%"), fig("a", "42%", said="boven b")]
    reproduction, audit = tables(round_data(BOOK, {"figures": table("figures", *figures)}))
    assert contradicted(audit) == {"a"}
    assert list(reproduction["verdict"]) == ["not reproducible", "not reproducible"]


COSTS = fig("kosten", "€ 150.000", "euro", quantity="Kosten van het huis", unit="h", period="2018")
INCOME = fig("inkomsten", "€ 132.000", "euro", quantity="Inkomsten van het huis", unit="h", period="2018")


def test_a_gap_that_nothing_names_is_told() -> None:
    check = one("balance", COSTS, INCOME)
    assert (check.verdict, check.recomputed) == (NOTICE, -18_000)
    assert "€ 18.000 te weinig" in check.explanation
    named = one("balance", COSTS, INCOME, fig("tekort", "€ 18.000", "euro", quantity="Tekort", unit="h"))
    assert named.verdict is CONSISTENT
    assert one("balance", COSTS, {**INCOME, "printed": "€ 150.000"}).verdict is CONSISTENT


@pytest.mark.parametrize(
    "other",
    [
        [{**INCOME, "period": "2019"}],
        [{**INCOME, "unit": "elders"}],
        [{**INCOME, "document": "e"}],
        [{**INCOME, "quantity": "Inkomsten per bezoeker"}],
        [{**INCOME, "quantity": "Inkomsten uit verhuur"}],
        [{**INCOME, "quantity": "Inkomsten van leden"}],
        [{**INCOME, "quantity": "Overige baten"}],
        [{**INCOME, "quantity": "Kosten van huur"}],
        # Two totals of income: which belongs to the costs is not known.
        [INCOME, fig("meer", "€ 9.000", "euro", quantity="Totale baten", unit="h", period="2018")],
    ],
)
def test_costs_and_income_that_need_not_belong_together_are_left_alone(other: list[dict[str, Any]]) -> None:
    assert of("balance", COSTS, *other) == []


def test_a_part_of_the_costs_is_no_total_and_the_same_total_twice_is_one() -> None:
    rent = fig("huur", "€ 50.000", "euro", quantity="Kosten van huur", unit="h", period="2018")
    other = fig("rest", "€ 100.000", "euro", quantity="Overige kosten", unit="h", period="2018")
    total = {**COSTS, "formula": "huur + rest"}
    again = {**COSTS, "figure_id": "zin", "same_as": "kosten"}
    assert one("balance", rent, other, total, again, INCOME).recomputed == -18_000


def test_parts_that_are_more_than_a_total_of_unique_people_accuse_nobody() -> None:
    parts = [fig("a", "900", "personen"), fig("b", "800", "personen")]
    unique = fig("t", "1.600", "personen", quantity="Unieke deelnemers", formula="a + b")
    assert one("formula", *parts, unique).verdict is NOTICE
    assert one("formula", *parts, {**unique, "quantity": "Deelnemers"}).verdict is INCONSISTENT
    assert one("formula", *parts, {**unique, "printed": "1.800"}).verdict is INCONSISTENT  # fewer can't be


def question(*counts: str, **rest: Any) -> list[dict[str, Any]]:
    return [fig(f"f{at}", n, "personen", n=40, percent_group="q", **rest) for at, n in enumerate(counts)]


def test_counts_of_one_question_may_be_more_than_its_people_where_several_answers_are_allowed() -> None:
    assert {check.verdict for check in of("counts of one question", *question("28", "12"))} == {CONSISTENT}
    assert {check.verdict for check in of("counts of one question", *question("28", "25"))} == {NOTICE}
    for allowed in ({"answers": "several"}, {"quantity": "Genoemd (meer antwoorden mogelijk)"}):
        assert {c.verdict for c in of("counts of one question", *question("28", "25", **allowed))} == {CONSISTENT}
    assert [check.verdict for check in of("count of n", *question("28", "41"))] == [CONSISTENT, INCONSISTENT]


def test_percentages_may_be_more_than_a_hundred_where_several_answers_are_allowed() -> None:
    shares = [fig("a", "70%", percent_group="q"), fig("b", "60%", percent_group="q")]
    assert {check.verdict for check in of("sum of percentages", *shares)} == {INCONSISTENT}
    several = [{**share, "answers": "several"} for share in shares]
    assert {check.verdict for check in of("sum of percentages", *several)} == {CONSISTENT}


def test_a_change_that_talks_would_measure_is_told_once_for_all_units() -> None:
    about = {"role": "target", "quantity": "Daling van uitkeringen", "method": "Interviews"}
    figures = [fig("a", "Min. 5%", unit="een", **about), fig("b", "Min. 5%", unit="twee", **about)]
    audit = tables(round_data(BOOK, {"figures": table("figures", *figures)}))[1]
    assert list(audit.loc[audit["verdict"] == "notice", "kind"]) == ["method"]
    assert of("method", fig("a", "5%", **{**about, "method": "Aantal"})) == []
    assert of("method", fig("a", "5%", **{**about, "quantity": "Bewoners met vertrouwen"})) == []


def test_both_counts_of_contradictions_can_be_laid_beside_each_other() -> None:
    figures = [
        *(fig(name, text, "aantal") for name, text in (("a", "20"), ("b", "22"))),
        fig("t", "50", "aantal", formula="a + b"),
        fig("x", "5", "aantal", compare_with="a", note="Een ander huis"),
    ]
    reproduction, audit = tables(round_data(BOOK, {"figures": table("figures", *figures)}))
    told = "Van deze 3 cijfers is het oordeel: 1 «komt niet uit» en 2 «deel van een berekening die niet uitkomt»."
    assert explained(audit, reproduction) == told
    assert how_many_notices(audit) == "1 keer let op"
