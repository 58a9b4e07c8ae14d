"""Tables that were imported: they stand below what people typed, and a mistake in them is told in their own file."""

import csv
from pathlib import Path

import pytest
from helpers_collected import ROUND, collected_project

from pipeline.errors import InputError
from pipeline.execution.fingerprints import Hashes
from pipeline.execution.plan import plan, remember
from pipeline.execution.stages import stages
from pipeline.phases.raw_tables import load_round
from pipeline.rounds import Project

PEOPLE = ("respondent_id", "voice", "origin")
TALKS = ("interview_id", "respondents")
CODES = ("segment_id", "interview", "respondent", "start", "end", "text", "coder", "question", "aspect", "direction")


def write(path: Path, columns: tuple[str, ...], *rows: tuple[str, ...]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([columns, *rows])


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = collected_project(tmp_path)
    for name in ("interview_cases", "interview_statements"):
        (made.raw / ROUND / f"{name}.csv").unlink()
    folder = made.raw / ROUND
    write(folder / "respondents.csv", PEOPLE[:2], ("K01", "klanten"))
    write(folder / "interviews.csv", TALKS, ("G01", "K01"))
    write(folder / "segments.csv", CODES, ("F1", "G01", "K01", "", "", "Ik kom vaak.", "AB", "bereik", "komen", "1"))
    write(folder / "import" / "qda" / "respondents.csv", PEOPLE, ("K02", "klanten", "anna.qdpx"))
    write(folder / "import" / "qda" / "interviews.csv", TALKS, ("G02", "K02"))
    second = ("F2", "G02", "K02", "0", "4", "Nooit", "AB", "bereik", "komen", "-1")
    write(folder / "import" / "qda" / "segments.csv", CODES, second)
    return made


def problem(project: Project) -> tuple[str, int | None, str, str]:
    with pytest.raises(InputError) as caught:
        load_round(project, ROUND)
    (found,) = caught.value.problems
    return found.file, found.row, found.column, found.what


def test_a_table_is_what_people_typed_and_what_was_imported(project: Project) -> None:
    data = load_round(project, ROUND)
    assert list(data.whole("respondents")["respondent_id"]) == ["K01", "K02"]
    assert list(data.whole("respondents")["origin"]) == ["", "anna.qdpx"]
    assert set(data.whole("segments")["provenance"]) == {"collected"}
    assert data.file("segments") == f"raw/{ROUND}/segments.csv en import/segments"
    assert not [each for each in data.notices if each.file.startswith(f"raw/{ROUND}/import/")]


def test_a_table_may_be_imported_as_a_whole(project: Project) -> None:
    for name in ("respondents", "interviews", "segments"):
        (project.raw / ROUND / f"{name}.csv").unlink()
    data = load_round(project, ROUND)
    assert list(data.whole("segments")["segment_id"]) == ["F2"]
    assert data.file("segments") == f"raw/{ROUND}/import/qda/segments.csv"


def test_a_mistake_in_an_imported_row_is_told_in_its_own_file(project: Project) -> None:
    row = ("F2", "G02", "K02", "0", "4", "Nooit", "AB", "bereik", "gaan", "-1")
    write(project.raw / ROUND / "import" / "qda" / "segments.csv", CODES, row)
    what = "Dit aspect hoort niet bij de vraag bereik."
    assert problem(project) == (f"raw/{ROUND}/import/qda/segments.csv", 2, "aspect", what)


def test_a_name_that_was_typed_and_imported_is_refused(project: Project) -> None:
    write(
        project.raw / ROUND / "import" / "qda" / "respondents.csv",
        PEOPLE,
        ("K01", "klanten", ""),
        ("K02", "klanten", ""),
    )
    file = f"raw/{ROUND}/import/qda/respondents.csv"
    assert problem(project) == (file, 2, "respondent_id", "Deze sleutel komt vaker voor.")


def test_what_was_typed_and_imported_under_two_names_is_refused(project: Project) -> None:
    typed = ("F1", "G02", "K02", "0", "4", "Nooit", "AB", "bereik", "komen", "-1")
    write(project.raw / ROUND / "segments.csv", CODES, typed)
    assert problem(project)[3] == "Dit staat ook in rij 2: alleen segment_id is anders."


def test_a_column_that_is_not_there_is_one_mistake_of_the_file_that_lacks_it(project: Project) -> None:
    write(project.raw / ROUND / "respondents.csv", PEOPLE[:1], ("K01",))
    assert problem(project) == (f"raw/{ROUND}/respondents.csv", 1, "voice", "Deze kolom ontbreekt.")


def test_an_imported_file_that_is_no_table_is_told(project: Project) -> None:
    write(project.raw / ROUND / "import" / "qda" / "codings.csv", ("a",), ("1",))
    assert problem(project)[3] == "Dit wordt nergens gelezen."


def test_imported_files_count_for_the_stages_that_read_them(project: Project) -> None:
    data = load_round(project, ROUND)
    planned = {stage.id: stage for stage in stages(project, ROUND, data.round, data.codebook, "x")}
    file = f"raw/{ROUND}/import/qda/segments.csv"
    assert file in planned["02_interviews"].inputs
    assert file not in planned["01_desk_research"].inputs


def test_imported_rows_are_validated_again_when_they_change(project: Project) -> None:
    planned, validated = plan(project, ROUND, Hashes())
    assert validated
    remember(planned, Hashes())
    assert not plan(project, ROUND, Hashes())[1]
    row = ("F2", "G02", "K02", "0", "4", "Nooit", "AB", "bereik", "gaan", "-1")
    write(project.raw / ROUND / "import" / "qda" / "segments.csv", CODES, row)
    with pytest.raises(InputError):
        plan(project, ROUND, Hashes())


def test_a_file_as_it_came_is_no_table_whatever_it_is_called(project: Project) -> None:
    for name in ("segments", "quotations"):
        write(project.raw / ROUND / "import" / "bestanden" / f"{name}.csv", ("Citaat", "Codes"), ("Ja", "goed"))
    assert len(load_round(project, ROUND).whole("segments")) == 2
