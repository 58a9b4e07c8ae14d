"""The last look at what leaves: every file that is to be published, searched for who can be found by it.

Words may be split over tags, runs and lines of a PDF, or stand in an alternative text, a property, the name of a file
or the metadata of a notebook.
"""

import csv
import io
import json
import re
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from pipeline.privacy.identifiers import Kind, ways_to_reach
from pipeline.privacy.names import LEFT_OUT, Names

if TYPE_CHECKING:
    from pypdf import PdfReader

_NOT_READ = re.compile(r"<(script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_SAID = re.compile(r"""\b(?:alt|title|aria-label|aria-description|content|placeholder|value|descr)=("[^"]*"|'[^']*')""")
# Tags within a word or a sentence: what stands on both sides of these is read as one.
_WITHIN = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|cite|code|em|i|mark|q|s|small|span|strong|sub|sup|u|wbr)\b[^>]*>", re.IGNORECASE
)
_TAG = re.compile(r"<[^>]*>")
# Where a paragraph, a cell or a shared text ends in Word, slides and workbooks; tags within are of runs.
_ENDS = re.compile(r"</(?:\w+:)?(?:p|si|is|c|row|comment|t[cr])>|<(?:\w+:)?(?:br|tab|cr)/>")
# A word that goes on in the next line.
_HYPHENATED = re.compile(r"(?<=\w)[-\u00ad]\n(?=[^\W\d_])")
_AROUND = 40


@dataclass(frozen=True)
class Gate:
    """What no published file may have.

    Attributes
    ----------
    names : Names
        Names of people that the round knows.
    allowed : frozenset of str
        What may be there all the same, in small letters: somebody said so.
    """

    names: Names
    allowed: frozenset[str] = frozenset()

    def found(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Give where in a text somebody stands, from where to where, and as what."""
        for each in ways_to_reach(text):
            if text[each.start : each.end].casefold() not in self.allowed:
                yield each.start, each.end, str(each.kind)
        for start, end, instead in self.names.found(text) if self.names.may_be_in(text) else ():
            if instead != LEFT_OUT and text[start:end].casefold() not in self.allowed:
                yield start, end, str(Kind.NAME)


@dataclass(frozen=True)
class Hit:
    """Where somebody stands in a file that is to be published.

    Attributes
    ----------
    file : str
        The file, and within it the part.
    kind : str
        What stands there, such as ``naam``.
    around : str
        The words around it, without it.
    """

    file: str
    kind: str
    around: str


def hits(folder: Path, gate: Gate) -> list[Hit]:
    """List where in the files of a folder somebody stands, each place that reads the same once.

    Parameters
    ----------
    folder : pathlib.Path
        What is to be published.
    gate : Gate
        What may not be in it.
    """
    found: dict[Hit, None] = {}
    known: dict[str, list[tuple[str, str]]] = {}  # most lines stand in many files
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            name = path.relative_to(folder).as_posix()
            for part, text in texts(name, path.read_bytes()):
                for line in text.split("\n"):
                    if line not in known:
                        known[line] = list(_in_line(line, gate))
                    found |= dict.fromkeys(Hit(part, kind, around) for kind, around in known[line])
    return list(found)


def _in_line(line: str, gate: Gate) -> Iterator[tuple[str, str]]:
    """Give what stands in a line, and the words around it; another one nearby may not be told either."""
    for start, end, kind in gate.found(line):
        around = f"{line[max(0, start - _AROUND) : start]}[{kind}]{line[end : end + _AROUND]}"
        yield kind, _hidden(" ".join(around.split()), gate)


def _hidden(text: str, gate: Gate) -> str:
    for start, end, kind in sorted(gate.found(text), reverse=True):
        text = f"{text[:start]}[{kind}]{text[end:]}"
    return text


def texts(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    """Give the texts in a file, each with where it stands: what people read, and what programs keep beside it.

    Parameters
    ----------
    name : str
        What the file is called: its kind shows from the name.
    content : bytes
        What it holds.
    """
    yield name, PurePosixPath(name).stem.replace("_", " ").replace("-", " ")
    kind = PurePosixPath(name).suffix.casefold()
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for part in archive.namelist():
                if part.endswith((".xml", ".rels")) and "theme" not in part:
                    yield f"{name}, {part}", _of_office(archive.read(part).decode("utf-8", "replace"))
    elif kind == ".pdf":
        yield from _of_pdf(name, content)
    elif kind in {".html", ".htm"}:
        yield name, _of_page(content.decode("utf-8", "replace"))
    elif kind == ".ipynb":
        yield from ((name, text) for text in _of_notebook(json.loads(content)))
    elif kind == ".csv":
        yield name, "\n".join(cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in row)
    elif kind in {".json", ".txt", ".md", ".svg"}:
        yield name, content.decode("utf-8", "replace")


def _of_pdf(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    """Give the text of each page of a PDF, with its lines put together, and its properties and alternative texts."""
    from pypdf import PdfReader  # it takes a while to import, and only what publishes looks

    pages = PdfReader(io.BytesIO(content))
    for number, page in enumerate(pages.pages, 1):
        lines = _HYPHENATED.sub("", page.extract_text())
        yield f"{name}, bladzijde {number}", " ".join(lines.split("\n"))
    yield f"{name}, eigenschappen", "\n".join(map(str, (pages.metadata or {}).values()))
    yield f"{name}, alternatieve teksten", "\n".join(_alternatives(pages))


def _alternatives(pages: "PdfReader") -> Iterator[str]:
    """Give what a PDF says of its figures to who listens."""
    for number in range(1, int(str(pages.trailer["/Size"]))):
        found = pages.get_object(number)
        if isinstance(found, dict):
            yield from (str(found[key]) for key in ("/Alt", "/ActualText") if key in found)


def _of_page(page: str) -> str:
    """Give the text of a page, with what its tags say."""
    shown = _NOT_READ.sub(" ", page)
    said = "\n".join(found[1:-1] for found in _SAID.findall(shown))
    return unescape(f"{_TAG.sub(chr(10), _WITHIN.sub('', shown))}\n{said}")


def _of_office(part: str) -> str:
    """Give the text of a part of a Word file, slides or a workbook: runs put together, with what its tags say."""
    said = "\n".join(found[1:-1] for found in _SAID.findall(part))
    return unescape(f"{_TAG.sub('', _ENDS.sub(chr(10), part))}\n{said}")


def _of_notebook(content: Any) -> Iterator[str]:
    """Give every text in a notebook, also of its metadata; pictures are none."""
    if isinstance(content, dict):
        for key, value in content.items():
            if key == "text/html":
                yield _of_page("".join(value))
            elif not str(key).startswith("image/"):
                yield from _of_notebook(value)
    elif isinstance(content, list):
        if all(isinstance(line, str) for line in content):
            yield "".join(content)
        else:
            for each in content:
                yield from _of_notebook(each)
    elif isinstance(content, str):
        yield content


def told(found: Collection[Hit], most: int = 20) -> str:
    """Say in Dutch why nothing is published: where, and what kind of thing stands there."""
    lines = [f"  {hit.file}: {hit.kind}, bij «{hit.around}»" for hit in list(found)[:most]]
    if len(found) > most:
        lines.append(f"  en nog {len(found) - most} plekken")
    return "\n".join(lines)
