"""What stands behind a name: the numbers that it backs, and the counts that only say something about a finding."""

from fractions import Fraction

import pandas as pd
from helpers_rounds import evidence_frame

from pipeline.claims.backing import BackingKind, Sources
from pipeline.evidence.table import TRACE_COLUMNS
from pipeline.notebook.round import RoundWork
from pipeline.triangulation.robustness import SHARE_COLUMNS

NAME = "F-samenwerking-samen"


def sources(work: RoundWork, *evidence: dict[str, object], shares: tuple[tuple[object, ...], ...] = ()) -> Sources:
    """Let one finding of the made-up round rest on evidence made by hand, and on no raw row."""
    own = {"voice": "partners", "question": "samen", "theme": "samenwerking"}
    rows = evidence_frame([{**own, **row} for row in evidence])
    first = work.tables["findings"].set_index("finding_id", drop=False).loc[[NAME]]
    told = dict.fromkeys(("limitations", "adequacy", "coherence", "confidence_reason", "would_raise"), "")
    finding = first.assign(**told, evidence_ids=" ".join(rows["evidence_id"]))
    made = {
        "findings": finding,
        "evidence": rows,
        "evidence_trace": pd.DataFrame([], columns=list(TRACE_COLUMNS)),
        "voices": pd.DataFrame([(NAME, *share) for share in shares], columns=list(SHARE_COLUMNS)),
    }
    return Sources(work.data, {**work.tables, **made})


def numbers(*values: int) -> frozenset[Fraction]:
    return frozenset(map(Fraction, values))


def test_a_piece_of_evidence_backs_how_many_out_of_how_many_where_that_is_known(work: RoundWork) -> None:
    counted = {"statement": "Vijf partners wachten.", "n": 17, "n_total": 23}
    found = sources(work, counted, {"n": 17}, {}).backing
    assert found["E1"].numbers == numbers(5, 17, 23)
    assert found["E2"].numbers == numbers(17)
    assert found["E3"].numbers == numbers()


def test_a_finding_backs_the_numbers_of_its_evidence(work: RoundWork) -> None:
    found = sources(work, {"n": 17, "n_total": 23}, {"statement": "Het duurt 31 dagen."}).backing[NAME]
    assert found.numbers == numbers(17, 23, 31)


def test_the_counts_of_a_finding_are_its_points_phases_and_voices_and_its_points_on_each_side(work: RoundWork) -> None:
    plus = [{"direction": 1, "phase": "interviews"}] * 9
    both = [{"direction": 0, "phase": "surveys", "voice": "klanten"}] * 7
    minus = [{"direction": -1, "phase": "interviews", "voice": "bewoners"}] * 4
    found = sources(work, *plus, *both, *minus).backing[NAME]
    # 20 points in 2 phases of 3 voices; 4 critical, 7 mixed, 9 positive.
    assert found.counts == numbers(20, 2, 3, 4, 7, 9)
    assert found.numbers == numbers(), "what is counted of a finding backs nothing that it says"


def test_the_counts_of_a_finding_are_those_of_each_voice_for_against_and_neutral_too(work: RoundWork) -> None:
    shares = (("partners", 31, 37, 41, 0.5), ("klanten", 43, 47, 53, 0.5))
    found = sources(work, {"direction": 1}, shares=shares).backing[NAME]
    # One point, of one phase and one voice, on one side, and none on the two others.
    assert found.counts == numbers(0, 1, 31, 37, 41, 43, 47, 53)


def test_a_name_of_a_statement_is_what_was_said_and_not_what_another_coder_made_of_it(work: RoundWork) -> None:
    assert "I_01" in set(work.data.table("second_codings")["statement_id"])
    found = sources(work, {}).backing["I_01"]
    assert (found.kind, found.says) == (BackingKind.ROW, "Bewoner 1 komt er en ziet buren komen.")
    assert (found.question, found.direction) == ("bereik", 1)


def test_a_row_without_a_direction_points_nowhere(work: RoundWork) -> None:
    backing = sources(work, {}).backing
    assert backing["oefen"].direction is None  # a document
    assert backing["I_14"].direction == -1
