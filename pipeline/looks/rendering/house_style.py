"""A bureau's own style: its Word template with what only our documents need added to it, or why it can't be used."""

import io
import zipfile
from copy import deepcopy
from pathlib import Path

from lxml import etree

from pipeline.contracts import archives
from pipeline.errors import ClaimsError, InputError, Problem
from pipeline.rounds import NO_TEMPLATE

# Our own styles: open it in Word to see or to change them.
REFERENCE = Path(__file__).with_name("reference.docx")
_STYLES, _DOCUMENT, _TYPES = "word/styles.xml", "word/document.xml", "[Content_Types].xml"
_TEMPLATE, _ORDINARY = (f"wordprocessingml.{kind}.main+xml".encode() for kind in ("template", "document"))
_MEND = "Bewaar het in Word opnieuw als .docx of .dotx, of haal het weg om de stijl van klankbord te gebruiken."
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def unusable(house_style: Path, what: str, mend: str = _MEND) -> ClaimsError:
    """Say why a house style can't be used; it is named by its place in the project, wherever that was run."""
    return ClaimsError([Problem("/".join(house_style.parts[-4:]), None, "", "", what, mend)])


def template_of(house_style: Path) -> bytes:
    """Give a house style as pandoc can use it.

    Parameters
    ----------
    house_style : pathlib.Path
        A Word document or template (``.docx``, ``.dotx``). Its styles, page and letterhead count, and not its text.

    Returns
    -------
    bytes
        A Word document with its styles and, where it has none of a name, ours: in its letters and colours.

    Raises
    ------
    ClaimsError
        It is not there, no whole Word file, or far larger than one can be.
    """
    if not house_style.exists():
        raise unusable(house_style, *NO_TEMPLATE)
    made = io.BytesIO()
    try:
        with archives.opened(house_style, house_style.name) as theirs, zipfile.ZipFile(made, "w") as after:
            parts = {info.filename: part for info, part in archives.parts_of(theirs, house_style.name).items()}
            parts[_STYLES] = _with_ours(parts[_STYLES], _text_width(parts[_DOCUMENT]))
            parts[_TYPES] = parts[_TYPES].replace(_TEMPLATE, _ORDINARY)
            for name, content in parts.items():
                after.writestr(name, content)
    except (InputError, KeyError, ValueError, TypeError, AttributeError, etree.XMLSyntaxError):
        what = "Dit bestand is niet als huisstijl te gebruiken: het is geen heel Word-bestand."
        raise unusable(house_style, what) from None
    return made.getvalue()


def _text_width(document: bytes) -> int | None:
    """Give how wide the text of a page is, in twentieths of a point; None where that is not said."""
    root = etree.fromstring(document)
    size, margin = (root.find(f".//{_W}sectPr/{_W}{name}") for name in ("pgSz", "pgMar"))
    if size is None or margin is None:
        return None
    return int(size.get(f"{_W}w")) - int(margin.get(f"{_W}left")) - int(margin.get(f"{_W}right"))


def _with_ours(styles: bytes, width: int | None) -> bytes:
    """Add the styles that theirs lack: each based on what theirs have of that name."""
    theirs = etree.fromstring(styles)
    with zipfile.ZipFile(REFERENCE) as reference:
        ours = etree.fromstring(reference.read(_STYLES))
    known = {_name(style): style.get(f"{_W}styleId") for style in theirs.iterfind(f"{_W}style")}
    taken, ids, added = set(known.values()), {}, []
    for style in ours.iterfind(f"{_W}style"):
        own = style.get(f"{_W}styleId")
        if _name(style) in known:
            ids[own] = known[_name(style)]
        else:
            ids[own] = own if own not in taken else f"Klankbord{own}"
            added.append(deepcopy(style))
    for style in added:
        style.set(f"{_W}styleId", ids[style.get(f"{_W}styleId")])
        style.attrib.pop(f"{_W}default", None)
        for kind in ("basedOn", "next", "link"):
            for other in style.findall(f"{_W}{kind}"):
                if other.get(f"{_W}val") in ids:
                    other.set(f"{_W}val", ids[other.get(f"{_W}val")])
                else:
                    style.remove(other)
        for look in [*style.iter(f"{_W}rFonts"), *style.findall(f"{_W}rPr/{_W}color")]:
            look.getparent().remove(look)
        for tab in style.iter(f"{_W}tab"):
            tab.set(f"{_W}pos", str(width or tab.get(f"{_W}pos")))
        theirs.append(style)
    return bytes(etree.tostring(theirs, xml_declaration=True, encoding="UTF-8", standalone=True))


def _name(style: etree._Element) -> str:
    """Give the name of a style: Word has one in every language for its own, whatever their ids are."""
    return str(style.find(f"{_W}name").get(f"{_W}val")).lower()
