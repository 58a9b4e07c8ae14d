"""Writing the document to a folder: no level of headings left out, each figure in a file of its own."""

import re
from base64 import b64decode
from pathlib import Path

SOURCE = "document.html"
_HEADING = re.compile(r"<(/?)h([1-6])\b")
_FIGURE = re.compile(r'width="(\d+)" height="(\d+)" src="data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)"')
_WIDEST, _HIGHEST = 390, 800  # in pixels of 1/96 inch: letters as large as those of the text, and what fits on a page


def write_document(document: str, folder: Path) -> None:
    """Write a document and its figures.

    Parameters
    ----------
    document : str
        The document, with its figures in it.
    folder : pathlib.Path
        Where to write.
    """
    folder.mkdir(parents=True, exist_ok=True)
    names: dict[str, str] = {}

    def named(match: re.Match[str]) -> str:
        name = names.setdefault(match[3], f"figuur-{len(names) + 1:02}.svg")
        width, height = int(match[1]), int(match[2])
        scale = min(1.0, _WIDEST / width, _HIGHEST / height)
        return f'width="{round(width * scale)}" height="{round(height * scale)}" src="{name}"'

    text = _FIGURE.sub(named, without_gaps(document))
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
