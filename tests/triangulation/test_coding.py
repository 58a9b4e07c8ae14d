"""How far coders agree: any number of them may code a statement."""

from dataclasses import replace

import krippendorff
import numpy as np
import pytest
from helpers_rounds import codebook, round_data, table

from pipeline.rules import USUAL
from pipeline.triangulation.coding import Coding, codings
from pipeline.triangulation.reliability import table as agreement_table

BOOK = codebook({"q1": ["interviews"]})
FIRST = {"s1": "a", "s2": "a", "s3": "b", "s4": "b", "s5": "a", "s6": "b"}
SECOND = {"s1": "a", "s2": "b", "s3": "b", "s4": "b", "s5": "a"}
THIRD = {"s1": "a", "s2": "a", "s3": "b", "s6": "a"}


def coded(**others: dict[str, str]):
    said = [
        {"statement_id": name, "source": "c1", "question": "q1", "aspect": aspect, "voice": "v1", "direction": 1}
        for name, aspect in FIRST.items()
    ]
    rows = [
        {"statement_id": name, "coder": coder, "question": "q1", "aspect": aspect, "direction": 1}
        for coder, aspects in others.items()
        for name, aspect in aspects.items()
    ]
    tables = {
        "interview_statements": table("interview_statements", *said),
        "second_codings": table("second_codings", *rows),
    }
    return round_data(BOOK, tables)


def only(data) -> Coding:
    [coding] = codings(data)
    return coding


def alpha_by_the_library(*coders: dict[str, str]) -> float:
    value = {"a": 1.0, "b": 2.0}
    ratings = [[value[coder[name]] if name in coder else float("nan") for name in FIRST] for coder in coders]
    return float(krippendorff.alpha(reliability_data=ratings, level_of_measurement="nominal"))


def test_nobody_else_coded() -> None:
    coding = only(coded())
    assert (coding.total, coding.double, coding.coefficients, coding.alpha) == (6, 0, (), None)


def test_two_coders_agree_on_four_of_five() -> None:
    coding = only(coded(tweede=SECOND))
    found = {each.coefficient: each.value for each in coding.coefficients}
    assert (coding.total, coding.double, coding.coders) == (6, 5, 2)
    assert found["percent agreement"] == pytest.approx(4 / 5)
    assert "Cohen's kappa" in found


def test_a_third_coder_is_counted_with_the_others() -> None:
    coding = only(coded(tweede=SECOND, derde=THIRD))
    found = {each.coefficient: each.value for each in coding.coefficients}
    assert (coding.total, coding.double, coding.coders) == (6, 6, 3)
    # s1 and s3: three pairs agree; s2: one of three; s4 and s5: one pair agrees; s6: its pair does not.
    assert found["percent agreement"] == pytest.approx((3 + 3 + 1 + 1 + 1 + 0) / (3 + 3 + 3 + 1 + 1 + 1))
    assert coding.alpha == pytest.approx(alpha_by_the_library(FIRST, SECOND, THIRD))
    assert "Cohen's kappa" not in found, "kappa is for two"


def test_the_table_says_how_many_coded() -> None:
    rows = agreement_table(coded(tweede=SECOND, derde=THIRD))
    assert set(rows["coders"]) == {3}
    assert rows["remark"].str.contains("door een of meer anderen gecodeerd").any()
    assert agreement_table(coded(tweede=SECOND))["remark"].str.contains("door een tweede persoon gecodeerd").any()


@pytest.mark.parametrize(
    ("changed", "agreement"),
    [({}, 1), ({"question": "q2"}, 0), ({"aspect": "b"}, 0), ({"direction": -1}, 0), ({"direction": 0}, 0)],
)
def test_coders_agree_only_when_question_aspect_and_direction_are_all_the_same(
    changed: dict[str, object], agreement: float
) -> None:
    first = {"question": "q1", "aspect": "a", "direction": 1}
    tables = {
        "interview_statements": table("interview_statements", {"statement_id": "s1", **first}),
        "second_codings": table("second_codings", {"statement_id": "s1", "coder": "B", **first, **changed}),
    }
    found = {each.coefficient: each.value for each in only(round_data(BOOK, tables)).coefficients}
    assert found["percent agreement"] == agreement


def test_each_phase_has_its_own_coders_and_one_without_statements_has_none() -> None:
    tables = {
        "interview_statements": table("interview_statements", {"statement_id": "i1"}, {"statement_id": "i2"}),
        "focusgroup_statements": table("focusgroup_statements", {"statement_id": "f1"}),
        "second_codings": table(
            "second_codings", *({"statement_id": "i1", "coder": coder, "aspect": "a"} for coder in "BCD")
        ),
    }
    found = {coding.phase: (coding.total, coding.double, coding.coders) for coding in codings(round_data(BOOK, tables))}
    assert found == {"interviews": (2, 1, 4), "focusgroups": (1, 0, 2)}


def test_what_one_person_coded_has_no_agreement_and_says_so() -> None:
    [row] = agreement_table(coded()).to_dict("records")
    assert (row["scope"], row["coders"], row["n_units"], row["coefficient"], row["value"]) == (
        "interviews",
        1,
        6,
        "",
        "",
    )
    assert row["remark"] == "Niet te berekenen: de uitspraken zijn door één persoon gecodeerd"


def test_question_aspect_and_direction_are_compared_apart() -> None:
    """Both give the same questions; once another aspect; and of those with the same code once another direction."""
    first = [("q1", "a", 1), ("q1", "a", -1), ("q1", "b", 1), ("q1", "b", 0), ("q2", "a", -1), ("q2", "b", 1)]
    second = [("q1", "a", 1), ("q1", "a", -1), ("q1", "a", 1), ("q1", "b", 1), ("q2", "a", -1), ("q2", "b", 1)]
    coding = twice_coded(first, second)
    shares = {
        what: next(each.value for each in found if each.coefficient == "percent agreement")
        for what, found in coding.apart.items()
    }
    assert shares == {
        "together": pytest.approx(4 / 6),
        "question": 1,
        "aspect": pytest.approx(5 / 6),
        "direction": pytest.approx(4 / 5),
    }
    [ordinal] = [each for each in coding.apart["direction"] if "ordinal" in each.coefficient]
    ways = [[1, 1], [-1, -1], [0, 1], [-1, -1], [1, 1]]
    theirs = krippendorff.alpha(np.array(ways, float).T, level_of_measurement="ordinal")
    assert ordinal.value == pytest.approx(theirs)


def test_a_code_that_coders_give_to_other_statements_is_poor_and_one_that_was_hardly_given_is_not_told() -> None:
    """One gives b where the other gives a, five times; c is given twice, too seldom to tell."""
    first = [("q1", "a", 1)] * 10 + [("q1", "b", 1)] * 5 + [("q1", "c", 1)] * 2
    second = [("q1", "a", 1)] * 8 + [("q1", "b", 1)] * 2 + [("q1", "a", 1)] * 5 + [("q1", "c", 1)] * 2
    coding = twice_coded(first, second)
    assert coding.by_code.keys() == {"q1/a", "q1/b"}
    ratings = [[name == "b" for name in (one[1], other[1])] for one, other in zip(first, second, strict=True)]
    theirs = krippendorff.alpha(np.array(ratings, float).T, level_of_measurement="nominal")
    assert coding.poor(USUAL.coder_agreement)["q1/b"] == pytest.approx(theirs)
    assert theirs < 0


def test_the_table_has_a_row_for_each_code_and_part() -> None:
    first = [("q1", "a", 1)] * 6 + [("q1", "b", 1)] * 6
    rows = agreement_table(twice_coded_data(first, [*first[1:], first[0]]))
    assert set(rows["compared"]) == {"together", "question", "aspect", "direction", "code"}
    assert set(rows.loc[rows["compared"] == "code", "code"]) == {"q1/a", "q1/b"}


def twice_coded(*coders: list[tuple[str, str, int]]) -> Coding:
    return only(twice_coded_data(*coders))


def twice_coded_data(first: list[tuple[str, str, int]], second: list[tuple[str, str, int]]):
    book = codebook({"q1": ["interviews"], "q2": ["interviews"]}, aspects=("a", "b", "c"))
    about = {"source": "c1", "voice": "v1"}
    said, again = (
        [
            {"statement_id": f"s{number}", "question": question, "aspect": aspect, "direction": direction}
            for number, (question, aspect, direction) in enumerate(codes)
        ]
        for codes in (first, second)
    )
    tables = {
        "interview_statements": table("interview_statements", *({**row, **about} for row in said)),
        "second_codings": table("second_codings", *({**row, "coder": "tweede"} for row in again)),
    }
    return round_data(book, tables)


def test_in_a_round_that_works_reflexively_nothing_is_compared() -> None:
    """Whoever coded a second time: what was coded is counted, and there is no coefficient and no row that tells why."""
    data = coded(tweede=SECOND)
    reflexive = replace(data, round=data.round.model_copy(update={"coding": "reflexief"}))
    coding = only(reflexive)
    assert (coding.total, coding.double, coding.coefficients, coding.reflexive) == (6, 0, (), True)
    assert len(agreement_table(data)) > 0
    assert agreement_table(reflexive).empty
    assert list(agreement_table(reflexive)) == list(agreement_table(data))
