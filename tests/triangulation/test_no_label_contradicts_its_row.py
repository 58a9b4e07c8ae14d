"""Whatever the evidence and whatever was judged: no label, sign and sentence of a finding contradict each other."""

from typing import Any

import pandas as pd
import pytest
from helpers_rounds import codebook, evidence_frame, table
from hypothesis import given
from hypothesis import strategies as st

from pipeline.claims import wording
from pipeline.records import records
from pipeline.telling.words import direction
from pipeline.triangulation.findings import Triangulation, triangulate
from pipeline.triangulation.scope import Scope

# It reads whole rounds, or writes them.
pytestmark = pytest.mark.slow

PHASES = ("interviews", "focusgroups", "surveys")
BOOK = codebook({"q1": PHASES})
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "phase": st.sampled_from(PHASES),
            "aspect": st.sampled_from(["a", "b"]),
            "voice": st.sampled_from(["v1", "v2"]),
            "direction": st.sampled_from([-1, 0, 1]),
            "n": st.sampled_from([1, 3, pd.NA]),
        }
    ),
    min_size=1,
    max_size=8,
)
PAIRS = ("agreement", "partial agreement", "dissonance")
METAS = ("confirmation", "expansion", "discordance", "single source")
RULINGS = st.fixed_dictionaries(
    {
        "pairs": st.dictionaries(
            st.sampled_from([("interviews", "focusgroups"), ("interviews", "surveys"), ("focusgroups", "surveys")]),
            st.sampled_from(PAIRS),
        ),
        "confidence": st.sampled_from(["high", "moderate", "low", "very low"]),
        "meta": st.sampled_from(METAS),
        "seen": st.sampled_from(["", "ander bewijs"]),
    }
)


def triangulated(
    rows: list[dict[str, Any]], ruled: dict[str, Any], sentences: pd.DataFrame | None = None
) -> Triangulation:
    about = {"question": "q1", "stage": "decision", "researcher": "A", "reason": "Omdat.", "seen": ruled["seen"]}
    judged = table(
        "judgements",
        *(
            {**about, "subject": "pair", "phase_a": a, "phase_b": b, "judgement": value}
            for (a, b), value in ruled["pairs"].items()
        ),
        {**about, "subject": "confidence", "judgement": ruled["confidence"]},
        {**about, "subject": "meta_inference", "judgement": ruled["meta"]},
    )
    scope = Scope(BOOK, PHASES, frozenset(PHASES))
    return triangulate(evidence_frame(rows), scope, judgements=judged, sentences=sentences)


@given(ROWS, RULINGS, st.sampled_from([-1, 0, 1]))
def test_the_sentence_points_as_the_sign_does_and_is_no_firmer_than_the_label(
    rows: list[dict[str, Any]], ruled: dict[str, Any], seen: int
) -> None:
    said = {"subject": "finding", "about": "q1", "direction": seen, "sentence": "Iemand schreef dit.", "short": "Dit"}
    [finding] = records(triangulated(rows, ruled, table("sentences", said)).findings)
    if finding["direction"] == seen:
        assert (finding["statement"], finding["wording"]) == ("Iemand schreef dit.", "written")
        return
    assert finding["wording"] == "outdated"
    assert wording.firmness(finding["statement"])[0] <= wording.ALLOWED[finding["confidence"]]
    assert wording.polarity(finding["statement"]) in {finding["direction"], None}
    if finding["confidence"] != "very low":
        assert direction(finding["direction"]).text.split()[0] in finding["statement"]


@given(ROWS, RULINGS)
def test_opposed_signs_never_agree(rows: list[dict[str, Any]], ruled: dict[str, Any]) -> None:
    found = triangulated(rows, ruled)
    by_phase = {view.phase: view.direction for view in found.views["q1"]}
    for pair in records(found.convergence):
        signs = {by_phase[pair["phase_a"]], by_phase[pair["phase_b"]]}
        if signs == {1, -1}:
            assert pair["label"] != "agreement"
            assert pair["relation"] == "contradicts"
    [finding] = records(found.findings)
    if {1, -1} <= set(by_phase.values()):
        assert finding["convergence"] != "agreement"


@given(ROWS, RULINGS)
def test_what_the_phases_say_together_does_not_deny_how_they_relate(
    rows: list[dict[str, Any]], ruled: dict[str, Any]
) -> None:
    found = triangulated(rows, ruled)
    [finding], [together] = records(found.findings), records(found.tables["joint_display"])
    assert (finding["convergence"] == "single source") == (together["meta_inference"] == "single source")
    assert {finding["convergence"], together["meta_inference"]} not in (
        {"agreement", "discordance"},
        {"dissonance", "confirmation"},
    )


@given(ROWS, RULINGS)
def test_a_judgement_on_other_evidence_never_holds_and_is_named(
    rows: list[dict[str, Any]], ruled: dict[str, Any]
) -> None:
    found = triangulated(rows, {**ruled, "seen": "ander bewijs"})
    [finding] = records(found.findings)
    assert (finding["confidence"], finding["confidence_origin"]) == (finding["confidence_suggested"], "outdated")
    assert "op ander bewijs" in finding["confidence_reason"]
    for pair in records(found.convergence):
        assert pair["label"] == pair["suggested"]
        judged = {(pair["phase_a"], pair["phase_b"]), (pair["phase_b"], pair["phase_a"])} & set(ruled["pairs"])
        assert (pair["origin"] == "outdated") == bool(judged)


@given(ROWS, RULINGS)
def test_a_judgement_on_this_evidence_holds(rows: list[dict[str, Any]], ruled: dict[str, Any]) -> None:
    bare = triangulated(rows, {**ruled, "pairs": {}, "seen": ""})
    [finding] = records(bare.findings)
    judged = table(
        "judgements",
        {"subject": "confidence", "question": "q1", "judgement": "low", "stage": "decision", "seen": finding["seen"]},
    )
    [held] = records(
        triangulate(evidence_frame(rows), Scope(BOOK, PHASES, frozenset(PHASES)), judgements=judged).findings
    )
    assert held["confidence"] == "low"
