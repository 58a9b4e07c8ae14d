"""Saturation by hand, after Guest, Namey & Chen (2020): base, run, and the part of the base that is new."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.statistics.saturation import growth, over_orders, reached_at

FIVE, NONE = Fraction(1, 20), Fraction(0)
# Ten conversations: the first four have ten themes; the fifth has one more, the seventh another, then nothing is new.
TALKS = [frozenset(each) for each in ("abcd", "efg", "hi", "ja", "k", "a", "l", "b", "c", "d")]


@pytest.mark.parametrize(
    ("base", "run", "threshold", "at"),
    [
        (4, 2, FIVE, 7),  # 5-6: 1 of 10 is new, 6-7: 1, 7-8: 1, 8-9: none
        (4, 2, Fraction(1, 10), 4),  # one of ten is at most a tenth
        (4, 3, NONE, 7),  # 8-10
        (5, 2, FIVE, 7),
        (6, 2, NONE, 7),
        (4, 7, NONE, None),  # too few conversations for a base of four and a run of seven
    ],
)
def test_it_is_reached_before_the_first_run_that_brings_hardly_anything_new(
    base: int, run: int, threshold: Fraction, at: int | None
) -> None:
    assert reached_at(TALKS, base, run, threshold) == at


def test_new_is_what_no_earlier_conversation_had_not_only_not_the_base() -> None:
    """A theme of the fifth that the seventh repeats is new once: 6-7 then brings nothing."""
    talks = [frozenset(each) for each in ("ab", "cd", "a", "b", "z", "a", "z")]
    assert reached_at(talks, 4, 2, NONE) == 5


def test_without_a_theme_in_the_base_nothing_can_be_said() -> None:
    assert reached_at([frozenset()] * 4 + [frozenset("a")] * 4, 4, 2, FIVE) is None


def test_where_all_say_the_same_the_order_makes_no_difference() -> None:
    assert over_orders([frozenset("ab")] * 8, 4, 2, NONE, seed=1) == (4, 4, 0)


def test_where_everybody_brings_something_new_it_is_reached_in_no_order() -> None:
    assert over_orders([frozenset(each) for each in "abcdefgh"], 4, 2, FIVE, seed=1) == (None, None, 1000)


@given(st.lists(st.frozensets(st.sampled_from("abcdef")), max_size=9), st.integers(1, 4), st.integers(1, 3))
def test_more_patience_never_finds_it_sooner(talks: list[frozenset[str]], base: int, run: int) -> None:
    """A stricter threshold, or a longer run, comes later or not at all."""
    later = [reached_at(talks, base, run, NONE), reached_at(talks, base, run + 1, FIVE)]
    first = reached_at(talks, base, run, FIVE)
    assert all(at is None or (first is not None and base <= first <= at <= len(talks) - run) for at in later)


def test_growth_is_how_many_themes_there_are_after_each_conversation() -> None:
    """Of three who each speak of one thing of their own the order changes nothing; of one who says all it does."""
    alone = [frozenset("a"), frozenset("b"), frozenset("c")]
    assert growth(alone, 1) == [(1, 1, 1), (2, 2, 2), (3, 3, 3)]
    assert growth([frozenset("abc"), frozenset("a"), frozenset("b")], 1) == [(3, 1, 3), (3, 2, 3), (3, 3, 3)]
