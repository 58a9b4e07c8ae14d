"""What a finding rests on, in words: a voice and a phase that are called alike are told apart."""

from typing import cast

import pytest
from helpers_rounds import codebook

from pipeline.telling.relations import _without
from pipeline.triangulation.robustness import RobustnessRow

BOOK = codebook({"q1": ("interviews",)})


def row(kind: str, name: str, outcome: str) -> RobustnessRow:
    return cast(RobustnessRow, {"left_out_kind": kind, "left_out": name, "outcome": outcome})


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            [("voice", "v1", "turns"), ("voice", "v2", "turns"), ("phase", "interviews", "turns")],
            ["Zonder de stem «Stem v1» of «Stem v2» of de fase «Interviews» wijst zij een andere kant op."],
        ),
        ([("phase", "interviews", "same")], ["Zonder de fase «Interviews» blijft zij gelijk."]),
    ],
)
def test_what_is_left_out_is_called_a_voice_or_a_phase(rows: list[tuple[str, str, str]], said: list[str]) -> None:
    assert _without([row(*each) for each in rows], BOOK) == said
