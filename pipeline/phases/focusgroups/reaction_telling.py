"""Groups of our own for readers: who was in the room, what they find of what was put to them, and their own words."""

from collections.abc import Sequence
from typing import cast

import pandas as pd

from pipeline.blocks import Block, Nothing, Table, Text, named
from pipeline.contracts.loading import RoundData
from pipeline.contracts.units import unit_display
from pipeline.dutch import count_noun, when
from pipeline.phases.focusgroups import evidence
from pipeline.phases.focusgroups.declaration import PHASE
from pipeline.phases.focusgroups.reaction_evidence import in_the_room
from pipeline.phases.focusgroups.reaction_tables import SessionRow
from pipeline.phases.focusgroups.reactions import Found, Reactions, sessions
from pipeline.phases.module import PhaseModule, left_out_of
from pipeline.telling.opinion_blocks import Told, by_question
from pipeline.telling.quotes import quotable, why_nobody
from pipeline.telling.tables import table
from pipeline.telling.words import SELECTION


@named
def own_sessions(data: RoundData) -> Nothing | tuple[Block, ...]:
    """Say who was in the room; then for each question how many find what, and of what half did not speak."""
    held = sessions(data)
    if not held:
        return Nothing("In deze ronde staan geen eigen groepsgesprekken.")
    quotes = quotable(data, "focusgroup_reactions")
    hidden = left_out_of(cast(PhaseModule, evidence), data)
    told = [_told(each, data).under(hidden, PHASE.id) for each in Reactions(data).found()]
    people = sum(int(row["persons"]) for row in held)
    was = "Er is" if len(held) == 1 else "Er zijn"
    places = count_noun(people, "mens was", "mensen waren")
    # Who sat in two sessions can't be seen of those without a name.
    extra = "" if len(held) == 1 else " Wie twee keer meedeed, is hier twee keer geteld."
    return (
        Text(f"{was} {count_noun(len(held), 'groepsgesprek', 'groepsgesprekken')} gehouden; {places} erbij.{extra}"),
        _sessions(held, data),
        Text(_room(held)),
        *([] if quotes else [Text(why_nobody(data, "focusgroup_reactions"))]),
        *by_question(told, quotes, data.codebook, PHASE.plain),
    )


def _told(each: Found, data: RoundData) -> Told:
    keys = frozenset(row["reaction_id"] for row in each.reactions)
    direction, why = each.opinions.direction(each.selection, data.round.rules), "te weinig mensen"
    if not each.opinions.spoke and not each.uncounted:
        direction, why = None, "niemand sprak erover"
    elif not each.half_spoke:
        direction, why = None, "onbekend is hoeveel" if each.uncounted else "minder dan de helft sprak"
    return Told(each.question, each.aspect, each.voice, each.opinions, direction, why, keys, not each.uncounted)


def _room(held: Sequence[SessionRow]) -> str:
    said = in_the_room(tuple(held))
    if said:
        return f"{said}. Dat kan hebben bepaald wat mensen zeiden."
    if all(row["organisation_present"] for row in held):
        return "Van de organisatie zat er niemand bij."
    return "Of er iemand van de organisatie bij zat, staat er niet bij."


def _sessions(held: Sequence[SessionRow], data: RoundData) -> Table:
    places = unit_display(data.table("units"))
    rows = [
        {
            "session": f"Groep {number}",
            "date": when(row["date"]),
            "place": places.get(row["unit"], ""),
            "voice": data.codebook.labels.get(row["voice"], ""),
            "persons": int(row["persons"]),
            "organisation": row["organisation_present"],
            "how": SELECTION.get(row["selection"], "niet bekend"),
        }
        for number, row in enumerate(held, 1)
    ]
    headers = {
        "session": "Gesprek",
        "date": "Wanneer",
        "place": "Waar",
        "voice": "Stem",
        "persons": "Aanwezig",
        "organisation": "Van de organisatie",
        "how": "Hoe gekozen",
    }
    shown = pd.DataFrame(rows).replace("", None).dropna(axis="columns", how="all")
    return table(shown, "De groepsgesprekken", headers=headers, row_header="session")


@named
def own_limits(data: RoundData) -> Text | Nothing:
    """Say what can't be seen in what a group found."""
    if not sessions(data):
        return Nothing("In deze ronde staan geen eigen groepsgesprekken.")
    return Text(
        "Wie niets zegt, is het niet vanzelf eens. Sprak minder dan de helft over een onderwerp, dan telt het niet als "
        "wat de groep vindt. In een groep praten mensen elkaar ook na."
    )
