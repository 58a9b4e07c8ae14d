"""Making the kit: Word files that are whole, and never over what somebody changed."""

from pathlib import Path

import pytest
from docx import Document
from helpers_project import copy_project

from pipeline import showing
from pipeline.beginning.begin import begin
from pipeline.beginning.plan import Plan
from pipeline.errors import ClaimsError, InputError, NothingYetError
from pipeline.kit.making import Kit, make
from pipeline.phases.raw_tables import load_round
from pipeline.rounds import Project

ROUND = "haven"
# The documents are made by another program.
pytestmark = pytest.mark.slow
FILES = ["bezoek.docx", "planning.docx"]


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = copy_project(tmp_path_factory.mktemp("kit") / "project")
    begin(project, Plan(ROUND, "De Haven", "Nergenshuizen", "2026", "2026", phases=("mystery_guests",), synthetic=True))
    make(project, ROUND)
    return project


@pytest.fixture
def folder(begun: Project) -> Path:
    return begun.raw / ROUND / "kit"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_each_is_a_word_file_with_its_title_the_forms_and_what_must_be_known(begun: Project, folder: Path) -> None:
    assert sorted(contents(folder)) == FILES
    document = Document(str(folder / "bezoek.docx"))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Formulier voor een onderzoeksbezoek" in text
    assert "verzonnen gegevens" in text
    headings = [row.cells[0].text for row in document.tables[0].rows]
    assert {"Kop in het werkboek", "Bezoek", "Binnen om"} <= set(headings)
    assert document.tables[0].rows[1].cells[2].text.strip() == ""  # room to write


def test_a_kit_is_no_part_of_what_was_collected(begun: Project) -> None:
    with pytest.raises(NothingYetError):
        load_round(begun, ROUND)


def test_what_nobody_changed_is_made_anew_and_is_the_same(begun: Project, folder: Path) -> None:
    before = contents(folder)
    made = make(begun, ROUND)
    assert ([Path(name).name for name in made.made], made.kept, made.idle) == (FILES, (), ())
    assert contents(folder) == before


def test_what_somebody_changed_stays_and_is_told(
    begun: Project, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "planning.docx"
    before = path.read_bytes()
    path.write_bytes(before + b" ")
    try:
        made = make(begun, ROUND)
        assert (made.kept, path.read_bytes()) == ((f"raw/{ROUND}/kit/planning.docx",), before + b" ")
    finally:
        path.write_bytes(before)
    showing.show_kit(made)
    assert "planning.docx is veranderd en blijft zoals het is" in " ".join(capsys.readouterr().out.split())


def test_what_the_round_no_longer_needs_stays_and_is_told(
    begun: Project, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = begun.raw / ROUND / "round.yml"
    before = path.read_text(encoding="utf-8")
    path.write_text(
        before.replace("mystery_guests: {deployed: true}", 'mystery_guests: {deployed: false, reason: "Later."}'),
        encoding="utf-8",
    )
    try:
        made = make(begun, ROUND)
    finally:
        path.write_text(before, encoding="utf-8")
    assert made.idle == (f"raw/{ROUND}/kit/bezoek.docx",)
    assert (folder / "bezoek.docx").exists()
    showing.show_kit(made)
    assert "vraagt er niet meer om" in capsys.readouterr().out
    make(begun, ROUND)


@pytest.mark.parametrize("lock", ["~$bezoek.docx", "~$zoek.docx", ".~lock.planning.docx#"])
def test_with_one_that_is_open_none_is_written(begun: Project, folder: Path, lock: str) -> None:
    before = contents(folder)
    (folder / lock).write_bytes(b"")
    try:
        with pytest.raises(InputError) as error:
            make(begun, ROUND)
    finally:
        (folder / lock).unlink()
    assert error.value.problems[0].what == "Dit bestand is nog open."
    assert contents(folder) == before


def test_a_house_style_that_can_not_be_used_stops_all(begun: Project, folder: Path) -> None:
    style = begun.raw / ROUND / "report" / "huisstijl.docx"
    style.parent.mkdir()
    style.write_bytes(b"geen Word")
    before = contents(folder)
    try:
        with pytest.raises(ClaimsError):
            make(begun, ROUND)
    finally:
        style.unlink()
        style.parent.rmdir()
    assert contents(folder) == before


def test_a_codebook_with_a_mistake_is_told_and_nothing_is_made(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    begin(project, Plan(ROUND, "De Haven", "Nergenshuizen", "2026", "2026"))
    (project.raw / ROUND / "codeboek.xlsx").unlink()
    with pytest.raises(InputError):
        make(project, ROUND)
    assert not (project.raw / ROUND / "kit").exists()


def test_what_is_to_be_filled_in_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    showing.show_kit(Kit(("raw/x/kit/informatiebrief.docx",), (), (), ("raw/x/kit/informatiebrief.docx",)))
    assert "Vul in voordat u het geeft: raw/x/kit/informatiebrief.docx" in capsys.readouterr().out
