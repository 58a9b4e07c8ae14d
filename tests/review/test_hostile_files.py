"""Files far larger than they look, or made to take forever: refused with one line before they cost time or memory."""

import json
import os
import sqlite3
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from helpers_review import SETTING, TITLES, saved
from helpers_word import DRAFT, FIRST, anchor, by, comment, docx, inserted, marked, p, report, run

from pipeline.errors import InputError
from pipeline.review import incoming
from pipeline.review.excel import workbook
from pipeline.review.session.reading import APPLICATION_ID, LAYOUT, VERSION
from pipeline.review.word.reading import read as read_word

# It reads whole rounds, or writes them.
pytestmark = pytest.mark.slow

_SECONDS, _BYTES = 2, 500_000_000


def refusal(path: Path) -> str:
    """Give why a file is refused, which costs at most two seconds of work and 500 MB."""
    tracemalloc.start()
    started = time.process_time()
    try:
        with pytest.raises(InputError) as caught:
            incoming.read(path, SETTING)
    finally:
        spent, (_, most) = time.process_time() - started, tracemalloc.get_traced_memory()
        tracemalloc.stop()
    [problem] = caught.value.problems
    assert problem.file == path.name
    assert problem.mend
    assert spent < _SECONDS
    assert most < _BYTES
    return problem.what


def sheet(path: Path, change: Callable[[bytes], bytes], part: str = "xl/worksheets/sheet2.xml") -> Path:
    """Write the workbook for reviews on paper with one part changed."""
    workbook.write(path.with_name("heel.xlsx"), SETTING, TITLES)
    with zipfile.ZipFile(path.with_name("heel.xlsx")) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as to:
        for name in source.namelist():
            content = source.read(name)
            to.writestr(name, change(content) if name == part else content)
    return path


def behind(tag: bytes, more: bytes) -> Callable[[bytes], bytes]:
    return lambda content: content.replace(tag, tag + more)


def within(tag: bytes, more: bytes) -> Callable[[bytes], bytes]:
    return lambda content: content.replace(tag, more + tag)


_ROWS = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(9, 300_009))
_SHARED = b"".join(b'<row r="%d"><c r="A%d"><f t="shared" si="0"/></c></row>' % (n, n) for n in range(10, 3000))
_LONG = b'<row r="9"><c r="A9"><f t="shared" si="0" ref="A9:A3000">' + b"B1+" * 2700 + b"1</f></c></row>"


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (within(b"</sheetData>", _ROWS), "veel meer cellen"),
        (within(b"</sheetData>", b'<row r="9"/>' * 100_000), "veel meer cellen"),
        (within(b"</sheetData>", _LONG + _SHARED), "veel meer cellen"),
        (behind(b"</sheetData>", b" " * 190_000_000), "uitgepakt veel te groot"),
        (behind(b"</sheetData>", b'<mergeCells><mergeCell ref="A5:XFD1048576"/></mergeCells>'), "veel meer cellen"),
        (behind(b"</sheetData>", b'<hyperlinks><hyperlink ref="A5:XFD1048576"/></hyperlinks>'), "veel meer cellen"),
        (within(b"</sheetData>", b'<row r="9"><c r="A9"><v>' + b"9" * 5000 + b"</v></c></row>"), "beschadigd"),
        (behind(b"</sheetData>", b"<x>" * 150_000), "veel meer cellen"),
    ],
    ids=["rows", "empty rows", "formulas", "space", "one cell", "one link", "digits", "depth"],
)
def test_a_workbook_that_is_larger_than_it_looks(tmp_path: Path, change: Callable[[bytes], bytes], what: str):
    path = sheet(tmp_path / "a.xlsx", change)
    assert path.stat().st_size < 3_000_000
    assert what in refusal(path)


def test_a_workbook_with_endless_styles(tmp_path: Path):
    path = sheet(tmp_path / "a.xlsx", within(b"</cellXfs>", b"<xf/>" * 200_000), "xl/styles.xml")
    assert "veel meer cellen" in refusal(path)


def test_an_archive_of_very_many_parts(tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        for number in range(6_000):
            archive.writestr(f"xl/{number}.xml", b"")
    assert "veel te groot" in refusal(tmp_path / "a.xlsx")


def test_a_report_with_more_remarks_or_marks_than_a_panel_can_make(tmp_path: Path):
    many = "".join(comment(f"Opmerking {number}", number) for number in range(20_000))
    body = report(first=marked(FIRST, run(FIRST.text)) + "".join(map(anchor, range(20_000))))
    assert "staan 20000 opmerkingen" in refusal(docx(tmp_path / "a.docx", body, comments=many))
    changes = p("".join(inserted("a", by("Bewoner C")) for _ in range(6_000)))
    assert "staan 6000 wijzigingen" in refusal(docx(tmp_path / "b.docx", report(text=changes)))
    marks = "".join(f'<w:bookmarkStart w:id="{number}" w:name="x{number}"/>' for number in range(20_000))
    assert "door elkaar" in refusal(docx(tmp_path / "c.docx", report(text=p(marks, run("a") * 3_000))))
    assert "onredelijk groot" in refusal(docx(tmp_path / "d.docx", report(text=p(run("a") * 300_000))))
    assert "alinea's" in refusal(docx(tmp_path / "e.docx", report(text=p(run("a")) * 22_000)))


def test_a_level_or_a_style_of_a_number_without_end_is_no_level(tmp_path: Path):
    odd = "".join(f'<w:p><w:pPr><w:outlineLvl w:val="{value}"/></w:pPr></w:p>' for value in ("9" * 5000, "²", "-1", ""))
    assert read_word(docx(tmp_path / "a.docx", odd + report()), SETTING).remarks == ()


def form(path: Path, **changed: object) -> Path:
    path.write_text(json.dumps(saved(**changed)), encoding="utf-8")
    return path


def test_a_form_that_nobody_can_have_filled_in(tmp_path: Path):
    path, entry = tmp_path / "a.json", {"finding": "F-x", "seen": "", "judgement": "agree", "comment": ""}
    assert "staan 45000 oordelen" in refusal(form(path, judgements=[entry] * 45_000))
    assert "velden" in refusal(form(path, **{f"veld{number}": 1 for number in range(100_000)}))
    assert "letters" in refusal(form(path, general="x" * 4_000_000))
    assert "letters" in refusal(form(path, judgements=[entry | {"comment": "x" * 4_000_000}]))
    path.write_text('{"klankbord": "oordeel", "version": ' + "9" * 5_000 + "}", encoding="utf-8")
    assert "beschadigd" in refusal(path)
    path.write_text("[" * 100_000, encoding="utf-8")
    assert "beschadigd" in refusal(path)


def test_of_very_many_notes_no_more_are_told_than_somebody_reads(tmp_path: Path):
    entries = [{"finding": f"F-{number}", "seen": "", "judgement": "paars", "comment": ""} for number in range(900)]
    notes = incoming.read(form(tmp_path / "a.json", judgements=entries), SETTING).notes
    assert len(notes) == 201
    assert notes[-1] == "En nog 1600 van zulke meldingen."


def session(path: Path, *statements: str, layout: str = LAYOUT) -> Path:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(layout)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    return path


_ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)"
_ABOUT = f"INSERT INTO session (round, draft, panel, started_at) VALUES ('{DRAFT.round_id}', 'x', 'opdrachtgever', '')"


def test_a_session_file_with_what_ours_never_has(tmp_path: Path):
    views = LAYOUT.replace("CREATE TABLE session (", "CREATE TABLE other (")
    found = "SELECT x AS round, x AS draft, x AS panel, '' AS closed_at FROM n WHERE x < 0"
    view = f"CREATE VIEW session AS {_ENDLESS} {found}"
    assert "meer dan in een sessie" in refusal(session(tmp_path / "a.sqlite", view, layout=views))
    trigger = "CREATE TRIGGER t AFTER INSERT ON seats BEGIN DELETE FROM judgements; END"
    assert "meer dan in een sessie" in refusal(session(tmp_path / "b.sqlite", _ABOUT, trigger))
    blob = "INSERT INTO seats VALUES (1, zeroblob(30000000), '')"
    assert "beschadigd" in refusal(session(tmp_path / "c.sqlite", _ABOUT, blob))
    small = "INSERT INTO seats VALUES (1, x'ff00', '')"
    assert "beschadigd" in refusal(session(tmp_path / "d.sqlite", _ABOUT, small))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_is_not_waited_for(tmp_path: Path):
    os.mkfifo(tmp_path / "a.json")
    assert refusal(tmp_path / "a.json") == "Dit is geen gewoon bestand."
