"""Reading typed YAML."""

import pytest
from pydantic import ValidationError

from pipeline.errors import InputError
from pipeline.yaml_files import Strict, read


class Person(Strict):
    name: str
    age: int = 0
    active: bool = True


@pytest.fixture
def person(tmp_path):
    """Write the text or bytes to a file and read it as a person."""

    def write_and_read(content, kind=Person):
        path = tmp_path / "map" / "persoon.yml"
        path.parent.mkdir()
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read(path, kind, tmp_path)

    return write_and_read


def problems(call, *arguments):
    with pytest.raises(InputError) as error:
        call(*arguments)
    return error.value.problems


def test_reads_a_model(person):
    assert person("name: Noor\nage: 41\n") == Person(name="Noor", age=41)


def test_reads_a_list_of_models(person):
    assert person("- {name: Noor}\n- {name: Sam}\n", list[Person]) == [Person(name="Noor"), Person(name="Sam")]


def test_a_byte_order_mark_is_ordinary_input(person):
    assert person("\ufeffname: Noor\n") == Person(name="Noor")


def test_a_file_that_has_to_be_a_list_is_told_how_one_is_written(person):
    (problem,) = problems(person, "zomaar tekst", list[Person])
    assert problem.what == "Hier hoort een lijst, ook als er maar één ding in staat."
    assert problem.mend == "Zet voor elk ding een regel die begint met - ."


def test_values_never_change():
    with pytest.raises(ValidationError):
        Person(name="Noor").name = "Sam"


def test_a_missing_file_is_named_relative_to_the_project(tmp_path):
    (problem,) = problems(read, tmp_path / "map" / "weg.yml", Person, tmp_path)
    assert (problem.file, problem.what) == ("map/weg.yml", "Het bestand ontbreekt.")


def test_another_encoding_is_a_problem(person):
    (problem,) = problems(person, "name: Renée\n".encode("cp1252"))
    assert (problem.file, problem.row) == ("map/persoon.yml", None)
    assert "UTF-8" in problem.mend


@pytest.mark.parametrize(
    ("content", "row"),
    [
        ("name: Noor\nage: 41: 42\n", 2),
        ("name: Noor\n\tage: 41\n", 2),
        ('name: Noor\nage: 41\nactive: "ja\n', 4),  # an open quote shows at the end of the file
    ],
)
def test_unreadable_yaml_gives_its_row(person, content, row):
    (problem,) = problems(person, content)
    assert (problem.file, problem.row, problem.what) == ("map/persoon.yml", row, "Dit is geen leesbare YAML.")


def test_an_unknown_field_is_a_problem(person):
    (problem,) = problems(person, "name: Noor\nleeftijd: 41\n")
    assert (problem.column, problem.value, problem.what) == ("leeftijd", "41", "Dit veld bestaat hier niet.")


def test_a_missing_field_is_a_problem(person):
    (problem,) = problems(person, "age: 41\n")
    assert (problem.column, problem.value, problem.what) == ("name", "", "Dit veld ontbreekt.")


def test_a_problem_in_a_list_says_in_which_item(person):
    (problem,) = problems(person, "- {name: Noor}\n- {age: 3}\n", list[Person])
    assert problem.column == "1.name"


def test_all_mistakes_are_reported_at_once(person):
    found = problems(person, "age: veel\nactive: misschien\nleeftijd: 41\n")
    assert {problem.column for problem in found} == {"name", "age", "active", "leeftijd"}


@pytest.mark.parametrize("content", ["name: Noor\nactive: misschien\n", "name: Noor\nage: veel\n", "name: 7\n", ""])
def test_a_value_that_does_not_fit_is_told_in_dutch(person, content):
    (problem,) = problems(person, content)
    for english in ("Input should", "valid", "instance"):
        assert english not in problem.what


def test_the_same_field_twice_is_a_problem(person):
    assert problems(person, "name: Noor\nage: 41\nname: Sam\n")[0].row == 3


@pytest.mark.parametrize(
    ("content", "lines"),
    [("name: Noor\nage: 41\nname: Sam\n", (1, 3)), ("name: Noor\nmore:\n  age: 1\n\n  age: 2\n", (3, 5))],
)
def test_a_field_that_stands_twice_is_told_with_both_lines(person, content, lines):
    [problem] = problems(person, content)
    assert (problem.row, problem.column) == (lines[1], "age" if "more" in content else "name")
    assert problem.what == f"Dit veld staat hier twee keer: in regel {lines[0]} en in regel {lines[1]}."


def test_the_same_field_in_two_places_is_no_mistake(person):
    assert person("- {name: Noor}\n- {name: Sam}\n", list[Person])
