"""What a phase says on a question: balance, cells, direction and prominence."""

from dataclasses import replace

import pandas as pd
import pytest
from helpers_rounds import FEW, codebook, evidence_frame
from hypothesis import given
from hypothesis import strategies as st

from pipeline.rules import USUAL
from pipeline.triangulation.scope import Scope
from pipeline.triangulation.views import Prominence, Status, View, balance, cells, view

BOOK = codebook({"q1": ["interviews", "surveys"], "q2": ["interviews"], "q3": ["surveys"]})
TWICE = USUAL.direction_ratio
SCOPE = Scope(BOOK, ("interviews", "surveys", "focusgroups"), frozenset({"interviews", "surveys"}))


@pytest.mark.parametrize(
    ("positive", "negative", "expected"),
    [
        (0, 0, 0),
        (1, 0, 1),
        (1, 1, 0),
        (2, 1, 1),
        (3, 2, 0),
        (199, 100, 0),
        (200, 100, 1),
        (0.5, 0.25, 1),
    ],
)
def test_twice_as_much_is_a_direction(positive: float, negative: float, expected: int) -> None:
    assert balance(positive, negative, TWICE) == expected
    assert balance(negative, positive, TWICE) == -expected


@given(st.integers(0, 50), st.integers(0, 50), st.integers(1, 9))
def test_balance_is_about_proportions_and_more_of_one_side_never_helps_the_other(
    positive: int, negative: int, factor: int
) -> None:
    whole = balance(positive, negative, TWICE)
    assert balance(factor * positive, factor * negative, TWICE) == whole
    assert balance(positive + 1, negative, TWICE) >= whole >= balance(positive, negative + 1, TWICE)


def directions(*rows: dict[str, object]) -> list[int]:
    return [cell.direction for cell in cells(evidence_frame(rows), USUAL)]


@pytest.mark.parametrize(
    ("plus", "minus", "expected"),
    [(4, 2, 1), (3, 2, 0), (1, 2, -1), (pd.NA, pd.NA, 0), (2, pd.NA, 1), (pd.NA, 2, -1)],
)
def test_a_cell_weighs_numbers_and_a_row_without_a_number_counts_as_one(
    plus: object, minus: object, expected: int
) -> None:
    assert directions({"direction": 1, "n": plus}, {"direction": -1, "n": minus}) == [expected]


def test_persons_and_statements_are_not_weighed_against_each_other() -> None:
    # Nine persons and one statement: each row counts as one, and neither is twice the other.
    persons, statement = {"n": 9, "counted": "personen"}, {"n": 1, "direction": -1, "counted": "uitspraken"}
    assert directions(persons, statement) == [0]
    assert directions(persons, {**statement, "counted": "personen"}) == [1]
    assert directions(persons, persons | {"n": 1}, statement) == [1]


def test_neutral_rows_do_not_outvote_a_direction() -> None:
    assert directions({"direction": 0, "n": 90}, {"direction": 1, "n": 1}) == [1]


def test_each_phase_question_aspect_unit_and_voice_is_a_cell() -> None:
    others = [{}, {"phase": "surveys"}, {"question": "q2"}, {"aspect": "b"}, {"unit": "Noord"}, {"voice": "v2"}]
    found = cells(evidence_frame([*others, *others]), USUAL)
    assert len(found) == len(others)
    assert len({cell[:-1] for cell in found}) == len(others)


def test_no_evidence_gives_no_cells() -> None:
    assert cells(evidence_frame([]), USUAL) == []


def seen(*rows: dict[str, object], phase: str = "interviews", question: str = "q1") -> View:
    return view(phase, BOOK.question_by_id[question], cells(evidence_frame(rows), USUAL), SCOPE)


def test_what_was_collected_and_points_no_way_is_not_silent() -> None:
    """Only where nothing was found at all is a phase silent; with evidence beside it, the evidence speaks."""
    asked = replace(SCOPE, undecided=frozenset({("surveys", "q1")}))
    question = BOOK.question_by_id["q1"]
    assert view("surveys", question, [], asked).status is Status.UNDECIDED
    assert view("interviews", question, [], asked).status is Status.SILENT
    one = evidence_frame([{"phase": "surveys", "question": "q1", "aspect": "a", "direction": 1}])
    assert view("surveys", question, cells(one, USUAL), asked).status is Status.SPEAKS


def test_a_loud_voice_weighs_no_more_than_a_soft_one() -> None:
    rows = [{"voice": "v1", "n": 500}, *({"voice": voice, "n": 1, "direction": -1} for voice in ("v2", "v3"))]
    assert seen(*rows).direction == -1


def test_a_view_has_a_direction_for_each_aspect() -> None:
    found = seen({"aspect": "a"}, {"aspect": "a", "voice": "v2"}, {"aspect": "b", "direction": -1})
    assert found.status is Status.SPEAKS
    assert found.aspects == {"a": 1, "b": -1}
    assert found.direction == 1


@pytest.mark.parametrize(
    ("phase", "question", "status"),
    [
        ("interviews", "q1", Status.SILENT),
        ("interviews", "q3", Status.NOT_ASKED),
        ("surveys", "q2", Status.NOT_ASKED),
        ("focusgroups", "q1", Status.NOT_IN_SCOPE),
    ],
)
def test_a_phase_without_evidence_has_a_reason_and_nothing_else(phase: str, question: str, status: Status) -> None:
    elsewhere = {"phase": "desk_research"}
    assert seen(elsewhere, phase=phase, question=question) == View(phase, status)


@pytest.mark.parametrize(
    ("here", "elsewhere", "expected"),
    [
        (1, 0, Prominence.PROMINENT),
        (2, 2, Prominence.PROMINENT),  # exactly an equal share: two questions were asked
        (2, 3, Prominence.PRESENT),
        (1, 5, Prominence.PRESENT),  # exactly a third of an equal share
        (1, 6, Prominence.MARGINAL),
    ],
)
def test_prominence_compares_with_an_equal_share(here: int, elsewhere: int, expected: Prominence) -> None:
    rows = [
        {"question": question, "unit": f"deel {i}"}
        for question, count in (("q1", here), ("q2", elsewhere))
        for i in range(count)
    ]
    assert seen(*rows).prominence is expected
    # What another phase says makes nothing more or less prominent in this one.
    assert seen(*rows, *({"phase": "surveys", "unit": f"deel {i}"} for i in range(9))).prominence is expected


@FEW
@given(st.lists(st.fixed_dictionaries({"direction": st.sampled_from([-1, 0, 1]), "n": st.integers(1, 9)}), min_size=1))
def test_turning_every_row_round_turns_the_cell_round(rows: list[dict[str, object]]) -> None:
    turned = [{**row, "direction": -int(str(row["direction"]))} for row in rows]
    assert directions(*turned) == [-direction for direction in directions(*rows)]
