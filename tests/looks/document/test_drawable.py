"""What no font of the PDF can draw stands there in words, and never as a box."""

import html
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from pipeline.looks.document.writing import write_document
from pipeline.looks.rendering import drawable
from pipeline.looks.rendering.drawable import in_words
from pipeline.looks.rendering.pdf import write_pdf
from pipeline.looks.rendering.word import write_word

# The font that typst takes when no other has a sign.
BOXES = "LastResort"
_ELSEWHERE = "schrift; leesbaar in Word en op de site"


def fonts(pdf: Path) -> set[str]:
    """Name the fonts that a PDF is set in."""
    pages = [page["/Resources"].get("/Font", {}) for page in PdfReader(pdf).pages]
    return {str(font["/BaseFont"]) for page in pages for font in page.values()}


def document(folder: Path, body: str) -> Path:
    page = f'<!DOCTYPE html><html lang="nl"><head><title>Proef</title></head><body><h1>Proef</h1>{body}</body></html>'
    write_document(page, folder)
    return folder


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Prima 👍!", "Prima [emoji: duim omhoog]!"),
        ("👍🏽👍🏿 👎", "[emoji: duim omhoog, duim omlaag]"),
        ("🇳🇱 en 🇹🇷", "[emoji: vlag NL] en [emoji: vlag TR]"),
        ("🦔", "[emoji: hedgehog]"),  # Unicode has no Dutch names
        ("\U0001faff", "[emoji: onbekend]"),
        ("1️⃣ keer", "1️ keer"),
        ("这个不对。", f"[Chinees {_ELSEWHERE}]"),
        ("日本語です、はい", f"[Japans {_ELSEWHERE}]"),
        ("ก็ไม่ใช่ ครับ", f"[Thais {_ELSEWHERE}]"),
        ("ሰላም en ꦱ", f"[Ethiopisch {_ELSEWHERE}] en [ander {_ELSEWHERE}]"),
        ("👍 这个", f"[emoji: duim omhoog] [Chinees {_ELSEWHERE}]"),
        ("een\u3000twee", "een twee"),
        ("Ik zei: «ja» – 😀 ❤️ ✓ € Ελλάδα Привет سلام שלום ⵣ", "Ik zei: «ja» – 😀 ❤️ ✓ € Ελλάδα Привет سلام שלום ⵣ"),
    ],
)
def test_signs_without_a_form_are_named(text: str, expected: str) -> None:
    assert in_words(text)[0] == expected


@given(st.text())
def test_what_is_left_can_be_drawn_and_what_could_be_stays(text: str) -> None:
    made, replaced = in_words(text)
    assert set(made) <= drawable._drawable() | set("\t\n\r")
    if set(text) <= drawable._drawable() | set("\t\n\r"):
        assert (made, replaced) == (text, ())


@pytest.mark.slow
def test_the_pdf_has_no_boxes_and_says_what_was_replaced_while_word_keeps_every_sign(tmp_path: Path) -> None:
    said = "Bewoner: 👍 这个不对 ก็ไม่ใช่ 🦔"
    source = document(tmp_path / "document", f"<p>{said}</p><p>Bewoner: {said}</p>")
    note = write_pdf(source, tmp_path / "rapport.pdf", None)
    assert "rapport.pdf" in note
    assert note.count("👍 这个不对 ก็ไม่ใช่ 🦔") == 1
    assert not [name for name in fonts(tmp_path / "rapport.pdf") if BOXES in name]
    assert "[emoji: duim omhoog]" in PdfReader(tmp_path / "rapport.pdf").pages[-1].extract_text()
    write_word(source, tmp_path / "rapport.docx", None)
    assert said in [paragraph.text for paragraph in Document(str(tmp_path / "rapport.docx")).paragraphs]


@pytest.mark.slow
def test_a_document_that_can_be_drawn_has_nothing_to_tell(tmp_path: Path) -> None:
    assert write_pdf(document(tmp_path / "document", "<p>Gewoon.</p>"), tmp_path / "rapport.pdf", None) == ""


@pytest.mark.slow
@pytest.mark.parametrize("form", ["<p>{}</p>", "<p><strong>{}</strong></p>", "<h2>{}</h2>", "<p><em>{}</em></p>"])
def test_what_counts_as_drawable_is_drawn(tmp_path: Path, form: str) -> None:
    signs = sorted(sign for sign in drawable._drawable() if sign.isprintable() and not sign.isspace())
    body = "".join(form.format(html.escape(" ".join(signs[at : at + 40]))) for at in range(0, len(signs), 40))
    write_pdf(document(tmp_path / "document", body), tmp_path / "rapport.pdf", None)
    assert not [name for name in fonts(tmp_path / "rapport.pdf") if BOXES in name]
