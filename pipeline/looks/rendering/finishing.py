"""What pandoc leaves out of a Word file: a contents with page numbers, the form of tables, and of chapters."""

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from xml.sax.saxutils import escape

from lxml import etree

# Names of styles in reference.docx.
TABLE_TEXT, CONTENTS, COVER = "Tabeltekst", "Inhoud", "Omslag"
_UPRIGHT = "Rechtop"  # text in the head of a narrow column; pandoc makes the style
_LETTER = 105  # twips that a letter of it needs
_NARROW = 40  # twips beside what stands in such a column
_WHOLE = 400  # letters of a row that is read at once: one that is longer may go on over the page
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MOMENT = (1980, 1, 1, 0, 0, 0)  # the same each time: the earliest that a zip file can hold
_LEVELS = {"heading 1": "toc 1", "heading 2": "toc 2"}
_FIGURES = "table of figures"
_CONTENTS = {_FIGURES, *_LEVELS.values()}  # the styles of what stands in a contents
FEW_ENTRIES = 30  # of a contents that stands below something else
# What comes after it in the settings: Word wants these in order.
_AFTER_UPDATE = {"hdrShapeDefaults", "footnotePr", "endnotePr", "compat", "docVars", "rsids", "mathPr", "themeFontLang"}
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
# In the heading of a page in reference.docx: what stands there until Word fills in the chapter.
_UNTIL_LAID_OUT = b"Titel van het document"
_FIRST_ID = 900_000  # pandoc numbers its bookmarks from 1


def finished(made: bytes, pictures: Mapping[bytes, bytes], *, paged: bool = True) -> bytes:
    """Finish a Word file, with nothing in it that is different each time.

    Parameters
    ----------
    made : bytes
        The file as pandoc made it.
    pictures : mapping of bytes to bytes
        What to put in the place of a picture.
    paged : bool
        Whether each chapter begins on a page of its own, as the styles say; else one follows the other.
    """
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(made)) as before, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as after:
        ids = _style_ids(before.read("word/styles.xml"))
        title = etree.fromstring(before.read("docProps/core.xml")).findtext(_TITLE, "")
        for name in before.namelist():
            content = before.read(name)
            if name == "word/document.xml":
                root = etree.fromstring(content)
                _style_tables(root, ids)
                _add_contents(root, ids)
                if not paged:
                    _run_on(root, ids)
                content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            if name.startswith("word/header"):
                content = content.replace(_UNTIL_LAID_OUT, escape(title).encode())
            if name == "word/settings.xml":
                content = _with_fields_updated(content)
            if name == "docProps/core.xml":
                content = re.sub(rb"<dcterms:(created|modified).*?</dcterms:\1>", b"", content)
            if name.startswith("word/media/"):
                content = pictures.get(content, content)
            after.writestr(zipfile.ZipInfo(name, _MOMENT), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _style_ids(styles: bytes) -> dict[str, str]:
    """Give the ids of styles by their names: Word has one name for a heading in every language, and ids of its own."""
    found = etree.fromstring(styles).iterfind(_w("style"))
    return {style.find(_w("name")).get(_w("val")).lower(): style.get(_w("styleId")) for style in found}


def _style_tables(root: etree._Element, ids: dict[str, str]) -> None:
    """Give the text in tables a style of its own, which pandoc has not, and part a table from the text below it."""
    if TABLE_TEXT.lower() in ids:  # a house style may have none
        for style in root.iterfind(f".//{_w('tc')}/{_w('p')}/{_w('pPr')}/{_w('pStyle')}"):
            style.set(_w("val"), ids[TABLE_TEXT.lower()])
    for table in root.iter(_w("tbl")):
        # The first cell of a row is its name, as that of a column is; pandoc only says the latter.
        look = table.find(f"{_w('tblPr')}/{_w('tblLook')}")
        if look is not None:
            look.set(_w("firstColumn"), "1")
            look.set(_w("val"), "00A0")
        _stand_upright(table)
        for row in table.iterfind(_w("tr")):
            if len("".join(row.itertext())) < _WHOLE:
                _properties(row).insert(0, _element("cantSplit"))
            # What stands above some rows is not parted from them.
            if len(row.findall(_w("tc"))) == 1 and row.getnext() is not None:
                for properties in row.iterfind(f"{_w('tc')}/{_w('p')}/{_w('pPr')}"):
                    properties.insert(1, _element("keepNext"))
        below = table.getnext()
        if below is not None and _style(below) == ids.get("body text"):
            below.find(_w("pPr")).append(_element("spacing", before="200"))


def _stand_upright(table: etree._Element) -> None:
    """Turn the names of narrow columns, in a row that is as high as the longest of them."""
    for row in table.iterfind(_w("tr")):
        longest = 0
        for cell in row.iterfind(_w("tc")):
            if cell.find(f".//{_w('rStyle')}[@{_w('val')}='{_UPRIGHT}']") is None:
                continue
            properties = cell.find(_w("tcPr"))
            if properties is None:
                cell.insert(0, properties := _element("tcPr"))
            # In the order that Word wants.
            for old in (*properties.iterfind(_w("textDirection")), *properties.iterfind(_w("vAlign"))):
                properties.remove(old)
            properties.append(_element("textDirection", val="btLr"))
            properties.append(_element("vAlign", val="center"))
            longest = max(longest, len("".join(cell.itertext()).strip()))
        if longest:
            _properties(row).append(_element("trHeight", val=str(longest * _LETTER), hRule="atLeast"))
            margins = _element("tblCellMar")
            margins.extend(_element(side, w=str(_NARROW), type="dxa") for side in ("left", "right"))
            look = table.find(f"{_w('tblPr')}/{_w('tblLook')}")
            if look is not None:
                look.addprevious(margins)


def _properties(row: etree._Element) -> etree._Element:
    found = row.find(_w("trPr"))
    if found is None:
        row.insert(0, found := _element("trPr"))
    return found


def _run_on(root: etree._Element, ids: dict[str, str]) -> None:
    """Let chapters follow each other; only what comes after a cover or a long contents begins on a new page."""
    names = {style: name for name, style in ids.items()}
    styled = [(names.get(_style(paragraph), ""), paragraph) for paragraph in root.iter(_w("p"))]
    has_cover = COVER.lower() in {style for style, _ in styled}
    follow, alone = {"heading 1"}, {COVER.lower(), *_CONTENTS}
    if sum(style in _CONTENTS for style, _ in styled) <= FEW_ENTRIES:
        follow, alone = follow | {CONTENTS.lower()}, alone - _CONTENTS
    apart = False
    for style, paragraph in styled:
        if style in follow and not apart:
            paragraph.find(_w("pPr")).insert(1, _element("pageBreakBefore", val="0"))
            if not has_cover:
                paragraph.find(_w("pPr")).insert(2, _element("spacing", before="160", after="40"))
        apart = style in alone or (apart and style not in follow)
    if not has_cover:
        for style, paragraph in styled:
            if style == "title":
                paragraph.find(_w("pPr")).insert(1, _element("spacing", before="0", after="120"))


def _with_fields_updated(settings: bytes) -> bytes:
    """Ask Word to fill in the page numbers of the contents: nobody knows them before it has laid out the pages."""
    root = etree.fromstring(settings)
    if root.find(_w("updateFields")) is None:
        place = next((at for at, each in enumerate(root) if etree.QName(each).localname in _AFTER_UPDATE), len(root))
        root.insert(place, _element("updateFields", val="true"))
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _add_contents(root: etree._Element, ids: dict[str, str]) -> None:
    """Fill the contents with the headings, and the list of figures with their captions."""
    names = {style: name for name, style in ids.items()}
    styled = [(names.get(_style(paragraph), ""), paragraph) for paragraph in root.iter(_w("p"))]
    places = [paragraph for style, paragraph in styled if style == CONTENTS.lower()]
    told = (
        [(_LEVELS[style], paragraph) for style, paragraph in styled if style in _LEVELS],
        [(_FIGURES, paragraph) for style, paragraph in styled if style == "image caption"],
    )
    number = 0
    for place, listed in zip(places, told, strict=False):
        for style, paragraph in listed:
            number += 1
            name = f"_Toc{number:08}"
            paragraph.insert(1, _element("bookmarkStart", id=str(_FIRST_ID + number), name=name))
            paragraph.append(_element("bookmarkEnd", id=str(_FIRST_ID + number)))
            entry = _entry(ids.get(style) or ids.get("toc 1", ""), name, "".join(paragraph.itertext()))
            place.addnext(entry)
            place = entry


def _style(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{_w('pPr')}/{_w('pStyle')}")
    return "" if style is None else str(style.get(_w("val")))


def _entry(style: str, name: str, text: str) -> etree._Element:
    """Make a line of a contents: a link to a place, with a field that gives its page.

    Not as one field of Word's own: LibreOffice would show that as it was written, without pages.
    """
    paragraph, properties = _element("p"), _element("pPr")
    if style:
        properties.append(_element("pStyle", val=style))
    paragraph.append(properties)
    link, run, shown = _element("hyperlink", anchor=name, history="1"), _element("r"), _element("t")
    shown.text = text
    run.append(shown)
    link.append(run)
    number = _element("r")
    number.append(_element("instrText"))
    number[0].text = f"PAGEREF {name} \\h"
    tab = _element("r")
    tab.append(_element("tab"))
    for each in (tab, _field_character("begin"), number, _field_character("separate"), _field_character("end")):
        link.append(each)
    paragraph.append(link)
    return paragraph


def _field_character(kind: str) -> etree._Element:
    run = _element("r")
    run.append(_element("fldChar", fldCharType=kind))
    return run


def _element(tag: str, /, **attributes: str) -> etree._Element:
    return etree.Element(_w(tag), {_w(key): value for key, value in attributes.items()})


def _w(name: str) -> str:
    return f"{{{_W}}}{name}"
