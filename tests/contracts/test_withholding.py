"""What is withheld takes along whatever would give it back."""

from pathlib import Path

import pandas as pd
import pytest
from helpers_rounds import table
from helpers_synthetic import ROUND, synthetic_project

from pipeline.contracts.withholding import dangling, without_withheld
from pipeline.errors import InputError
from pipeline.phases.raw_tables import load_round
from pipeline.phases.tables import TABLES
from pipeline.rounds import Project, Withheld


@pytest.fixture
def oefen(tmp_path: Path) -> Project:
    """Give the made-up round, with what the survey says on one question withheld too."""
    project = synthetic_project(tmp_path / "project")
    path = project.raw / ROUND / "round.yml"
    added = "withheld:\n  - {phase: surveys, question: tevreden, reason: herkenbaar}\n"
    path.write_text(path.read_text(encoding="utf-8").replace("withheld:\n", added), encoding="utf-8")
    return project


def test_the_figure_that_prints_a_withheld_answer_goes_too(oefen: Project) -> None:
    tables = load_round(oefen, ROUND).tables
    assert "peiling_tevreden" not in set(tables["figures"]["figure_id"])
    assert "peiling_komt" in set(tables["figures"]["figure_id"]), "another question of the same survey stays"


def test_judgements_made_with_it_in_sight_go_too(oefen: Project) -> None:
    judged = load_round(oefen, ROUND).tables["judgements"]
    assert not (judged["question"] == "tevreden").any()
    assert (judged["question"] == "bereik").any()


@pytest.mark.parametrize(("column", "value"), [("formula", "peiling_tevreden * 2"), ("same_as", "peiling_tevreden")])
def test_a_figure_that_would_give_it_back_is_refused(oefen: Project, column: str, value: str) -> None:
    path = oefen.raw / ROUND / "figures.csv"
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    cells = dict.fromkeys(header.split(","), "")
    cells |= {"figure_id": "verraad", "document": "oefen", "locator": "verzonnen", "phase": "desk_research"}
    cells |= {"series": "bezoek", "quantity": "Verraad", "measure": "procent", "printed": "80%", column: value}
    cells["provenance"] = "synthetic"
    path.write_text("\n".join([header, *rows, ",".join(cells.values())]) + "\n", encoding="utf-8")
    with pytest.raises(InputError) as error:
        load_round(oefen, ROUND)
    [problem] = error.value.problems
    assert problem.value == "verraad"
    assert "zou het teruggeven" in problem.what


# By hand: what a phase says on q1 is withheld.


def left(phase: str = "interviews", **tables: list[dict[str, object]]) -> dict[str, pd.DataFrame]:
    withheld = [Withheld(phase=phase, question="q1", reason="herkenbaar")]
    return without_withheld({name: table(name, *rows) for name, rows in tables.items()}, withheld, TABLES)


def said(name: str, question: str) -> dict[str, object]:
    return {"statement_id": name, "question": question}


def coded(name: str, coder: str, question: str) -> dict[str, object]:
    return {"statement_id": name, "coder": coder, "question": question}


def test_a_phase_keeps_its_other_questions_and_another_phase_its_answers_to_this_one() -> None:
    found = left(
        interview_statements=[said("i1", "q1"), said("i2", "q2")],
        focusgroup_statements=[said("f1", "q1"), said("f2", "q2")],
    )
    assert list(found["interview_statements"]["statement_id"]) == ["i2"]
    assert list(found["focusgroup_statements"]["statement_id"]) == ["f1", "f2"]


def test_whatever_any_coder_made_of_a_withheld_statement_goes_and_of_others_stays() -> None:
    codings = [
        coded("i1", "B", "q1"),
        coded("i2", "B", "q2"),
        coded("i1", "C", "q2"),  # another coder read another question in it: it would still tell that it is there
        coded("f1", "B", "q1"),
        coded("i2", "C", "q1"),
    ]
    found = left(
        interview_statements=[said("i1", "q1"), said("i2", "q2")],
        focusgroup_statements=[said("f1", "q1")],
        second_codings=codings,
    )["second_codings"]
    assert list(zip(found["statement_id"], found["coder"], strict=True)) == [("i2", "B"), ("f1", "B"), ("i2", "C")]
    assert list(found.index) == [0, 1, 2]


ITEMS = [{"item_id": "i1", "question": "q1"}, {"item_id": "i2", "question": "q2"}]
ANSWERS = [
    {"answer_id": "a1", "item_id": "i1", "figure_id": "f1"},
    {"answer_id": "a2", "item_id": "i2", "figure_id": "f2"},
    {"answer_id": "a3", "item_id": "i2"},
]
POSITIONS = [
    {"position_id": "p1", "question": "q1", "figure_id": "f3"},
    {"position_id": "p2", "question": "q2", "figure_id": "f1"},
    {"position_id": "p3", "question": "q2", "figure_id": "f4"},
]


def test_an_answer_to_a_withheld_item_takes_along_the_figure_that_prints_it_and_what_else_refers_to_that() -> None:
    figures = [{"figure_id": name} for name in ("f1", "f2", "f3", "f4")]  # no question: nothing else betrays them
    found = left("surveys", survey_items=ITEMS, survey_answers=ANSWERS, ladder_positions=POSITIONS, figures=figures)
    assert {name: list(frame.iloc[:, 0]) for name, frame in found.items()} == {
        "survey_items": ["i2"],
        "survey_answers": ["a2", "a3"],
        "ladder_positions": ["p3"],
        "figures": ["f2", "f4"],
    }


def test_a_round_without_figures_has_none_to_leave_out() -> None:
    found = left("surveys", survey_items=ITEMS, survey_answers=[{"answer_id": "a1", "item_id": "i1"}])
    assert found["survey_answers"].empty


def judged(name: str, question: str, phase_a: str = "", phase_b: str = "") -> dict[str, object]:
    return {"judgement_id": name, "question": question, "phase_a": phase_a, "phase_b": phase_b}


def test_a_judgement_goes_when_it_is_on_the_question_as_a_whole_or_on_a_pair_with_the_phase() -> None:
    found = left(
        judgements=[
            judged("whole", "q1"),
            judged("first", "q1", "interviews", "surveys"),
            judged("second", "q1", "surveys", "interviews"),
            judged("others", "q1", "surveys", "focusgroups"),
            judged("other_whole", "q2"),
            judged("other_pair", "q2", "interviews", "surveys"),
        ]
    )
    assert list(found["judgements"]["judgement_id"]) == ["others", "other_whole", "other_pair"]


def test_a_comparison_goes_with_a_conclusion_on_the_question_and_the_conclusion_itself_stays() -> None:
    found = left(
        published_findings=[{"finding_id": "p1", "question": "q1"}, {"finding_id": "p2", "question": "q2"}],
        comparisons=[{"comparison_id": "c1", "published_id": "p1"}, {"comparison_id": "c2", "published_id": "p2"}],
    )
    assert list(found["published_findings"]["finding_id"]) == ["p1", "p2"]
    assert list(found["comparisons"]["comparison_id"]) == ["c2"]


def test_without_anything_withheld_every_row_stays() -> None:
    tables = {"judgements": table("judgements", judged("whole", "q1"))}
    assert list(without_withheld(tables, [], TABLES)["judgements"]["judgement_id"]) == ["whole"]


def test_two_phases_can_be_withheld_on_one_question() -> None:
    tables = {
        "interview_statements": table("interview_statements", said("i1", "q1")),
        "focusgroup_statements": table("focusgroup_statements", said("f1", "q1")),
        "desk_statements": table("desk_statements", said("d1", "q1")),
    }
    withheld = [Withheld(phase=name, question="q1", reason="x") for name in ("interviews", "focusgroups")]
    found = without_withheld(tables, withheld, TABLES)
    assert {name: len(frame) for name, frame in found.items()} == {
        "interview_statements": 0,
        "focusgroup_statements": 0,
        "desk_statements": 1,
    }


def test_what_rests_on_a_row_that_is_gone_is_told_and_what_rests_on_one_that_is_there_is_not() -> None:
    figures = [
        {"figure_id": "there"},
        {"figure_id": "good", "formula": "2 * there"},
        {"figure_id": "bad", "formula": "there + gone"},
    ]
    [problem] = dangling({"figures": table("figures", *figures)}, TABLES, "raw/klein")
    assert (problem.file, problem.value) == ("raw/klein/figures.csv", "bad")
    assert "gone" in problem.what
    assert "there" not in problem.what
