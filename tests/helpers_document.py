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
    """The three forms of one report."""

    folder: Path

    @cached_property
    def pages(self) -> dict[str, BeautifulSoup]:
        files = [*self.folder.glob("*.html"), *self.folder.glob("notebooks/*.html"), *self.folder.glob("bevindingen/*")]
        return {path.stem: BeautifulSoup(path.read_text(encoding="utf-8"), "lxml") for path in files}

    @cached_property
    def site_text(self) -> str:
        return squeezed("".join(page.get_text() for page in self.pages.values()))

    @cached_property
    def word(self) -> Doc:
        return Document(str(self.folder / "rapport.docx"))

    @cached_property
    def word_text(self) -> str:
        return squeezed("".join(node.text or "" for node in self.word.element.body.iter(qn("w:t"))))

    @cached_property
    def pdf(self) -> PdfReader:
        return PdfReader(self.folder / "rapport.pdf")

    @cached_property
    def pdf_pages(self) -> list[str]:
        return [page.extract_text() for page in self.pdf.pages]

    @cached_property
    def pdf_text(self) -> str:
        title = self.pdf.metadata.title if self.pdf.metadata else ""
        feet = [re.sub(rf"{re.escape(title or '')}\s*\d+\s*$", "", page) for page in self.pdf_pages]
        return squeezed("".join(feet))

    @cached_property
    def source(self) -> html.HtmlElement:
        text = (self.folder / "stages" / "rapport" / "document" / "document.html").read_text(encoding="utf-8")
        return html.document_fromstring(text)
