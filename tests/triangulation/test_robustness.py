"""Whose voice carries a finding, and what is left without it."""

from typing import Any

import pytest
from helpers_rounds import FEW, codebook, evidence_frame
from hypothesis import given
from hypothesis import strategies as st

from pipeline.triangulation import fragility
from pipeline.triangulation.findings import triangulate
from pipeline.triangulation.scope import Scope

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
