"""The workbook for reviews on paper: made the same each time, and read back however it was typed in."""

import os
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import datetime
from time import monotonic

import pytest
from helpers_review import SETTING, TITLES
from helpers_word import DRAFT, FINDING, OTHER, ROUND
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from pipeline.errors import InputError
from pipeline.review import incoming
from pipeline.review.excel import spreadsheets, workbook
from pipeline.review.model import WHOLE_REPORT

LABEL = f"{FINDING.id} · Zelfredzaamheid"


@pytest.fixture
def path(tmp_path):
    """Give an empty workbook."""
    workbook.write(tmp_path / workbook.FILE, SETTING, TITLES)
    return tmp_path / workbook.FILE


def typed(path, *rows, target=None):
    """Type rows: who, role, group, finding, judgement, comment."""
    book = load_workbook(path)
    for row in rows:
        book["Oordelen"].append(row)
    book.save(target or path)
    return target or path


def said(found):
    return [(one.reviewer, one.place, one.judgement, one.comment) for one in found.remarks]


def test_it_says_its_round_and_draft_and_offers_what_can_be_chosen(path):
    book = load_workbook(path)
    assert book.sheetnames == ["Uitleg", "Oordelen", "Lijsten"]
    assert [book["Uitleg"]["B1"].value, book["Uitleg"]["B2"].value] == [ROUND, DRAFT.id]
    sheet = book["Oordelen"]
    assert [cell.value for cell in sheet[1]] == ["Deelnemer", "Rol", "Groep", "Bevinding", "Oordeel", "Opmerking"]
    assert sheet.freeze_panes == "A2"
    offered = {}
    for rule in sheet.data_validations.dataValidation:
        area = rule.formula1.split("!")[1].replace("$", "")
        offered[str(rule.sqref).split(":")[0]] = [cell.value for row in book["Lijsten"][area] for cell in row]
    assert offered["B2"] == list(SETTING.roles.values())
    assert offered["C2"] == ["Opdrachtgever", "Organisatie"]
    assert offered["D2"] == [LABEL, f"{OTHER.id} · Aanpak"]
    assert offered["E2"] == ["Eens", "Eens, als …", "Niet eens", "Kan ik niet beoordelen"]


def test_the_same_report_makes_the_same_bytes(path, tmp_path):
    workbook.write(tmp_path / "twee.xlsx", SETTING, TITLES)
    assert (tmp_path / "twee.xlsx").read_bytes() == path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert str(datetime.now().year).encode() not in archive.read("docProps/core.xml")


def test_what_was_typed_is_read(path):
    rows = (
        ("Anna", "Bewoners", "Opdrachtgever", LABEL, "Niet eens", "Klopt niet."),
        ("Anna", None, None, f"{OTHER.id} · Aanpak", "Eens", None),
        ("Bram", "Gemeente", "Organisatie", None, None, "Mooi rapport."),
    )
    found = incoming.read(typed(path, *rows), SETTING)
    assert said(found) == [
        ("Anna", FINDING.id, "disagree", "Klopt niet."),
        ("Anna", OTHER.id, "agree", ""),
        ("Bram", WHOLE_REPORT, "", "Mooi rapport."),
    ]
    assert [one.seen for one in found.remarks] == [FINDING.text, OTHER.text, ""]
    assert [(one.reviewer, one.panel, one.role) for one in found.reviewers] == [
        ("Anna", "opdrachtgever", "bewoners"),
        ("Bram", "organisatie", "gemeente"),
    ]
    assert found.notes == ()


@pytest.mark.parametrize("typed_as", [f"{LABEL}; {OTHER.id} · Aanpak", f"{FINDING.id}, {OTHER.id}", "{} en {}"])
def test_what_is_about_several_findings_is_with_each(path, typed_as):
    called = typed_as.format(FINDING.called, OTHER.called)
    found = incoming.read(typed(path, ("Anna", None, None, called, "Eens", "Beide.")), SETTING)
    assert said(found) == [("Anna", FINDING.id, "agree", "Beide."), ("Anna", OTHER.id, "agree", "Beide.")]
    assert found.notes == ("Rij 2: gaat over 2 bevindingen; bij elk gezet.",)


def test_of_several_findings_those_that_are_there_are_read_and_the_other_is_told(path):
    found = incoming.read(typed(path, ("Anna", None, None, f"{FINDING.id} en F-weg", "Eens", "x")), SETTING)
    assert said(found) == [("Anna", FINDING.id, "agree", "x")]
    assert found.notes[0].startswith("Rij 2: de bevinding «F-weg» is er niet (meer); de andere zijn gelezen.")


@pytest.mark.parametrize(
    ("judgement", "comment", "expected"),
    [
        ("eens", None, ("agree", "")),
        ("  EENS ", "Ja", ("agree", "Ja")),
        ("mee eens", None, ("agree", "")),
        ("Eens als", "er geld komt", ("agree if", "er geld komt")),
        ("Eens, als ...", "x", ("agree if", "x")),
        ("eens als er geld komt", "toch", ("agree if", "er geld komt toch")),
        ("oneens", None, ("disagree", "")),
        ("niet mee eens", None, ("disagree", "")),
        ("nieteens", None, ("disagree", "")),
        ("kan niet beoordelen", None, ("can't judge", "")),
        ("Weet ik niet", None, ("can't judge", "")),
        ("paars", "Hm", ("", "paars. Hm")),
    ],
)
def test_a_judgement_in_other_words_is_understood_or_kept_as_words(path, judgement, comment, expected):
    found = incoming.read(typed(path, ("Anna", None, None, LABEL, judgement, comment)), SETTING)
    assert [(one.judgement, one.comment) for one in found.remarks] == [expected]


@pytest.mark.parametrize(
    ("row", "note"),
    [
        (("Anna", None, None, "F-weg · Iets", "Eens", "x"), "Rij 2: de bevinding «F-weg · Iets» is er niet (meer)"),
        (("Anna", "Huurders", None, LABEL, "Eens", None), "Rij 2: rol «Huurders» bestaat niet."),
        (("Anna", None, None, LABEL, "eesn", None), "Rij 2: het oordeel «eesn» is gelezen als «Eens»."),
        (("Anna", None, None, LABEL, None, None), "Rij 2: geen oordeel en geen opmerking; overgeslagen."),
        (("Anna", None, None, LABEL, "Eens", "=te lang"), "Rij 2: opmerking begint als een formule"),
    ],
)
def test_what_is_odd_is_told_with_its_row(path, row, note):
    found = incoming.read(typed(path, row), SETTING)
    assert any(each.startswith(note) for each in found.notes), found.notes


def test_what_excel_made_of_the_words_comes_in_as_shown_and_a_date_is_asked_about(path):
    book = load_workbook(path)
    sheet = book["Oordelen"]
    for row, (value, look) in enumerate(((datetime(2026, 4, 3), "d-mmm"), (0.5, "0%"), (True, "General")), 2):
        for column, text in enumerate(("Anna", None, None, LABEL, "Eens", value), 1):
            sheet.cell(row, column, text)
        sheet.cell(row, 6).number_format = look
    book.save(path)
    found = incoming.read(path, SETTING)
    assert [one.comment for one in found.remarks] == ["3-apr", "50%", "WAAR"]
    [note] = found.notes
    assert note.startswith("Rij 2: Excel maakte een datum van wat er bij opmerking is getypt; gelezen als «3-apr».")


def test_headings_and_choices_may_be_written_otherwise(path):
    book = load_workbook(path)
    sheet = book["Oordelen"]
    for cell, heading in zip(
        sheet[1], ("DEELNEMER", "rol:", "Groep ", "Bevinding\u200b", "oordeel", "Opmerking"), strict=True
    ):
        cell.value = heading
    sheet.append(("Anna", "BEWONERS ", "Opdracht\u200bgever", LABEL, "ee\u200bns", "x"))
    book.save(path)
    found = incoming.read(path, SETTING)
    assert said(found) == [("Anna", FINDING.id, "agree", "x")]
    assert [(one.panel, one.role) for one in found.reviewers] == [("opdrachtgever", "bewoners")]
    assert found.notes == ()


def test_groups_that_differ_in_a_figure_are_not_mixed_up(tmp_path):
    numbered = replace(SETTING, panels={"een": "Groep 1", "twee": "Groep 2"})
    workbook.write(tmp_path / "a.xlsx", numbered, TITLES)
    rows = (("Anna", None, "Groep 1", LABEL, "Eens", None), ("Bram", None, "groep  2", LABEL, "Eens", None))
    found = incoming.read(typed(tmp_path / "a.xlsx", *rows, ("Cor", None, "Groep 3", LABEL, "Eens", None)), numbered)
    assert [one.panel for one in found.reviewers] == ["een", "twee", ""]
    assert [note for note in found.notes if note.startswith("Rij 4: groep «Groep 3» bestaat niet.")]


def test_a_cell_far_below_or_far_to_the_right_makes_no_difference(path):
    typed(path, ("Anna", None, None, LABEL, "Eens", "x"))
    book = load_workbook(path)
    book["Oordelen"].cell(1_048_576, 16_384, "per ongeluk")
    book["Lijsten"].cell(1_048_576, 16_384, "per ongeluk")
    book.save(path)
    started = monotonic()
    assert said(incoming.read(path, SETTING)) == [("Anna", FINDING.id, "agree", "x")]
    assert monotonic() - started < 2


def test_a_row_without_a_name_is_of_the_one_above_and_that_is_told(path):
    rows = (("Anna", None, None, LABEL, "Eens", None), (None, None, None, f"{OTHER.id}", "Niet eens", "Nee"))
    found = incoming.read(typed(path, *rows), SETTING)
    assert [one.reviewer for one in found.remarks] == ["Anna", "Anna"]
    assert found.notes == ("Rij 3: geen naam; gelezen als «Anna», van de rij erboven.",)


def test_another_name_other_columns_and_empty_rows_make_no_difference(path, tmp_path):
    book = load_workbook(typed(path, ("Anna", "Bewoners", None, LABEL, "Eens", "Ja")))
    sheet = book["Oordelen"]
    sheet.insert_rows(1)
    sheet.insert_cols(1)
    sheet["A1"], sheet["A2"] = "Getypt door Eva", "Datum"
    sheet["B900"] = "  "
    sheet.title = "Blad"
    book.save(tmp_path / "van de avond.docx")
    found = incoming.read(tmp_path / "van de avond.docx", SETTING)
    assert said(found) == [("Anna", FINDING.id, "agree", "Ja")]
    assert found.notes == ()


def test_of_an_earlier_draft_the_text_that_stood_there_is_what_was_seen(path):
    book = load_workbook(typed(path, ("Anna", None, None, LABEL, "Eens", None)))
    book["Uitleg"]["B2"] = "00000000"
    book["Lijsten"]["E2"] = "Zo stond het er toen."
    book.save(path)
    found = incoming.read(path, SETTING)
    assert [(one.draft, one.seen) for one in found.remarks] == [("00000000", "Zo stond het er toen.")]
    assert found.notes == ("Ingevuld bij een andere versie van het rapport (00000000).",)


def test_a_workbook_of_another_round_or_of_something_else_is_refused(path, tmp_path):
    book = load_workbook(path)
    book["Uitleg"]["B1"] = "andere-ronde"
    book.save(path)
    with pytest.raises(InputError) as error:
        incoming.read(path, SETTING)
    assert [one.what for one in error.value.problems] == ["Dit bestand hoort bij een andere ronde."]
    Workbook().save(tmp_path / "leeg.xlsx")
    with pytest.raises(InputError) as error:
        incoming.read(tmp_path / "leeg.xlsx", SETTING)
    assert error.value.problems[0].what.startswith("Dit is geen ingevulde beoordeling.xlsx")


@pytest.mark.slow
def test_saved_in_libreoffice_it_reads_the_same(path, tmp_path):
    office = shutil.which("soffice")
    if office is None:  # skipped on a machine without it, but never in continuous integration
        (pytest.fail if os.environ.get("CI") else pytest.skip)("no LibreOffice on this machine")
    rows = (
        ("Anna", "Bewoners", "Opdrachtgever", LABEL, "Eens, als …", "als het blijft\nen groeit"),
        ("Bram", "Gemeente", "Organisatie", None, None, "Één café"),
    )
    typed(path, *rows)
    before = incoming.read(path, SETTING)
    home = (tmp_path / "profile").as_uri()
    command = [office, f"-env:UserInstallation={home}", "--headless", "--convert-to", "xlsx", "--outdir"]
    subprocess.run([*command, tmp_path / "out", path], check=True, capture_output=True, timeout=180)
    after = incoming.read(tmp_path / "out" / path.name, SETTING)
    assert said(after) == said(before)
    assert after.reviewers == before.reviewers
    assert after.notes == ()


def test_a_look_at_the_bottom_of_a_sheet_makes_it_no_longer():
    sheet = Workbook().active
    sheet.append(["tekst"])
    sheet.cell(1_048_576, 1).font = Font(bold=True)
    assert (sheet.max_row, list(spreadsheets.filled(sheet))) == (1_048_576, [1])
