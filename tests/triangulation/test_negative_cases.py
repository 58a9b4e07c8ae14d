"""The strongest evidence against a finding, and where was looked when there is none."""

import pandas as pd
from helpers_rounds import codebook, evidence_frame

from pipeline.triangulation.findings import triangulate
from pipeline.triangulation.scope import Scope

PHASES = ("interviews", "focusgroups", "surveys")
SCOPE = Scope(codebook({"q1": ["interviews", "surveys"]}), PHASES, frozenset(PHASES))


def cases(*rows: dict[str, object]) -> pd.DataFrame:
    return triangulate(evidence_frame(rows), SCOPE).tables["negative_cases"]


FOR = [{"aspect": aspect, "voice": voice, "unit": unit} for aspect in "ab" for voice in ("v1", "v2") for unit in "xy"]


def test_the_strongest_case_against_comes_first() -> None:
    against = [
        {"voice": "v3", "direction": -1, "aspect": "a"},  # E9: nothing counted
        {"voice": "v3", "direction": -1, "aspect": "a", "unit": "x", "n": 9, "n_total": 9, "counted": "uitspraken"},
        {"voice": "v3", "direction": -1, "aspect": "b", "n": 2, "n_total": 4, "counted": "personen"},
        # E12 and E13: six say so, but twelve of the same voice say otherwise.
        {"voice": "v3", "direction": -1, "aspect": "b", "unit": "x", "n": 6, "n_total": 18, "counted": "personen"},
        {"voice": "v3", "direction": 1, "aspect": "b", "unit": "x", "n": 12, "n_total": 18, "counted": "personen"},
    ]
    found = cases(*FOR, *against)
    assert list(found["evidence_id"]) == ["E11", "E10", "E9", "E12"]
    assert list(found["rank"]) == [1, 2, 3, 4]
    assert set(found["side"]) == {"against"}


def test_none_found_says_where_was_looked_and_only_where_it_was_asked() -> None:
    [row] = cases(*FOR).to_dict("records")
    assert (row["evidence_id"], row["looked_in"]) == ("", "interviews:8 surveys:0")


def test_a_mixed_finding_shows_both_sides() -> None:
    found = cases({"voice": "v1"}, {"voice": "v2", "direction": -1})
    assert list(zip(found["side"], found["evidence_id"], strict=True)) == [("positive", "E1"), ("critical", "E2")]


SAID = {"n_total": 9, "counted": "personen"}


def test_a_point_of_who_stands_otherwise_over_the_whole_question_comes_last_however_many_say_it() -> None:
    divided = [
        {"voice": "v1", "direction": -1, "aspect": "a", "n": 9} | SAID,  # E1
        {"voice": "v1", "direction": 1, "aspect": "b", "n": 9} | SAID,
    ]
    other_side = [
        {"voice": "v2", "direction": -1, "aspect": "a", "n": 8} | SAID,  # E3
        {"voice": "v2", "direction": 1, "aspect": "b", "n": 8} | SAID,
        {"voice": "v2", "direction": 1, "aspect": "b", "unit": "x", "n": 8} | SAID,
    ]
    critical = [{"voice": "v3", "direction": -1, "aspect": "a", "n": 2} | SAID]  # E6
    found = cases(*divided, *other_side, *critical, *FOR)
    assert list(found["evidence_id"][found["side"] == "against"]) == ["E6", "E1", "E3"]


def test_what_visits_found_is_no_word_of_who_would_have_come_in() -> None:
    """Residents are critical; that visits in their name went well does not make them divided."""
    phases = ("interviews", "mystery_guests")
    scope = Scope(codebook({"q1": phases}), phases, frozenset(phases))
    rows = [
        {"voice": "v1", "direction": -1, "aspect": "a", "n": 2} | SAID,  # E1
        *({"voice": "v1", "phase": "mystery_guests", "aspect": aspect} for aspect in "ab"),
        {"voice": "v2", "direction": -1, "aspect": "a", "n": 3} | SAID,  # E4
        {"voice": "v2", "direction": 1, "aspect": "b", "n": 3} | SAID,
    ]
    found = triangulate(evidence_frame(rows), scope).tables["negative_cases"]
    assert list(found["evidence_id"][found["side"] == "critical"]) == ["E1", "E4"]
