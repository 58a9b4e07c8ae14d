"""What begins with a sign that is markup for typst, Markdown or Word is printed as it was written, anywhere."""

import html
import re
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from pipeline.looks.document.writing import write_document
from pipeline.looks.rendering.pdf import write_pdf
from pipeline.looks.rendering.word import write_word

SIGNS = [*"+-=/#*_@<>$`~\\[]{}()\"'.:;&%^|!?,", "12.", "3)", "==", "--", "---", "...", "//", "/*", "-?", "http://a.nl/"]
# Each place where a text can begin, and what else a reader sees there, without spaces.
PLACES = {
    "paragraph": ("<p>{}</p>", "{}"),
    "after a break": ("<p>xx<br>{}</p>", "xx{}"),
    "cell": (
        '<table><caption>T</caption><thead><tr><th scope="col">A</th><th scope="col">{0}</th></tr></thead>'
        '<tbody><tr><th scope="row">{0}</th><td>{0}</td></tr></tbody></table>',
        "TA{0}{0}{0}",
    ),
    "caption": (
        '<table><caption>{}</caption><thead><tr><th scope="col">A</th></tr></thead><tbody><tr><td>x</td></tr></tbody>'
        "</table>",
        "{}Ax",
    ),
    "entry": ("<ul><li>{}</li></ul>", "•{}"),
    "small print": ('<p>x <span class="muted" custom-style="Bij">{}</span></p>', "x{}"),
    "small entry": (
        '<div class="small"><ul><li><span custom-style="Kleine letters">{0} </span>'
        '<span class="muted" custom-style="Bij">{0}</span></li></ul></div>',
        "•{0}{0}",
    ),
    "heading": ("<h2>{}</h2>", "{}"),
    "strong": ("<p><strong>{0}</strong> {0}</p>", "{0}{0}"),
    "note": ('<div class="note" custom-style="Kader"><p>{}</p></div>', "{}"),
    "name and meaning": ("<dl><dt>{0}</dt><dd>{0}</dd></dl>", "{0}{0}"),
    "quotation": ("<blockquote><p>{}</p></blockquote>", "{}"),
    "where a line of the source ends": ("<p>" + "woord " * 11 + "{}</p>", "woord" * 11 + "{}"),
}
_FOOT, _CHAPTER = "Voettekst", "Een"


def squeezed(text: str) -> str:
    """Leave out spaces, the number of a table, and what breaks a word at the end of a line."""
    return re.sub(r"Tabel\d+:", "", re.sub(r"[\s\u00ad\u2060]+", "", text))


def printed(folder: Path, body: str) -> dict[str, str]:
    """Make both files of a document, and give the text that a reader sees."""
    head = f'<!DOCTYPE html><html lang="nl"><head><title>{_FOOT}</title></head>'
    page = f"{head}<body><h1>{_CHAPTER}</h1>{body}</body></html>"
    write_document(page, folder)
    write_pdf(folder, folder / "a.pdf", None)
    write_word(folder, folder / "a.docx", None)
    # Above each page stands its chapter, below it the title.
    pages = [squeezed(each.extract_text()).removeprefix(_CHAPTER) for each in PdfReader(folder / "a.pdf").pages]
    pdf = "".join(re.sub(rf"{_FOOT}\d+$", "", each) for each in pages)
    nodes = Document(str(folder / "a.docx")).element.body.iter(qn("w:t"))
    return {"PDF": pdf, "Word": squeezed("".join(node.text or "" for node in nodes))}


def check(texts: Sequence[str]) -> None:
    """Hold what is printed of texts, in every place, against what they are."""
    body, expected = "", []
    for place, (form, seen) in PLACES.items():
        for text in texts:
            body += f"{form.format(html.escape(text))}<p>§</p>"
            expected.append((place, text, squeezed(seen.format(text))))
    with TemporaryDirectory() as folder:
        for file, found in printed(Path(folder), body).items():
            parts = found[found.index(_CHAPTER) + len(_CHAPTER) :].split("§")
            assert len(parts) == len(expected) + 1, file
            for (place, text, wanted), part in zip(expected, parts, strict=False):
                # A bullet is text in a PDF; in Word it is not.
                assert part == (wanted if file == "PDF" else wanted.replace("•", "")), (file, place, text)


@pytest.mark.slow
@pytest.mark.parametrize("form", ["{}", "{} 20 meer", "{}gezin"])
def test_every_sign_is_printed_wherever_it_stands(form: str) -> None:
    check([form.format(sign) for sign in SIGNS])


@pytest.mark.slow
@settings(max_examples=max(1, settings().max_examples // 25))
@given(
    st.lists(
        st.lists(st.one_of(st.sampled_from(SIGNS), st.sampled_from(["20", "ja", "x"])), min_size=1, max_size=5),
        min_size=1,
        max_size=8,
    ),
    st.sampled_from(["", " "]),
)
def test_any_mix_of_signs_is_printed_wherever_it_stands(texts: list[list[str]], between: str) -> None:
    check([between.join(text) for text in texts])
