"""Conversations of our own, crossed: quotes by theme and group, what people speak of together, what nobody spoke of."""

from collections import Counter
from itertools import combinations

import pandas as pd

from pipeline.blocks import Block, Column, Fold, Nothing, Table, Text, named
from pipeline.contracts.loading import RoundData
from pipeline.dutch import listed
from pipeline.phases.interviews.declaration import PHASE
from pipeline.phases.interviews.segment_evidence import Found, found
from pipeline.phases.interviews.segments import conversations, said
from pipeline.telling.quotes import Quote, chosen, quotable
from pipeline.telling.tables import table

_MOST = 10
_FEWEST = 3  # people: two aspects that fewer people spoke of say nothing of each other


@named
def quote_matrix(data: RoundData) -> Nothing | tuple[Block, ...]:
    """Put quotes in a table for each theme, a row an aspect and a column a group: by the rule by which pages quote."""
    quotes = quotable(data, "segments")
    told = [each for each in found(data) if any(code.row["segment_id"] in quotes for code in each.said)]
    if not told:
        return Nothing("Uit deze gesprekken mag niemand worden geciteerd, of er zijn geen gesprekken.")
    blocks: list[Block] = []
    for theme in data.codebook.themes:
        asked = {question.id for question in data.codebook.questions if question.theme == theme.id}
        here = [each for each in told if each.question in asked]
        if here:
            blocks.append(_matrix(here, quotes, theme.label, data))
    return (Fold("In eigen woorden, per thema en groep", tuple(blocks)),)


def _matrix(told: list[Found], quotes: dict[str, Quote], theme: str, data: RoundData) -> Table:
    book = data.codebook
    voices = [voice.id for voice in book.voices if any(each.voice == voice.id for each in told)]
    by_cell = {(each.question, each.aspect, each.voice): each for each in told}
    rows = []
    for question, aspect in dict.fromkeys((each.question, each.aspect) for each in told):
        cells = [by_cell.get((question, aspect, voice)) for voice in voices]
        rows.append((book.aspect_labels[question, aspect], *(_cell(each, quotes) for each in cells)))
    columns = (Column("Aspect", names=True), *(Column(book.labels[voice]) for voice in voices))
    return Table(f"{theme}: citaten per groep", columns, tuple(rows), stacks=True)


def _cell(each: Found | None, quotes: dict[str, Quote]) -> str | None:
    if each is None:
        return None
    own = chosen(quotes[code.row["segment_id"]] for code in each.said if code.row["segment_id"] in quotes)
    return " ".join(quote.text for quote in own) or None


@named
def spoken_of_together(data: RoundData) -> Nothing | tuple[Block, ...]:
    """List the aspects that the same people spoke of, most people first, with how many spoke of each."""
    people: dict[tuple[str, str], set[object]] = {}
    for each in said(data):
        people.setdefault((each.row["question"], each.row["aspect"]), set()).add(each.person)
    both = Counter({(a, b): len(people[a] & people[b]) for a, b in combinations(people, 2)})
    labels = data.codebook.aspect_labels
    rows = [
        {
            "one": labels[one],
            "other": labels[other],
            "both": count,
            "of_one": len(people[one]),
            "of_other": len(people[other]),
        }
        for (one, other), count in both.most_common(_MOST)
        if count >= _FEWEST
    ]
    if not rows:
        return Nothing("Geen twee aspecten zijn door drie of meer dezelfde mensen genoemd.")
    headers = {"one": "Aspect", "other": "En", "both": "Mensen die over beide spraken"}
    headers |= {"of_one": "Over het eerste", "of_other": "Over het tweede"}
    text = "Wie over het een spreekt, spreekt hier ook over het ander. Dat het een van het ander komt, zegt dat niet."
    shown = table(pd.DataFrame(rows), "Waar dezelfde mensen over spraken", headers=headers, row_header="one")
    return (Text(text), shown)


@named
def not_spoken_of(data: RoundData) -> Text | Nothing:
    """Say which codes of the codebook nobody was given, and which questions were asked in no phase that was held."""
    if not conversations(data):
        return Nothing("In deze ronde staan geen eigen gesprekken.")
    book = data.codebook
    used = {(each.row["question"], each.row["aspect"]) for each in said(data)}
    asked = [question for question in book.questions if PHASE.id in question.asked_in]
    silent = [question.label for question in asked if not any(question.id == name for name, _ in used)]
    unused = [
        book.aspect_labels[question.id, code.id]
        for question in asked
        if question.label not in silent
        for code in question.codes
        if (question.id, code.id) not in used
    ]
    unasked = [
        question.label
        for question in book.questions
        if not any(data.round.deployment(name).deployed for name in question.asked_in)
    ]
    said_ = []
    if silent:
        said_.append(f"Over {_these(silent, 'de vraag', 'de vragen')} zei niemand iets in de gesprekken.")
    if unused:
        said_.append(f"Over {_these(unused, 'het aspect', 'de aspecten')} sprak niemand; de rest van de vraag wel.")
    if unasked:
        said_.append(f"Niet gesteld in deze ronde: {_these(unasked, 'de vraag', 'de vragen')}.")
    return Text(" ".join(said_)) if said_ else Nothing("Over alles wat is gevraagd, sprak iemand.")


def _these(labels: list[str], one: str, more: str) -> str:
    return f"{one if len(labels) == 1 else more} {listed([f'«{label}»' for label in labels])}"
