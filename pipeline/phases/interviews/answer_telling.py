"""Closed questions inside conversations, for readers: how many of those who were asked gave which answer."""

from collections.abc import Collection
from typing import cast

import pandas as pd

from pipeline.blocks import Block, Nothing, Text, named
from pipeline.contracts.loading import RoundData
from pipeline.contracts.selection import stands_for_others
from pipeline.dutch import count_noun, listed
from pipeline.phases.interviews import evidence
from pipeline.phases.interviews.answer_evidence import Asked, asked, suffix
from pipeline.phases.module import PhaseModule, left_out_of
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
    hidden = left_out_of(cast(PhaseModule, evidence), data).pieces
    return (*parts, *(_one(own, data) if _shown(own, data, hidden) else _who(own, data) for own in by_item.values()))


def _shown(own: list[Asked], data: RoundData, hidden: Collection[str]) -> bool:
    """Tell whether an edition shows how many gave each answer: not where it leaves a voice out, or few gave one."""
    least = data.edition.smallest
    at_work = {voice.id for voice in data.codebook.voices if voice.at_work}
    few = any(0 < n < least for each in own if each.voice not in at_work for n in each.counts.values())
    ends = tuple(f"-{each.voice}-{suffix(each)}" for each in own)
    return not few and not any(piece.endswith(ends) for piece in hidden)


def _who(own: list[Asked], data: RoundData) -> Text:
    labels = data.codebook.labels
    whom = [f"{count_noun(len(each.given), 'mens', 'mensen')} ({labels[each.voice].lower()})" for each in own]
    why = "Hoeveel mensen wat antwoordden, staat er niet: het zijn er te weinig."
    return Text(f"{own[0].item}: gevraagd aan {listed(whom)}. {why}")


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
