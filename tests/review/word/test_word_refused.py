"""What is no report of this round in Word, or can't be read, is refused with a clear line."""

import shutil
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from helpers_word import DRAFT, FIRST, SETTING, comment, commented, docx, marked, p, report, run

from pipeline.errors import InputError
from pipeline.review.word.reading import read

ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>'
    "&b;&f;</w:t></w:r></w:p></w:body></w:document>"
)


def refusal(path: Path) -> str:
    with pytest.raises(InputError) as error:
        read(path, SETTING)
    [problem] = error.value.problems
    assert problem.file == path.name
    assert problem.mend
    return f"{problem.what} {problem.mend}"


def test_another_round_is_named(tmp_path: Path):
    path = docx(tmp_path / "r.docx", report(), properties={"klankbord-round": "elders-2020"})
    assert "elders-2020" in refusal(path)
    cover = p(run("Ronde: elders-2020 · Versie: 0123abcd"))
    assert "elders-2020" in refusal(docx(tmp_path / "c.docx", cover + report(), properties={}))


def test_a_text_of_something_else(tmp_path: Path):
    path = docx(tmp_path / "brief.docx", p(run("Beste buren, tot zaterdag!")), properties={})
    assert "geen rapport van deze ronde" in refusal(path)


def test_other_files_in_the_same_wrapping(tmp_path: Path):
    sheet = docx(tmp_path / "blad.docx", "", more={"word/document.xml": b"<workbook/>"})
    assert "geen Word-bestand" in refusal(sheet)
    with zipfile.ZipFile(tmp_path / "foto.docx", "w") as archive:
        archive.writestr("foto.jpg", b"")
    assert "geen Word-bestand" in refusal(tmp_path / "foto.docx")


def test_damage_anywhere_is_told_and_nothing_else_happens(tmp_path: Path):
    whole = docx(tmp_path / "heel.docx", report(), comments=comment("x" * 3000)).read_bytes()
    path = tmp_path / "stuk.docx"
    for at in range(0, len(whole), 97):
        for content in (whole[:at], whole[:at] + bytes(255 - byte for byte in whole[at : at + 9]) + whole[at + 9 :]):
            path.write_bytes(content)
            with suppress(InputError):
                read(path, SETTING)


@pytest.mark.parametrize("part", ["word/document.xml", "word/comments.xml", "docProps/custom.xml", "_rels/.rels"])
@pytest.mark.parametrize("content", [b"<w:document>", b"", "<é>".encode("latin-1"), ENTITIES.encode()])
def test_parts_that_are_no_xml_or_more_than_that(tmp_path: Path, part: str, content: bytes):
    path = docx(tmp_path / "r.docx", report(), comments=comment("Ja."), more={part: content})
    assert refusal(path)


def test_a_bomb_does_not_go_off(tmp_path: Path):
    bomb = b"<a>" + b" " * (80 * 2**20) + b"</a>"
    path = docx(tmp_path / "r.docx", report(), more={"word/document.xml": bomb})
    assert path.stat().st_size < 2**20
    assert "groot" in refusal(path)
    deep = b"<a>" * 100_000 + b"</a>" * 100_000
    assert "beschadigd" in refusal(docx(tmp_path / "d.docx", report(), more={"word/document.xml": deep}))


def test_macros_are_told_and_not_run(tmp_path: Path):
    body = report(first=marked(FIRST, commented(run(FIRST.text))))
    path = docx(tmp_path / "r.docm", body, comments=comment("Ja."), more={"word/vbaProject.bin": b"x"})
    incoming = read(path, SETTING)
    assert [remark.place for remark in incoming.remarks] == [FIRST.id]
    assert incoming.notes == ("In het bestand staan macro's. Ze zijn niet uitgevoerd.",)


def test_strict_open_xml_reads_the_same(tmp_path: Path):
    body = report(first=marked(FIRST, commented(run(FIRST.text))))
    plain, strict = docx(tmp_path / "r.docx", body, comments=comment("Ja.")), tmp_path / "s" / "r.docx"
    strict.parent.mkdir()
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(strict, "w") as target:
        for name in source.namelist():
            content = source.read(name).replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
            target.writestr(name, content)
    assert read(strict, SETTING) == read(plain, SETTING)
    assert read(plain, SETTING).remarks[0].draft == DRAFT.id
    shutil.rmtree(strict.parent)
