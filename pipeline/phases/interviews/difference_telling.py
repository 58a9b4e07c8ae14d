"""Where coders differ, for readers: which codes they give each other's, and what of the evidence hangs on that.

Nothing here has words of people or names of coders: those stand in the workbook in which coders decide together.
"""

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from pipeline.blocks import Block, Nothing, Text, named
from pipeline.codebook import Codebook
from pipeline.contracts.loading import RoundData
from pipeline.dutch import count_noun, listed, number, percent
from pipeline.phases.interviews.differences import (
    CODE,
    DIRECTION,
    ONLY_OTHER,
    Difference,
    differences,
    marked_alike,
    other_ways,
    turned_by,
)
from pipeline.phases.interviews.reconciling import TABLE as RECONCILING
from pipeline.phases.interviews.segment_tables import SegmentRow
from pipeline.phases.interviews.segments import coders
from pipeline.telling.tables import table
from pipeline.telling.words import DIRECTIONS

_MOST = 15
# Fewer times than these that both gave a code say nothing of how they see its direction.
_ENOUGH = 5
_NONE = "geen code"


@named
def where_coders_differ(data: RoundData) -> Nothing | tuple[Block, ...]:
    """Show which codes coders gave each other's stretches, what would change the evidence first."""
    if data.round.is_reflexive or data.round.coded_by == "automatic" or len(coders(data)) < 2:
        return Nothing("In deze ronde is niet door meer mensen gecodeerd.")
    found = differences(data)
    alike = marked_alike(data)
    blocks: list[Block] = [Text(_marked(alike))] if alike is not None else []
    if not found:
        return (*blocks, Text("Aan elk stuk dat zij beiden codeerden, gaven codeurs dezelfde code."))
    blocks.append(Text(" ".join([_how_many(found), *_decided(data), *_other_ways(data)])))
    rows = _rows(found, data)
    turned = "Wat omslaat als het al die keren was zoals de ander zag"
    headers = {"lead": "De hoofdcodeur gaf", "other": "Een ander gaf", "times": "Keer", "turns": turned}
    shown = pd.DataFrame(rows[:_MOST])
    blocks.append(table(shown, "Waar codeurs verschillen", headers=headers, row_header="lead"))
    if len(rows) > _MOST:
        blocks.append(Text(f"Hier staan de eerste {_MOST} van {count_noun(len(rows), 'paar', 'paren')} codes."))
    return tuple(blocks)


def _marked(alike: float) -> str:
    return (
        "Codeurs kozen zelf welke stukken zij een code gaven. Van alle tekst die een van hen koos, kozen zij "
        f"{percent(alike)} beiden. Dat zegt nog niets over welke code zij gaven."
    )


def _how_many(found: Sequence[Difference]) -> str:
    kinds = Counter(each.kind for each in found)
    codes, ways = kinds[CODE], kinds[DIRECTION]
    alone = len(found) - codes - ways
    parts = [
        f"{count_noun(codes, 'keer', 'keer')} een andere code" if codes else "",
        f"{count_noun(ways, 'keer', 'keer')} dezelfde code met een andere richting" if ways else "",
        f"{count_noun(alone, 'keer', 'keer')} een code van maar een van hen" if alone else "",
    ]
    turning = sum(bool(each.turns) for each in found)
    verb = "zou" if turning == 1 else "zouden elk"
    effect = "Geen daarvan laat op zichzelf bewijs omslaan."
    if turning:
        effect = f"{number(turning)} daarvan {verb} op zichzelf bewijs laten omslaan."
    return f"Codeurs verschillen: {listed([part for part in parts if part])}. {effect}"


def _other_ways(data: RoundData) -> list[str]:
    """Name the codes of which coders mostly see another way: that they chose the same code hides that."""
    told = [
        f"{number(otherwise)} van de {number(both)} keer bij «{data.codebook.aspect_labels[pair]}»"
        for pair, (both, otherwise) in other_ways(data).items()
        if both >= _ENOUGH and 2 * otherwise >= both
    ]
    return [f"Zij gaven dezelfde code maar een andere richting: {listed(told)}."] if told else []


def _decided(data: RoundData) -> list[str]:
    """Say on how many coders decided together, where they did: numbers of agreement are from before that."""
    rows = data.whole(RECONCILING.name)
    decided = int((rows["decision"] != "").sum()) if len(rows) else 0
    if not decided:
        return []
    about = count_noun(decided, "verschil", "verschillen")
    return [f"Over {about} is samen besloten; dat telt in het bewijs. De maten hierboven zijn van vóór dat overleg."]


def _rows(found: Sequence[Difference], data: RoundData) -> list[dict[str, object]]:
    """Count differences by the two codes; in the order in which the first of each stands, what turns most first."""
    book = data.codebook
    by_codes: dict[tuple[str, str], list[Difference]] = {}
    for each in found:
        own = _code(each.own, book)
        other = _code(each.others[0], book) if each.others else _NONE
        pair = (_NONE, own) if each.kind == ONLY_OTHER else (own, other)
        by_codes.setdefault(pair, []).append(each)
    rows = []
    turns = turned_by(data, by_codes.values())
    for ((lead, other), here), turned in zip(by_codes.items(), turns, strict=True):
        cells = [f"{book.aspect_labels[turn.cell[:2]]} ({book.labels[turn.cell[2]].lower()})" for turn in turned]
        rows.append({"lead": lead, "other": other, "times": len(here), "turns": listed(cells) if cells else "niets"})
    return rows


def _code(row: SegmentRow, book: Codebook) -> str:
    return f"{book.aspect_labels[row['question'], row['aspect']]}, {DIRECTIONS[int(row['direction'])][0]}"
