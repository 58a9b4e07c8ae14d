"""What the consultant advises, apart from the text it stands in, with for whom it is."""

from collections.abc import Sequence

from pipeline.claims.text import SentenceKind
from pipeline.telling.report_page import KINDS, Line, Part


def advice(written: Sequence[Part], themes: Sequence[str]) -> list[tuple[str, list[Line]]]:
    """List all that the consultant advises, in reading order, with for whom it is: the words with a colon above a list.

    Advice before the first theme is on how to read the findings, and only counts where there is no other.

    Parameters
    ----------
    written : sequence of Part
        The report.
    themes : sequence of str
        The labels of the themes, which are the names of their chapters.
    """
    chapters = [part.kind == "heading" and part.level == 2 and part.heading.striptags() in themes for part in written]
    first = chapters.index(True) if True in chapters else 0
    return _advised(written[first:]) or _advised(written)


def _advised(parts: Sequence[Part]) -> list[tuple[str, list[Line]]]:
    """List advice wherever it stands: a whole paragraph or item, or a sentence in one."""
    found: list[tuple[str, list[Line]]] = []
    above = ""
    for part in parts:
        lines = [line for line in part.lines if _is_advice(line)]
        if lines and found and not above and not found[-1][0]:
            found[-1][1].extend(lines)
        elif lines:
            found.append((above, lines))
        last = part.lines[-1] if part.lines else None
        above = last.plain if last and not _is_advice(last) and last.plain.endswith(":") else ""
    return found


def _is_advice(line: Line) -> bool:
    return line.mark is not None and line.mark.text == KINDS[SentenceKind.ADVICE]
