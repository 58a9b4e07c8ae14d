"""Our own styles for Word, made from pandoc's: a document that pandoc takes its styles, margins and footer from."""

import subprocess
from functools import cache
from io import BytesIO

from docx import Document
from docx.document import Document as Doc
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from pipeline.reporting.rendering.pandoc import program

_INK, _ACCENT, _PALE, _LINE, _WARN, _MUTED = "1D2A35", "0D5566", "EEF3F4", "C3CAD0", "BD5316", "56616C"
_FONT = "Arial"  # or what looks like it: every machine has one
TABLE_TEXT, CONTENTS = "Tabeltekst", "Inhoud"
_HEADINGS = {1: 20, 2: 14, 3: 12, 4: 11, 5: 10.5, 6: 10.5}


@cache
def reference() -> bytes:
    """Give the reference document."""
    command = [program(), "--print-default-data-file=reference.docx"]
    document = Document(BytesIO(subprocess.run(command, capture_output=True, check=True).stdout))
    _page(document)
    _text(document)
    _table(document)
    _settings(document)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _page(document: Doc) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.4)
    section.top_margin = section.bottom_margin = Cm(2.3)
    footer = section.footer
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.alignment = 2
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        run.font.size = Pt(9)
        if kind:
            run._r.append(_element("w:fldChar", {"w:fldCharType": kind}))
        else:
            instruction = _element("w:instrText", {})
            instruction.text = text
            run._r.append(instruction)


def _text(document: Doc) -> None:
    for name in ("Normal", "Body Text", "First Paragraph", "Compact"):
        _font(_style(document, name), 10.5)
    _spacing(_style(document, "Body Text"), 0, 7)
    _spacing(_style(document, "First Paragraph"), 0, 7)
    _spacing(_style(document, "Compact"), 1, 1)
    for level, size in _HEADINGS.items():
        style = _style(document, f"Heading {level}")
        _font(style, size, colour=_ACCENT, bold=True)
        _spacing(style, 16 if level < 3 else 11, 5)
        style.paragraph_format.keep_with_next = True
        style.paragraph_format.page_break_before = level == 1
    title = _style(document, "Title")
    _font(title, 28, colour=_ACCENT, bold=True)
    _spacing(title, 150, 18)
    title.paragraph_format.alignment = 0
    subtitle = _style(document, "Subtitle")
    _font(subtitle, 14)
    subtitle.paragraph_format.alignment = 0
    _spacing(_style(document, "Omslag", "Body Text"), 0, 12)
    box = _style(document, "Kader", "Body Text")
    _spacing(box, 8, 8)
    _boxed(box, _WARN)
    finding = _style(document, "Bevinding", "Body Text")
    _font(finding, 13, bold=True)
    finding.paragraph_format.keep_with_next = True
    _style(document, "Vraag", "Body Text").paragraph_format.keep_with_next = True
    between = _style(document, "Tussenkop", "Body Text")
    _font(between, 10.5, bold=True)
    _spacing(between, 10, 4)
    between.paragraph_format.keep_with_next = True
    contents = _style(document, CONTENTS, "Heading 1")
    _outline_none(contents)
    for level in (1, 2):
        style = _style(document, f"toc {level}", "Body Text")
        style.element.set(qn("w:styleId"), f"TOC{level}")  # as Word names it
        style.paragraph_format.left_indent = Cm(0.7 * (level - 1))
        _spacing(style, 4 if level == 1 else 0, 1)
    quote = _style(document, "Block Text")
    _font(quote, 10)
    _spacing(quote, 3, 3)
    quote.paragraph_format.left_indent = Cm(0.5)
    _boxed(quote, _LINE, fill="")
    aside = document.styles.add_style("Bij", WD_STYLE_TYPE.CHARACTER)
    aside.font.size, aside.font.color.rgb = Pt(8), RGBColor.from_string(_MUTED)
    small_text = document.styles.add_style("Kleine letters", WD_STYLE_TYPE.CHARACTER)
    small_text.font.size = Pt(8.5)
    small = _style(document, "Klein", "Body Text")
    _font(small, 8.5)
    _spacing(small, 0, 8)
    for name in ("Image Caption", "Table Caption"):
        style = _style(document, name)
        _font(style, 9, italic=False)
        _spacing(style, 10 if name == "Table Caption" else 3, 4 if name == "Table Caption" else 10)
    _style(document, "Table Caption").paragraph_format.keep_with_next = True
    _style(document, "Captioned Figure").paragraph_format.keep_with_next = True


def _table(document: Doc) -> None:
    style = document.styles["Table"]
    cells = _style(document, TABLE_TEXT, "Compact")
    _font(cells, 8)
    _spacing(cells, 0, 1)
    first = style.element.find(f"{qn('w:tblStylePr')}[@{qn('w:type')}='firstRow']")
    bold = _element("w:rPr", {})
    bold.append(_element("w:b", {}))
    first.insert(0, bold)
    properties = style.element.find(qn("w:tblPr"))
    borders = _element("w:tblBorders", {})
    for side in ("top", "bottom", "insideH"):
        borders.append(_element(f"w:{side}", {"w:val": "single", "w:sz": "4", "w:space": "0", "w:color": _LINE}))
    properties.insert(1, borders)


def _settings(document: Doc) -> None:
    settings = document.settings.element
    settings.append(_element("w:autoHyphenation", {"w:val": "true"}))


def _style(document: Doc, name: str, based_on: str = "") -> ParagraphStyle:
    if name not in document.styles:
        made = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = document.styles[based_on]
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)
    return style


def _font(style: ParagraphStyle, size: float, *, colour: str = _INK, bold: bool = False, italic: bool = False) -> None:
    font = style.font
    font.size, font.bold, font.italic, font.color.rgb = Pt(size), bold, italic, RGBColor.from_string(colour)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), _FONT)


def _spacing(style: ParagraphStyle, before: float, after: float) -> None:
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)


def _boxed(style: ParagraphStyle, colour: str, fill: str = _PALE) -> None:
    properties = style.element.get_or_add_pPr()
    border = _element("w:pBdr", {})
    border.append(_element("w:left", {"w:val": "single", "w:sz": "18", "w:space": "8", "w:color": colour}))
    properties.append(border)
    if fill:
        properties.append(_element("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": fill}))


def _outline_none(style: ParagraphStyle) -> None:
    """Keep a style that looks like a heading out of the contents."""
    style.element.get_or_add_pPr().append(_element("w:outlineLvl", {"w:val": "9"}))


def _element(name: str, attributes: dict[str, str]) -> BaseOxmlElement:
    made = OxmlElement(name)
    for attribute, value in attributes.items():
        made.set(qn(attribute), value)
    return made
