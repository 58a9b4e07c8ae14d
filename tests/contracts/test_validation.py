"""One raw table against its contract; the tables are those of the nulmeting with one cell changed."""

from functools import cache

import pandas as pd
import pytest
from helpers_damage import CHECKOUT, NULMETING

from pipeline import codebook
from pipeline.contracts.grids import ROW
from pipeline.contracts.reading import read_text_table
from pipeline.contracts.rules import rules_for
from pipeline.contracts.validation import complete, empty, problems_in, with_numbers
from pipeline.phases.declarations import BY_ID
from pipeline.phases.tables import TABLES
from pipeline.rounds import Project

PROJECT = Project(CHECKOUT)


@cache
def rules():
    return rules_for(codebook.load(PROJECT, NULMETING), tuple(BY_ID))


def read(table):
    path = PROJECT.raw / NULMETING / f"{table}.csv"
    return read_text_table(path, PROJECT.name(path))


def check(frame, table):
    return problems_in(frame, TABLES[table], rules(), f"{table}.csv")


def changed(table, column, *values):
    """Give a table with other values in the first cells of a column: the rows from 2 down."""
    frame = read(table)
    for position, value in enumerate(values):
        frame.loc[position, column] = value
    return frame


@pytest.mark.parametrize("table", sorted(path.stem for path in (PROJECT.raw / NULMETING).glob("*.csv")))
def test_the_real_tables_have_no_problems(table):
    assert check(read(table), table) == []


@pytest.mark.parametrize(
    ("table", "column", "value", "meant"),
    [
        ("desk_statements", "question", "zelfredzaamhied", "zelfredzaamheid"),
        ("desk_statements", "voice", "bewoner", "bewoners"),
        ("desk_statements", "provenance", "publised", "published"),
        ("figures", "measure", "procenten", "procent"),
        ("figures", "phase", "survey", "surveys"),
        ("figures", "indicator", "leefbaarheidcijfer", "leefbaarheidscijfer"),
        ("ladder_positions", "instrument", "zrm11", "zrm-11"),
        ("ladder_positions", "moment", "einde", "eind"),
        ("published_findings", "strength", "Sterk", "sterk"),
        ("survey_items", "kind", "rankings", "ranking"),
    ],
)
def test_an_unknown_code_gives_its_row_and_the_nearest_code(table, column, value, meant):
    (problem,) = check(changed(table, column, value), table)
    assert (problem.file, problem.row, problem.column, problem.value) == (f"{table}.csv", 2, column, value)
    assert problem.mend.startswith(f"Bedoelde u «{meant}»?")


@pytest.mark.parametrize(
    ("table", "column", "values"),
    [
        ("desk_statements", "direction", ["2", "-2", "10", "+", "positief", "0,5"]),
        ("desk_statements", "n", ["veel", "1,5", "-1", "1.000", "٣", "1e3", "1234567890"]),
        ("desk_statements", "statement_id", ["1abc", "a b", "a-b", "a.b", "é"]),
        ("figures", "printed", ["onbekend", "?", "1.5", "12 appels", "n.v.t."]),
        ("figures", "formula", ["2020 -", "2020 +* 3", "a.b", "__import__('os')", "a ** b", "1e9", ")"]),
    ],
)
def test_every_cell_that_does_not_fit_gives_its_row(table, column, values):
    found = check(changed(table, column, *values), table)
    assert [(problem.row, problem.column, problem.value) for problem in found] == [
        (row, column, value) for row, value in enumerate(values, 2)
    ]


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("direction", ["-1", "0", "1"]),
        ("n", ["", "0", "7", "007", "999999999"]),
        ("statement_id", ["a", "A_1", "z9"]),
    ],
)
def test_cells_that_fit_are_no_problem(column, values):
    assert check(changed("desk_statements", column, *values), "desk_statements") == []


def test_an_unreadable_formula_is_explained():
    (problem,) = check(changed("figures", "formula", "2020 - (3"), "figures")
    assert problem.what == "Deze formule is niet te lezen."
    assert "positie 8" in problem.mend  # the bracket that is never closed


@pytest.mark.parametrize("column", ["question", "direction", "statement", "provenance"])
def test_an_empty_cell_that_must_be_filled_is_told_once(column):
    (problem,) = check(changed("desk_statements", column, ""), "desk_statements")
    assert (problem.row, problem.column, problem.what) == (2, column, "Deze cel is leeg.")


def test_a_repeated_key_is_reported_at_every_row_but_the_first():
    first = read("desk_statements").loc[0, "statement_id"]
    found = check(changed("desk_statements", "statement_id", first, "ander", first, first), "desk_statements")
    assert [(problem.row, problem.value) for problem in found] == [(4, first), (5, first)]
    assert {problem.what for problem in found} == {"Deze sleutel komt vaker voor."}


def test_rows_are_numbered_as_in_the_file_when_empty_rows_were_left_out():
    frame = changed("desk_statements", "direction", "7")
    frame[ROW] += 10
    assert check(frame, "desk_statements")[0].row == 12


def test_a_missing_column_is_named_at_the_header():
    (problem,) = check(read("desk_statements").drop(columns="voice"), "desk_statements")
    assert (problem.row, problem.column, problem.what) == (1, "voice", "Deze kolom ontbreekt.")


def test_an_extra_column_is_named_at_the_header():
    (problem,) = check(read("desk_statements").assign(notitie="x"), "desk_statements")
    assert (problem.row, problem.column, problem.what) == (1, "notitie", "Deze kolom hoort niet in deze tabel.")


def test_a_misspelled_column_is_answered_with_the_one_that_is_missing():
    found = check(read("desk_statements").rename(columns={"direction": "directon"}), "desk_statements")
    assert {problem.column: problem.mend for problem in found}["directon"] == "Bedoelde u «direction»?"


def test_a_misspelled_column_is_one_mistake():
    found = check(read("desk_statements").rename(columns={"direction": "directon"}), "desk_statements")
    assert [problem.column for problem in found] == ["directon"]


def test_the_order_of_the_columns_does_not_matter():
    frame = read("desk_statements")
    assert check(frame[frame.columns[::-1]], "desk_statements") == []


def test_a_missing_column_does_not_hide_other_mistakes():
    frame = changed("desk_statements", "direction", "7").drop(columns="voice")
    assert [(problem.row, problem.column) for problem in check(frame, "desk_statements")] == [
        (1, "voice"),
        (2, "direction"),
    ]


def test_all_mistakes_are_reported_in_the_order_of_the_rows():
    frame = changed("desk_statements", "voice", "documenten", "niemand")
    frame.loc[0, "question"] = "weg"
    frame.loc[1, "direction"] = "7"
    assert [(problem.row, problem.column) for problem in check(frame, "desk_statements")] == [
        (2, "question"),
        (3, "direction"),
        (3, "voice"),
    ]


def test_a_table_without_rows_is_one_problem():
    (problem,) = check(read("desk_statements").head(0), "desk_statements")
    assert problem.what == "De tabel heeft geen rijen."


def test_numbers_become_whole_numbers_and_empty_cells_missing():
    typed = with_numbers(changed("interview_statements", "n", "3", ""), TABLES["interview_statements"])
    assert typed["n"].dtype == "Int64"
    assert typed["n"][0] == 3
    assert typed["n"][1] is pd.NA


def test_a_number_column_may_be_empty_throughout():
    frame = read("interview_statements").assign(n="", n_total="")
    typed = with_numbers(frame, TABLES["interview_statements"])
    assert typed["n"].dtype == "Int64"
    assert typed["n"].isna().all()


def test_figures_as_printed_stay_text():
    printed = with_numbers(changed("figures", "printed", "6,50", "04"), TABLES["figures"])["printed"]
    assert printed[:2].tolist() == ["6,50", "04"]


def test_the_row_number_is_not_handed_on():
    assert ROW not in with_numbers(read("figures"), TABLES["figures"])


@pytest.mark.parametrize("table", ["figures", "survey_answers", "desk_sources"])
def test_a_table_that_is_not_there_is_typed_as_one_that_is(table):
    real = with_numbers(complete(read(table), TABLES[table]), TABLES[table])
    nothing = empty(TABLES[table])
    assert len(nothing) == 0
    assert dict(nothing.dtypes) == dict(real.dtypes)


def test_an_optional_column_may_be_absent_and_comes_out_empty():
    frame = read("interview_statements").drop(columns=["n", "n_total", "quantifier", "remark"])
    assert check(frame, "interview_statements") == []
    whole = with_numbers(complete(frame, TABLES["interview_statements"]), TABLES["interview_statements"])
    assert set(whole.columns) == {column.name for column in TABLES["interview_statements"].columns}
    assert whole["n"].isna().all()
    assert (whole["remark"] == "").all()


def test_a_misspelled_optional_column_is_still_a_mistake():
    (problem,) = check(read("desk_statements").rename(columns={"quantifier": "quantifer"}), "desk_statements")
    assert (problem.column, problem.mend) == ("quantifer", "Bedoelde u «quantifier»?")


def test_rows_that_two_columns_identify_are_told_apart_by_both():
    table = TABLES["second_codings"]
    row = {"statement_id": "I_001", "coder": "B", "question": "netwerk", "aspect": "steun", "direction": "1"}
    frame = pd.DataFrame([row, {**row, "coder": "C"}, {**row, "coder": "B"}]).assign(**{ROW: [2, 3, 4]})
    assert [(problem.row, problem.what) for problem in check(frame, "second_codings")] == [
        (4, "Deze sleutel komt vaker voor: een rij erboven heeft ook «I_001» en «B».")
    ]
    assert table.identified_by == 2
