"""Feasible numerators, and GRIM against published cases."""

from decimal import ROUND_FLOOR, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.statistics.feasible import feasible_counts, feasible_sums
from pipeline.statistics.printed import NotANumber


def dutch(numerator, denominator, places, rounding):
    """Print a ratio as a report does; 60 digits tell a half from anything else at these sizes."""
    with localcontext(prec=60):
        ratio = Decimal(numerator) / Decimal(denominator)
        return str(ratio.quantize(Decimal(1).scaleb(-places), rounding=rounding)).replace(".", ",")


@pytest.mark.parametrize(
    ("printed", "n", "items", "consistent"),
    [
        ("5,27", 43, 1, False),  # Brown & Heathers (2017) and the packages that follow it; see METHODS.md
        ("5,19", 28, 1, False),
        ("5,21", 28, 1, True),
        ("8,97", 28, 1, False),
        ("2,61", 28, 1, True),
        ("7,26", 28, 1, False),
        ("3,64", 28, 1, True),
        ("5,71", 40, 3, True),
        ("4,61", 40, 3, True),
    ],
)
def test_grim_published(printed, n, items, consistent):
    assert bool(feasible_sums(printed, n, items)) is consistent


def test_grim_mean_of_the_grimmer_counterexample():
    scores = [1, 1, 1, 2, 2, 2, 3, 3, 3, 5, 5, 5]
    assert sum(scores) in feasible_sums("2,8", len(scores))


@pytest.mark.parametrize(
    ("printed", "n", "expected"),
    [
        ("50%", 2, [1]),
        ("17%", 6, [1]),
        ("17%", 5, []),
        ("100%", 3, [3]),
        ("0%", 3, [0]),
        ("0%", 300, [0, 1]),  # 1/300 is 0.33 %
        ("12,5", 8, [1]),
        ("12%", 8, [1]),  # 12.5 % half to even
        ("13%", 8, [1]),  # 12.5 % half up
        ("120%", 10, []),
        ("-5%", 10, []),
        ("tussen de 15 en 20%", 20, [3, 4]),
        ("ca. 90%", 20, [17, 18, 19]),
    ],
)
def test_feasible_counts_by_hand(printed, n, expected):
    assert feasible_counts(printed, n) == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [("16%", [1]), ("17%", []), ("66%", [4]), ("83%", [5]), ("100%", [6]), ("99%", [])],
)
def test_cut_off_instead_of_rounded(printed, expected):
    assert feasible_counts(printed, 6, rounding="down") == expected


def test_the_next_printed_number_is_not_cut_off_to_this_one():
    assert feasible_counts("12%", 100, rounding="down") == [12]


def test_feasible_sums_by_hand():
    assert feasible_sums("2,5", 4) == [10]
    assert feasible_sums("2", 2) == [3, 4, 5]  # both 1.5 and 2.5 can become 2
    assert feasible_sums("-0,5", 2) == [-1]
    assert feasible_sums("2,33", 1, items=3) == [7]


@pytest.mark.parametrize("rounding", [ROUND_HALF_UP, ROUND_HALF_EVEN])
@given(
    scores=st.lists(st.integers(-10, 100), min_size=1, max_size=200),
    places=st.integers(0, 4),
    items=st.integers(1, 5),
)
def test_mean_of_any_sample_of_integers_is_consistent(rounding, scores, places, items):
    sums = feasible_sums(dutch(sum(scores), len(scores) * items, places, rounding), len(scores), items)
    assert sum(scores) in sums
    assert sums == list(range(sums[0], sums[-1] + 1))


@pytest.mark.parametrize("rounding", [ROUND_HALF_UP, ROUND_HALF_EVEN])
@given(data=st.data(), n=st.integers(1, 2000), places=st.integers(0, 3))
def test_true_count_is_feasible(rounding, data, n, places):
    count = data.draw(st.integers(0, n))
    counts = feasible_counts(dutch(100 * count, n, places, rounding) + "%", n)
    assert count in counts
    assert counts == sorted(set(counts) & set(range(n + 1)))


@given(data=st.data(), n=st.integers(1, 300), places=st.integers(0, 2))
def test_exactly_the_counts_that_print_so_are_feasible(data, n, places):
    printed = dutch(data.draw(st.integers(0, 100 * 10**places)), 10**places, places, ROUND_FLOOR)
    ways = {
        rounding: [k for k in range(n + 1) if dutch(100 * k, n, places, rounding) == printed]
        for rounding in (ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_FLOOR)
    }
    assert feasible_counts(printed, n, rounding="down") == ways[ROUND_FLOOR]
    nearest = feasible_counts(printed, n)
    assert set(ways[ROUND_HALF_UP]) | set(ways[ROUND_HALF_EVEN]) <= set(nearest)
    # Beyond these two only a half that is rounded down can be in it.
    assert all(
        abs(Decimal(100 * k) / n - Decimal(printed.replace(",", "."))) <= Decimal(5).scaleb(-places - 1)
        for k in nearest
    )


@pytest.mark.parametrize("call", [feasible_counts, feasible_sums])
@pytest.mark.parametrize(
    ("printed", "n", "error"),
    [
        ("abc", 5, NotANumber),
        ("5.27", 43, NotANumber),
        ("50%", 0, ValueError),
        ("50%", -1, ValueError),
        ("1/3e", 6, ValueError),
        ("verdubbeld", 6, ValueError),
    ],
)
def test_failures(call, printed, n, error):
    with pytest.raises(error):
        call(printed, n)


def test_items_and_rounding_are_checked():
    with pytest.raises(ValueError, match="items is 0"):
        feasible_sums("5,2", 10, items=0)
    with pytest.raises(ValueError, match="'up'"):
        feasible_counts("5%", 10, rounding="up")
    with pytest.raises(ValueError, match="naar beneden"):
        feasible_counts("ca. 5%", 10, rounding="down")
