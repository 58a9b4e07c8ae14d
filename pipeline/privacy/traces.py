"""Where in files somebody is still named, or has words that still stand: also within Word, Excel, zips, databases."""

import re
import zipfile
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from pathlib import Path

from pipeline.contracts.encodings import NotTextError, decode
from pipeline.privacy.packed import texts
from pipeline.privacy.words import Unquotable

_TAG = re.compile(r"<[^>]*>")
# In a workbook: where a cell stands looks like a name that people give each other, such as K10.
_ADDRESS = re.compile(r'\b(?:r|ref|sqref|activeCell|topLeftCell)="[A-Z0-9:$ ]*"')
_FORMULA = re.compile(r"(<(f|formula1|formula2|\w*definedName)\b[^>]*>)(.*?)(?=</\2>)", re.DOTALL)
_QUOTED = re.compile(r'"[^"]*"')
_MARKUP = (".xml", ".rels", ".vml", ".html", ".htm", ".xhtml", ".svg")
# Files in files: a zip with a Word file is as deep as anybody packs.
_DEEPEST = 3


@dataclass(frozen=True)
class Sought:
    """What is looked for.

    Attributes
    ----------
    names : frozenset of str
        Names of somebody, in any capitals. One that is a number only is not sought: it stands everywhere.
    words : Unquotable
        What they said, and nobody else.
    """

    names: frozenset[str]
    words: Unquotable

    def found(self, text: str) -> str:
        """Give what of it stands in a text first; nothing where none does."""
        named = self._named().search(text)
        if named:
            return named[0]
        return next((said for _, said in self.words.found(text)), "")

    def found_in_bytes(self, content: bytes) -> str:
        """Give which of the names stands in bytes that are no text."""
        named = self._named().search(content.decode("utf-8", "replace"))
        return named[0] if named else ""

    def _named(self) -> re.Pattern[str]:
        sought = "|".join(re.escape(name) for name in sorted(self.names) if not name.isdigit())
        return re.compile(rf"(?<![\w]){f'(?:{sought})' if sought else '(?!)'}(?![\w])", re.IGNORECASE)


def files_with(sought: Sought, paths: Iterable[Path], but: Collection[str] = ()) -> Iterator[tuple[Path, str]]:
    """Give the files in which any of it stands, in their name or in what they hold, with what stands there.

    Parameters
    ----------
    sought : Sought
        What is looked for.
    paths : iterable of pathlib.Path
        Files.
    but : collection of str
        Texts that are ours, and not looked at.
    """
    for path in paths:
        said = sought.found(path.name) or in_content(sought, path.name, path.read_bytes(), but)
        if said:
            yield path, said


def in_content(sought: Sought, name: str, content: bytes, but: Collection[str] = (), depth: int = 0) -> str:
    """Give what of it stands first in a file, or in a file that is packed in it; nothing where none does.

    Parameters
    ----------
    sought : Sought
        What is looked for.
    name : str
        What the file is called: its kind shows from the name.
    content : bytes
        What it holds.
    but : collection of str
        Texts that are ours, and not looked at.
    depth : int
        How many files it is packed in.
    """
    if content.startswith(b"PK\x03\x04") and depth < _DEEPEST:
        try:
            with zipfile.ZipFile(BytesIO(content)) as archive:
                parts = [(part.filename, archive.read(part)) for part in archive.infolist() if not part.is_dir()]
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
            return sought.found_in_bytes(content)
        said = (sought.found(part) or in_content(sought, part, own, but, depth + 1) for part, own in parts)
        return next(filter(None, said), "")
    if (packed := texts(content)) is not None:
        return next(filter(None, map(sought.found, packed)), "") or sought.found_in_bytes(content)
    try:
        text = decode(content).text
    except NotTextError:
        return sought.found_in_bytes(content)
    if not name.casefold().endswith(_MARKUP):
        return sought.found(_without(text, but))
    if name.startswith("xl/"):
        text = _FORMULA.sub(lambda found: found[1] + " ".join(_QUOTED.findall(unescape(found[3]))), text)
        text = _ADDRESS.sub("", text)
    # What stands in a tag (a name, an address) is looked at apart: in a text it would break words off.
    in_tags = " ".join(_TAG.findall(text))
    plain = unescape(_TAG.sub("\n", text))
    joined = unescape(_TAG.sub("", text))
    return (
        sought.found(_without(unescape(in_tags), but))
        or sought.found(_without(plain, but))
        or next((said for _, said in sought.words.found(_without(joined, but))), "")
    )


def _without(text: str, but: Collection[str]) -> str:
    for own in but:
        text = text.replace(own, " ")
    return text
