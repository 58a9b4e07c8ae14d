"""Groups beside the others: who is named, who is not, and what too few people never show; all by hand."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.contracts.table import PERSONS, VISITS
from pipeline.evidence.compared import Compared, Verdict
from pipeline.evidence.group_table import Apart
from pipeline.evidence.groups import compare
from pipeline.evidence.positions import Positions, Topic, of_each
from pipeline.rules import USUAL

Side = int | None


def asked(groups: dict[str, list[Side]], by: str = "unit", question: str = "q1", **topic: Any) -> Positions:
    """Ask one thing of people in groups: of each a side, None where they took none."""
    about = {"phase": "surveys", "question": question, "aspect": "a", "item": "i", "label": "I", "what": "het oordeel"}
    topic = {
        **about,
        "good": ("antwoordt gunstig", "antwoorden gunstig"),
        "counted": PERSONS,
        "selection": "random",
        **topic,
    }
    people = pd.DataFrame({by: [group for group, own in groups.items() for _ in own]}, dtype="str")
    return of_each(Topic(**topic), people, [side for own in groups.values() for side in own])


def verdicts(*topics: Positions) -> list[tuple[str, str]]:
    return [(each.group, each.verdict.value) for each in compare(topics, USUAL)]


def one(groups: dict[str, list[Side]], **topic: Any) -> Compared:
    [found] = compare([asked(groups, **topic)], USUAL)
    return found


def test_thirty_who_disagree_with_a_hundred_and_fifty_are_named_with_both_counts() -> None:
    """Of two groups that are everybody the smaller is the one that differs."""
    found = one({"Noord": [1] * 150, "Zuid": [-1] * 27 + [1] * 3})
    assert (found.group, found.verdict, found.test) == ("Zuid", Verdict.DIFFERS, "Fisher")
    assert found.own is not None
    assert found.others is not None
    assert (found.own.favourable, found.own.n, found.others.favourable, found.others.n) == (3, 30, 150, 150)


def test_a_group_that_only_seems_to_differ_is_not_called_different() -> None:
    """14 of 25 beside 80 of 120: Fisher's p is about .36, and the share may lie far apart or not at all."""
    found = one({"Noord": [1] * 80 + [-1] * 40, "Zuid": [1] * 14 + [-1] * 11})
    assert found.verdict is Verdict.UNDECIDED
    assert found.p == pytest.approx(0.3594, abs=0.02)


def test_where_no_larger_difference_fits_that_is_said() -> None:
    """Half of 400 beside half of 400: Newcombe's ends are about seven points either way."""
    found = one({"Noord": [1, -1] * 200, "Zuid": [1, -1] * 199})
    assert found.verdict is Verdict.AT_MOST
    assert found.difference is not None
    low, high = found.difference
    assert -0.08 < low < 0 < high < 0.08


def test_newcombe_s_interval_of_a_difference() -> None:
    """Newcombe (1998), table II: 56 of 70 less 48 of 80 is .0524 to .3339."""
    found = one({"A": [1] * 56 + [-1] * 14, "B": [1] * 48 + [-1] * 32})
    assert found.group == "A"
    assert found.difference == pytest.approx((0.0524, 0.3339), abs=1e-4)


def test_holm_goes_over_the_round_and_within_a_question_only_it_is_looked_at() -> None:
    """One test rejects by itself (p .012); beside nineteen other questions it does not, and is not called different."""
    apart = {"Noord": [1] * 20 + [-1] * 10, "Zuid": [1] * 10 + [-1] * 20}
    alike = {"Noord": [1] * 20 + [-1] * 10, "Zuid": [1] * 20 + [-1] * 10}
    assert verdicts(asked(apart)) == [("Zuid", "differs")]
    others = [asked(alike, question=f"q{n}") for n in range(2, 21)]
    assert verdicts(asked(apart), *others)[0] == ("Zuid", "look closer")


@pytest.mark.parametrize("how", [{"selection": "purposive"}, {"selection": ""}, {"talk": True}])
def test_who_stands_for_nobody_else_and_talk_are_not_tested(how: dict[str, Any]) -> None:
    """They are looked at where they point the other way, from far: nothing has a p."""
    found = one({"Noord": [1] * 20, "Zuid": [-1] * 8}, **how)
    assert (found.verdict, found.test, found.p) == (Verdict.LOOK, "", None)
    near = one({"Noord": [1] * 20 + [-1] * 5, "Zuid": [1] * 6 + [-1] * 4}, **how)
    assert near.verdict is Verdict.UNDECIDED


def test_visits_by_place_are_looked_at_and_one_visit_is_no_place() -> None:
    """Five of six in one place and none of six in the other; of two visits nothing is said."""
    visits: dict[str, Any] = {"counted": VISITS, "selection": ""}
    found = one({"Noord": [1] * 5 + [-1], "Zuid": [-1] * 6}, **visits)
    assert (found.verdict, found.test) == (Verdict.LOOK, "")
    assert one({"Noord": [1] * 6, "Zuid": [-1] * 2}, **visits).verdict is Verdict.TOO_FEW


def test_too_few_is_told_apart_from_none() -> None:
    """Four people are not shown; of seven who were asked and said nothing there is a zero."""
    found = {each.group: each for each in compare([asked({"A": [1] * 20, "B": [-1] * 4, "C": [None] * 7})], USUAL)}
    assert found["B"].verdict is Verdict.TOO_FEW
    assert found["B"].own is None
    assert found["C"].own is not None
    assert (found["C"].own.n, found["C"].verdict) == (0, Verdict.UNDECIDED)


def test_who_was_not_asked_here_and_was_elsewhere_is_told() -> None:
    both, only = asked({"A": [1] * 9, "B": [1] * 9}), asked({"A": [1] * 9}, question="q2")
    assert ("B", "not asked") in verdicts(both, only)


def test_a_characteristic_of_people_needs_ten() -> None:
    assert verdicts(asked({"jong": [1] * 9, "oud": [1] * 30}, by="leeftijd")) == [("jong", "too few")]
    assert verdicts(asked({"jong": [1] * 10, "oud": [1] * 30}, by="leeftijd")) != [("jong", "too few")]


@given(st.dictionaries(st.sampled_from("ABCDEF"), st.lists(st.sampled_from([1, 0, -1]), max_size=15), min_size=2))
def test_what_is_shown_never_gives_away_a_group_of_fewer_than_five(groups: dict[str, list[Side]]) -> None:
    """Take all shown counts from the total: nothing is left of fewer than five people, but nobody."""
    total = sum(map(len, groups.values()))
    found = compare([asked(groups)], USUAL)
    shown = [each.own.n for each in found if each.own]
    for each in found:
        if each.own and each.others:
            assert each.own.n == 0 or each.own.n >= 5
            assert each.others.n == total - each.own.n
            assert each.own.n == 0 or each.others.n == 0 or each.others.n >= 5
    if shown and any(shown):
        assert total - sum(shown) == 0 or total - sum(shown) >= 5


def invented(rounds: int, seed: int) -> int:
    """Count the rounds in which a group is called different, of rounds in which none is."""
    random = np.random.default_rng(seed)
    named = 0
    for _ in range(rounds):
        group = random.choice(list("ABCDE"), size=120)
        topics = []
        for number in range(12):
            answers = random.choice([1, 1, 0, -1], size=120)
            own = {name: [int(side) for side in answers[group == name]] for name in "ABCDE"}
            topics.append(asked(own, question=f"q{number}"))
        named += any(each.verdict is Verdict.DIFFERS for each in compare(topics, USUAL))
    return named


def found_planted(rounds: int, seed: int) -> int:
    """Count the rounds in which thirty who are favourable in 3 of 10 are found beside 150 who are in 8 of 10."""
    random = np.random.default_rng(seed)
    found = 0
    for _ in range(rounds):
        topics = [
            asked(
                {
                    "A": [int(side) for side in np.where(random.random(150) < 0.8, 1, -1)],
                    "B": [int(side) for side in np.where(random.random(30) < (0.3 if number == 0 else 0.8), 1, -1)],
                },
                question=f"q{number}",
            )
            for number in range(16)
        ]
        found += compare(topics, USUAL)[0].verdict is Verdict.DIFFERS
    return found


def test_no_group_is_invented_and_a_planted_one_is_found() -> None:
    """Of six rounds without any difference at most one names a group (two or more would do so in 3% of cases)."""
    assert invented(6, 1) <= 1
    assert found_planted(4, 2) >= 3


@pytest.mark.thorough
def test_no_group_is_invented_in_more_than_one_in_twenty_of_a_thousand_rounds() -> None:
    """Holm promises at most 5%; a planted difference is found in at least 80%."""
    assert invented(1000, 3) <= 50
    assert found_planted(300, 4) >= 240


def by_age(groups: dict[str, list[Side]], **topic: Any) -> dict[str, Compared]:
    return {each.group: each for each in compare([asked(groups, by="leeftijd", **topic)], USUAL)}


@pytest.mark.parametrize("selection", ["random", "purposive"])
def test_who_only_differs_because_another_group_is_among_the_others_is_not_told_apart(selection: str) -> None:
    """One young of 28 is glad, of 32 in the middle 29, of the oldest 18 of 20: the young are the ones who differ."""
    ages = {
        "jong": [1] + [-1] * 27,
        "midden": [1] * 29 + [-1] * 3,
        "oud": [1] * 18 + [-1] * 2,
    }
    found = by_age(ages, selection=selection)
    assert (found["jong"].without, found["jong"].only_beside) == ((), "")
    assert found["midden"].stands_out
    assert (found["midden"].only_beside, found["midden"].left) == ("jong", None)


def test_a_second_group_that_differs_without_the_first_is_told_beside_who_is_left() -> None:
    found = by_age({"jong": [-1] * 30, "midden": [1, -1] * 20, "oud": [1] * 40})
    first, second = sorted((found["jong"], found["oud"]), key=lambda each: bool(each.without))
    assert first.stands_out
    assert not first.without
    assert second.without == (first.group,)
    assert second.left is not None
    assert (second.left.n, second.left.favourable) == (40, 20)
    assert not second.only_beside


def test_who_is_left_is_never_too_few_to_show() -> None:
    where = {"noord": [-1] * 5, "": [1, -1], "zuid": [1] * 5}
    [second] = [each for each in compare([asked(where, counted=VISITS, selection="")], USUAL) if each.without]
    assert second.left is None


def test_of_others_who_are_too_few_nothing_is_shown_though_nobody_of_the_group_took_a_position() -> None:
    found = compare([asked({"noord": [None] * 9, "oost": [None] * 9, "zuid": [1, -1]}, talk=True)], USUAL)
    assert [(each.group, each.others) for each in found if each.verdict is not Verdict.TOO_FEW] == []


@pytest.mark.parametrize(
    ("group", "text", "named"),
    [
        ("jonger dan 30", "jongeren onder de 30 zijn er niet welkom", True),
        ("jonger dan 30", "jongeren zijn er niet welkom", False),
        ("65 of ouder", "ouderen vanaf 65 komen graag", True),
        ("30 tot 65", "van 30 tot en met 65 jaar", True),
        ("Zuid", "in Zuid niet", True),
        ("Zuid", "in het zuidelijke deel", False),
    ],
)
def test_a_sentence_names_a_group_in_its_own_words(group: str, text: str, named: bool) -> None:
    assert Apart(group, group, differs=True, sentence="").is_named_in(text) is named
