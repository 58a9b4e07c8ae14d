"""Editions: what is printed is what an edition has, and one for more readers never has more."""

import pytest

from pipeline.editions import EDITIONS, PANEL, PUBLIC, RULES, TEAM, Edition
from pipeline.evidence.small_groups import FEW


@pytest.mark.parametrize("edition", EDITIONS.values(), ids=EDITIONS)
def test_each_rule_has_words_for_each_edition(edition: Edition) -> None:
    said = edition.told()
    assert len(said) == len(RULES) == len(set(said))
    assert all(text.endswith(".") and "{" not in text for text in said)


def test_the_rules_are_about_all_that_an_edition_decides() -> None:
    decided = {field for rule in RULES for field in rule.fields}
    assert decided == set(Edition.__dataclass_fields__) - {"id", "name", "label", "readers"}


def test_an_edition_for_more_readers_has_no_more() -> None:
    for wide, narrow in ((TEAM, PANEL), (PANEL, PUBLIC)):
        for field in ("persons", "remarks", "pages", "notebooks", "trace"):
            assert getattr(wide, field) >= getattr(narrow, field)
        assert wide.smallest <= narrow.smallest
        assert wide.smallest_by_attribute <= narrow.smallest_by_attribute
        assert (wide.quotes, narrow.quotes) != ("checked", "agreed")


def test_numbers_of_the_minimum_cell_are_printed_where_there_is_one() -> None:
    [public] = PUBLIC.told({"cells"})
    [team] = TEAM.told({"cells"})
    assert "minder dan 5 mensen" in public
    assert "10" in public
    assert f"meer dan {FEW} mensen" in public
    assert not any(sign.isdigit() for sign in team)


def test_nothing_is_said_of_what_a_round_does_not_have() -> None:
    assert len(PUBLIC.told({"evidence"})) == 1
    assert PUBLIC.told(()) == []
