"""The parts of a Word file, opened as what it is: a file from somebody else, that may be damaged or hostile.

Nothing in it is executed, nothing outside it is asked for, and nothing is unpacked to disk. Parts are read with lxml
and not with python-docx, which refuses files with macros and strict Open XML, and stumbles over one dangling relation.
"""

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from lxml import etree

from pipeline.errors import refused

# A long report has a few megabytes of text with all its marks, and a panel some hundreds of remarks; more is no report
# that came back, and would take minutes to read.
_LIMIT, _MOST_MARKS = 16 * 2**20, 800_000
MOST_COMMENTS, MOST_CHANGES, _MOST_PARAGRAPHS = 1_000, 5_000, 20_000
# Word writes either of two families of names; we speak of both by the usual prefix.
_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14",
    "http://schemas.microsoft.com/office/word/2012/wordml": "w15",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/package/2006/metadata/core-properties": "cp",
    "http://purl.org/dc/terms/": "dcterms",
}
_AGAIN = "Open het in Word of LibreOffice en sla het opnieuw op als .docx."
_DAMAGED = ("Dit Word-bestand is beschadigd.", f"{_AGAIN} Lukt dat niet, vraag het bestand opnieuw.")

# Elements come from a library without types.
Element = Any


@dataclass(frozen=True)
class Part:
    """One part: its content, and the parts that it refers to, by kind and by relation."""

    root: Element
    related: tuple[tuple[str, str], ...]

    def of_kind(self, kind: str) -> list[str]:
        """List the names of the related parts of a kind, such as ``comments``."""
        return [name for found, name in self.related if found == kind]


@dataclass(frozen=True)
class Package:
    """A Word file: its main part and all that goes with it, by what each is (``document``, ``comments``, ...)."""

    parts: tuple[tuple[str, Part], ...]

    def of_kind(self, kind: str) -> Iterator[Part]:
        """Give the parts of a kind."""
        return (part for found, part in self.parts if found == kind)

    @cached_property
    def custom(self) -> dict[str, str]:
        """Give the custom properties of the document."""
        found = {}
        for part in self.of_kind("custom-properties"):
            for element in part.root.iter("{*}property"):
                found[element.get("name", "")] = "".join(element.itertext()).strip()
        return found

    def core(self, name: str) -> str:
        """Give one of the file's own properties, such as ``cp:lastModifiedBy``; empty when it has none."""
        for part in self.of_kind("core-properties"):
            for element in part.root.iter():
                if tag(element) == name:
                    return " ".join((element.text or "").split())
        return ""


def open_package(path: Path) -> Package:
    """Read what of a Word file can hold text, comments, changes and properties.

    Parameters
    ----------
    path : pathlib.Path
        The file.

    Raises
    ------
    InputError
        It is no Word file, or it is damaged or absurdly large.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return _parts(path.name, archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, etree.LxmlError, ValueError):
        raise refused(path.name, *_DAMAGED) from None
    except OSError:
        mend = "Sluit het in andere programma's (zoals Word) en probeer het opnieuw."
        raise refused(path.name, "Het bestand is niet te openen.", mend) from None


def tag(element: Element) -> str:
    """Name an element by its usual prefix, such as ``w:p``; empty for what is no element or of no known family."""
    return _usual(element.tag) if isinstance(element.tag, str) else ""  # a processing instruction has no name


def attribute(element: Element, name: str) -> str:
    """Give an attribute by its usual prefix; empty when it is not there."""
    return next((str(value) for key, value in element.attrib.items() if _usual(key) == name), "")


@cache
def _usual(name: str) -> str:
    qualified = etree.QName(name)
    prefix = _PREFIXES.get(qualified.namespace)
    return f"{prefix}:{qualified.localname}" if prefix else ""


def _parts(file: str, archive: zipfile.ZipFile) -> Package:
    names = set(archive.namelist())
    budget = _Budget(file, archive)
    package = _related(budget, names, "")
    main = next((name for kind, name in package if kind == "officeDocument" and name in names), None)
    if main is None:
        raise refused(file, "Dit is geen Word-bestand.", _AGAIN)
    document = Part(budget.parse(main), _related(budget, names, main))
    if tag(document.root) != "w:document":
        raise refused(file, "Dit is een Office-bestand, maar geen Word-bestand.", "Geef het Word-bestand zelf.")
    found = [("document", document)]
    for kind, name in (*package, *document.related):
        if kind in _READ and name in names:
            found.append((kind, Part(budget.parse(name), ())))
    _check_amounts(file, [part for _, part in found])
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        found.append(("macros", Part(None, ())))
    return Package(tuple(found))


def _check_amounts(file: str, parts: list[Part]) -> None:
    """Refuse what no panel can have written: every remark is looked for in all of the text."""
    limits = (
        (("comment",), MOST_COMMENTS, "opmerkingen"),
        (_TRACKED, MOST_CHANGES, "wijzigingen"),
        (("p",), _MOST_PARAGRAPHS, "alinea's"),
    )
    for tags, most, what in limits:
        found = sum(1 for part in parts for _ in part.root.iter(*(f"{{*}}{tag}" for tag in tags)))
        if found > most:
            told = f"In dit bestand staan {found} {what}; meer dan {most} in één bestand worden niet gelezen."
            raise refused(file, told, "Verdeel het over meer bestanden en neem die alle op.")


_TRACKED = ("ins", "del", "moveFrom", "moveTo")
_READ = {
    *("core-properties", "custom-properties", "styles", "comments", "commentsExtended", "commentsExtensible"),
    *("footnotes", "endnotes", "header", "footer"),
}


def _related(budget: "_Budget", names: set[str], of: str) -> tuple[tuple[str, str], ...]:
    """List the kind and the name of what a part (or the file itself) refers to."""
    folder, name = posixpath.split(of)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    if relations not in names:
        return ()
    found = []
    for element in budget.parse(relations).iter("{*}Relationship"):
        kind = element.get("Type", "").rpartition("/")[2]
        target = posixpath.normpath(posixpath.join("/", folder, element.get("Target", ""))).lstrip("/")
        if element.get("TargetMode") != "External":
            found.append((_KINDS.get(kind, kind), target))
    return tuple(found)


# Strict Open XML writes two kinds otherwise.
_KINDS = {"customProperties": "custom-properties", "coreProperties": "core-properties"}


class _Budget:
    """Reads parts of an archive until too much came out: what a part says of its own size proves nothing."""

    def __init__(self, file: str, archive: zipfile.ZipFile) -> None:
        self.file, self.archive, self.left, self.marks = file, archive, _LIMIT, _MOST_MARKS

    def read(self, name: str) -> bytes:
        with self.archive.open(name) as part:
            content = part.read(self.left + 1)
        self.left -= len(content)
        self.marks -= content.count(b"<")  # counted before they are taken apart, which costs
        if self.left < 0 or self.marks < 0:
            raise refused(
                self.file,
                "Uitgepakt is dit bestand onredelijk groot.",
                "Kopieer de tekst naar een leeg Word-bestand en bewaar dat.",
            )
        return content

    def parse(self, name: str) -> Element:
        """Parse a part without its entities, its document type or the network."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
        root = etree.fromstring(self.read(name), parser)
        if root.getroottree().docinfo.doctype:  # a Word file has none; one could only do harm
            raise refused(self.file, "In dit bestand staat XML die niet in Word-bestanden hoort.", _AGAIN)
        return root
