"""What the consultant advises, apart from the text it stands in, with for whom it is."""

from collections.abc import Sequence
from itertools import takewhile

from pipeline.claims.text import SentenceKind
from pipeline.telling.report_page import KINDS, Line, Part


def advice(written: Sequence[Part], themes: Sequence[str]) -> list[tuple[str, list[Line]]]:
    """List what the consultant advises, in reading order, with for whom it is: the words with a colon above a list.

    Advice before the findings, on how to read them, only counts where there is no other.

    Parameters
    ----------
    written : sequence of Part
        The report.
    themes : sequence of str
        The labels of the themes: chapters with another name that follow on one of these come after the findings.
    """
    chapter, begun, after = "", False, []
    for part in written:
        if part.kind == "heading" and part.level == 2:
            chapter = part.heading.striptags()
            begun = begun or chapter in themes
        elif begun and chapter not in themes:
            after.append(part)
    return _advised(after) or _advised(written)


def _advised(parts: Sequence[Part]) -> list[tuple[str, list[Line]]]:
    """List advice that can be read by itself: what a paragraph or an item begins with, and not what follows on it."""
    found: list[tuple[str, list[Line]]] = []
    above = ""
    for part in parts:
        lines = list(takewhile(_is_advice, part.lines))
        if lines and found and not above and not found[-1][0]:
            found[-1][1].extend(lines)
        elif lines:
            found.append((above, lines))
        said = part.lines[-1].plain if part.lines and not lines else ""
        above = said if said.endswith(":") else ""
    return found


def _is_advice(line: Line) -> bool:
    return line.mark is not None and line.mark.text == KINDS[SentenceKind.ADVICE]
