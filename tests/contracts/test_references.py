"""What a row refers to has to be there, whatever table it is in; the tables are small and made by hand."""

import pandas as pd

from pipeline.contracts.grids import ROW
from pipeline.contracts.references import absent, named_in, names_of, reference_problems
from pipeline.contracts.table import STATEMENTS, Column, Table

BOOKS = Table("books", (Column("book"), Column("also", optional=True)), known_as=("also",))
LOANS = Table("loans", (Column("loan"), Column("book", optional=True, references="books")))
SUMS = Table(
    "sums",
    (Column("sum"), Column("formula", "formula", references="sums"), Column("place", references="towns", loose=True)),
)
SAID = Table("said", (Column("said"),), sources="books")
ALSO = Table("also", (Column("also"),), sources="books")
CODED = Table("coded", (Column("coded", references=STATEMENTS),))
CONTRACTS = {table.name: table for table in (BOOKS, LOANS, SUMS, SAID, ALSO, CODED, Table("towns", (Column("town"),)))}


def frame(**columns: list[str]) -> pd.DataFrame:
    made = pd.DataFrame(columns, dtype="str")
    return made.assign(**{ROW: range(2, len(made) + 2)})


def found(told: tuple[str, ...] = (), **frames: pd.DataFrame) -> list[tuple[str, int | None, str, str]]:
    files = {name: f"{name}.csv" for name in frames}
    problems = reference_problems(frames, told, CONTRACTS, files)
    return [(problem.file, problem.row, problem.column, problem.what) for problem in problems]


def test_a_row_that_is_not_there_is_told_with_its_row_and_the_nearest() -> None:
    frames = {"books": frame(book=["atlas"]), "loans": frame(loan=["1", "2"], book=["atlas", "atlsa"])}
    [problem] = reference_problems(frames, (), CONTRACTS, {"books": "b", "loans": "l"})
    assert (problem.file, problem.row, problem.column, problem.value) == ("l", 3, "book", "atlsa")
    assert problem.what == "Dit staat niet in de tabel books."
    assert problem.mend == "Bedoelde u «atlas»? Een nieuwe zet u in de tabel books."


def test_an_empty_cell_refers_to_nothing() -> None:
    assert found(books=frame(book=["atlas"]), loans=frame(loan=["1"], book=[""])) == []


def test_a_row_can_be_named_by_its_other_names() -> None:
    books = frame(book=["atlas"], also=["kaartenboek; bos"])
    assert names_of(BOOKS, books) == ["atlas", "kaartenboek", "bos"]
    assert found(books=books, loans=frame(loan=["1"], book=["bos"])) == []


def test_every_name_in_a_formula_is_a_reference() -> None:
    assert named_in(SUMS.columns[1], "a + sum(b, c) / 2") == {"a", "b", "c"}
    assert named_in(SUMS.columns[1], "a +") == frozenset()
    sums = frame(sum=["a", "b"], formula=["b + x + y", ""], place=["", ""])
    assert [what for *_, what in found(sums=sums)] == [
        "x staat niet in de tabel sums.",
        "y staat niet in de tabel sums.",
    ]


def test_free_text_is_held_against_a_table_only_when_the_round_has_it() -> None:
    sums = frame(sum=["a"], formula=[""], place=["Dordt"])
    assert found(sums=sums) == []
    assert len(found(sums=sums, towns=frame(town=["Dordrecht"]))) == 1


def test_a_statement_may_stand_in_any_table_of_statements() -> None:
    frames = {"said": frame(said=["s1"]), "also": frame(also=["s2"]), "coded": frame(coded=["s1", "s2", "s3"])}
    [(_, row, _, what)] = found(**frames)
    assert (row, what) == (4, "Dit staat niet in een tabel met uitspraken.")


def test_a_table_that_could_not_be_read_is_not_held_against_those_that_refer_to_it() -> None:
    loans = frame(loan=["1"], book=["atlas"])
    assert found(told=("books",), loans=loans) == []
    assert found(told=("also",), said=frame(said=["s1"]), coded=frame(coded=["s2"])) == []
    assert found(books=frame(titel=["atlas"]), loans=loans) == [], "its key is misspelled: told as such"


def test_that_one_table_of_statements_is_not_there_does_not_excuse_a_name_that_is_in_none() -> None:
    [(_, row, _, _)] = found(said=frame(said=["s1"]), coded=frame(coded=["s1", "s2"]))
    assert row == 3


def test_a_table_without_rows_is_one_mistake_and_not_one_for_each_that_refers_to_it() -> None:
    assert found(books=frame(book=[]), loans=frame(loan=["1", "2"], book=["atlas", "bos"])) == []


def test_a_table_that_others_refer_to_is_absent_once_with_who_refers() -> None:
    assert absent({"loans": frame(loan=["1", "2"], book=["a", "b"])}, CONTRACTS) == {"books": ["loans"]}
    assert absent({"loans": frame(loan=["1"], book=[""])}, CONTRACTS) == {}
    assert absent({"sums": frame(sum=["a"], formula=[""], place=["Dordt"])}, CONTRACTS) == {}
