"""What is left out of tables can't be computed from the rest; and the attack that says so does find what can."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.statistics.suppression import Counts, Relation, bounds, protect

SMALL, WIDTH = 5, 5


def table(rows: dict[str, tuple[int, ...]], known: tuple[Relation, ...] = ()) -> Counts:
    """Make a table of which all totals are known; a count is called by its row and its column."""
    columns = range(len(next(iter(rows.values()))))
    values = {f"{row}{at}": each for row, counts in rows.items() for at, each in enumerate(counts)}
    own = [Relation({f"{row}{at}": 1 for at in columns}, "=", sum(counts)) for row, counts in rows.items()]
    down = [Relation({f"{row}{at}": 1 for row in rows}, "=", sum(rows[row][at] for row in rows)) for at in columns]
    return Counts(values, [*own, *down, *known])


def small(counts: Counts) -> list[str]:
    return [name for name, value in counts.values.items() if 0 < value < SMALL]


def recovered(counts: Counts, hidden: frozenset[str]) -> dict[str, tuple[int, int]]:
    return {name: ends for name, ends in bounds(counts, hidden, small(counts)).items() if ends[0] == ends[1]}


def test_the_small_count_and_three_more_go():
    """The example of the method: with totals known, nothing less protects one count in a table."""
    counts = table({"A": (12, 3), "B": (11, 13), "C": (14, 11)})
    found = protect(counts, ["A1"], WIDTH)
    assert "A1" in found.hidden
    assert (len(found.hidden), found.exposed) == (4, frozenset())
    assert sum(counts.values.values()) == 64
    low, high = bounds(counts, found.hidden)["A1"]
    assert (low, high) == (0, 15)  # by hand: the other row that is left out has room for all of A


def test_a_count_that_is_left_out_alone_is_found_from_the_totals():
    assert bounds(table({"A": (12, 3), "B": (11, 13), "C": (14, 11)}), ["A1"]) == {"A1": (3, 3)}


def test_nothing_small_nothing_left_out():
    assert not protect(table({"A": (12, 6), "B": (11, 13)}), [], WIDTH).hidden


def test_the_cheapest_is_left_out():
    counts = table({"A": (2, 20), "B": (30, 9), "C": (7, 8)})
    assert protect(counts, ["A0"], WIDTH).hidden == {"A0", "A1", "C0", "C1"}
    assert protect(counts, ["A0"], WIDTH, cost={"C0": 999}).hidden == {"A0", "A1", "B0", "B1"}


def test_counts_of_one_word_go_together():
    counts = table({"A": (2, 9, 8), "B": (6, 9, 8), "C": (9, 9, 9)})
    found = protect(counts, ["A0"], WIDTH, {name: name[0] for name in counts.values})
    assert found.hidden == {"A0", "A1", "A2", "B0", "B1", "B2"}


def test_what_is_known_besides_counts_too():
    """Of eight, twice as many for as against: whatever is left out, no more than two can be against."""
    counts = Counts(
        {"for": 6, "against": 2},
        [Relation({"for": 1, "against": 1}, "=", 8), Relation({"for": 1, "against": -2}, ">=", 0)],
    )
    found = protect(counts, ["against"], WIDTH)
    assert (found.hidden, found.exposed) == ({"for", "against"}, frozenset())
    assert bounds(counts, found.hidden) == {"for": (6, 8), "against": (0, 2)}


def test_what_nothing_can_protect_is_named():
    alone = Counts(
        {"for": 1, "against": 0}, [Relation({"for": 1, "against": 1}, "=", 1), Relation({"for": 1}, ">=", 1)]
    )
    assert protect(alone, ["for"], WIDTH).exposed == {"for"}


def test_what_does_not_hold_is_refused():
    with pytest.raises(ValueError, match="does not hold"):
        Counts({"a": 1}, [Relation({"a": 1}, "=", 2)])


@given(
    st.lists(st.tuples(*[st.sampled_from([0, 1, 2, 3, 4, 5, 7, 12, 30])] * 3), min_size=2, max_size=5), st.booleans()
)
@settings(max_examples=30, deadline=None)
def test_no_small_count_of_any_table_is_found(rows, whole_rows):
    counts = table({f"{name}:": row for name, row in zip("ABCDE", rows, strict=False)})
    together = {name: name[0] for name in counts.values} if whole_rows else None
    found = protect(counts, small(counts), WIDTH, together)
    assert set(small(counts)) <= found.hidden
    room = bounds(counts, counts.values, small(counts))
    for name, (low, high) in bounds(counts, found.hidden, small(counts)).items():
        assert low <= counts.values[name] <= high
        widest = room[name][1] - room[name][0]
        assert high - low >= min(WIDTH, widest)
        assert (name in found.exposed) == (widest == 0)


def test_without_leaving_out_more_the_attack_finds_counts():
    """A positive control: of these tables, of which only the small counts are left out, it finds most."""
    tables = [table({"A:": (12, a), "B:": (11, 13), "C:": (b, 11)}) for a, b in ((1, 4), (2, 2), (3, 1))]
    found = [recovered(each, frozenset(small(each))) for each in tables]
    assert sum(map(len, found)) == 2 * len(tables)
    assert not any(recovered(each, protect(each, small(each), WIDTH).hidden) for each in tables)
