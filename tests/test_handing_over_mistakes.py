"""What `check --mark` and `check --html` make: every mistake can be seen where it is, and nobody's file changes."""

import hashlib
import re
from pathlib import Path

import pytest
from helpers_collected import ROUND, collected_project
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

from pipeline import checking
from pipeline.looks.mistakes_page import mistakes_page
from pipeline.rounds import Project

# It reads whole rounds, or writes them.
pytestmark = pytest.mark.slow

FILE = f"raw/{ROUND}/gesprekken.xlsx"
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Give a round whose interviews stand in a workbook, with mistakes in it and in a CSV."""
    project = collected_project(tmp_path)
    monkeypatch.setenv("KLANKBORD_PROJECT", str(project.root))
    folder = project.raw / ROUND
    book = Workbook()
    book.remove(book.worksheets[0])
    for name in ("interview_cases", "interview_statements"):
        sheet = book.create_sheet(name)
        sheet.append(["Wat wij hoorden"])
        for line in (folder / f"{name}.csv").read_text(encoding="utf-8").splitlines():
            sheet.append(line.split(","))
        (folder / f"{name}.csv").unlink()
    said = book["interview_statements"]
    said["E3"], said["F4"], said["F5"] = SCRIPT, "9", "=1+1"
    said["E3"].comment = Comment("Nog navragen", "Ik")
    said["H3"] = CellRichText("Ik zie ", TextBlock(InlineFont(b=True), "buren"), " komen.")
    said["A3"].font = Font(italic=True)
    said.merge_cells("I3:I4")
    book.save(folder / "gesprekken.xlsx")
    cases = folder / "survey_items.csv"
    cases.write_text(cases.read_text(encoding="utf-8").replace("share", "aandeel", 1), encoding="utf-8")
    return project


def hashes(folder: Path) -> dict[Path, str]:
    return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()}


def hand_over(project: Project, **ways: bool) -> list[Path]:
    return checking.hand_over(checking.check(project, ROUND), project, ROUND, **{"mark": False, "html": False, **ways})


def test_a_copy_shows_each_wrong_cell_and_keeps_what_people_did(project: Project) -> None:
    before = hashes(project.raw)
    [path] = hand_over(project, mark=True)
    assert hashes(project.raw) == before, "a person's own file is never rewritten"
    assert path == project.root / ".klankbord" / ROUND / "nakijken" / "gesprekken.xlsx"
    book = load_workbook(path, rich_text=True)
    wrong = {
        (problem.sheet, problem.cell) for problem in checking.check(project, ROUND).error.problems if problem.sheet
    }
    assert {("interview_statements", "E3"), ("interview_statements", "F4")} < wrong
    coloured = {
        (sheet.title, cell.coordinate)
        for sheet in book.worksheets[1:]
        for row in sheet.iter_rows()
        for cell in row
        if cell.fill.fgColor.rgb == "00FFC7CE"
    }
    assert coloured == wrong
    sheet = book["interview_statements"]
    assert sheet["E3"].comment.text.startswith("Nog navragen")
    assert "staat niet in het codeboek" in sheet["E3"].comment.text
    assert "Kies -1" in sheet["F4"].comment.text
    assert sheet["F5"].value == "=1+1"
    assert isinstance(sheet["H3"].value, CellRichText)
    assert sheet["A3"].font.italic
    assert [str(area) for area in sheet.merged_cells.ranges] == ["I3:I4"]
    listed = [[cell.value for cell in row] for row in book["Fouten"].iter_rows(min_row=2)]
    assert ["interview_statements", "F4", "9"] in [row[:3] for row in listed]
    assert len(listed) == len(wrong)


def test_a_page_has_every_mistake_and_runs_nothing(project: Project) -> None:
    [path] = hand_over(project, html=True)
    page = path.read_text(encoding="utf-8")
    assert SCRIPT not in page
    assert "&lt;script&gt;" in page
    for problem in checking.check(project, ROUND).error.problems:
        for text in (problem.where, problem.cell or str(problem.row), problem.what):
            assert text in page
    assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//""", page), "nothing is asked of the network"


def test_what_was_made_earlier_is_gone_when_all_is_mended(project: Project) -> None:
    hand_over(project, mark=True)
    book = load_workbook(project.raw / ROUND / "gesprekken.xlsx", rich_text=True)
    said = book["interview_statements"]
    said["E3"], said["F4"], said["F5"] = "klanten", "1", "1"
    said.unmerge_cells("I3:I4")
    said["I4"] = "collected"
    book.save(project.raw / ROUND / "gesprekken.xlsx")
    cases = project.raw / ROUND / "survey_items.csv"
    cases.write_text(cases.read_text(encoding="utf-8").replace("aandeel", "share", 1), encoding="utf-8")
    checked = checking.check(project, ROUND)
    assert checked.error is None
    assert hand_over(project, mark=True, html=True) == [
        project.root / ".klankbord" / ROUND / "nakijken" / checking.PAGE
    ]


def test_a_page_without_mistakes_says_so() -> None:
    page = mistakes_page("Het huis", (), ())
    assert "geen fouten gevonden" in page
    assert "Hoe te herstellen" not in page
