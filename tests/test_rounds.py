"""Projects and rounds."""

from pathlib import Path

import pytest
from helpers_rounds import ROOT

from pipeline.errors import InputError
from pipeline.rounds import Project, find_project

NULMETING = "wijk-voor-wijk-2019"
CHECKOUT = Path(__file__).resolve().parents[1]


@pytest.fixture(autouse=True)
def _no_named_project(monkeypatch):
    monkeypatch.delenv("KLANKBORD_PROJECT", raising=False)


@pytest.fixture
def small(tmp_path):
    """Make a project without anything in it."""
    for folder in ("raw", "codebooks"):
        (tmp_path / "klein" / folder).mkdir(parents=True)
    return Project(tmp_path / "klein")


def test_the_round_of_the_nulmeting(project):
    found = project.round("wijk-voor-wijk-2019")
    assert found.organisation == "Wijk voor Wijk"
    assert not found.synthetic


def test_a_phase_that_was_not_deployed_says_why(project):
    deployment = project.round("wijk-voor-wijk-2019").phases["mystery_guests"]
    assert not deployment.deployed
    assert deployment.reason


def test_the_template_of_a_bureau_is_named_by_its_place_in_the_project(project):
    round_file = project.raw / NULMETING / "round.yml"
    assert project.house_style(NULMETING, "word").name == "huisstijl.docx"
    assert project.own_style(NULMETING, "word") is None
    with round_file.open("a", encoding="utf-8") as file:
        file.write("house_style: huisstijl/bureau.dotx\n")
    assert (
        project.own_style(NULMETING, "word") == project.root / "huisstijl" / "bureau.dotx"
    )  # also where it is missing
    assert project.house_style(NULMETING, "pdf").parent == project.raw / NULMETING / "report"
    assert project.own_style(NULMETING, "pdf") is None


@pytest.mark.parametrize(
    "place", ["../bureau.dotx", "/tmp/bureau.dotx", "C:/bureau.dotx", "stijl\\\\a.dotx", "bureau.pdf"]
)
def test_a_template_outside_the_project_or_of_another_kind_is_refused(project, place):
    round_file = project.raw / NULMETING / "round.yml"
    with round_file.open("a", encoding="utf-8") as file:
        file.write(f'house_style: "{place}"\n')
    with pytest.raises(InputError) as told:
        project.round(NULMETING)
    assert "huisstijl/bureau.dotx" in told.value.problems[0].what + told.value.problems[0].mend


def test_rounds_are_the_folders_with_a_round_file(small):
    for name in ("wijk-2022", "wijk-2019"):
        (small.raw / name).mkdir()
        (small.raw / name / "round.yml").touch()
    (small.raw / "losse-map").mkdir()
    (small.raw / "notitie.txt").touch()
    assert small.round_ids() == ["wijk-2019", "wijk-2022"]


def test_an_unknown_round_is_answered_with_the_nearest(project):
    with pytest.raises(InputError) as error:
        project.round("wijk-voor-wijk-2018")
    (problem,) = error.value.problems
    assert (problem.value, problem.mend) == ("wijk-voor-wijk-2018", "Bedoelde u «wijk-voor-wijk-2019»?")


@pytest.mark.parametrize(
    "name", ["", "..", "../raw/wijk-voor-wijk-2019", "wijk-voor-wijk-2019/", "Wijk-voor-Wijk-2019"]
)
def test_only_the_exact_name_is_a_round(project, name):
    with pytest.raises(InputError):
        project.round(name)


def test_a_project_without_rounds_says_so(small):
    with pytest.raises(InputError) as error:
        small.round("wijk-2019")
    assert error.value.problems[0].mend == "Er is hier nog geen geldige waarde."


def test_files_are_named_relative_to_the_project(small):
    assert small.name(small.report("wijk-2019") / "index.html") == "reports/wijk-2019/index.html"


def test_the_project_is_found_from_a_folder_inside_it(small):
    inside = small.raw / "wijk-2019" / "brieven"
    inside.mkdir(parents=True)
    assert find_project(inside) == small


def test_the_working_folder_is_where_looking_starts(small, monkeypatch):
    monkeypatch.chdir(small.codebooks)
    assert find_project() == small


def test_the_environment_wins(small, project, monkeypatch):
    monkeypatch.setenv("KLANKBORD_PROJECT", str(small.root))
    assert find_project(project.root) == small


def test_outside_any_project_the_checkout_is_used(tmp_path):
    assert find_project(tmp_path) == Project(CHECKOUT)


def test_a_named_folder_that_is_no_project_is_an_error(tmp_path, monkeypatch):
    monkeypatch.setenv("KLANKBORD_PROJECT", str(tmp_path))
    with pytest.raises(InputError) as error:
        find_project(CHECKOUT)
    assert error.value.problems[0].file == str(tmp_path)


def test_who_is_in_none_of_several_panels_can_choose_that() -> None:
    several = Project(ROOT).round("buurtwerkkamers-2019")
    assert [panel.id for panel in several.choices] == [*(panel.id for panel in several.reviewing), "geen"]
    assert several.choices[-1].label == "Geen van deze groepen"
    alone = Project(ROOT).round("voorbeeld-2021")
    assert alone.choices == alone.reviewing, "in a round with one panel there is nothing to choose"
