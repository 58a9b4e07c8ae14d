"""Writing a document to a folder: its headings numbered and without gaps, each figure in a file of its own."""

import re
from base64 import b64decode
from pathlib import Path
from string import ascii_uppercase
from typing import Literal

SOURCE = "document.html"
Numbering = Literal["", "1", "A"]
"""How chapters are numbered: not, with numbers, or with letters."""

_HEADING = re.compile(r"<(/?)h([1-6])\b")
_WHOLE_HEADING = re.compile(r"<h([1-6])([^>]*)>(.*?)</h\1>", re.DOTALL)
_NUMBERED = 3  # levels of headings that have a number
_FIGURE = re.compile(r'width="(\d+)" height="(\d+)" src="data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)"')
_LIST = re.compile(r'<div class="figures".*?</div>\s*', re.DOTALL)  # of figures, where there are none
_WIDEST, _HIGHEST = 390, 800  # in pixels of 1/96 inch: letters as large as those of the text, and what fits on a page


def write_document(document: str, folder: Path, numbering: Numbering = "") -> None:
    """Write a document and its figures.

    Parameters
    ----------
    document : str
        The document, with its figures in it.
    folder : pathlib.Path
        Where to write.
    numbering : str
        How its chapters are numbered.
    """
    folder.mkdir(parents=True, exist_ok=True)
    names: dict[str, str] = {}

    def named(match: re.Match[str]) -> str:
        name = names.setdefault(match[3], f"figuur-{len(names) + 1:02}.svg")
        width, height = int(match[1]), int(match[2])
        scale = min(1.0, _WIDEST / width, _HIGHEST / height)
        return f'width="{round(width * scale)}" height="{round(height * scale)}" src="{name}"'

    text = _FIGURE.sub(named, numbered(without_gaps(document), numbering))
    text = text if names else _LIST.sub("", text)
    for image, name in names.items():
        (folder / name).write_bytes(b64decode(image))
    (folder / SOURCE).write_text(text, encoding="utf-8")


def without_gaps(document: str) -> str:
    """Bring up headings that lie more than one level below the heading before: readers by ear go by levels."""
    open_levels: list[tuple[int, int]] = []  # of the headings that lead to here: as written, and as shown

    def shown(match: re.Match[str]) -> str:
        level = int(match[2])
        if not match[1]:
            while open_levels and open_levels[-1][0] >= level:
                open_levels.pop()
            open_levels.append((level, open_levels[-1][1] + 1 if open_levels else 1))
        return f"<{match[1]}h{open_levels[-1][1]}"

    return _HEADING.sub(shown, document)


def numbered(document: str, numbering: Numbering) -> str:
    """Put numbers before the headings of the highest levels: each can be told from every other. Letters end at Z."""
    if not numbering:
        return document
    counts = [0] * _NUMBERED

    def shown(match: re.Match[str]) -> str:
        level = int(match[1])
        if level > _NUMBERED:
            return match[0]
        counts[level - 1] += 1
        counts[level:] = [0] * (_NUMBERED - level)
        chapter = ascii_uppercase[counts[0] - 1] if numbering == "A" else str(counts[0])
        number = ".".join([chapter, *map(str, counts[1:level])])
        return f"<h{level}{match[2]}>{number}\u2002{match[3]}</h{level}>"

    return _WHOLE_HEADING.sub(shown, document)
