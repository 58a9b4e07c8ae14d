"""The report of each round as readers get it, read once: its pages, its Word file and its PDF."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup
from docx import Document
from docx.document import Document as Doc
from docx.oxml.ns import qn
from lxml import html
from pypdf import PdfReader

from pipeline.outputs import PAPERS

# What together has all that the site has.
WHOLE = ("rapport", "bijlagen")

# What a line break or a page break does to a text in a PDF, and what a word processor does to any text.
_BROKEN = re.compile(r"[\s\u00ad\u200b\u2060\u2010-]+")


def squeezed(text: str) -> str:
    """Give a text without spaces, hyphens and footers, in which a PDF differs."""
    return _BROKEN.sub("", text)


def elements(pdf: PdfReader) -> Iterator[Mapping[str, Any]]:
    """Give the elements of a PDF's structure: what a screen reader goes by."""
    todo: list[Any] = [pdf.trailer["/Root"]["/StructTreeRoot"]]
    while todo:
        item = todo.pop()
        item = item.get_object() if hasattr(item, "get_object") else item
        if isinstance(item, list):
            todo += item
        elif isinstance(item, dict):
            yield item
            todo += [item["/K"]] if "/K" in item else []


@dataclass(frozen=True)
class OnPaper:
    """The forms of one report: its site, and on paper the report with its appendices and a summary."""

    folder: Path

    @cached_property
    def pages(self) -> dict[str, BeautifulSoup]:
        files = [*self.folder.glob("*.html"), *self.folder.glob("notebooks/*.html"), *self.folder.glob("bevindingen/*")]
        return {path.stem: BeautifulSoup(path.read_text(encoding="utf-8"), "lxml") for path in files}

    @cached_property
    def site_text(self) -> str:
        return squeezed("".join(page.get_text() for page in self.pages.values()))

    @cached_property
    def words(self) -> dict[str, Doc]:
        return {name: Document(str(self.folder / f"{name}.docx")) for name in PAPERS}

    @cached_property
    def word_text(self) -> str:
        """Give what stands in the report and its appendices in Word."""
        bodies = [self.words[name].element.body for name in WHOLE]
        return squeezed("".join(node.text or "" for body in bodies for node in body.iter(qn("w:t"))))

    @cached_property
    def pdfs(self) -> dict[str, PdfReader]:
        return {name: PdfReader(self.folder / f"{name}.pdf") for name in PAPERS}

    @cached_property
    def pdf_pages(self) -> dict[str, list[str]]:
        return {name: [page.extract_text() for page in pdf.pages] for name, pdf in self.pdfs.items()}

    @cached_property
    def pdf_text(self) -> str:
        """Give what stands in the report and its appendices in PDF, without what stands above and below each page."""
        return squeezed("".join(text for name in WHOLE for text in self._between(name)))

    def _between(self, name: str) -> Iterator[str]:
        title = getattr(self.pdfs[name].metadata, "title", None) or ""
        for page in self.pdf_pages[name]:
            first, _, rest = page.partition("\n")
            body = rest if first.strip() in {"Inhoud", *self.chapters(name)} else page
            yield re.sub(rf"{re.escape(title)}\s*\d+\s*$", "", body)

    def chapters(self, name: str) -> list[str]:
        return [heading.text_content() for heading in self.sources[name].iter("h1")]

    @cached_property
    def sources(self) -> dict[str, html.HtmlElement]:
        return {name: html.document_fromstring(path.read_text(encoding="utf-8")) for name, path in self._sources()}

    def _sources(self) -> Iterator[tuple[str, Path]]:
        return ((name, on_paper(self.folder, name)) for name in PAPERS)


def on_paper(report: Path, name: str) -> Path:
    """Give the file with the source of a document on paper."""
    return report / "stages" / "rapport" / "document" / name / "document.html"
