"""Closed questions inside conversations, for readers: how many of those who were asked gave which answer."""

import pandas as pd

from pipeline.blocks import Block, Nothing, Text, named
from pipeline.contracts.loading import RoundData
from pipeline.contracts.selection import stands_for_others
from pipeline.phases.interviews.answer_evidence import Asked, asked
from pipeline.telling.tables import table

_NONE = Nothing("In deze ronde staan geen gesloten vragen uit gesprekken.")


@named
def closed_questions(data: RoundData) -> Nothing | tuple[Block, ...]:
    """Table of each closed question: who was asked, and how often each answer was given."""
    found = asked(data)
    if not found:
        return _NONE
    by_item: dict[int, list[Asked]] = {}
    for each in found:
        by_item.setdefault(each.number, []).append(each)
    parts: list[Block] = []
    if not all(stands_for_others(each.selection) for each in found):
        parts.append(Text("Deze vragen zijn in gesprekken gesteld. De aantallen gelden voor wie is gesproken."))
    return (*parts, *(_one(own, data) for own in by_item.values()))


def _one(own: list[Asked], data: RoundData) -> Block:
    texts = list(dict.fromkeys(text for each in own for text in each.counts))
    rows = pd.DataFrame({"Antwoord": [*texts, "Gaf geen antwoord"]})
    for each in own:
        counts = {text.casefold(): count for text, count in each.counts.items()}
        silent = len(each.given) - sum(each.counts.values())
        heads = f"{data.codebook.labels[each.voice]} (n = {len(each.given)})"
        rows[heads] = [*(counts.get(text.casefold(), 0) for text in texts), silent]
    values = [name for name in rows if name != "Antwoord"]
    shown = rows if (rows.iloc[-1][values] != 0).any() else rows.iloc[:-1]
    return table(shown, own[0].item, numeric=values, row_header="Antwoord")
