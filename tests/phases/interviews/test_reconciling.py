"""What coders differ on, what would change with it, and what counts after they decided together."""

from dataclasses import replace

import pytest
from helpers_rounds import codebook, round_data, table

from pipeline.blocks import Nothing, Table, Text
from pipeline.contracts.loading import RoundData
from pipeline.phases.interviews import difference_telling, segment_evidence
from pipeline.phases.interviews.differences import (
    CODE,
    DIRECTION,
    ONLY_LEAD,
    ONLY_OTHER,
    differences,
    marked_alike,
)
from pipeline.phases.interviews.reconciling import ELSE, LEAD, NO_CODE, OTHER, RECONCILED, settled
from pipeline.phases.interviews.segments import coders, said
from pipeline.triangulation.coding import codings

BOOK = codebook({"q1": ["interviews"]}, aspects=("a", "b"))
Given = tuple[str, int] | None
_DECIDED = ("segment_id", "other", "decision", "question", "aspect", "direction", "reason")


def coded(*given: tuple[int, Given, Given], decided: tuple[tuple[object, ...], ...] = ()) -> RoundData:
    """Make a round: each is who spoke, and what the lead coder (s0 and further) and the other (t0 ...) gave it."""
    rows = [
        {
            **{"segment_id": f"{letter}{number}", "interview": f"i{who}", "respondent": f"p{who}", "question": "q1"},
            **{"aspect": code[0], "direction": code[1], "coder": coder, "text": f"Fragment {number}"},
            **{"start": 100 * number, "end": 100 * number + (50 if coder == "Zus" else 25)},
        }
        for number, (who, *codes) in enumerate(given)
        for letter, coder, code in zip("st", ("Zus", "Zo"), codes, strict=True)
        if code
    ]
    people = sorted({who for who, *_ in given})
    tables = {
        "respondents": table("respondents", *({"respondent_id": f"p{who}", "voice": "v1"} for who in people)),
        "interviews": table("interviews", *({"interview_id": f"i{who}", "respondents": f"p{who}"} for who in people)),
        "segments": table("segments", *rows),
    }
    if decided:
        told = [{name: cell for name, cell in zip(_DECIDED, row, strict=True) if cell != ""} for row in decided]
        tables["reconciled"] = table("reconciled", *told)
    data = round_data(BOOK, tables)
    data = replace(data, round=data.round.model_copy(update={"lead_coder": "Zus"}))
    return replace(data, inside={**data.inside, "segments": settled(data.inside)})


def test_each_kind_of_difference_is_told_apart() -> None:
    data = coded(
        (0, ("a", 1), ("a", 1)),
        (0, ("a", 1), ("b", 1)),
        (0, ("a", 1), ("a", -1)),
        (0, ("b", 1), None),
        (0, None, ("b", 1)),
    )
    kinds = {each.own["segment_id"]: each.kind for each in differences(data)}
    assert kinds == {"s1": CODE, "s2": DIRECTION, "s3": ONLY_LEAD, "t4": ONLY_OTHER}


def test_what_only_one_could_mark_is_no_difference() -> None:
    """The other did not code the conversation at all."""
    assert [each.own["segment_id"] for each in differences(coded((0, ("a", 1), ("a", -1)), (1, ("b", 1), None)))] == [
        "s0"
    ]


def test_what_turns_evidence_stands_first_with_before_and_after() -> None:
    """Four positive people: one of them otherwise changes nothing. Two to one: one otherwise, and it is one to two."""
    many = [(who, ("a", 1), ("a", -1) if who == 0 else ("a", 1)) for who in range(4)]
    few = [(0, ("b", 1), ("b", 1)), (1, ("b", 1), ("b", -1)), (2, ("b", -1), ("b", -1))]
    first, second = differences(coded(*many, *few))
    assert [(turn.cell, turn.before, turn.after) for turn in first.turns] == [(("q1", "b", "v1"), 1, -1)]
    assert first.own["segment_id"] == "s5"
    assert (second.own["segment_id"], second.turns) == ("s0", ())
    assert (first.share, second.share) == (1 / 3, 1 / 4)


@pytest.mark.parametrize(
    ("decided", "expected"),
    [
        (("s0", "t0", LEAD, "", "", "", "zo bedoeld"), {("a", 1)}),
        (("s0", "t0", OTHER, "", "", "", "beter"), {("b", -1)}),
        (("s0", "t0", ELSE, "q1", "b", 0, "geen van beide"), {("b", 0)}),
        (("s0", "t0", NO_CODE, "", "", "", "zegt niets"), set()),
        (("s0", "t0", "", "", "", "", ""), {("a", 1)}),
    ],
)
def test_evidence_takes_what_was_decided_and_agreement_what_was_before(decided, expected) -> None:
    data = coded((0, ("a", 1), ("b", -1)), (1, ("a", 1), ("a", 1)), decided=(decided,))
    before = coded((0, ("a", 1), ("b", -1)), (1, ("a", 1), ("a", 1)))
    own = {(each.row["aspect"], each.row["direction"]) for each in said(data) if each.row["interview"] == "i0"}
    assert own == expected
    assert codings(data) == codings(before)
    assert coders(data) == ["Zus", "Zo"]
    found = {(each.aspect, each.opinions.positive, each.opinions.critical) for each in segment_evidence.found(data)}
    assert ("a", 2 if ("a", 1) in expected else 1, 0) in found


def test_what_only_another_marked_counts_when_that_was_decided() -> None:
    data = coded((0, ("a", 1), ("a", 1)), (0, None, ("b", -1)), decided=(("t1", "", OTHER, "", "", "", "terecht"),))
    assert {(each.row["aspect"], each.row["coder"]) for each in said(data)} == {("a", "Zus"), ("b", RECONCILED)}


def test_marking_is_measured_apart_from_coding() -> None:
    """Of 50 signs and 25 of the same, half is marked by both; a code of one alone makes it less."""
    assert marked_alike(coded((0, ("a", 1), ("b", 1)))) == 0.5
    assert marked_alike(coded((0, ("a", 1), ("b", 1)), (0, ("a", 1), None))) == 0.25
    assert marked_alike(coded((0, ("a", 1), None))) is None


def test_readers_see_codes_and_what_hangs_on_them_and_no_words_or_coders() -> None:
    few = [(0, ("b", 1), ("b", 1)), (1, ("b", 1), ("b", -1)), (2, ("b", -1), ("b", -1))]
    blocks = difference_telling.where_coders_differ(coded(*few)).parts
    [shown] = [block for block in blocks if isinstance(block, Table)]
    cells = [str(cell) for row in shown.rows for cell in row]
    assert cells == ["Aspect b, positief", "Aspect b, kritisch", "1", "Aspect b (stem v1)"]
    text = " ".join(str(block.line) for block in blocks if isinstance(block, Text))
    assert "1 daarvan zou op zichzelf bewijs laten omslaan" in text
    assert "50%" in text
    for hidden in ("Zus", "Zo ", "Fragment", "p1"):
        assert hidden not in text + " ".join(cells)


def test_after_deciding_together_it_says_that_numbers_are_from_before() -> None:
    data = coded((0, ("a", 1), ("b", -1)), decided=(("s0", "t0", OTHER, "", "", "", "beter"),))
    text = " ".join(
        str(block.line) for block in difference_telling.where_coders_differ(data).parts if isinstance(block, Text)
    )
    assert "Over 1 verschil is samen besloten" in text
    assert "van vóór dat overleg" in text


def test_one_coder_is_nothing_to_show() -> None:
    [block] = difference_telling.where_coders_differ(coded((0, ("a", 1), None))).parts
    assert isinstance(block, Nothing)


def test_what_turns_is_told_of_all_times_together() -> None:
    """Of eight positive people no single one turns that, and all of them do."""
    data = coded(*((who, ("a", 1), ("a", -1)) for who in range(8)))
    blocks = difference_telling.where_coders_differ(data).parts
    [shown] = [block for block in blocks if isinstance(block, Table)]
    assert [str(cell) for row in shown.rows for cell in row][2:] == ["8", "Aspect a (stem v1)"]
    text = " ".join(str(block.line) for block in blocks if isinstance(block, Text))
    assert "Geen daarvan laat op zichzelf bewijs omslaan." in text
    assert "dezelfde code maar een andere richting: 8 van de 8 keer bij «Aspect a»" in text


@pytest.mark.parametrize("otherwise", [0, 2])
def test_a_code_of_which_coders_mostly_see_the_same_way_is_not_named(otherwise: int) -> None:
    data = coded(*((who, ("a", 1), ("a", -1 if who < otherwise else 1)) for who in range(6)), (6, ("b", 1), ("a", 1)))
    blocks = difference_telling.where_coders_differ(data).parts
    assert "andere richting: " not in " ".join(str(block.line) for block in blocks if isinstance(block, Text))
