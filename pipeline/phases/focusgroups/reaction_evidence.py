"""The evidence of reactions in focus groups: an aspect, for each voice, counted in people over the whole round."""

from collections.abc import Iterator

from pipeline.contracts.loading import RoundData
from pipeline.dutch import listed
from pipeline.evidence.group_words import otherwise
from pipeline.evidence.opinions import statement
from pipeline.evidence.people import Person
from pipeline.evidence.positions import Positions, known_of, of_each, of_talk
from pipeline.evidence.table import COUNTS, SAYS, Piece, weakest
from pipeline.phases.focusgroups.declaration import PHASE
from pipeline.phases.focusgroups.reaction_tables import NO_REACTION, SessionRow
from pipeline.phases.focusgroups.reactions import Found, Reactions

_PEOPLE = ("deelnemer", "deelnemers")
# How people write that nobody of the organisation was in the room.
_NOBODY = frozenset({"", "nee", "niemand", "geen", "0", "-"})


def of_organisation(session: SessionRow) -> str:
    """Say who of the organisation was at a session: by role, ``ja`` where nobody wrote that down, or nothing."""
    said = session["organisation_present"]
    return "" if said.casefold() in _NOBODY else said


def in_the_room(sessions: tuple[SessionRow, ...]) -> str:
    """Say in Dutch who of the organisation was in the room; an empty text where nobody was, or it was not noted."""
    who = [said for row in sessions if (said := of_organisation(row))]
    if not who:
        return ""
    some = f" bij {len(who)} van de {len(sessions)} gesprekken" if len(who) < len(sessions) else ""
    named = [name for name in dict.fromkeys(who) if name.casefold() != "ja"]
    return f"Iemand van de organisatie zat erbij{some}{f': {listed(named)}' if named else ''}"


def positions(data: RoundData) -> Iterator[Positions]:
    """Give where everybody stands to whom something on an aspect was put; of who has no name only voice and place."""
    reactions = Reactions(data)
    for question, aspect in reactions.topics():
        asked = reactions.on(question, aspect)
        if not asked:
            continue
        topic = of_talk(data, PHASE.id, question, aspect, (session["selection"] for _, session, _ in asked))
        people = [person or Person("", (), session["voice"], quotable=False) for person, session, _ in asked]
        about = known_of(data, people, [session["unit"] for _, session, _ in asked])
        yield of_each(topic, about, [way for _, _, way in asked])


def undecided(data: RoundData) -> Iterator[Piece]:
    """Give what groups said on each aspect of which nobody can tell which way it points; nothing where nobody spoke."""
    for each in Reactions(data).found():
        if each.opinions.direction(each.selection, data.round.rules) is None or not each.half_spoke:
            yield _piece(data, each, 0, "")


def pieces(data: RoundData) -> Iterator[Piece]:
    """Give a piece of evidence for each aspect and voice of which half of those present spoke, and it points a way."""
    apart = otherwise(data, positions(data))
    for each in Reactions(data).found():
        direction = each.opinions.direction(each.selection, data.round.rules)
        if direction is not None and each.half_spoke:
            standing_out = " ".join(apart.get((each.question, each.aspect, ""), {}).values())
            yield _piece(data, each, direction, standing_out)


def _piece(data: RoundData, each: Found, direction: int, standing_out: str) -> Piece:
    labels = data.codebook.labels[each.voice], data.codebook.aspect_labels[each.question, each.aspect]
    return Piece(
        question=each.question,
        aspect=each.aspect,
        voice=each.voice,
        direction=direction,
        statement=statement(each.opinions, direction, _PEOPLE, *labels),
        provenance=weakest(
            [row["provenance"] for row in each.reactions] + [row["provenance"] for row in each.sessions]
        ),
        rests_on=(
            *(
                ("focusgroup_reactions", row["reaction_id"], COUNTS if row["reaction"] == NO_REACTION else SAYS)
                for row in each.reactions
            ),
            *(("focusgroup_reactions", row["reaction_id"], COUNTS) for row in each.beside),
            *(("focusgroup_sessions", row["session_id"], COUNTS) for row in each.sessions),
            *(("respondents", name, COUNTS) for person in each.people for name in person.names),
        ),
        count=each.opinions.counted(direction),
        selection=each.selection,
        quality=in_the_room(each.sessions),
        computed=True,
        otherwise=standing_out,
        values=each.opinions.values,
    )
