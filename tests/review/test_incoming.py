"""Any file is read for what is in it; what is none of ours is refused with what is expected."""

import shutil
import zipfile

import pytest
from helpers_review import SETTING, TITLES, write_saved

from pipeline.errors import InputError
from pipeline.review import archives, incoming
from pipeline.review.excel import workbook


def refused(path):
    with pytest.raises(InputError) as error:
        incoming.read(path, SETTING)
    [problem] = error.value.problems
    assert problem.file == path.name
    return problem


def test_a_renamed_file_is_read_for_what_it_is(tmp_path):
    write_saved(tmp_path / "oordeel.docx")
    assert len(incoming.read(tmp_path / "oordeel.docx", SETTING).remarks) == 3
    workbook.write(tmp_path / "a.xlsx", SETTING, TITLES)
    shutil.copyfile(tmp_path / "a.xlsx", tmp_path / "a.json")
    assert incoming.read(tmp_path / "a.json", SETTING).notes == ("Er staat geen oordeel en geen opmerking in.",)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"Beste mensen,", "Dit bestand ken ik niet. Verwacht:"),
        (bytes(range(256)), "Dit bestand ken ik niet. Verwacht:"),
    ],
)
def test_what_is_none_of_ours_is_told_with_what_is_expected(tmp_path, content, expected):
    path = tmp_path / "iets.json"
    path.write_bytes(content)
    problem = refused(path)
    assert f"{problem.what} {problem.mend}".startswith(expected)


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("content", "what", "mend"),
    [
        (b"%PDF-1.7", "Dit is een pdf", "Zet de opmerkingen in rapport.docx."),
        (b"{\\rtf1", "Dit is een RTF-bestand", ".docx"),
        (OLD + "EncryptedPackage".encode("utf-16-le"), "wachtwoord", "Haal in Word of Excel het wachtwoord eraf"),
        (OLD + "WordDocument".encode("utf-16-le"), "oud Word-bestand", ".docx"),
        (OLD + "Workbook".encode("utf-16-le"), "oud Office-bestand", ".xlsx"),
        (b"\xef\xbb\xbf\n<!doctype html>", "Dit is een webpagina.", "op Opslaan drukken"),
        (OLD + "__nameid_version1.0".encode("utf-16-le"), "e-mail uit Outlook (.msg)", "Bewaar de bijlage"),
        (b"Received: from a\r\nSubject: Oordeel", "Dit is een e-mail.", "Bewaar de bijlage"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>', "platte XML", ".docx"),
        (
            b'<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:x">',
            "platte XML",
            ".docx",
        ),
        (b"\x89PNG\r\n", "foto of afbeelding", "beoordeling.xlsx"),
        (b"7z\xbc\xaf\x27\x1c", "ingepakt bestand (7z)", "Pak het uit"),
    ],
)
def test_what_can_be_named_is_named_with_what_to_do(tmp_path, content, what, mend):
    path = tmp_path / "rapport.docx"
    path.write_bytes(content)
    problem = refused(path)
    assert what in problem.what
    assert mend in problem.mend


def test_empty_missing_and_a_folder_are_told_apart(tmp_path):
    (tmp_path / "leeg.json").touch()
    (tmp_path / "map.json").mkdir()
    whats = [refused(tmp_path / f"{name}.json").what for name in ("leeg", "weg", "map")]
    assert whats == ["Dit bestand is leeg.", "Dit bestand is er niet.", "Dit is een map."]


def archive(path, **parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name.replace("__", "/"), content)
    return path


def test_an_open_document_is_asked_for_in_another_form(tmp_path):
    path = archive(tmp_path / "a.ods", mimetype=b"application/vnd.oasis.opendocument.spreadsheet")
    assert refused(path).what.startswith("Dit is een OpenDocument-bestand")
    assert refused(archive(tmp_path / "a.zip", iets=b"x")).mend.startswith("Verwacht:")


def test_what_else_comes_as_an_archive_is_named(tmp_path):
    forms = {f"map__{name}.json": b"{}" for name in ("anna", "bram", "cor")}
    problem = refused(archive(tmp_path / "a.zip", **forms))
    assert problem.what == "Dit is een ingepakt bestand (zip) met 3 bestanden erin."
    assert problem.mend.startswith("Pak het uit")
    assert "PowerPoint" in refused(archive(tmp_path / "b.docx", **{"ppt__presentation.xml": b"<x/>"})).what
    assert ".xlsb" in refused(archive(tmp_path / "c.xlsx", **{"xl__workbook.bin": b"x"})).what
    assert "Pages" in refused(archive(tmp_path / "d.docx", **{"Index__Document.iwa": b"x"})).what


def test_a_form_saved_as_unicode_by_a_text_editor_is_read(tmp_path):
    path = write_saved(tmp_path / "a.json")
    path.write_text(path.read_text("utf-8"), "utf-16")
    assert len(incoming.read(path, SETTING).remarks) == 3


@pytest.mark.parametrize("part", ["xl__workbook.xml", "word__document.xml"])
def test_an_archive_that_unpacks_to_too_much_is_refused_before_it_is_unpacked(tmp_path, part):
    path = archive(tmp_path / "bom", **{part: bytes(archives.MOST_XML + 1)})
    assert path.stat().st_size < 1_000_000
    assert refused(path).what == "Het bestand wordt uitgepakt veel te groot."


def test_a_truncated_archive_is_told(tmp_path):
    workbook.write(tmp_path / "a.xlsx", SETTING, TITLES)
    path = tmp_path / "half.xlsx"
    path.write_bytes((tmp_path / "a.xlsx").read_bytes()[:3000])
    assert refused(path).what == "Het bestand is beschadigd of niet heel."
    assert refused(archive(tmp_path / "b.xlsx", xl__workbook=b"<x")).what == "Dit Excel-bestand is beschadigd."


def test_an_enormous_file_is_not_read(tmp_path):
    path = tmp_path / "groot.json"
    with path.open("wb") as file:
        file.write(b"{")
        file.truncate(incoming.LARGEST + 1)
    assert refused(path).what == "Dit bestand is veel te groot."


def test_what_steers_a_screen_or_is_half_a_character_is_left_out_everywhere(tmp_path):
    hostile = "A\u001b[31mn\x07na\ud800"
    judgement = {"finding": hostile, "seen": hostile, "judgement": hostile, "comment": hostile}
    write_saved(tmp_path / "a.json", reviewer=hostile, general=hostile, judgements=[judgement], role=hostile)
    holds = incoming.read(tmp_path / "a.json", SETTING)
    assert [person.reviewer for person in holds.reviewers] == ["A[31mnna"]
    assert {remark.reviewer for remark in holds.remarks} == {"A[31mnna"}
    assert all(text.isprintable() for remark in holds.remarks for text in (remark.seen, remark.comment))
    assert all(note.isprintable() for note in holds.notes)


def test_a_name_of_nothing_that_can_be_printed_is_no_name(tmp_path):
    write_saved(tmp_path / "a.json", reviewer="\x07")
    [person] = incoming.read(tmp_path / "a.json", SETTING).reviewers
    assert person.reviewer.startswith("Zonder naam ")
