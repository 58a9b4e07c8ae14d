"""The report as a Word file."""

import re
import subprocess
import zipfile
from base64 import b64encode
from io import BytesIO
from pathlib import Path

import typst
from lxml import etree

from pipeline.errors import ClaimsError, Problem
from pipeline.reporting.rendering.pandoc import pandoc
from pipeline.reporting.rendering.reference import TABLE_TEXT, reference

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MEND = "Bewaar het in Word opnieuw als .docx, of haal het weg om de stijl van klankbord te gebruiken."
_DPI = 200
_MOMENT = (1980, 1, 1, 0, 0, 0)  # the same each time: the earliest that a zip file can hold


def write_word(source: Path, target: Path, house_style: Path | None) -> None:
    """Write the report as a Word file.

    Parameters
    ----------
    source : pathlib.Path
        Folder with the document and its figures.
    target : pathlib.Path
        The file to write.
    house_style : pathlib.Path or None
        A Word file with styles; None for our own.

    Raises
    ------
    ClaimsError
        The house style can't be used.
    """
    document = _with_pictures((source / "document.html").read_text(encoding="utf-8"), source)
    styles = target.with_name(".styles.docx")
    styles.write_bytes(house_style.read_bytes() if house_style else reference())
    try:
        made = pandoc(
            document,
            "--to=docx+native_numbering",
            "--output=-",
            f"--reference-doc={styles}",
        )
    except subprocess.CalledProcessError:
        if house_style is None:
            raise
        what = "Dit bestand is niet als huisstijl te gebruiken: het is geen heel Word-bestand."
        raise ClaimsError([Problem("/".join(house_style.parts[-4:]), None, "", "", what, _MEND)]) from None
    finally:
        styles.unlink()
    target.write_bytes(_finished(made))


def _with_pictures(document: str, folder: Path) -> str:
    """Put the figures into the document, as Word can show them."""
    names = sorted(path.name for path in folder.glob("*.svg"))
    if not names:
        return document
    pages = "#pagebreak()".join(f'#image("{name}")' for name in names)
    text = f"#set page(width: auto, height: auto, margin: 0pt)\n{pages}"
    made = typst.compile(  # type: ignore[call-overload]  # its stubs want a root of the same type as the text
        text.encode(), root=folder, format="png", ppi=_DPI, ignore_system_fonts=True
    )
    images = dict(zip(names, [made] if isinstance(made, bytes) else made, strict=True))

    def embedded(match: re.Match[str]) -> str:
        return f'src="data:image/png;base64,{b64encode(images[match[1]]).decode()}"'

    return re.sub(r'src="([^"/]+\.svg)"', embedded, document)


def _finished(made: bytes) -> bytes:
    """Add what pandoc leaves out: a contents that is there before anything is updated; and no moment of making."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(made)) as before, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            if name == "word/document.xml":
                root = etree.fromstring(content)
                if f'w:styleId="{TABLE_TEXT}"'.encode() in before.read("word/styles.xml"):
                    _style_tables(root)
                _add_contents(root)
                content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            if name == "docProps/core.xml":
                content = re.sub(rb"<dcterms:(created|modified).*?</dcterms:\1>", b"", content)
            after.writestr(zipfile.ZipInfo(name, _MOMENT), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _style_tables(root: etree._Element) -> None:
    """Give the text in tables a style of its own: pandoc has one for tables and short lists together."""
    for style in root.iterfind(f".//{{{_W}}}tc/{{{_W}}}p/{{{_W}}}pPr/{{{_W}}}pStyle"):
        style.set(f"{{{_W}}}val", TABLE_TEXT)


def _add_contents(root: etree._Element) -> None:
    """Fill the contents with the headings, each with a link to its place."""
    place = next((paragraph for paragraph in root.iter(f"{{{_W}}}p") if _style(paragraph) == "Inhoud"), None)
    if place is None:
        return
    entries = []
    for number, (level, heading) in enumerate(_headings(root), 1):
        name = f"_Toc{number:08}"
        _mark(heading, name, number)
        text = "".join(heading.itertext())
        entries.append(_entry(level, name, text))
    _field(entries)
    for entry in reversed(entries):
        place.addnext(entry)


def _headings(root: etree._Element) -> list[tuple[int, etree._Element]]:
    styled = [(_style(paragraph), paragraph) for paragraph in root.iter(f"{{{_W}}}p")]
    return [(int(style[-1]), paragraph) for style, paragraph in styled if style in {"Heading1", "Heading2"}]


def _style(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{{{_W}}}pPr/{{{_W}}}pStyle")
    return "" if style is None else str(style.get(f"{{{_W}}}val"))


def _mark(heading: etree._Element, name: str, number: int) -> None:
    start = etree.Element(f"{{{_W}}}bookmarkStart", {f"{{{_W}}}id": str(900000 + number), f"{{{_W}}}name": name})
    heading.insert(1, start)
    heading.append(etree.Element(f"{{{_W}}}bookmarkEnd", {f"{{{_W}}}id": str(900000 + number)}))


def _entry(level: int, name: str, text: str) -> etree._Element:
    paragraph = _element("p")
    etree.SubElement(etree.SubElement(paragraph, f"{{{_W}}}pPr"), f"{{{_W}}}pStyle", {f"{{{_W}}}val": f"TOC{level}"})
    link = etree.SubElement(paragraph, f"{{{_W}}}hyperlink", {f"{{{_W}}}anchor": name, f"{{{_W}}}history": "1"})
    run = etree.SubElement(link, f"{{{_W}}}r")
    etree.SubElement(run, f"{{{_W}}}t").text = text
    return paragraph


def _field(entries: list[etree._Element]) -> None:
    """Make the entries one contents that Word can make anew; without page numbers, which nobody knows yet."""
    if not entries:
        return
    instruction = _element("r")
    etree.SubElement(instruction, f"{{{_W}}}instrText").text = r'TOC \o "1-2" \h \n'
    for at, run in enumerate((_character("begin"), instruction, _character("separate"))):
        entries[0].insert(1 + at, run)
    entries[-1].append(_character("end"))


def _character(kind: str) -> etree._Element:
    run = _element("r")
    etree.SubElement(run, f"{{{_W}}}fldChar", {f"{{{_W}}}fldCharType": kind})
    return run


def _element(name: str) -> etree._Element:
    return etree.Element(f"{{{_W}}}{name}")
