"""The evidence of coded conversations: an aspect, for each voice, counted in people over the whole round."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from pipeline.contracts.loading import RoundData
from pipeline.contracts.selection import weakest as weakest_selection
from pipeline.evidence.group_words import otherwise
from pipeline.evidence.opinions import Opinions, opinions, own_direction, statement
from pipeline.evidence.people import Person
from pipeline.evidence.positions import Positions, known_of, of_each, of_talk
from pipeline.evidence.table import COUNTS, SAYS, Piece, weakest
from pipeline.phases.interviews.declaration import PHASE
from pipeline.phases.interviews.segments import Conversation, Said, coded, conversations, said

_PEOPLE = ("geïnterviewde", "geïnterviewden")


@dataclass(frozen=True)
class Found:
    """What one voice said on one aspect.

    Attributes
    ----------
    question, aspect, voice : str
        What it is about, and whose voice it is.
    said : tuple of Said
        The codes behind it.
    talks : tuple of Conversation
        The interviews with people of this voice, also those in which nothing was said on it.
    asked : tuple of Person
        The people of this voice who were spoken to.
    opinions : Opinions
        How many of them find what.
    selection : str
        How they came in: as the weakest of their interviews.
    whole : bool
        Of all of them something was coded; otherwise who is silent here may have said something on it.
    """

    question: str
    aspect: str
    voice: str
    said: tuple[Said, ...]
    talks: tuple[Conversation, ...]
    asked: tuple[Person, ...]
    opinions: Opinions
    selection: str
    whole: bool


def found(data: RoundData) -> list[Found]:
    """Give what each voice said on each aspect, in the order of the codebook; what nobody spoke of is not in it."""
    talks = conversations(data)
    heard = {person for talk in coded(data) for person in talk.people}
    waiting = {person.voice for talk in talks for person in talk.people if person not in heard}
    by_cell: dict[tuple[str, str, str], list[Said]] = {}
    for each in said(data):
        by_cell.setdefault((each.row["question"], each.row["aspect"], each.person.voice), []).append(each)
    order = [(*pair, voice.id) for pair in data.codebook.aspect_labels for voice in data.codebook.voices]
    return [_found(cell, by_cell[cell], talks, waiting) for cell in order if cell in by_cell]


def _found(
    cell: tuple[str, str, str], codes: Sequence[Said], talks: Sequence[Conversation], waiting: Collection[str]
) -> Found:
    question, aspect, voice = cell
    with_voice = [talk for talk in talks if any(person.voice == voice for person in talk.people)]
    asked = dict.fromkeys(person for talk in with_voice for person in talk.people if person.voice == voice)
    directions: dict[Person, list[int]] = {}
    for each in codes:
        directions.setdefault(each.person, []).append(int(each.row["direction"]))
    return Found(
        question,
        aspect,
        voice,
        tuple(codes),
        tuple(with_voice),
        tuple(asked),
        opinions(map(own_direction, directions.values()), len(asked)),
        weakest_selection(talk.row["selection"] for talk in with_voice),
        voice not in waiting,
    )


def positions(data: RoundData) -> Iterator[Positions]:
    """Give where everybody who was spoken to stands on each aspect of which somebody spoke."""
    talks = conversations(data)
    places = {person: talk.row["unit"] for talk in talks for person in talk.people}
    everybody = list(places)
    about = known_of(data, everybody, places.values())
    by_aspect: dict[tuple[str, str], dict[Person, list[int]]] = {}
    for each in said(data):
        own = by_aspect.setdefault((each.row["question"], each.row["aspect"]), {})
        own.setdefault(each.person, []).append(int(each.row["direction"]))
    for question, aspect in data.codebook.aspect_labels:
        directions = by_aspect.get((question, aspect))
        if directions:
            topic = of_talk(data, PHASE.id, question, aspect, (talk.row["selection"] for talk in talks))
            sides = [own_direction(directions[person]) if person in directions else None for person in everybody]
            yield of_each(topic, about, sides)


def undecided(data: RoundData) -> Iterator[Piece]:
    """Give what was said on each aspect of which nobody can tell which way it points."""
    for each in found(data):
        if each.opinions.direction(each.selection, data.round.rules) is None:
            yield _piece(data, each, 0, "")


def pieces(data: RoundData) -> Iterator[Piece]:
    """Give a piece of evidence for each aspect and voice on which it can be told which way people point."""
    apart = otherwise(data, positions(data))
    for each in found(data):
        direction = each.opinions.direction(each.selection, data.round.rules)
        if direction is not None:
            standing_out = " ".join(apart.get((each.question, each.aspect, ""), {}).values())
            yield _piece(data, each, direction, standing_out)


def _piece(data: RoundData, each: Found, direction: int, standing_out: str) -> Piece:
    codebook = data.codebook
    labels = codebook.labels[each.voice], codebook.aspect_labels[each.question, each.aspect]
    return Piece(
        question=each.question,
        aspect=each.aspect,
        voice=each.voice,
        direction=direction,
        statement=statement(each.opinions, direction, _PEOPLE, *labels, whole=each.whole),
        provenance=weakest(
            [code.row["provenance"] for code in each.said] + [talk.row["provenance"] for talk in each.talks]
        ),
        rests_on=(
            *(("segments", code.row["segment_id"], SAYS) for code in each.said),
            *(("interviews", talk.row["interview_id"], COUNTS) for talk in each.talks),
            *(("respondents", name, COUNTS) for person in each.asked for name in person.names),
        ),
        count=each.opinions.counted(direction),
        selection=each.selection,
        computed=True,
        otherwise=standing_out,
        values=each.opinions.values,
    )
