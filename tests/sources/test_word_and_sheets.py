"""Codes in the comments of Word, and quotations in Excel and CSV."""

import csv
import io
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook

from pipeline.errors import InputError
from pipeline.sources.model import Material
from pipeline.sources.reading import read
from pipeline.sources.word import codes_in

# Invented.
LINES = ("I: Hoe is het 😀?", "K01: Ik voel me hier welkom, café en al.", "K01: Maar het is wel druk.")
Comments = tuple[tuple[int, int, str, str], ...]


def coded(path: Path, comments: Comments) -> Path:
    """Write a transcript: comments from one run to another, with their text and author."""
    document = Document()
    runs = [run for line in LINES for run in [document.add_paragraph().add_run(line)]]
    for first, last, text, author in comments:
        document.add_comment(runs=runs[first : last + 1], text=text, author=author, initials="x")
    document.save(path)
    return path


def spans(material: Material) -> list[tuple[str, ...]]:
    texts = {document.name: document.text for document in material.documents}
    return [
        (texts[each.document][each.start : each.end], " > ".join(each.code), each.coder, each.memo)
        for each in material.codings
    ]


def test_a_comment_is_a_code_and_its_author_the_coder(tmp_path: Path) -> None:
    comments: Comments = (
        (1, 1, "Beleving > welkom +\nmemo: zei het twee keer", "Anna de Boer"),
        (2, 2, "druk -; welkom -", "Bas"),
        (1, 2, "Is dit wel echt over het huis?", "Bas"),
        (
            0,
            0,
            "Deze vraag stelden wij in elk gesprek, en dat is dus niet iets om een code aan te geven.",
            "Anna de Boer",
        ),
    )
    material = read(coded(tmp_path / "Gesprek K01.docx", comments))
    assert material.documents[0].text == "\n".join(LINES) + "\n"
    assert material.documents[0].name == "Gesprek K01"
    assert spans(material) == [
        (LINES[1], "Beleving > welkom +", "Anna de Boer", "zei het twee keer"),
        (LINES[2], "druk -", "Bas", ""),
        (LINES[2], "welkom -", "Bas", ""),
    ]
    assert [line.what[:30] for line in material.lines] == ["In deze opmerking staat geen c"] * 2
    assert material.found == {"documenten": 1, "opmerkingen": 4, "coderingen": 5}


def test_without_comments_a_word_file_is_a_transcript(tmp_path: Path) -> None:
    material = read(coded(tmp_path / "Gesprek K01.docx", ()))
    assert (material.program, material.codings) == ("Word", ())


@pytest.mark.parametrize(
    ("comment", "codes", "memo"),
    [
        ("grip +", [("grip +",)], ""),
        ("grip +\nwelkom -", [("grip +",), ("welkom -",)], ""),
        ("grip +; grip +", [("grip +",)], ""),
        ("Beleving\\welkom +", [("Beleving", "welkom +")], ""),
        ("Mooi gezegd!", [], "Mooi gezegd!"),
        ("grip +\nDit zei ze wel drie keer.", [("grip +",)], "Dit zei ze wel drie keer."),
        ("", [], ""),
        (" ; ;", [], ""),
    ],
)
def test_codes_are_told_from_notes(comment: str, codes: list[tuple[str, ...]], memo: str) -> None:
    assert codes_in(comment) == (codes, memo)


EXPORTS = {
    "ATLAS.ti": (
        ("ID", "Quotation Name", "Quotation Content", "Document", "Codes", "Reference", "Comment", "Created by"),
        (
            "1:1",
            "Ik voel me",
            "Ik voel me hier welkom",
            "1: G01.docx",
            "welkom +\nBeleving > sfeer",
            "2",
            "fijn",
            "Anna",
        ),
        ("citaten uit ATLAS.ti", [("G01", "welkom +"), ("G01", "Beleving > sfeer")], "Anna", "fijn"),
    ),
    "MAXQDA": (
        (
            "Color",
            "Document group",
            "Document name",
            "Code",
            "Beginning",
            "End",
            "Weight score",
            "Segment",
            "Created by",
        ),
        ("●", "Buurt", "G01", "Beleving > welkom > +", "2", "2", "0", "Ik voel me hier welkom", "Anna"),
        ("segmenten uit MAXQDA", [("G01", "Beleving > welkom > +")], "Anna", ""),
    ),
    "NVivo": (
        ("Name", "File Name", "Coded Text", "Code", "Coverage", "Coded By Initials"),
        ("x", "G01", "Ik voel me hier welkom", "Nodes\\\\Beleving\\\\welkom +", "0,12", "AB"),
        ("coderingen uit NVivo", [("G01", "Beleving > welkom +")], "AB", ""),
    ),
    "Taguette": (
        ("id", "document", "tag", "content"),
        ("7", "G01", "welkom +", "Ik voel me hier welkom"),
        ("citaten uit Taguette", [("G01", "welkom +")], "export", ""),
    ),
    "Dutch": (
        ("Gesprek", "Citaat", "Vraag", "Code", "Richting", "Codeur", "Opmerking", "Iets anders"),
        ("G01", "Ik voel me hier welkom", "Beleving", "welkom", "1", "AB", "fijn", "x"),
        ("tabel met citaten", [("G01", "Beleving > welkom > +")], "AB", "fijn"),
    ),
}


@pytest.mark.parametrize("kind", ["xlsx", "csv", "puntkomma"])
@pytest.mark.parametrize("export", EXPORTS.values(), ids=EXPORTS.keys())
def test_quotations_are_known_by_their_headings(export: tuple, kind: str, tmp_path: Path) -> None:
    headings, row, (program, codes, coder, memo) = export
    if kind == "xlsx":
        path = tmp_path / "export.xlsx"
        book = Workbook()
        book.active.append(["Overzicht van citaten"])
        book.active.append(headings)
        book.active.append(row)
        book.save(path)
    else:
        path = tmp_path / "export.csv"
        made = io.StringIO()
        csv.writer(made, delimiter=";" if kind == "puntkomma" else ",").writerows([headings, row])
        path.write_text(made.getvalue(), encoding="utf-8-sig" if kind == "puntkomma" else "utf-8")
    material = read(path)
    assert material.program == program
    assert [(each.document, " > ".join(each.code)) for each in material.codings] == codes
    assert {(each.coder, each.memo, each.words, each.start) for each in material.codings} == {
        (coder, memo, "Ik voel me hier welkom", None)
    }


def test_rows_that_lack_something_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "Citaat;Code;Richting\nEen;welkom;1\nTwee;;\n;welkom;\nDrie;welkom;heel goed\n;;\n", encoding="utf-8"
    )
    material = read(path)
    assert [(each.words, each.code) for each in material.codings] == [("Een", ("welkom", "+")), ("Drie", ("welkom",))]
    told = [line.what for line in material.lines]
    assert sum("geen code" in what for what in told) == 1
    assert sum("geen woorden" in what for what in told) == 1
    assert sum("richting ken ik niet" in what for what in told) == 1
    assert material.found["coderingen"] == 4


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("telling.numbers", b"PK\x03\x04" + b"x" * 60, "Numbers"),
        ("verslag.pages", b"PK\x03\x04" + b"x" * 60, "Pages"),
        ("alles.zip", b"PK\x05\x06" + b"\0" * 18, "ingepakt bestand (zip)"),
        ("a.csv", b"Naam;Leeftijd\nx;3\n", "geen tabel met citaten"),
        ("a.csv", b"", "leeg"),
        ("a.csv", b'Citaat;Code\n"x;y\n', "aanhalingstekens"),
    ],
)
def test_a_table_that_is_none_is_refused(name: str, content: bytes, what: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        read(path)
    assert what in caught.value.problems[0].what


def test_a_workbook_without_quotations_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = Workbook()
    book.active.append(["Naam", "Leeftijd"])
    book.active.append(["x", 3])
    book.save(path)
    with pytest.raises(InputError) as caught:
        read(path)
    assert "geen tabel met citaten" in caught.value.problems[0].what
