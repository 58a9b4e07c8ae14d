"""What readers are told of how far coders of conversations agree."""

from dataclasses import replace

import pytest
from helpers_rounds import codebook, round_data, table

from pipeline.blocks import Nothing, Table, Text
from pipeline.contracts.loading import RoundData
from pipeline.phases.interviews.coding_telling import coding

BOOK = codebook({"q1": ["interviews"]}, aspects=("a", "b"))


def coded(*pairs: tuple[str, str], **about: object) -> RoundData:
    """Make a round of one conversation: each pair is what the lead coder and the other gave one stretch."""
    rows = [
        {
            "interview": "i1",
            "question": "q1",
            "aspect": aspect,
            "direction": 1,
            "coder": coder,
            "text": f"Fragment {number}",
        }
        for number, pair in enumerate(pairs)
        for coder, aspect in zip(("Zus", "Zo"), pair, strict=True)
        if aspect
    ]
    tables = {
        "respondents": table("respondents", {"respondent_id": "r1", "voice": "v1"}),
        "interviews": table("interviews", {"interview_id": "i1", "respondents": "r1"}),
        "segments": table("segments", *rows),
    }
    data = round_data(BOOK, tables)
    return replace(data, round=data.round.model_copy(update={"lead_coder": "Zus", **about}))


def shown(data: RoundData) -> tuple[str, list[Table]]:
    blocks = coding(data).parts
    text = " ".join(str(block.line) for block in blocks if isinstance(block, Text))
    return text, [block for block in blocks if isinstance(block, Table)]


def nothing(data: RoundData) -> bool:
    [block] = coding(data).parts
    return isinstance(block, Nothing)


def test_a_code_on_which_coders_differ_is_named_with_what_it_does_to_findings() -> None:
    text, (parts, codes) = shown(coded(*[("a", "a")] * 8, *[("b", "b")] * 2, *[("b", "a")] * 5))
    assert "Te weinig eens" in text
    assert "«Aspect b»" in text
    assert "rust, is daardoor minder zeker" in text
    assert len(codes.rows) == 2
    assert len(parts.rows) == 4


def test_coders_who_agree_are_said_to() -> None:
    text, _ = shown(coded(*[("a", "a")] * 8, *[("b", "b")] * 7))
    assert "15 uitspraken kregen van meer dan één codeur een code" in text
    assert "Te weinig eens" not in text


@pytest.mark.parametrize("pairs", [[("a", "")] * 4, []])
def test_one_coder_or_nobody_is_nothing_to_show(pairs: list[tuple[str, str]]) -> None:
    assert nothing(coded(*pairs))


def test_a_round_that_works_reflexively_is_not_told_that_nobody_else_coded() -> None:
    data = coded(*[("a", "a")] * 8, coding="reflexief")
    [block] = coding(data).parts
    assert isinstance(block, Nothing)
    assert "reflexief" in block.why


def test_of_automatic_readings_nothing_is_shown_as_if_people_coded() -> None:
    assert nothing(coded(*[("a", "a")] * 8, *[("b", "b")] * 7, coded_by="automatic"))


def test_too_few_coded_twice_is_told_with_how_many_it_takes() -> None:
    """Ten of one and five of the other: kappaSize's CIBinary(0.8, 0.667, props=1/3) asks for 96."""
    text, _ = shown(coded(*[("a", "a")] * 10, *[("b", "b")] * 5))
    assert "15 uitspraken, en er zijn er 96 nodig" in text
    assert "«Aspect a» en «Aspect b»" in text
    enough, _ = shown(coded(*[("a", "a")] * 80, *[("b", "b")] * 40))
    assert "nodig" not in enough
