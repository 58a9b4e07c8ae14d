"""`klankbord codebook`: the codebook of a round checked, shown, and held against that of another one."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from helpers_codebooks import as_workbook, typed
from helpers_project import copy_project

from pipeline import showing
from pipeline.beginning.begin import begin
from pipeline.beginning.plan import Plan
from pipeline.codebook import RoundCodes
from pipeline.codebook_checking import check_codebook
from pipeline.errors import InputError
from pipeline.phases.codebook_files import load
from pipeline.rounds import Project

# It reads whole rounds, or writes them.
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = copy_project(tmp_path_factory.mktemp("codeboek") / "project")
    begin(project, Plan("eerst", "De Haven", "Nergenshuizen", "2026", "2026", phases=("interviews",), synthetic=True))
    begin(project, Plan("dan", "De Haven", "Nergenshuizen", "2027", "2027", codebook="eerst"))
    return project


def test_a_codebook_is_shown_as_a_page_that_is_whole(begun: Project) -> None:
    checked = check_codebook(begun, "eerst")
    assert checked.file == "raw/eerst/codeboek.xlsx"
    assert (checked.notices, checked.changes) == ((), None)
    assert checked.page == ".klankbord/eerst/codeboek.html"
    page = BeautifulSoup((begun.root / checked.page).read_text(encoding="utf-8"), "html.parser")
    said = page.get_text(" ", strip=True)
    for question in checked.book.questions:
        assert question.question in said
        assert all(code.definition in said for code in question.codes)
    assert "verzonnen gegevens" in said
    assert "Verschil met" not in said


def test_what_is_different_from_another_round_is_on_the_page_and_the_screen(
    begun: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = begun.raw / "dan" / "codeboek.xlsx"
    before = path.read_bytes()

    def change(sheets) -> None:
        sheets["codes"]["B3"], sheets["codes"]["E3"] = "doelgroep", "bereik"

    typed(path, change)
    try:
        checked = check_codebook(begun, "dan", "eerst")
    finally:
        path.write_bytes(before)
    assert checked.changes is not None
    assert [(each.how, each.after) for each in checked.changes] == [("renamed", ("opbrengst.doelgroep",))]
    assert "Hernoemd" in (begun.root / checked.page).read_text(encoding="utf-8")
    monkeypatch.setattr(showing.OUT, "_width", 120)
    showing.show_codebook(checked, "eerst")
    said = capsys.readouterr().out
    assert "Hernoemd" in said
    assert "opbrengst.bereik" in said
    showing.show_codebook(check_codebook(begun, "dan", "eerst"), "eerst")
    assert "Het codeboek is gelijk aan dat van eerst." in capsys.readouterr().out


def test_what_may_be_right_is_told_with_its_place(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    begin(project, Plan("proef", "De Haven", "Nergenshuizen", "2026", "2026", phases=("interviews", "surveys")))
    path = project.raw / "proef" / "codeboek.xlsx"
    book = load(project, "proef", project.round("proef"))
    first, second, *others = book.questions
    twice = [first.codes[0], first.codes[1].model_copy(update={"definition": first.codes[0].definition.upper()})]
    questions = [
        first.model_copy(update={"asked_in": ["interviews"], "codes": twice}),
        second.model_copy(update={"asked_in": [], "codes": []}),
        *(each.model_copy(update={"asked_in": ["interviews"]}) for each in others),
    ]
    as_workbook(path, RoundCodes(questions=questions))
    notices = check_codebook(project, "proef").notices
    assert [(each.sheet, each.cell, each.column) for each in notices] == [
        ("vragen", "", "Vragenlijsten"),
        ("codes", "D4", "Definitie"),
        ("vragen", "A4", "Vraag"),
        ("vragen", "A4", "Vraag"),
    ]


def test_with_a_mistake_no_page_is_made(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    begin(project, Plan("proef", "De Haven", "Nergenshuizen", "2026", "2026"))
    typed(project.raw / "proef" / "codeboek.xlsx", lambda sheets: sheets["codes"].__setitem__("A3", "nergens"))
    with pytest.raises(InputError) as error:
        check_codebook(project, "proef")
    (problem,) = error.value.problems
    assert (problem.sheet, problem.cell) == ("codes", "A3")
    assert not (project.root / ".klankbord").exists()
