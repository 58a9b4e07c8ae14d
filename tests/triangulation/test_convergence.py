"""Convergence coding, against the table of Farmer et al. (2006) written out."""

from itertools import combinations, product

import pandas as pd
import pytest
from helpers_rounds import table
from hypothesis import given
from hypothesis import strategies as st

from pipeline.rules import USUAL
from pipeline.triangulation.convergence import DUTCH, Label, label, origin, overall, rows
from pipeline.triangulation.judgements import Judgements
from pipeline.triangulation.views import Prominence, Status, View

ASPECTS = ({"x": 1}, {"x": 0}, {"x": -1}, {"y": 1}, {"x": 1, "y": -1})
SPEAKING = [
    View("p", Status.SPEAKS, direction, prominence, aspects)
    for direction, prominence, aspects in product((-1, 0, 1), Prominence, ASPECTS)
]
QUIET = [View("p", status) for status in Status if status is not Status.SPEAKS]
# (a) meaning is the same, (b) examples are the same
TABLE = {
    (True, True): Label.AGREEMENT,
    (True, False): Label.PARTIAL,
    (False, True): Label.PARTIAL,
    (False, False): Label.DISSONANCE,
}
QUIET_TABLE = {
    frozenset({Status.SPEAKS, Status.SILENT}): Label.SILENCE,
    frozenset({Status.SILENT}): Label.BOTH_SILENT,
    frozenset({Status.SPEAKS, Status.WITHHELD}): Label.WITHHELD,
    frozenset({Status.SILENT, Status.WITHHELD}): Label.WITHHELD,
    frozenset({Status.WITHHELD}): Label.WITHHELD,
    frozenset({Status.SPEAKS, Status.UNDECIDED}): Label.UNDECIDED,
    frozenset({Status.SILENT, Status.UNDECIDED}): Label.UNDECIDED,
    frozenset({Status.UNDECIDED}): Label.UNDECIDED,
    frozenset({Status.WITHHELD, Status.UNDECIDED}): Label.WITHHELD,
    frozenset({Status.UNDECIDED, Status.NOT_ASKED}): Label.NOT_ASKED,
    frozenset({Status.UNDECIDED, Status.NOT_IN_SCOPE}): Label.NOT_IN_SCOPE,
    frozenset({Status.WITHHELD, Status.NOT_ASKED}): Label.NOT_ASKED,
    frozenset({Status.WITHHELD, Status.NOT_IN_SCOPE}): Label.NOT_IN_SCOPE,
    frozenset({Status.SPEAKS, Status.NOT_ASKED}): Label.NOT_ASKED,
    frozenset({Status.SILENT, Status.NOT_ASKED}): Label.NOT_ASKED,
    frozenset({Status.NOT_ASKED}): Label.NOT_ASKED,
    frozenset({Status.SPEAKS, Status.NOT_IN_SCOPE}): Label.NOT_IN_SCOPE,
    frozenset({Status.SILENT, Status.NOT_IN_SCOPE}): Label.NOT_IN_SCOPE,
    frozenset({Status.NOT_ASKED, Status.NOT_IN_SCOPE}): Label.NOT_IN_SCOPE,
    frozenset({Status.NOT_IN_SCOPE}): Label.NOT_IN_SCOPE,
}
NOBODY = Judgements(table("judgements"))
FAR_APART = {Prominence.PROMINENT, Prominence.MARGINAL}


def expected(a: View, b: View) -> Label:
    if a.status is not Status.SPEAKS or b.status is not Status.SPEAKS:
        return QUIET_TABLE[frozenset({a.status, b.status})]
    same_meaning = a.direction == b.direction and {a.prominence, b.prominence} != FAR_APART
    assert a.aspects is not None
    assert b.aspects is not None
    shared = a.aspects.items() & b.aspects.items()
    opposed = any(way * b.aspects.get(aspect, 0) == -1 for aspect, way in a.aspects.items())
    # The protocol knows no mixed sources: these do not agree by being mixed, only by what they are mixed about.
    mixed = a.direction == b.direction == 0 and (opposed or not any(way for _, way in shared))
    found = TABLE[same_meaning, bool(shared)]
    return Label.PARTIAL if found is Label.AGREEMENT and mixed else found


def test_every_pair_of_views_gets_the_label_of_the_protocol() -> None:
    pairs = list(product(SPEAKING + QUIET, repeat=2))
    wrong = [(a, b) for a, b in pairs if label(a, b)[0] is not expected(a, b)]
    assert wrong == []
    assert {label(a, b)[0] for a, b in pairs} == set(Label)


def test_it_does_not_matter_which_phase_comes_first() -> None:
    assert all(label(a, b) == label(b, a) for a, b in product(SPEAKING + QUIET, repeat=2))


def test_only_a_phase_that_was_asked_is_silent() -> None:
    silence = [pair for pair in product(SPEAKING + QUIET, repeat=2) if label(*pair)[0] is Label.SILENCE]
    assert silence
    assert all({a.status, b.status} == {Status.SPEAKS, Status.SILENT} for a, b in silence)


def test_the_explanation_says_which_element_differs() -> None:
    def explained(direction: int, prominence: Prominence, aspects: dict[str, int]) -> str:
        first = View("p", Status.SPEAKS, 1, Prominence.PROMINENT, {"x": 1, "y": 1})
        return label(first, View("q", Status.SPEAKS, direction, prominence, aspects))[1]

    assert explained(1, Prominence.PRESENT, {"x": 1}) == "richting gelijk, één gedeeld voorbeeld"
    assert explained(1, Prominence.PRESENT, {"x": 1, "y": 1}) == "richting gelijk, 2 gedeelde voorbeelden"
    assert explained(-1, Prominence.PRESENT, {"z": -1}) == "richting verschilt, geen gedeeld voorbeeld"
    other_way = "richting verschilt, over een gedeeld aspect niet dezelfde richting"
    assert explained(-1, Prominence.PRESENT, {"x": -1}) == other_way
    assert explained(1, Prominence.MARGINAL, {}).startswith("richting gelijk, maar het weegt")


@pytest.mark.parametrize("k", range(7))
def test_k_phases_give_each_pair_once(k: int) -> None:
    views = [View(f"p{i}", Status.SILENT) for i in range(k)]
    found = rows("thema", "vraag", views, NOBODY)
    assert len(found) == k * (k - 1) // 2
    pairs = {frozenset({row["phase_a"], row["phase_b"]}) for row in found}
    assert pairs == {frozenset(pair) for pair in combinations((view.phase for view in views), 2)}
    assert all(row["origin"] == "suggested" for row in found)


def test_the_two_elements_are_missing_unless_both_speak() -> None:
    first, second = (View(name, Status.SPEAKS, 1, Prominence.PRESENT, {"x": 1}) for name in "ab")
    [both, silent, other] = rows("thema", "vraag", [first, second, View("c", Status.SILENT)], NOBODY)
    assert (both["meaning_agrees"], both["examples_agree"]) == (True, True)
    assert all(row[name] is pd.NA for row in (silent, other) for name in ("meaning_agrees", "examples_agree"))


def judged(*judgements: dict[str, str]) -> dict[frozenset[str], dict[str, object]]:
    """Label four phases (two speak, one is silent, one was not deployed) with what was judged of them."""
    first, second = (View(name, Status.SPEAKS, 1, Prominence.PRESENT, {"x": 1}) for name in "ab")
    views = [first, second, View("c", Status.SILENT), View("d", Status.NOT_IN_SCOPE)]
    about = {
        "subject": "pair",
        "question": "vraag",
        "stage": "decision",
        "researcher": "Lezer A",
        "reason": "Daarom.",
        "seen": "",
    }
    given_table = table("judgements", *({**about, **row} for row in judgements))
    found = rows("thema", "vraag", views, Judgements(given_table))
    return {frozenset({str(row["phase_a"]), str(row["phase_b"])}): row for row in found}


def test_a_judgement_overrules_and_the_suggestion_stays_in_sight() -> None:
    row = judged({"phase_a": "b", "phase_b": "a", "judgement": "dissonance"})[frozenset("ab")]
    assert (row["label"], row["suggested"], row["origin"]) == ("dissonance", "agreement", "overruled")
    assert (row["researchers"], row["reason"]) == ("Lezer A", "Daarom.")
    assert row["explanation"] == "richting gelijk, één gedeeld voorbeeld"


@pytest.mark.parametrize(
    ("phases", "judgement"),
    [("ab", "silence"), ("ab", "both silent"), ("ac", "agreement"), ("bc", "dissonance"), ("ad", "silence")],
)
def test_what_was_said_can_not_be_judged_away_nor_silence_be_judged_into_speech(phases: str, judgement: str) -> None:
    row = judged({"phase_a": phases[0], "phase_b": phases[1], "judgement": judgement})[frozenset(phases)]
    assert row["label"] == row["suggested"]
    assert row["origin"] == "suggested"
    assert f"«{DUTCH[Label(judgement)]}»" in str(row["reason"]), "a judgement that is not used is not lost silently"


AGREE, PARTIAL, DISSONANT = "agreement", "partial agreement", "dissonance"


@pytest.mark.parametrize(
    ("labels", "expected_overall"),
    [
        ([], "single source"),
        ([AGREE], AGREE),
        ([PARTIAL], PARTIAL),
        ([DISSONANT], DISSONANT),
        ([AGREE, DISSONANT], DISSONANT),
        ([AGREE, PARTIAL], AGREE),
        ([AGREE, PARTIAL, PARTIAL], PARTIAL),
        ([AGREE, AGREE, DISSONANT], PARTIAL),
        ([AGREE, AGREE, AGREE, DISSONANT, DISSONANT, DISSONANT], DISSONANT),
    ],
)
def test_the_labels_of_a_question_are_summed_up(labels: list[str], expected_overall: str) -> None:
    assert overall(labels, USUAL) == expected_overall


@given(st.lists(st.sampled_from([item.value for item in Label])), st.data())
def test_neither_order_nor_pairs_that_do_not_speak_change_the_sum(labels: list[str], data: st.DataObject) -> None:
    speaking = [item for item in labels if item in (AGREE, PARTIAL, DISSONANT)]
    again = data.draw(st.permutations(labels))
    assert overall(again, USUAL) == overall(labels, USUAL) == overall(speaking, USUAL)


def test_every_label_has_its_own_dutch_name() -> None:
    assert set(DUTCH) == set(Label)
    assert len(set(DUTCH.values())) == len(Label)


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([("agreement", "confirmed"), ("dissonance", "confirmed")], "confirmed"),
        ([("agreement", "confirmed"), ("dissonance", "overruled")], "overruled"),
        ([("agreement", "overruled"), ("partial agreement", "suggested")], "suggested"),
        ([("agreement", "suggested"), ("dissonance", "disputed"), ("agreement", "overruled")], "disputed"),
        # A pair of which one phase says nothing needs no judge.
        ([("agreement", "confirmed"), ("silence", "suggested"), ("not asked", "disputed")], "confirmed"),
        ([("silence", "confirmed")], "suggested"),
        ([], "suggested"),
    ],
)
def test_a_question_is_as_settled_as_the_least_settled_of_its_pairs_that_speak(
    pairs: list[tuple[str, str]], expected: str
) -> None:
    assert origin([{"label": name, "origin": found} for name, found in pairs]).value == expected


def test_what_was_judged_is_confirmed_where_it_is_what_the_rule_says() -> None:
    row = judged({"phase_a": "a", "phase_b": "b", "judgement": "agreement"})[frozenset("ab")]
    assert (row["origin"], row["researchers"], row["reason"]) == ("confirmed", "Lezer A", "Daarom.")
