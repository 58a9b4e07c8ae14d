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
    said = [
        *group("bewoners", *["agree"] * 4, *["disagree"] * 2),
        *group("partners", "can't judge", "agree", "agree", "agree", "agree if"),
    ]
    everybody, residents, _ = distribution(said, ROLES)
    assert [(label, count) for label, count, _ in everybody.bars] == [
        ("Eens", 7), ("Eens, als …", 1), ("Niet eens", 2), ("Kan ik niet beoordelen", 1)
    ]  # fmt: skip
    assert [share for _, _, share in residents.bars] == [67, 0, 33, 0]
    assert totals(said) == {"Iedereen": 11, "Bewoners": 6, "Partners": 5}


def test_of_few_it_is_not_told_how_they_judge_not_even_of_everybody():
    [everybody] = distribution(group("bewoners", "agree", "agree", "disagree", "agree"), ROLES)
    assert (everybody.total, everybody.bars) == (4, ())


def test_a_comment_without_a_judgement_does_not_count():
    assert totals(group("bewoners", "", "agree")) == {"Iedereen": 1}


@pytest.mark.parametrize("few", [1, 2, 4])
def test_few_of_a_role_are_not_told_apart_nor_can_they_be_computed(few):
    said = [*group("bewoners", *["agree"] * 5), *group("partners", *["disagree"] * few)]
    assert totals(said) == {"Iedereen": 5 + few}


def test_roles_with_few_go_together_where_together_they_are_enough():
    partners, others = ["disagree", "agree", "agree"], ["agree", "disagree"]
    said = [*group("bewoners", *["agree"] * 5), *group("partners", *partners), *group("", *others)]
    assert totals(said) == {"Iedereen": 10, "Bewoners": 5, "Andere rollen": 5}


def test_one_role_is_no_distribution_by_role():
    assert totals(group("gemeente", *["agree"] * 5)) == {"Iedereen": 5}


def test_nobody_yet():
    [everybody] = distribution([], ROLES)
    assert (everybody.total, everybody.bars) == (0, ())
