"""Whose voice carries a finding, and what is left without it."""

from typing import Any

import pytest
from helpers_rounds import FEW, codebook, evidence_frame
from hypothesis import given
from hypothesis import strategies as st

from pipeline.phases.declarations import BY_ID
from pipeline.rules import USUAL
from pipeline.triangulation import fragility
from pipeline.triangulation.findings import triangulate
from pipeline.triangulation.robustness import LeftOut, Outcome, shares
from pipeline.triangulation.scope import Scope
from pipeline.triangulation.views import cells
from pipeline.triangulation.weighing import Weighed

PHASES = ("interviews", "focusgroups", "surveys")
BOOK = codebook({"q1": PHASES})
SCOPE = Scope(BOOK, PHASES, frozenset(PHASES))
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "phase": st.sampled_from(PHASES),
            "aspect": st.sampled_from(["a", "b"]),
            "voice": st.sampled_from(["v1", "v2", "v3"]),
            "direction": st.sampled_from([-1, 0, 1]),
        }
    ),
    min_size=1,
    max_size=9,
)


def outcomes(rows: list[dict[str, Any]]) -> dict[tuple[str, str], str]:
    table = triangulate(evidence_frame(rows), SCOPE).tables["robustness"]
    return {(row.left_out_kind, row.left_out): row.outcome for row in table.itertuples()}


def test_a_single_voice_carries_all_of_its_finding() -> None:
    rows = [{"phase": phase} for phase in PHASES]
    found = outcomes(rows)
    assert found["voice", "v1"] == "vanishes"
    assert all(found["phase", phase] == "same" for phase in PHASES)


def test_a_finding_turns_without_the_voice_that_carries_it() -> None:
    rows = [{"voice": "v1", "phase": phase} for phase in PHASES] + [
        {"voice": "v2", "phase": "interviews", "direction": -1, "aspect": "b"}
    ]
    found = outcomes(rows)
    assert found["voice", "v1"] == "turns"
    assert found["voice", "v2"] == "convergence changes" or found["voice", "v2"] == "same"
    [finding] = triangulate(evidence_frame(rows), SCOPE).findings.to_dict("records")
    assert finding["fragile"] == "Zonder de stem «Stem v1» is het beeld kritisch."


@FEW
@given(ROWS)
def test_leaving_out_is_the_same_as_never_having_heard(rows: list[dict[str, Any]]) -> None:
    whole = triangulate(evidence_frame(rows), SCOPE)
    for row in whole.tables["robustness"].to_dict("records"):
        rest = [each for each in rows if each[row["left_out_kind"]] != row["left_out"]]
        again = triangulate(evidence_frame(rest), SCOPE).findings
        if again.empty:
            assert row["outcome"] == "vanishes"
        else:
            assert (row["direction"], row["convergence"]) == (again["direction"][0], again["convergence"][0])


@FEW
@given(ROWS)
def test_shares_add_up_and_count_every_cell_once(rows: list[dict[str, Any]]) -> None:
    found = triangulate(evidence_frame(rows), SCOPE)
    voices = found.tables["voices"]
    assert set(voices["voice"]) == {row["voice"] for row in rows}
    supported = voices["supporting"].sum() > 0
    assert voices["share_of_support"].sum() == pytest.approx(1 if supported else 0, abs=0.001)
    cells = len({(row["phase"], row["aspect"], row["voice"]) for row in rows})
    assert voices[["supporting", "against", "neutral"]].to_numpy().sum() == cells


def test_a_finding_that_stands_without_any_one_of_them_is_not_called_fragile() -> None:
    assert fragility.sentence([], {}, BOOK) == ""
    rows = [{"phase": phase, "voice": voice} for phase in PHASES for voice in ("v1", "v2")]
    [finding] = triangulate(evidence_frame(rows), SCOPE).findings.to_dict("records")
    assert finding["fragile"] == ""


@pytest.mark.parametrize(
    ("direction", "expected"),
    [
        (1, [("v1", 2, 0, 0, 0.6667), ("v2", 1, 1, 0, 0.3333), ("v3", 0, 1, 1, 0.0)]),
        (-1, [("v2", 1, 1, 0, 0.5), ("v3", 1, 0, 1, 0.5), ("v1", 0, 2, 0, 0.0)]),
        # A mixed finding says that voices differ: all support it, and nothing is against it.
        (0, [("v1", 2, 0, 0, 0.3333), ("v2", 2, 0, 0, 0.3333), ("v3", 2, 0, 0, 0.3333)]),
    ],
)
def test_a_cell_of_a_voice_is_for_against_or_neutral_and_who_supports_most_comes_first(
    direction: int, expected: list[tuple[object, ...]]
) -> None:
    said = [("v1", "a", 1), ("v1", "b", 1), ("v2", "a", 1), ("v2", "b", -1), ("v3", "a", -1), ("v3", "b", 0)]
    rows = ({"voice": voice, "aspect": aspect, "direction": sign} for voice, aspect, sign in said)
    here = cells(evidence_frame(rows), USUAL)
    assert [tuple(row.values())[1:] for row in shares("F", direction, here)] == expected


def test_of_a_finding_that_no_cell_supports_nobody_has_a_share() -> None:
    [row] = shares("F", 1, cells(evidence_frame([{"direction": -1}]), USUAL))
    assert (row["supporting"], row["against"], row["share_of_support"]) == (0, 1, 0.0)


def left_out(kind: str, name: str, rest: int | None, outcome: Outcome) -> LeftOut:
    return LeftOut(kind, name, 1, Weighed((), rest, None), outcome)


def test_what_a_finding_hangs_on_is_named_by_what_is_left_without_it() -> None:
    found = [
        left_out("voice", "v1", 0, Outcome.TURNS),
        left_out("voice", "v2", 0, Outcome.TURNS),
        left_out("voice", "v3", -1, Outcome.TURNS),
        left_out("phase", "surveys", 1, Outcome.TURNS),
        left_out("phase", "interviews", 1, Outcome.CONVERGENCE_CHANGES),
        left_out("phase", "focusgroups", 1, Outcome.SAME),
    ]
    assert fragility.sentence(found, {}, BOOK) == (
        "Zonder de stem «Stem v1» of «Stem v2» is het beeld gemengd. Zonder de stem «Stem v3» is het beeld kritisch. "
        f"Zonder de fase «{BY_ID['surveys'].label}» is het beeld positief."
    )


def test_a_finding_of_one_voice_or_one_phase_rests_on_it() -> None:
    found = [left_out("voice", "v1", None, Outcome.VANISHES), left_out("phase", "surveys", None, Outcome.VANISHES)]
    assert fragility.sentence(found, {}, BOOK) == (
        f"Deze bevinding rust op één stem: «Stem v1». Deze bevinding rust op één fase: «{BY_ID['surveys'].label}»."
    )


def test_what_a_phase_had_to_keep_to_itself_is_told_first_with_the_reason() -> None:
    told = fragility.sentence([left_out("voice", "v1", None, Outcome.VANISHES)], {"surveys": "Herkenbaar."}, BOOK)
    withheld, rests = told.split(": Herkenbaar. ")
    assert withheld == f"Wat «{BY_ID['surveys'].label}» hierover zegt, is afgeschermd en telt niet mee"
    assert rests == "Deze bevinding rust op één stem: «Stem v1»."
