"""Evidence: who is counted, how rows are named, and that each leads back to the raw rows behind it."""

from collections.abc import Iterable
from functools import cache
from typing import Any

import pandas as pd
import pytest
from helpers_rounds import FEW, ROOT, codebook, nulmeting_evidence, round_data, table
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.evidence.statements import from_statements
from pipeline.evidence.table import COLUMNS, SAYS, Evidence, combine
from pipeline.phases.tables import TABLES

BOOK = codebook({"q1": ["interviews"], "q2": ["interviews"]})
CASES = table(
    "interview_cases",
    {"source_id": "piet", "voice": "v1", "persons": 1},
    {"source_id": "mia", "voice": "v1", "persons": 1},
    {"source_id": "straat", "voice": "v2", "persons": 20},
    {"source_id": "groep", "voice": "v3"},
    {"source_id": "koor", "voice": "v3"},
)
VOICES = dict(zip(CASES["source_id"], CASES["voice"], strict=True))


def said(source: str, words: str = "Het helpt.", **rest: Any) -> dict[str, Any]:
    plain = {"question": "q1", "aspect": "a", "direction": 1, "voice": VOICES[source]}
    return {**plain, "source": source, "statement": words, **rest}


def gathered(statements: Iterable[dict[str, Any]]) -> Evidence:
    tables = {"interview_cases": CASES, "interview_statements": table("interview_statements", *statements)}
    return from_statements(round_data(BOOK, tables), "interview_statements")


def only(statements: Iterable[dict[str, Any]]) -> dict[str, Any]:
    [row] = gathered(statements).rows.to_dict("records")
    return row


def counts(row: dict[str, Any]) -> tuple[int, int, str]:
    return row["n"], row["n_total"], row["counted"]


def test_a_person_counts_once_however_much_was_said() -> None:
    row = only([said("piet"), said("piet", "Het helpt echt."), said("piet", "Heel goed.")])
    assert counts(row) == (1, 1, "personen")


def test_the_total_is_all_whom_this_voice_reached_also_about_something_else() -> None:
    rows = gathered([said("piet"), said("mia", question="q2")]).rows
    assert set(zip(rows["n"], rows["n_total"], strict=True)) == {(1, 2)}


def test_a_count_rests_on_the_only_statement_of_a_source_also_about_something_else_and_on_no_other() -> None:
    # Without s3 nobody would know of Mia; without s2 Piet would still have said s1.
    trace = gathered(
        [
            said("piet", statement_id="s1"),
            said("piet", statement_id="s2", question="q2"),
            said("mia", statement_id="s3", question="q2"),
        ]
    ).trace
    own = trace[trace["evidence_id"] == "E-interviews-q1-a-v1-plus"]
    assert set(zip(own["key"], own["role"], strict=True)) == {
        ("s1", "says"),
        ("s3", "counts"),
        ("piet", "counts"),
        ("mia", "counts"),
    }


def test_a_printed_number_is_used() -> None:
    row = only([said("straat", n=9, n_total=20), said("straat", "Echt waar.", n=4, n_total=20)])
    assert counts(row) == (9, 20, "personen")


def test_without_a_printed_total_the_size_of_the_group_is_the_total() -> None:
    assert counts(only([said("straat", n=9)])) == (9, 20, "personen")


def test_a_group_without_numbers_counts_different_statements_and_says_so() -> None:
    rows = gathered([said("straat"), said("straat"), said("straat", "Fijn."), said("straat", "Duur.", direction=-1)])
    by_direction = {row["direction"]: row for row in rows.rows.to_dict("records")}
    assert counts(by_direction[1]) == (2, 3, "uitspraken")
    assert counts(by_direction[-1]) == (1, 3, "uitspraken")
    assert all(row["quality"] == "Telt uitspraken, geen mensen" for row in by_direction.values())


def test_a_group_of_unknown_size_counts_statements_unless_both_numbers_are_printed() -> None:
    assert counts(only([said("groep", n=3)])) == (1, 1, "uitspraken")
    assert counts(only([said("groep", n=3, n_total=5)])) == (3, 5, "personen")


def test_groups_of_unknown_size_may_overlap_so_nothing_is_added_up() -> None:
    row = only([said("groep", n=3, n_total=5), said("koor", n=4, n_total=8)])
    assert counts(row) == (4, 8, "personen")


def test_the_words_of_the_report_for_how_many_are_kept() -> None:
    row = only([said("straat", quantifier="de meesten"), said("straat", "Fijn.", quantifier="sommigen")])
    assert row["quality"] == "Telt uitspraken, geen mensen; Het rapport zegt: de meesten, sommigen"


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ([], "Eerst."),
        (["Eerst."], "Eerst."),
        (["Dan."], "Eerst. (En nog 1 uitspraak.)"),
        (["Dan.", "Tot slot."], "Eerst. (En nog 2 uitspraken.)"),
    ],
)
def test_the_sentence_says_how_many_more_there_are(others: list[str], expected: str) -> None:
    assert only([said("straat", words) for words in ["Eerst.", *others]])["statement"] == expected


STRENGTH = ("synthetic", "reconstructed", "published", "collected")  # the weakest first


@FEW
@given(st.lists(st.sampled_from(STRENGTH), min_size=1))
def test_a_row_is_as_strong_as_its_weakest_part(provenances: list[str]) -> None:
    row = only([said("piet", f"{i}", provenance=provenance) for i, provenance in enumerate(provenances)])
    assert row["provenance"] == STRENGTH[min(map(STRENGTH.index, provenances))]


@st.composite
def statements(draw: st.DrawFn) -> dict[str, Any]:
    source = draw(st.sampled_from(sorted(VOICES)))
    is_group = source in ("straat", "groep", "koor")
    total = draw(st.none() | st.integers(1, 20)) if is_group else None
    number = draw(st.none() | st.integers(0, total or 20)) if is_group else None
    return said(
        source,
        draw(st.sampled_from(["Ja.", "Nee.", "Soms."])),
        question=draw(st.sampled_from(["q1", "q2"])),
        aspect=draw(st.sampled_from(["a", "b"])),
        direction=draw(st.sampled_from([-1, 0, 1])),
        n=pd.NA if number is None else number,
        n_total=pd.NA if total is None else total,
    )


@FEW
@given(st.lists(statements()))
@example([said("straat", n=5), said("straat", "Vooral met kinderen.", n=2, n_total=3)])
def test_a_part_is_never_more_than_its_whole(given_statements: list[dict[str, Any]]) -> None:
    rows = gathered(given_statements).rows
    assert (rows["n"] <= rows["n_total"]).all()


@FEW
@given(st.lists(statements()), st.lists(statements(), min_size=1))
def test_names_are_unique_and_survive_other_rows(some: list[dict[str, Any]], more: list[dict[str, Any]]) -> None:
    before, after = gathered(some).rows, gathered([*some, *more]).rows
    about = ["question", "aspect", "voice", "direction"]
    names_before = dict(zip(before[about].itertuples(index=False, name=None), before["evidence_id"], strict=True))
    names_after = dict(zip(after[about].itertuples(index=False, name=None), after["evidence_id"], strict=True))
    assert after["evidence_id"].is_unique
    assert names_before.items() <= names_after.items()


@FEW
@given(st.lists(statements(), min_size=1), st.data())
def test_the_same_statement_twice_changes_nothing(some: list[dict[str, Any]], data: st.DataObject) -> None:
    twice = data.draw(st.lists(st.sampled_from(some)))
    pd.testing.assert_frame_equal(gathered([*some, *twice]).rows, gathered(some).rows)


@FEW
@given(st.lists(statements()))
def test_each_statement_is_behind_exactly_one_row(some: list[dict[str, Any]]) -> None:
    found = gathered(some)
    said = found.trace[found.trace["role"] == SAYS]
    assert sorted(said["key"]) == sorted(f"r{number}" for number in range(1, len(some) + 1))
    assert set(found.trace["evidence_id"]) == set(found.rows["evidence_id"])


@FEW
@given(st.lists(statements()), st.randoms())
def test_the_order_of_the_parts_does_not_matter(some: list[dict[str, Any]], random: Any) -> None:
    whole = gathered(some)
    parts = [
        Evidence(whole.rows.iloc[[i]], *(part[part["evidence_id"] == name] for part in (whole.trace, whole.values)))
        for i, name in enumerate(whole.rows["evidence_id"])
    ]
    random.shuffle(parts)
    combined = combine(parts)
    pd.testing.assert_frame_equal(combined.rows, whole.rows, check_dtype=False)
    pd.testing.assert_frame_equal(combined.trace, whole.trace, check_dtype=False)


def test_no_evidence_is_typed_like_any_other() -> None:
    nothing = combine([])
    assert list(nothing.rows.columns) == list(COLUMNS)
    assert nothing.rows["direction"].dtype == "Int64"
    assert nothing.rows.empty
    assert nothing.trace.empty


@cache
def raw_keys(file: str) -> frozenset[str]:
    contract = TABLES[file.rsplit("/", 1)[1].removesuffix(".csv")]
    return frozenset(pd.read_csv(ROOT / file, dtype="str")[contract.key])


def test_every_row_of_the_nulmeting_leads_to_raw_rows_that_exist() -> None:
    found = nulmeting_evidence()
    assert found.rows["evidence_id"].is_unique
    assert set(found.trace["evidence_id"]) == set(found.rows["evidence_id"])
    lost = [(row.file, row.key) for row in found.trace.itertuples() if row.key not in raw_keys(row.file)]
    assert lost == []


def test_every_coded_statement_of_the_nulmeting_is_evidence() -> None:
    trace = nulmeting_evidence().trace
    trace = trace[trace["role"] == SAYS]
    for name in ("desk", "interview", "focusgroup", "survey"):
        file = f"raw/wijk-voor-wijk-2019/{name}_statements.csv"
        assert sorted(trace.loc[trace["file"] == file, "key"]) == sorted(raw_keys(file))


def test_no_part_of_the_nulmeting_is_more_than_its_whole() -> None:
    rows = nulmeting_evidence().rows.dropna(subset="n")
    assert len(rows) > 200
    assert (rows["n"] > 0).all()
    assert (rows["n"] <= rows["n_total"]).all()


def test_what_is_counted_in_the_nulmeting_is_named_or_nothing_is_counted() -> None:
    rows = nulmeting_evidence().rows
    assert set(rows["counted"]) == {"personen", "uitspraken", ""}
    assert (rows["n"].isna() == (rows["counted"] == "")).all()
    assert (rows["n_total"].isna() == (rows["counted"] == "")).all()
    counting_statements = rows[rows["counted"] == "uitspraken"]
    assert counting_statements["quality"].str.startswith("Telt uitspraken, geen mensen").all()


def of_group(*numbers: int | None) -> dict[str, Any]:
    return only([said("straat", f"Reden {at}.", n=pd.NA if n is None else n) for at, n in enumerate(numbers)])


def test_of_several_numbers_in_one_group_the_largest_is_a_least_number() -> None:
    assert counts(of_group(7, 3)) == (7, 20, "personen")
    assert of_group(7, 3)["at_least"] == "ja"
    assert of_group(7, None)["at_least"] == "ja", "who gave the reason without a number may be others"
    assert of_group(7)["at_least"] == ""


def test_people_who_are_a_source_each_are_added_up_also_beside_a_source_of_unknown_size() -> None:
    cases = pd.concat([CASES, table("interview_cases", {"source_id": "samen", "voice": "v1"})], ignore_index=True)
    rows = [said("piet", n_total=1), said("mia", n_total=1), {**said("piet", question="q2"), "source": "samen"}]
    tables = {"interview_cases": cases, "interview_statements": table("interview_statements", *rows)}
    made = from_statements(round_data(BOOK, tables), "interview_statements").rows
    [row] = made[made["question"] == "q1"].to_dict("records")
    assert (*counts(row), row["at_least"]) == (2, 2, "personen", "")


def answered(*numbers: int | None, **same: Any) -> dict[str, Any]:
    """Give the evidence of open answers of one wave of 59 people, each row with the number that gave it."""
    wave = table("survey_waves", {"source_id": "enquete", "voice": "v1", "persons": 59})
    rows = [
        {
            "source": "enquete",
            "question": "q1",
            "aspect": "a",
            "voice": "v1",
            "direction": 1,
            "statement": f"Antwoord {at}.",
            "n": pd.NA if n is None else n,
            "n_total": 59,
            **same,
        }
        for at, n in enumerate(numbers)
    ]
    other = {**rows[0], "aspect": "b", "n": 3, "statement": "Iets anders."}
    tables = {"survey_waves": wave, "survey_statements": table("survey_statements", *rows, other)}
    made = from_statements(round_data(codebook({"q1": ["surveys"]}), tables), "survey_statements").rows
    [row] = made[made["aspect"] == "a"].to_dict("records")
    return row


def test_open_answers_of_one_wave_are_answers_and_not_one_person() -> None:
    assert counts(answered(*[1] * 14)) == (14, 17, "antwoorden")
    assert answered(*[1] * 14)["at_least"] == ""


def test_fourteen_people_who_wrote_the_same_are_fourteen() -> None:
    """A row of our own is what one person wrote, with a number or without one."""
    own = {"provenance": "collected", "n_total": pd.NA, "statement": "De deur is dicht."}
    assert counts(answered(*[None] * 14, **own)) == (14, 17, "antwoorden")
    assert counts(answered(*[None] * 13, 2, **own)) == (15, 18, "antwoorden")


def test_without_a_number_in_every_row_different_statements_are_counted() -> None:
    assert counts(answered(1, None)) == (2, 3, "uitspraken")


def test_a_visit_counts_as_a_visit() -> None:
    visits = table("mysteryguest_visits", *({"source_id": f"b{n}", "voice": "v1", "persons": 1} for n in range(3)))
    row = {"question": "q1", "aspect": "a", "voice": "v1", "direction": 1, "statement": "Niemand deed open."}
    rows = [{**row, "source": "b0"}, {**row, "source": "b1"}, {**row, "source": "b2", "aspect": "b"}]
    tables = {"mysteryguest_visits": visits, "mysteryguest_statements": table("mysteryguest_statements", *rows)}
    made = from_statements(round_data(codebook({"q1": ["mystery_guests"]}), tables), "mysteryguest_statements").rows
    assert counts(made[made["aspect"] == "a"].to_dict("records")[0]) == (2, 3, "bezoeken")
