"""Mistakes that only show when the tables of a round are read together, in a damaged copy of the nulmeting."""

import pytest
from helpers_damage import NULMETING

from pipeline.phases.raw_tables import load_round

# It reads whole rounds, or writes them.
pytestmark = pytest.mark.slow

FOLDER = f"raw/{NULMETING}"


def test_an_aspect_of_another_question(damaged):
    row = damaged.row("interview_statements", lambda cells: cells["question"] == "zelfredzaamheid")
    damaged.set("interview_statements", row, aspect="veilige_plek_x")
    problem = damaged.problem()
    assert (problem.file, problem.row, problem.column) == (f"{FOLDER}/interview_statements.csv", row, "aspect")
    assert "zelfredzaamheid" in problem.what
    assert problem.mend.startswith("Bedoelde u «veilige_plek»?")


@pytest.mark.parametrize("table", ["figures", "survey_items"])
def test_an_aspect_without_a_question(damaged, table):
    row = damaged.row(table, lambda cells: cells["aspect"])
    damaged.set(table, row, question="")
    problem = damaged.problem()
    assert (problem.row, problem.column) == (row, "aspect")
    assert "zonder vraag" in problem.what


def test_a_question_that_was_not_asked_in_the_phase(damaged):
    damaged.edit(
        damaged.codebook, "asked_in: [desk_research, interviews, focusgroups, surveys]", "asked_in: [interviews]"
    )
    rows = [
        n for n, cells in enumerate(damaged.rows("focusgroup_statements"), 2) if cells["question"] == "zelfredzaamheid"
    ]
    found = [problem for problem in damaged.problems() if problem.file == f"{FOLDER}/focusgroup_statements.csv"]
    assert [problem.row for problem in found] == rows
    assert {(problem.column, problem.value) for problem in found} == {("question", "zelfredzaamheid")}


@pytest.mark.parametrize(
    ("table", "sources"),
    [
        ("desk_statements", "desk_sources"),
        ("interview_statements", "interview_cases"),
        ("focusgroup_statements", "focusgroup_groups"),
        ("survey_statements", "survey_waves"),
        ("survey_items", "survey_waves"),
    ],
)
def test_an_unknown_source(damaged, table, sources):
    meant = damaged.rows(table)[1]["source"]
    damaged.set(table, 3, source=f"{meant}x")
    problem = damaged.problem()
    assert (problem.file, problem.row, problem.column) == (f"{FOLDER}/{table}.csv", 3, "source")
    assert f"de tabel {sources}." in problem.what
    assert problem.mend.startswith(f"Bedoelde u «{meant}»?")


@pytest.fixture
def codings(damaged):
    """Write what coders gave the first statement of the interviews, and give that statement."""

    def write(*changed):
        [first] = damaged.rows("interview_statements")[:1]
        own = {name: first[name] for name in ("statement_id", "question", "aspect", "direction")}
        damaged.write("second_codings", [{**own, "coder": f"Codeur {n}", **row} for n, row in enumerate(changed, 2)])
        return first

    return write


def test_any_number_of_coders_may_code_a_statement(damaged, codings):
    codings({}, {}, {})
    assert len(load_round(damaged.project, damaged.id).tables["second_codings"]) == 3


def test_each_coding_of_a_statement_has_an_aspect_of_its_question(damaged, codings):
    codings({"aspect": "fout"}, {}, {"aspect": "mis"})
    found = [(problem.file, problem.row, problem.column, problem.value) for problem in damaged.problems()]
    assert found == [
        (f"{FOLDER}/second_codings.csv", 2, "aspect", "fout"),
        (f"{FOLDER}/second_codings.csv", 4, "aspect", "mis"),
    ]


def test_each_coding_is_of_a_statement_that_some_phase_has(damaged, codings):
    other = damaged.rows("focusgroup_statements")[0]["statement_id"]
    first = codings({"statement_id": "weg"}, {"statement_id": other}, {})
    problem = damaged.problem()
    assert (problem.row, problem.column, problem.value) == (2, "statement_id", "weg")
    assert problem.what == "Dit staat niet in een tabel met uitspraken."
    assert first["statement_id"] != other


def test_a_part_that_is_larger_than_its_total(damaged):
    damaged.set("interview_statements", 4, n="6", n_total="5")
    problem = damaged.problem()
    assert (problem.row, problem.column, problem.value) == (4, "n", "6")
    assert "n_total (5)" in problem.what


def test_more_people_than_a_source_has_can_not_have_said_so(damaged):
    damaged.set("interview_statements", 4, n="7", n_total="")
    problem = damaged.problem()
    assert (problem.row, problem.column, problem.value) == (4, "n", "7")
    assert "personen van deze bron (6)" in problem.what


def test_a_part_may_be_the_whole(damaged):
    damaged.set("interview_statements", 4, n="6", n_total="6")
    damaged.set("interview_statements", 5, n="5", n_total="")
    assert load_round(damaged.project, damaged.id).tables["interview_statements"]["n"][2] == 6


def test_a_position_on_a_ladder_refers_to_a_figure(damaged):
    meant = damaged.rows("ladder_positions")[0]["figure_id"]
    damaged.set("ladder_positions", 2, figure_id=f"{meant}x")
    problem = damaged.problem()
    assert (problem.file, problem.row, problem.column) == (f"{FOLDER}/ladder_positions.csv", 2, "figure_id")
    assert problem.mend.startswith(f"Bedoelde u «{meant}»?")


def test_an_answer_refers_to_a_figure(damaged):
    meant = damaged.rows("survey_answers")[0]["figure_id"]
    damaged.set("survey_answers", 2, figure_id=f"{meant}x")
    assert damaged.problem().mend.startswith(f"Bedoelde u «{meant}»?")


def test_an_answer_refers_to_an_item(damaged):
    meant = damaged.rows("survey_answers")[0]["item_id"]
    damaged.set("survey_answers", 2, item_id=f"{meant}x")
    problem = damaged.problem()
    assert (problem.row, problem.column) == (2, "item_id")
    assert problem.mend.startswith(f"Bedoelde u «{meant}»?")


class TestFormulas:
    """What figures.csv says about figures that follow from others."""

    @pytest.fixture
    def own(self, damaged):
        """Give the row of a figure that neither has nor gets a formula, and its id."""
        named = " ".join(cells["formula"] + " " + cells["same_as"] for cells in damaged.rows("figures"))
        row = damaged.row(
            "figures",
            lambda cells: not cells["formula"] and not cells["same_as"] and cells["figure_id"] not in named,
        )
        return row, damaged.rows("figures")[row - 2]["figure_id"]

    def test_a_formula_names_an_unknown_figure(self, damaged, own):
        row, _ = own
        damaged.set("figures", row, formula="2020 - org_start_jaar_inleidin")
        problem = damaged.problem()
        assert (problem.file, problem.row, problem.column) == (f"{FOLDER}/figures.csv", row, "formula")
        assert "org_start_jaar_inleidin" in problem.what
        assert problem.mend.startswith("Bedoelde u «org_start_jaar_inleiding»?")

    def test_every_unknown_figure_in_a_formula_is_a_problem(self, damaged, own):
        damaged.set("figures", own[0], formula="sum(qqq1, qqq2)")
        assert len(damaged.problems()) == 2

    def test_the_advice_on_an_unknown_figure_is_not_to_look_in_the_codebook(self, damaged, own):
        damaged.set("figures", own[0], formula="2 * qqq")
        assert "codeboek" not in damaged.problem().mend

    def test_same_as_names_an_unknown_figure(self, damaged, own):
        damaged.set("figures", own[0], same_as="org_start_jaar_inleidin")
        problem = damaged.problem()
        assert (problem.row, problem.column) == (own[0], "same_as")
        assert problem.mend.startswith("Bedoelde u «org_start_jaar_inleiding»?")

    @pytest.mark.parametrize("column", ["formula", "same_as"])
    def test_a_figure_that_refers_to_itself(self, damaged, own, column):
        row, name = own
        damaged.set("figures", row, **{column: name})
        problem = damaged.problem()
        assert (problem.row, problem.column) == (row, column)
        assert "naar zichzelf" in problem.what

    def test_a_circle_of_references_gives_every_row_in_it_and_no_other(self, damaged, own):
        row, name = own
        other = damaged.row("figures", lambda cells: "mon_crabbehof_actief_2009" in cells["formula"])
        linked = damaged.rows("figures")[other - 2]["figure_id"]
        outside = damaged.row("figures", lambda cells: cells["figure_id"] == "org_start_jaar_inleiding")
        damaged.set("figures", row, same_as=linked)
        damaged.set("figures", other, formula=f"1 + {name}")
        damaged.set("figures", outside, formula=f"1 + {name}")  # leads to the circle, but is not in it
        assert {(problem.row, problem.column) for problem in damaged.problems()} == {
            (row, "same_as"),
            (other, "formula"),
        }


class TestReconstructedCounts:
    """`profiel_netwerkpartner`: 54% of 24, so 13 and nothing else."""

    @pytest.fixture
    def row(self, damaged):
        return damaged.row("survey_answers", lambda cells: cells["answer_id"] == "profiel_netwerkpartner")

    @pytest.fixture
    def printed(self, damaged):
        """Change the percentage that the count is reconstructed from."""
        row = damaged.row("figures", lambda cells: cells["figure_id"] == "survey_profiel_netwerkpartner")
        return lambda text: damaged.set("figures", row, printed=text)

    def test_a_count_that_does_not_fit_its_percentage(self, damaged, row):
        damaged.set("survey_answers", row, count="14")  # 14 of 24 is 58%
        problem = damaged.problem()
        assert (problem.file, problem.row, problem.column) == (f"{FOLDER}/survey_answers.csv", row, "count")
        assert problem.what == "Bij 54% van 24 past: 13."

    def test_a_count_that_was_not_reconstructed_may_differ_from_the_print(self, damaged, row):
        damaged.set("survey_answers", row, count="14", provenance="published")
        assert load_round(damaged.project, damaged.id).tables["survey_answers"]["count"][row - 2] == 14

    def test_a_percentage_that_no_count_gives(self, damaged, row, printed):
        printed("53%")  # 12 of 24 is 50%, 13 is 54,2%
        problem = damaged.problem()
        assert problem.row == row
        assert "geen enkel aantal" in problem.what

    def test_a_percentage_that_more_than_one_count_gives(self, damaged, row):
        damaged.set("survey_items", damaged.row("survey_items", lambda cells: cells["item_id"] == "profiel"), n="300")
        found = {problem.row: problem for problem in damaged.problems()}
        assert "161, 162, 163" in found[row].what  # 53,5% to 54,5% of 300 is 160,5 to 163,5

    def test_a_count_larger_than_its_n(self, damaged, row):
        damaged.set("survey_answers", row, count="25")
        problem = damaged.problem()
        assert (problem.row, problem.column) == (row, "count")
        assert "(24)" in problem.what

    @pytest.mark.parametrize("text", ["1/3e", "verdubbeld", "ruim 130%"])
    def test_a_figure_that_no_count_can_be_reconstructed_from(self, damaged, row, printed, text):
        printed(text)
        problem = damaged.problem()
        assert (problem.row, problem.column) == (row, "count")

    def test_nobody_answered(self, damaged, row):
        damaged.set("survey_items", damaged.row("survey_items", lambda cells: cells["item_id"] == "profiel"), n="0")
        for answer in range(2, 7):
            damaged.set("survey_answers", answer, count="0")
        assert row in {problem.row for problem in damaged.problems()}
