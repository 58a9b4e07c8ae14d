"""Figures that were made from real data, and printed as people print, are never called inconsistent."""

from collections.abc import Callable
from fractions import Fraction
from math import ceil, floor, isqrt
from typing import Any

from helpers_rounds import FEW, codebook, round_data, table
from hypothesis import assume, example, given
from hypothesis import strategies as st

from pipeline.audit.checks import Verdict, check_figures

BOOK = codebook({"q1": ["desk_research"]})
Figure = dict[str, Any]
Rounding = Callable[[Fraction], int]


def half_up(value: Fraction) -> int:
    return floor(value + Fraction(1, 2))


ROUNDINGS = st.sampled_from((half_up, round))  # Python's own is half even
COUNTS = st.integers(0, 5000)


def dutch(value: Fraction | int, decimals: int = 0, rounding: Rounding = half_up) -> str:
    """Print a number: 1234.56 becomes 1.234,6."""
    units = rounding(Fraction(value) * 10**decimals)
    whole, behind = divmod(abs(units), 10**decimals)
    text = f"{whole:,}".replace(",", ".") + (f",{behind:0{decimals}d}" if decimals else "")
    return f"-{text}" if units < 0 else text


def fig(name: str, printed: str, measure: str, **rest: Any) -> Figure:
    plain = {"figure_id": name, "printed": printed, "measure": measure, "locator": "p. 1", "document": "d"}
    return {**plain, "series": "s", "quantity": name, "question": "q1", **rest}


def assert_not_accused(figures: list[Figure], reached: str) -> None:
    """Check that nothing is inconsistent, and that the check that was meant did look."""
    found = check_figures(round_data(BOOK, {"figures": table("figures", *figures)}))
    assert [check for check in found if check.verdict is Verdict.INCONSISTENT] == []
    assert reached in {check.kind for check in found}


# Totals.


@FEW
@given(st.lists(COUNTS, min_size=1, max_size=8))
def test_parts_and_their_total(parts: list[int]) -> None:
    figures = [fig(f"p{number}", dutch(part), "personen") for number, part in enumerate(parts)]
    formula = f"sum({', '.join(figure['figure_id'] for figure in figures)})"
    assert_not_accused([*figures, fig("total", dutch(sum(parts)), "personen", formula=formula)], "formula")


@FEW
@given(st.lists(st.integers(0, 10**5), min_size=2, max_size=8), st.integers(1, 2), ROUNDINGS)
def test_measured_parts_and_their_total_each_rounded(parts: list[int], decimals: int, rounding: Rounding) -> None:
    true = [Fraction(part, 1000) for part in parts]
    figures = [fig(f"p{number}", dutch(part, decimals, rounding), "fte") for number, part in enumerate(true)]
    formula = " + ".join(figure["figure_id"] for figure in figures)
    assert_not_accused(
        [*figures, fig("total", dutch(sum(true), decimals, rounding), "fte", formula=formula)], "formula"
    )


# Percentages.


@FEW
@given(st.lists(st.integers(0, 80), min_size=2, max_size=6).filter(any), st.integers(0, 1), ROUNDINGS)
def test_percentages_of_one_question(counts: list[int], decimals: int, rounding: Rounding) -> None:
    n = sum(counts)
    figures = [
        fig(
            f"p{number}",
            f"{dutch(Fraction(100 * count, n), decimals, rounding)}%",
            "procent",
            n=n,
            percent_group="g",
        )
        for number, count in enumerate(counts)
    ]
    assert_not_accused(figures, "sum of percentages")
    assert_not_accused(figures, "share of n")


@FEW
@given(st.integers(1, 3000), st.data(), st.integers(0, 1))
def test_a_percentage_that_was_cut_off(n: int, data: st.DataObject, decimals: int) -> None:
    count = data.draw(st.integers(0, n))
    printed = dutch(Fraction(100 * count, n), decimals, floor)
    assert_not_accused([fig("p", f"{printed} %", "procent", n=n)], "share of n")


# Means and spread.

SCORES = st.lists(st.integers(1, 10), min_size=2, max_size=60)


def dutch_root(variance: Fraction, decimals: int) -> str:
    """Print a square root, exactly rounded half up."""
    twice = isqrt(floor(4 * variance * 100**decimals))
    return dutch(Fraction((twice + 1) // 2, 10**decimals), decimals)


def variance_of(scores: list[Fraction]) -> Fraction:
    mean = sum(scores, Fraction(0)) / len(scores)
    return sum(((score - mean) ** 2 for score in scores), Fraction(0)) / (len(scores) - 1)


@FEW
@given(SCORES, st.integers(1, 4), st.integers(1, 2), st.integers(1, 2), ROUNDINGS)
def test_a_mean_and_its_standard_deviation(
    sums: list[int], items: int, decimals: int, sd_decimals: int, rounding: Rounding
) -> None:
    scores = [Fraction(total, items) for total in sums]
    mean = sum(scores, Fraction(0)) / len(scores)
    figures = [
        fig("mean", dutch(mean, decimals, rounding), "rapportcijfer", n=len(scores), items=items),
        fig("sd", dutch_root(variance_of(scores), sd_decimals), "rapportcijfer", sd_of="mean"),
    ]
    assert_not_accused(figures, "mean of n")
    assert_not_accused(figures, "GRIMMER")


@FEW
@given(st.lists(st.booleans(), min_size=2, max_size=200), st.integers(1, 3))
def test_a_share_of_yes_and_its_standard_deviation(answers: list[bool], decimals: int) -> None:
    scores = [Fraction(answer) for answer in answers]
    mean = sum(scores, Fraction(0)) / len(scores)
    figures = [
        fig("mean", dutch(mean, decimals), "aandeel", n=len(answers)),
        fig("sd", dutch_root(variance_of(scores), decimals), "aandeel", sd_of="mean"),
    ]
    assert_not_accused(figures, "DEBIT")


# Ratios and products.


@FEW
@given(COUNTS, st.integers(1, 5000), st.integers(0, 2), ROUNDINGS)
def test_a_ratio_printed_with_rounding(part: int, whole: int, decimals: int, rounding: Rounding) -> None:
    inputs = [fig("part", dutch(part), "aantal"), fig("whole", dutch(whole), "aantal")]
    share, ratio = Fraction(100 * part, whole), Fraction(part, whole)
    results = [
        fig("share", f"{dutch(share, decimals, rounding)}%", "procent", formula="100 * part / whole"),
        fig("ratio", dutch(ratio, decimals, rounding), "factor", formula="part / whole"),
    ]
    assert_not_accused([*inputs, *results], "formula")


@FEW
@given(st.integers(0, 10**6), st.integers(1, 5000), ROUNDINGS)
def test_an_amount_for_each_person_in_whole_euros(amount: int, persons: int, rounding: Rounding) -> None:
    inputs = [fig("amount", f"€ {dutch(amount)}", "euro"), fig("persons", dutch(persons), "personen")]
    each = f"€ {dutch(Fraction(amount, persons), 0, rounding)}"
    assert_not_accused([*inputs, fig("each", each, "euro", formula="amount / persons")], "formula")


RATES = st.integers(0, 10**5).map(lambda thousandths: Fraction(thousandths, 1000))


@FEW
@given(COUNTS, RATES, st.integers(1, 2), ROUNDINGS)
def test_a_product_with_a_rounded_rate(hours: int, rate: Fraction, decimals: int, rounding: Rounding) -> None:
    inputs = [fig("hours", dutch(hours), "uren"), fig("rate", f"€ {dutch(rate, 2, rounding)}", "euro")]
    value = f"€ {dutch(hours * rate, decimals, rounding)}"
    assert_not_accused([*inputs, fig("value", value, "euro", formula="hours * rate")], "formula")


@FEW
@given(COUNTS, RATES, ROUNDINGS)
@example(395, Fraction(395, 1000), half_up)  # 395 x 0,40 is 158, but the true value is 156
def test_a_product_in_whole_euros(hours: int, rate: Fraction, rounding: Rounding) -> None:
    inputs = [fig("hours", dutch(hours), "uren"), fig("rate", f"€ {dutch(rate, 2, rounding)}", "euro")]
    value = f"€ {dutch(hours * rate, 0, rounding)}"
    assert_not_accused([*inputs, fig("value", value, "euro", formula="hours * rate")], "formula")


# Words, by the conventions at the head of pipeline/statistics/printed.py.

WORDS = {"een kwart": Fraction(1, 4), "1/3e": Fraction(1, 3), "de helft": Fraction(1, 2), "twee derde": Fraction(2, 3)}
# How far each word reaches to either side of a fraction, and of a number, as part of it.
REACH = {
    "ca.": ((Fraction(-1, 10), Fraction(1, 10)), (Fraction(-1, 20), Fraction(1, 20))),
    "ruim": ((Fraction(0), Fraction(1, 5)), (Fraction(0), Fraction(1, 10))),
    "bijna": ((Fraction(-1, 5), Fraction(0)), (Fraction(-1, 10), Fraction(0))),
    "ruim over": ((Fraction(0), Fraction(1)), (Fraction(0), Fraction(1))),
}


def count_near(data: st.DataObject, value: Fraction, reach: tuple[Fraction, Fraction], whole: int) -> int:
    """Draw a count out of `whole` for which a word is true."""
    least, most = ceil(whole * value * (1 + reach[0])), floor(min(Fraction(whole), whole * value * (1 + reach[1])))
    assume(least <= most)
    return data.draw(st.integers(least, most))


@FEW
@given(st.sampled_from(sorted(REACH)), st.sampled_from(sorted(WORDS)), st.integers(1, 2000), st.data())
def test_a_word_for_a_fraction_that_is_true(word: str, fraction: str, whole: int, data: st.DataObject) -> None:
    part = count_near(data, WORDS[fraction], REACH[word][0], whole)
    inputs = [fig("part", dutch(part), "aantal"), fig("whole", dutch(whole), "aantal")]
    assert_not_accused([*inputs, fig("x", f"{word} {fraction}", "aandeel", formula="part / whole")], "formula")


@FEW
@given(st.sampled_from(sorted(REACH)), st.integers(1, 100), st.integers(1, 2000), st.data())
def test_a_word_for_a_percentage_that_is_true(word: str, percentage: int, whole: int, data: st.DataObject) -> None:
    part = count_near(data, Fraction(percentage, 100), REACH[word][1], whole)
    inputs = [fig("part", dutch(part), "aantal"), fig("whole", dutch(whole), "aantal")]
    share = fig("x", f"{word} {percentage}%", "procent", formula="100 * part / whole")
    assert_not_accused([*inputs, share], "formula")


@FEW
@given(st.sampled_from(sorted(REACH)), st.integers(1, 5000), st.data())
def test_a_word_for_a_count_that_is_printed_elsewhere(word: str, about: int, data: st.DataObject) -> None:
    count = count_near(data, Fraction(1), REACH[word][1], about) if word in {"ca.", "bijna"} else about
    figures = [fig("a", dutch(count), "aantal"), fig("b", f"{word} {dutch(about)}", "aantal", same_as="a")]
    assert_not_accused(figures, "same quantity")


# Repeats.


@FEW
@given(st.fractions(1, 10, max_denominator=997), st.lists(st.integers(0, 3), min_size=2, max_size=4), ROUNDINGS)
def test_a_mark_printed_with_different_numbers_of_decimals(
    mark: Fraction, places: list[int], rounding: Rounding
) -> None:
    figures = [
        fig(f"m{number}", dutch(mark, decimals, rounding), "rapportcijfer", same_as="m0" if number else "")
        for number, decimals in enumerate(places)
    ]
    assert_not_accused(figures, "same quantity")
