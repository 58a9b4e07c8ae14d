"""Scales that are not those of the file: nearly no answer fits, which is one mistake of the questionnaire."""

from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.dutch import listed, number
from pipeline.errors import Problem
from pipeline.phases.surveys.answers.coding import Cells, outside
from pipeline.phases.surveys.answers.questionnaire import Item

# From this part of its answers on, and never for fewer cells, a scale is what is wrong and not an answer. One text that
# is everywhere is no other scale.
_NEARLY_ALL, _FEWEST, _TEXTS = 0.9, 4, 2
# As many codes as can be read at a glance.
_SHOWN = 12


def misfits(items: Sequence[Item], cells: Cells, file: str) -> Iterator[tuple[list[Item], Problem]]:
    """Give the items of each scale of which nearly no answer fits, with what is told of them in one line.

    Parameters
    ----------
    items : sequence of Item
        Those of which all columns are in the file.
    cells : Cells
        What the file has.
    file : str
        How problems name the questionnaire.
    """
    by_scale: dict[tuple[tuple[str, str], ...], list[Item]] = {}
    for item in items:
        if item.kind in {"likert", "choice"}:
            by_scale.setdefault(tuple(item.scale.items()), []).append(item)
    for scale, of_scale in by_scale.items():
        found, codes, filled, wrong = [], Counter[str](), 0, 0
        for item in of_scale:
            strange, total = outside(item, cells)
            count = sum(strange.values())
            if len(strange) >= _TEXTS and count >= max(_FEWEST, _NEARLY_ALL * total):
                found.append(item)
                codes.update(strange)
                filled, wrong = filled + total, wrong + count
        if found:
            yield found, _told(found, codes, (wrong, filled), scale, file, whole=len(found) == len(of_scale))


def _told(
    items: list[Item],
    codes: Counter[str],
    counts: tuple[int, int],
    scale: tuple[tuple[str, str], ...],
    file: str,
    *,
    whole: bool,
) -> Problem:
    """Tell it at the scale; or, where other items have the same scale and fit, at the first that does not."""
    wrong, filled = counts
    there = ", ".join(sorted(codes)[:_SHOWN]) + (" en andere" if len(codes) > _SHOWN else "")
    of = f"«{items[0].label}»" if len(items) == 1 else f"{len(items)} vragen ({listed([item.id for item in items])})"
    rest = f"Van de {number(filled)} antwoorden passen er {number(wrong)} niet."
    what = f"Bij {of} staan in het bestand andere codes dan hier: {there}. {rest}"
    if whole:
        mend = "Zet bij elk antwoord de code die in het bestand staat. Kloppen de codes, controleer dan de kolom."
        return Problem(file, None, f"items.{items[0].id}.scale", scale[0][0], what, mend)
    mend = "Controleer de kolom; of geef deze vraag een eigen schaal met de codes die in het bestand staan."
    return Problem(file, None, f"items.{items[0].id}.column", items[0].read_from[0], what, mend)
