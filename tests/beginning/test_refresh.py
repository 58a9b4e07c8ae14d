"""Lists brought up to date: what people did to a workbook stays in it, to the byte but for the lists."""

import shutil
import zipfile
from pathlib import Path

import pytest
from helpers_office import Office, typed
from helpers_project import copy_project
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font

from pipeline.beginning.begin import begin
from pipeline.beginning.plan import Plan
from pipeline.beginning.refresh import refresh
from pipeline.errors import InputError
from pipeline.rounds import Project

# It reads whole rounds, or writes them.
pytestmark = pytest.mark.slow

ROUND = "haven"
ALL = (
    *("deelnemers", "deskresearch", "focusgroepen", "interviews", "meetladders", "mystery_guests"),
    "enquetes/vragenlijsten",
)


@pytest.fixture
def begun(tmp_path: Path) -> Project:
    project = copy_project(tmp_path / "project")
    begin(project, Plan(ROUND, "De Haven", "Nergenshuizen", "2026", "2026", units=("Kamer Noord",)))
    return project


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def offered(path: Path, name: str) -> list[str]:
    book = load_workbook(path)
    place, _, cells = book.defined_names[name].attr_text.replace("$", "").partition("!")
    found = book[place.strip("'")][cells]
    return [row[0].value for row in (found if isinstance(found, tuple) else ((found,),)) if row[0].value]


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_a_new_code(project: Project) -> None:
    path = project.raw / ROUND / "codeboek.xlsx"
    book = load_workbook(path)
    book["codes"].append(["beleving", "sfeer", "Sfeer", "Sfeer."])
    book.save(path)


def test_where_nothing_is_different_no_file_is_touched(begun: Project) -> None:
    before = {path: path.stat().st_mtime_ns for path in (begun.raw / ROUND).glob("*.xlsx")}
    done = refresh(begun, ROUND)
    assert (done.changed, done.made, done.notes) == ((), (), ())
    assert set(done.same) == {f"raw/{ROUND}/{name}.xlsx" for name in ALL}
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_lists_change_and_nothing_else(begun: Project) -> None:
    path = begun.raw / ROUND / "interviews.xlsx"
    book = load_workbook(path)
    sheet = book["segments"]
    sheet["F3"], sheet["F3"].font, sheet["F3"].comment = "Fijn", Font(bold=True), Comment("Klopt dit?", "AB")
    sheet.auto_filter.ref = "A1:K3"
    book.create_sheet("Kladblok")["A1"] = "Niet weggooien"
    book.save(path)
    before = parts(path)
    with_a_new_code(begun)
    edit(
        begun.raw / ROUND / "round.yml",
        "# attributes:",
        "attributes: [{id: rol_thuis, label: Rol thuis}]\n# attributes:",
    )
    done = refresh(begun, ROUND)
    assert f"raw/{ROUND}/interviews.xlsx" in done.changed
    assert offered(path, "aspecten_beleving") == ["welkom", "bekendheid", "sfeer"]
    after = parts(path)
    assert before.keys() == after.keys()
    different = {name for name in before if before[name] != after[name]}
    (lists,) = different - {"xl/workbook.xml"}
    assert b"sfeer" in after[lists]
    (note,) = done.notes
    assert "Rol thuis heeft nog geen kolom" in note
    assert refresh(begun, ROUND).changed == ()


def test_units_come_from_their_sheet_and_a_phase_that_is_new_gets_a_workbook(begun: Project) -> None:
    folder = begun.raw / ROUND
    book = load_workbook(folder / "deelnemers.xlsx")
    for column, value in zip("ABCE", ("zuid", "Kamer Zuid", "room", "collected"), strict=True):
        book["units"][f"{column}4"] = value
    book.save(folder / "deelnemers.xlsx")
    (folder / "mystery_guests.xlsx").unlink()
    done = refresh(begun, ROUND)
    assert done.made == (f"raw/{ROUND}/mystery_guests.xlsx",)
    for name in ("interviews", "mystery_guests"):
        assert offered(folder / f"{name}.xlsx", "onderdelen") == ["Kamer Noord", "Kamer Zuid"]


def test_of_a_question_that_is_gone_nothing_can_be_chosen(begun: Project) -> None:
    path = begun.raw / ROUND / "interviews.xlsx"
    codes = begun.raw / ROUND / "codeboek.xlsx"
    book = load_workbook(codes)
    for sheet in ("vragen", "codes"):
        for cell in book[sheet]["A"]:
            cell.value = "kijken" if cell.value == "beleving" else cell.value
    book.save(codes)
    refresh(begun, ROUND)
    assert offered(path, "aspecten_beleving") == []
    assert offered(path, "aspecten_kijken") == ["welkom", "bekendheid"]


def test_an_open_or_damaged_workbook_changes_none(begun: Project) -> None:
    folder = begun.raw / ROUND
    with_a_new_code(begun)
    (folder / "~$interviews.xlsx").write_bytes(b"")
    before = {path: path.read_bytes() for path in folder.glob("*.xlsx")}
    with pytest.raises(InputError) as error:
        refresh(begun, ROUND)
    assert error.value.problems[0].what == "Dit werkboek is nog open."
    (folder / "~$interviews.xlsx").unlink()
    whole = before[folder / "interviews.xlsx"]
    at = whole.index(b"xl/theme/theme1.xml")  # what nothing else of it reads
    for stuk in (b"PK\x03\x04 stuk", whole[:at] + b"\xff" * 200 + whole[at + 200 :]):
        (folder / "interviews.xlsx").write_bytes(stuk)
        with pytest.raises(InputError):
            refresh(begun, ROUND)
    assert all(path.read_bytes() == data for path, data in before.items() if path.name[0] not in "~i")


@pytest.mark.slow
def test_a_workbook_that_libreoffice_saved_is_brought_up_to_date(begun: Project, tmp_path: Path) -> None:
    (tmp_path / "office").mkdir()
    path = begun.raw / ROUND / "interviews.xlsx"
    saved = Office(tmp_path / "office").edit(path, tmp_path / "saved.xlsx", typed("segments", "F3", "Fijn"))
    shutil.copyfile(saved, path)
    assert f"raw/{ROUND}/interviews.xlsx" in refresh(begun, ROUND).same
    with_a_new_code(begun)
    refresh(begun, ROUND)
    assert offered(path, "aspecten_beleving") == ["welkom", "bekendheid", "sfeer"]
    assert load_workbook(path)["segments"]["F3"].value == "Fijn"
