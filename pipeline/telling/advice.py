"""What the consultant advises, apart from the text it stands in, with for whom it is."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from markupsafe import Markup

from pipeline.claims.text import SentenceKind
from pipeline.dutch import listed
from pipeline.telling.report_page import KINDS, Line, Part

# Words for what was said before, where they stand among the first of a sentence.
_LEANING = frozenset(
    {
        *("daar", "daarbij", "daardoor", "daarmee", "daarna", "daarnaast", "daarom", "daarvan", "daarvoor"),
        *("dan", "dat", "deze", "die", "dit", "hen", "hun", "mede", "toch", "zij", "zo"),
    }
)
_BEGIN = 3


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
    return _advised(_searched(written, themes))


def where_it_stands(written: Sequence[Part], themes: Sequence[str]) -> str:
    """Say how much of all advice stands below which heading, where that is below several: one list is not all of it."""
    counts: dict[str, int] = {}
    heading = ""
    for part in _searched(written, themes):
        heading = part.heading.striptags() if part.kind == "heading" else heading
        if here := sum(map(_is_advice, part.lines)):
            counts[heading] = counts.get(heading, 0) + here
    if len(counts) < 2 or "" in counts:
        return ""
    return f"Dit zijn alle adviezen uit dit rapport: {listed([f'{n} uit «{name}»' for name, n in counts.items()])}."


def _searched(written: Sequence[Part], themes: Sequence[str]) -> Sequence[Part]:
    """Give the part of the report of which the advice counts."""
    chapters = [part.kind == "heading" and part.level == 2 and part.heading.striptags() in themes for part in written]
    first = chapters.index(True) if True in chapters else 0
    after = written[first:]
    return after if any(map(_is_advice, (line for part in after for line in part.lines))) else written


def _advised(parts: Sequence[Part]) -> list[tuple[str, list[Line]]]:
    """List advice wherever it stands: a whole paragraph or item, or a sentence in one."""
    found: list[tuple[str, list[Line]]] = []
    above = ""
    for part in parts:
        lines = [line for entry in part.entries for line in _alone(entry)]
        if lines and found and not above and not found[-1][0]:
            found[-1][1].extend(lines)
        elif lines:
            found.append((above, lines))
        last = part.lines[-1] if part.lines else None
        above = last.plain if last and not _is_advice(last) and last.plain.endswith(":") else ""
    return found


def _alone(entry: Sequence[Line]) -> Iterator[Line]:
    """Give the advice of a paragraph or an item so that each can stand by itself: with what it leans on before it."""
    for at, line in enumerate(entry):
        if _is_advice(line):
            start = at
            # Behind other advice it stands as it does in the text.
            while start and _leans(entry[start].plain) and not _is_advice(entry[start - 1]):
                start -= 1
            before = entry[start:at]
            yield replace(
                line,
                html=Markup(" ").join([*(each.html for each in before), line.html]),
                plain=" ".join([*(each.plain for each in before), line.plain]),
            )


def _leans(text: str) -> bool:
    """Tell whether a sentence begins with a word for something that was said before it."""
    return bool(_LEANING & {word.strip(",.;:").casefold() for word in text.split()[:_BEGIN]})


def _is_advice(line: Line) -> bool:
    return line.mark is not None and line.mark.text == KINDS[SentenceKind.ADVICE]
