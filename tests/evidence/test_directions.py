"""Which way counts of people point, by how they came in."""

import pytest

from pipeline.evidence.directions import direction_of
from pipeline.rules import USUAL, Rules


@pytest.mark.parametrize(
    ("favourable", "unfavourable", "direction"),
    [(8, 4, 1), (7, 4, 0), (4, 8, -1), (4, 7, 0), (1, 0, 1), (0, 1, -1), (0, 0, None)],
)
@pytest.mark.parametrize("selection", ["purposive", "present", "organisation", ""])
def test_of_people_who_stand_for_nobody_else_twice_as_many_is_a_direction(
    favourable: int, unfavourable: int, direction: int | None, selection: str
) -> None:
    """Two to one is a direction, less is mixed, and of nobody there is nothing to tell."""
    assert direction_of(favourable, unfavourable, selection, USUAL) == direction


@pytest.mark.parametrize("selection", ["random", "everyone"])
def test_where_people_were_drawn_the_interval_has_to_be_clear_of_one_half(selection: str) -> None:
    """Newcombe (1998): the interval of 15 of 148 lies below a half, that of 3 of 6 and 1 of 1 does not."""
    assert direction_of(15, 133, selection, USUAL) == -1
    assert direction_of(133, 15, selection, USUAL) == 1
    assert direction_of(3, 3, selection, USUAL) is None
    assert direction_of(8, 4, selection, USUAL) is None
    assert direction_of(0, 0, selection, USUAL) is None


def test_many_on_both_sides_are_mixed_and_not_untold() -> None:
    """With a thousand on each side it is known that neither side is twice the other."""
    assert direction_of(1000, 1000, "random", USUAL) == 0


def test_the_ratio_of_the_round_decides() -> None:
    """A round that asks for three to one calls two to one mixed."""
    assert direction_of(8, 4, "present", Rules.model_validate({"direction_ratio": 3})) == 0


def test_who_is_everybody_needs_no_interval() -> None:
    """Nine against three says nothing sure of others; of all twelve who there are it is three to one."""
    assert direction_of(9, 3, "everyone", USUAL) is None
    assert direction_of(9, 3, "everyone", USUAL, 12) == 1
    assert direction_of(7, 5, "everyone", USUAL, 12) == 0
    assert direction_of(9, 3, "everyone", USUAL, 13) == 1
