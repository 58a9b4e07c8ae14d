"""Coded conversations for readers: who was spoken to, what they find, how that was coded, and their own words."""

from collections.abc import Iterable, Sequence
from typing import cast

import pandas as pd

from pipeline.blocks import Block, Nothing, Table, Text, named
from pipeline.contracts.loading import RoundData
from pipeline.contracts.moments import day
from pipeline.contracts.respondents import YES_NO
from pipeline.contracts.selection import stands_for_others
from pipeline.dutch import count_noun, listed, number, when
from pipeline.phases.interviews import evidence
from pipeline.phases.interviews.declaration import PHASE
from pipeline.phases.interviews.segment_evidence import Found, found
from pipeline.phases.interviews.segments import Conversation, coded, coders, conversations
from pipeline.phases.module import PhaseModule, left_out_of
from pipeline.telling.opinion_blocks import Told, by_question
from pipeline.telling.quotes import quotable, why_nobody
from pipeline.telling.tables import table
from pipeline.telling.words import SELECTION
from pipeline.triangulation.coding import codings

_UNCODED = "In deze gesprekken is nog niets gecodeerd."


@named
def own_conversations(data: RoundData) -> Nothing | tuple[Block, ...]:
    """Say who was spoken to, how they came in and how it was coded; then for each question how many find what."""
    talks = conversations(data)
    if not talks:
        return Nothing("In deze ronde staan geen eigen gesprekken.")
    quotes = quotable(data, "segments")
    hidden = left_out_of(cast(PhaseModule, evidence), data)
    told = [_told(each, data).under(hidden, PHASE.id) for each in found(data)]
    return (
        Text(" ".join([_how_many(talks), *_interpreters(talks), *_waiting(talks, data)])),
        _voices(talks, data),
        Text(_coded(data)),
        *([] if quotes else [Text(why_nobody(data, "segments"))]),
        *(by_question(told, quotes, data.codebook, PHASE.plain) if told else [Text(_UNCODED)]),
    )


def _told(each: Found, data: RoundData) -> Told:
    direction = each.opinions.direction(each.selection, data.round.rules)
    keys = frozenset(code.row["segment_id"] for code in each.said)
    return Told(each.question, each.aspect, each.voice, each.opinions, direction, "te weinig mensen", keys)


def _how_many(talks: Sequence[Conversation]) -> str:
    people = {person for talk in talks for person in talk.people}
    days = sorted(moment for talk in talks if (moment := day(talk.row["date"])))
    ends = [when(moment.isoformat()) for moment in dict.fromkeys([*days[:1], *days[-1:]])]
    at = f", {'tussen' if len(ends) > 1 else 'op'} {listed(ends)}" if ends else ""
    were = "Er is" if len(talks) == 1 else "Er zijn"
    held, whom = count_noun(len(talks), "gesprek", "gesprekken"), count_noun(len(people), "mens", "mensen")
    return f"{were} {held} gevoerd met {whom}{at}."


def _interpreters(talks: Sequence[Conversation]) -> Iterable[str]:
    yes, _ = YES_NO
    helped = sum(talk.row["interpreter"] == yes for talk in talks)
    if helped:
        yield f"Bij {count_noun(helped, 'gesprek', 'gesprekken')} hielp een tolk."


def _waiting(talks: Sequence[Conversation], data: RoundData) -> Iterable[str]:
    if 0 < len(coded(data)) < len(talks):
        yield "Niet elk gesprek is al gecodeerd: wie daarin sprak, staat hieronder bij wie niets zei."


def _voices(talks: Sequence[Conversation], data: RoundData) -> Table:
    """List for each voice how many people were spoken to, in how many conversations, and how they came in."""
    rows = []
    for voice in data.codebook.voices:
        own = [talk for talk in talks if any(person.voice == voice.id for person in talk.people)]
        people = {person for talk in own for person in talk.people if person.voice == voice.id}
        if own:
            ways = {SELECTION.get(talk.row["selection"], "niet bekend") for talk in own}
            rows.append({"voice": voice.label, "people": len(people), "talks": len(own), "how": listed(sorted(ways))})
    headers = {"voice": "Stem", "people": "Mensen", "talks": "Gesprekken", "how": "Hoe gekozen"}
    return table(pd.DataFrame(rows), "Wie is gesproken", headers=headers, row_header="voice")


def _coded(data: RoundData) -> str:
    """Say who gave the codes, and how far coders agree."""
    if data.round.coded_by == "automatic":
        return "Een computer las de gesprekken en gaf ze codes; geen onderzoeker heeft dat nagekeken."
    if data.round.is_reflexive:
        many = len(coders(data))
        who = "Of een ander dezelfde codes geeft, is daarom niet gevraagd."
        if many > 1:
            who = f"{number(many)} mensen gaven codes; hier tellen alleen die van de hoofdcodeur."
            who += " Hoe gelijk zij coderen, is daarom niet uitgerekend."
        return f"De gesprekken zijn reflexief gecodeerd: een onderzoeker geeft betekenis aan wat er is gezegd. {who}"
    if len(coders(data)) < 2:
        return "Eén persoon gaf de codes. Of een ander hetzelfde zou zien, is niet nagegaan."
    coding = next(each for each in codings(data) if each.phase == PHASE.id)
    told = [
        f"{number(len(coders(data)))} mensen gaven codes; hier tellen alleen die van de hoofdcodeur.",
        f"Bij {number(coding.double)} van de {number(coding.total)} gaf een ander ook een code aan hetzelfde stuk.",
    ]
    if coding.alpha is None:
        told.append("Hoe goed zij overeenkomen, is niet te berekenen.")
    else:
        alpha = number(coding.alpha, 2)
        told.append(f"Hoe goed die overeenkomen: alfa van Krippendorff {alpha} (1 is helemaal gelijk, 0 is toeval).")
    return " ".join(told)


@named
def own_limits(data: RoundData) -> Text | Nothing:
    """Say of whom numbers of people are true."""
    talks = conversations(data)
    if not talks:
        return Nothing("In deze ronde staan geen eigen gesprekken.")
    said = "Wie niets over een onderwerp zei, kan er wel iets van vinden."
    if any(not stands_for_others(talk.row["selection"]) for talk in talks):
        said = f"Aantallen mensen gelden alleen voor wie is gesproken. {said}"
    return Text(said)
