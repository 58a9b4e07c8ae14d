"""Counts by role tell nobody's judgement."""

import pytest

from pipeline.serving.distribution import distribution
from pipeline.serving.store import SessionAnswer

ROLES = {"bewoners": "Bewoners", "partners": "Partners", "gemeente": "Gemeente"}


def group(role: str, *judgements: str) -> list[SessionAnswer]:
    return [SessionAnswer(seat, role, judgement, "") for seat, judgement in enumerate(judgements)]


def totals(said: list[SessionAnswer]) -> dict[str, int]:
    return {each.label: each.total for each in distribution(said, ROLES)}


def test_it_counts_everybody_and_each_role():
    said = [*group("bewoners", "agree", "agree", "disagree"), *group("partners", "can't judge", "agree", "agree if")]
    everybody, residents, _ = distribution(said, ROLES)
    assert [(label, count) for label, count, _ in everybody.bars] == [
        ("Eens", 3), ("Eens, als …", 1), ("Niet eens", 1), ("Kan ik niet beoordelen", 1)
    ]  # fmt: skip
    assert [share for _, _, share in residents.bars] == [67, 0, 33, 0]
    assert totals(said) == {"Iedereen": 6, "Bewoners": 3, "Partners": 3}


def test_a_comment_without_a_judgement_does_not_count():
    assert totals(group("bewoners", "", "agree")) == {"Iedereen": 1}


@pytest.mark.parametrize("few", [1, 2])
def test_few_of_a_role_are_not_told_apart_nor_can_they_be_computed(few):
    said = [*group("bewoners", *["agree"] * 5), *group("partners", *["disagree"] * few)]
    assert totals(said) == {"Iedereen": 5 + few}


def test_roles_with_few_go_together_where_together_they_are_enough():
    said = [*group("bewoners", *["agree"] * 3), *group("partners", "disagree", "agree"), *group("", "agree")]
    assert totals(said) == {"Iedereen": 6, "Bewoners": 3, "Andere rollen": 3}


def test_one_role_is_no_distribution_by_role():
    assert totals(group("gemeente", "agree", "agree", "agree")) == {"Iedereen": 3}


def test_nobody_yet():
    [everybody] = distribution([], ROLES)
    assert everybody.total == 0
    assert [(count, share) for _, count, share in everybody.bars] == [(0, 0)] * 4
