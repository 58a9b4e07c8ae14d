"""Findings: what the evidence of all phases adds up to, and what must leave it as it is."""

from collections.abc import Iterable
from typing import Any

import pandas as pd
import pytest
from helpers_rounds import (
    FEW,
    PHASES,
    codebook,
    evidence_frame,
    nulmeting,
    nulmeting_evidence,
    nulmeting_findings,
    round_data,
    table,
)
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.codebook import Codebook
from pipeline.evidence.statements import from_statements
from pipeline.evidence.table import combine
from pipeline.rules import USUAL
from pipeline.triangulation.findings import Triangulation, triangulate
from pipeline.triangulation.scope import Scope
from pipeline.triangulation.views import Prominence, Status, View
from pipeline.triangulation.weighing import direction_of

# It reads whole rounds, or writes them.
pytestmark = pytest.mark.slow

THREE = ("interviews", "focusgroups", "surveys")
BOOK = codebook({"q1": THREE, "q2": THREE, "r1": THREE})
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "phase": st.sampled_from(THREE),
            "question": st.sampled_from(["q1", "q2", "r1"]),
            "aspect": st.sampled_from(["a", "b"]),
            "voice": st.sampled_from(["v1", "v2", "v3"]),
            "unit": st.sampled_from(["Organisatie", "Noord"]),
            "direction": st.sampled_from([-1, 0, 1]),
            "n": st.sampled_from([1, 2, 5, pd.NA]),
            "provenance": st.sampled_from(["collected", "published"]),
        }
    ),
    max_size=12,
)


def found(
    rows: Iterable[dict[str, Any]] | pd.DataFrame,
    *,
    book: Codebook = BOOK,
    phases: tuple[str, ...] = THREE,
    deployed: Iterable[str] = THREE,
    theme: str | None = None,
) -> Triangulation:
    frame = rows if isinstance(rows, pd.DataFrame) else evidence_frame(rows)
    return triangulate(frame, Scope(book, phases, frozenset(deployed), areas=("Noord",)), theme=theme)


def labels(result: Triangulation, without: str = "") -> dict[tuple[str, frozenset[str]], str]:
    return {
        (row.question, frozenset({row.phase_a, row.phase_b})): row.label
        for row in result.convergence.itertuples()
        if without not in (row.phase_a, row.phase_b)
    }


def speaking(*directions: int) -> list[View]:
    return [View(f"p{i}", Status.SPEAKS, d, Prominence.PRESENT, {"a": d}) for i, d in enumerate(directions)]


@pytest.mark.parametrize(
    ("directions", "expected"),
    [
        ((), 0),
        ((1,), 1),
        ((1, 0), 1),
        ((1, 0, 0), 0),
        ((1, 1, 0, 0), 1),
        ((1, -1), 0),
        ((1, 1, -1), 0),
        ((1, 1, 1, -1), 1),
        ((-1, -1, 1, 0), 0),
    ],
)
def test_one_side_must_lead_by_half_of_the_phases(directions: tuple[int, ...], expected: int) -> None:
    quiet = [View("s", Status.SILENT), View("n", Status.NOT_ASKED), View("o", Status.NOT_IN_SCOPE)]
    assert direction_of([*quiet, *speaking(*directions)], USUAL) == expected
    assert direction_of(speaking(*(-direction for direction in directions)), USUAL) == -expected


def test_a_question_without_evidence_gives_no_finding_but_has_its_labels() -> None:
    result = found([{"question": "q1"}])
    assert list(result.findings["question"]) == ["q1"]
    assert len(result.convergence) == 3 * 3
    assert set(result.convergence.loc[result.convergence["question"] == "q2", "label"]) == {"both silent"}


def test_without_any_evidence_there_is_no_finding() -> None:
    result = found([])
    assert result.findings.empty
    assert list(result.views) == ["q1", "q2", "r1"]


def test_a_finding_names_the_voices_that_carry_it() -> None:
    rows = [{"voice": "v1"}, {"voice": "v2"}, {"voice": "v2", "aspect": "b"}, {"voice": "v3", "direction": -1}]
    [finding] = found(rows).findings.to_dict("records")
    assert finding["voices"] == "v2:2;v1:1"


def test_a_mixed_finding_names_every_voice() -> None:
    [finding] = found([{"voice": "v1"}, {"voice": "v2", "direction": -1}]).findings.to_dict("records")
    assert (finding["direction"], finding["voices"]) == (0, "v1:1;v2:1")


@FEW
@given(ROWS)
def test_a_finding_rests_on_exactly_the_evidence_of_its_question(rows: list[dict[str, Any]]) -> None:
    frame = evidence_frame(rows)
    result = found(frame)
    assert set(result.findings["question"]) == set(frame["question"])
    for finding in result.findings.itertuples():
        assert finding.evidence_ids.split() == list(frame.loc[frame["question"] == finding.question, "evidence_id"])


@FEW
@given(ROWS, st.permutations(THREE))
def test_the_order_of_the_phases_does_not_matter(rows: list[dict[str, Any]], order: list[str]) -> None:
    one, other = found(rows), found(rows, phases=tuple(order))
    assert labels(one) == labels(other)
    pd.testing.assert_frame_equal(one.findings, other.findings)


@FEW
@given(ROWS, st.randoms())
def test_the_order_of_the_evidence_does_not_matter(rows: list[dict[str, Any]], random: Any) -> None:
    frame = evidence_frame(rows)
    order = list(range(len(frame)))
    random.shuffle(order)
    one, other = found(frame), found(frame.iloc[order])
    assert labels(one) == labels(other)
    columns = [name for name in one.findings if name != "evidence_ids"]
    pd.testing.assert_frame_equal(one.findings[columns], other.findings[columns])


FOUR = (*THREE, "mystery_guests")
ASKED_FOUR = codebook({"q1": FOUR, "q2": FOUR, "r1": FOUR})


@pytest.mark.parametrize(
    ("book", "deployed", "label"),
    [(ASKED_FOUR, FOUR, "silence"), (BOOK, FOUR, "not asked"), (ASKED_FOUR, THREE, "not in scope")],
)
@FEW
@given(rows=ROWS)
def test_a_phase_that_says_nothing_changes_nothing_else(
    book: Codebook, deployed: tuple[str, ...], label: str, rows: list[dict[str, Any]]
) -> None:
    before = found(rows)
    after = found(rows, book=book, phases=FOUR, deployed=deployed)
    assert labels(after, without="mystery_guests") == labels(before)
    pd.testing.assert_frame_equal(after.findings, before.findings)
    added = {name for pair, name in labels(after).items() if "mystery_guests" in pair[1]}
    assert added <= ({"silence", "both silent"} if label == "silence" else {label})


@FEW
@given(ROWS)
def test_the_themes_together_are_the_whole(rows: list[dict[str, Any]]) -> None:
    whole, parts = found(rows), [found(rows, theme=theme) for theme in ("q", "r")]
    findings = [part.findings for part in parts if not part.findings.empty]
    assume(findings)
    pd.testing.assert_frame_equal(pd.concat(findings, ignore_index=True), whole.findings)
    assert labels(parts[0]) | labels(parts[1]) == labels(whole)


def phase_evidence(statements: dict[str, list[dict[str, Any]]]) -> pd.DataFrame:
    sources = {"interview": "interview_cases", "focusgroup": "focusgroup_groups"}
    persons = [{"source_id": name, "voice": name, "persons": 1} for name in ("v1", "v2")]
    tables = {table_name: table(table_name, *persons) for table_name in sources.values()}
    tables |= {f"{name}_statements": table(f"{name}_statements", *statements[name]) for name in sources}
    data = round_data(BOOK, tables)
    return combine(from_statements(data, f"{name}_statements") for name in sources).rows


SAID = st.lists(
    st.fixed_dictionaries(
        {
            "source": st.sampled_from(["v1", "v2"]),
            "question": st.sampled_from(["q1", "q2"]),
            "aspect": st.sampled_from(["a", "b"]),
            "direction": st.sampled_from([-1, 0, 1]),
        }
    ).map(lambda row: {**row, "voice": row["source"], "statement": "Dit."}),
    min_size=1,
    max_size=8,
)


@FEW
@given(SAID, SAID, st.data())
def test_who_says_it_again_in_other_words_changes_no_direction_and_no_label(
    interviews: list[dict[str, Any]], groups: list[dict[str, Any]], data: st.DataObject
) -> None:
    again = [
        {**row, "statement": f"Nog eens {i}."} for i, row in enumerate(data.draw(st.lists(st.sampled_from(groups))))
    ]
    once = found(phase_evidence({"interview": interviews, "focusgroup": groups}))
    twice = found(phase_evidence({"interview": interviews, "focusgroup": [*groups, *again]}))
    pd.testing.assert_frame_equal(once.findings, twice.findings)
    pd.testing.assert_frame_equal(once.convergence, twice.convergence)


def test_the_findings_of_the_nulmeting_share_out_all_its_evidence() -> None:
    findings, rows = nulmeting_findings().findings, nulmeting_evidence().rows
    named = [name for ids in findings["evidence_ids"] for name in ids.split(" ")]
    assert sorted(named) == sorted(rows["evidence_id"])


def test_every_question_of_the_nulmeting_has_a_label_for_every_pair_of_phases() -> None:
    table_of_labels = nulmeting_findings().convergence
    questions = [question.id for question in nulmeting().codebook.questions]
    assert table_of_labels["question"].value_counts().to_dict() == dict.fromkeys(
        questions, len(PHASES) * (len(PHASES) - 1) // 2
    )
    guests = table_of_labels[(table_of_labels[["phase_a", "phase_b"]] == "mystery_guests").any(axis=1)]
    assert set(guests["label"]) == {"not in scope"}


def test_what_the_survey_was_not_asked_in_the_nulmeting_is_not_silence() -> None:
    table_of_labels = nulmeting_findings().convergence
    pairs = table_of_labels[table_of_labels["question"] == "financiele_basis"]
    with_survey = pairs[(pairs["phase_b"] == "surveys") & (pairs["phase_a"] != "mystery_guests")]
    assert list(with_survey["label"]) == ["not asked"] * 3


def test_a_published_round_is_never_highly_sure() -> None:
    assert "high" not in set(nulmeting_findings().findings["confidence"])
