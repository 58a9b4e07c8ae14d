"""Rows are taken out of people's own files, and every other byte, note and formula stays."""

import re
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font

from pipeline.errors import InputError
from pipeline.privacy import csv_rows, workbook_rows

HEADINGS = ("naam", "zin")


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_csv_keeps_every_other_byte(codec: str, end: str) -> None:
    lines = ["sep=;", "naam;zin", 'a;"één', ' en ""twee"""', "b;weg", "", "c;x;y", "d;'t eind"]
    content = end.join(lines).encode(codec)
    kept = end.join(line for line in lines if line != "b;weg").encode(codec)
    assert csv_rows.without(content, HEADINGS, {3}, {}) == kept


def test_a_cell_of_a_csv_changes_alone() -> None:
    content = b'naam,zin\r\n"a","p; q"\r\nb,c\r\n'
    assert csv_rows.without(content, HEADINGS, set(), {(2, 1): "p"}) == b"naam,zin\r\na,p\r\nb,c\r\n"
    assert csv_rows.without(content, HEADINGS, set(), {(3, 0): "x, y"}) == b'naam,zin\r\n"a","p; q"\r\n"x, y",c\r\n'


def with_shared_texts(path: Path) -> None:
    """Keep the texts of a workbook as Excel does: once for all cells that have them, and cells with a number."""
    whole = parts(path.read_bytes(), path)
    texts: list[bytes] = []

    def numbered(found: re.Match[bytes]) -> bytes:
        if found[1] not in texts:
            texts.append(found[1])
        return b't="s"><v>%d</v>' % texts.index(found[1])

    for name in [name for name in whole if name.startswith("xl/worksheets/sheet")]:
        whole[name] = re.sub(rb't="inlineStr"><is><t>(.*?)</t></is>', numbered, whole[name])
    shared = b"".join(b"<si><t>%s</t></si>" % text for text in texts)
    space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    whole["xl/sharedStrings.xml"] = b'<sst xmlns="%s">%s</sst>' % (space, shared)
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = b'<Override PartName="/xl/sharedStrings.xml" ContentType="%s"/></Types>' % kind
    whole["[Content_Types].xml"] = whole["[Content_Types].xml"].replace(b"</Types>", override)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in whole.items():
            archive.writestr(name, content)


@pytest.fixture(params=["in the cell", "shared"])
def book(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """Give a workbook with notes, bold words, a sum, and a second sheet."""
    made = Workbook()
    sheet = made.active
    sheet.title = "mensen"
    for row in (["naam", "zin", "aantal"], ["a", "eerste", 4], ["geheim", "weg hiermee", 5], ["c", "derde", 6]):
        sheet.append(row)
    sheet["D5"] = "=SUM(C2:C4)"
    sheet["B3"].comment = Comment("Over geheim", "iemand")
    sheet["B4"].comment = Comment("Blijft", "iemand")
    sheet["B4"].font = Font(bold=True)
    made.create_sheet("ander").append(["geheimzinnig"])
    path = tmp_path / "boek.xlsx"
    made.save(path)
    if request.param == "shared":
        with_shared_texts(path)
    return path


def parts(content: bytes, path: Path) -> dict[str, bytes]:
    path.write_bytes(content)
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_row_is_emptied_and_stays_where_it_was(book: Path) -> None:
    before = parts(book.read_bytes(), book)
    after = parts(workbook_rows.without(book, "boek", {"mensen": ({3}, {(2, 2): "3", (4, 0): "nieuw"})}), book)
    changed = {name for name in before if before[name] != after[name]}
    named = {name.rpartition("/")[2] for name in changed} - {"sharedStrings.xml"}
    assert named == {"sheet1.xml", "comment1.xml", "commentsDrawing1.vml"}
    sheet = load_workbook(book)["mensen"]
    rows = [[cell.value for cell in row][:3] for row in sheet.iter_rows()]
    assert rows[:4] == [["naam", "zin", "aantal"], ["a", "eerste", 3], [None] * 3, ["nieuw", "derde", 6]]
    assert sheet["D5"].value == "=SUM(C2:C4)"
    assert (sheet["B3"].comment, sheet["B4"].comment.text, sheet["B4"].font.bold) == (None, "Blijft", True)
    whole = b"".join(after.values())
    assert b"weg hiermee" not in whole
    assert b"Over geheim" not in whole
    assert b">geheim<" not in whole
    assert b"geheimzinnig" in whole


def test_a_text_that_another_cell_has_too_stays(book: Path) -> None:
    made = load_workbook(book)
    made["ander"]["A2"] = "weg hiermee"
    made.save(book)
    parts(workbook_rows.without(book, "boek", {"mensen": ({3}, {})}), book)
    assert load_workbook(book)["ander"]["A2"].value == "weg hiermee"


def test_a_formula_on_which_others_rest_is_not_taken_out(book: Path) -> None:
    whole = parts(book.read_bytes(), book)
    sheet = whole["xl/worksheets/sheet1.xml"].replace(b"<f>SUM", b'<f t="shared" ref="D5:D9" si="0">SUM')
    with zipfile.ZipFile(book, "w") as archive:
        for name, content in (whole | {"xl/worksheets/sheet1.xml": sheet}).items():
            archive.writestr(name, content)
    with pytest.raises(InputError) as refused:
        workbook_rows.without(book, "boek", {"mensen": ({5}, {})})
    assert "geldt ook voor andere cellen" in refused.value.problems[0].what


def test_a_damaged_workbook_is_told(tmp_path: Path) -> None:
    path = tmp_path / "boek.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook><sheets>")
    with pytest.raises(InputError) as refused:
        workbook_rows.without(path, "boek", {})
    assert "beschadigd" in refused.value.problems[0].what
