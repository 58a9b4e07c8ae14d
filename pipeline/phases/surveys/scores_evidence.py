"""The evidence of scores: on a domain, better against worse by the expected course, in those scored at both moments."""

from collections.abc import Iterator
from itertools import groupby

from pipeline.contracts.loading import RoundData
from pipeline.contracts.selection import weakest as weakest_selection
from pipeline.contracts.table import PERSONS
from pipeline.dutch import number
from pipeline.evidence.directions import direction_of
from pipeline.evidence.group_words import StandingOut
from pipeline.evidence.people import people
from pipeline.evidence.positions import Positions, Topic, known_of, of_each
from pipeline.evidence.table import COUNTS, SAYS, Counted, Piece, weakest
from pipeline.evidence.values import Value
from pipeline.phases.surveys.declaration import PHASE
from pipeline.phases.surveys.score_tables import CLIENT, PERSON
from pipeline.phases.surveys.score_words import BY, NOUNS, domain, part, statement
from pipeline.phases.surveys.scores import Course, Series, series


def undecided(data: RoundData) -> Iterator[Piece]:
    """Give the domains that were scored at both moments and point no way that can be told."""
    for each in series(data):
        direction = direction_of(each.sided(1), each.sided(-1), each.selection, data.round.rules)
        if each.aspect and each.both and direction is None:
            yield _piece(data, each, 0, "")


def positions(data: RoundData) -> Iterator[Positions]:
    """Give how each person went on each domain by the expected course, as each kind of scorer saw it."""
    known = people(data)
    found = [each for each in series(data) if each.kind == PERSON and each.both]
    for _, same in groupby(sorted(found, key=_topic_of), key=_topic_of):
        own = list(same)
        courses = [(each.voice, course) for each in own for course in each.courses if course.object in known]
        topic = Topic(
            phase=PHASE.id,
            question=own[0].question,
            aspect=own[0].aspect,
            item=_item(own[0]),
            label=f"{domain(own[0], data.codebook)} (volgens {BY[own[0].scorer]})",
            what="het verloop op",
            good=("gaat de gunstige kant op", "gaan de gunstige kant op"),
            counted=PERSONS,
            selection=weakest_selection(each.selection for each in own),
        )
        about = known_of(data, [known[course.object] for _, course in courses])
        yield of_each(topic, about, [course.side for _, course in courses])


def _topic_of(each: Series) -> tuple[str, str, str]:
    return each.question, each.aspect, _item(each)


def _item(each: Series) -> str:
    return "-".join(filter(None, (each.instrument, each.domain, each.scorer)))


def pieces(data: RoundData, apart: StandingOut) -> Iterator[Piece]:
    """Give a piece for each domain with an aspect, as each voice and kind of scorer saw it, where it points a way.

    Where nobody went either way there is nothing to tell which way it points, and so no evidence. `apart` says who
    stands otherwise, as `group_words.otherwise` does.
    """
    for each in series(data):
        direction = direction_of(each.sided(1), each.sided(-1), each.selection, data.round.rules)
        if each.aspect and direction is not None:
            standing_out = apart.get(_topic_of(each), {}).values() if each.kind == PERSON else ()
            yield _piece(data, each, direction, " ".join(standing_out))


def _piece(data: RoundData, each: Series, direction: int, standing_out: str) -> Piece:
    return Piece(
        question=each.question,
        aspect=each.aspect,
        voice=each.voice,
        direction=direction,
        statement=statement(each, data.codebook),
        provenance=weakest(row["provenance"] for course in each.courses for row in course.rows),
        rests_on=tuple(step for course in each.courses for step in _steps(course)),
        count=Counted(each.sided(-1 if direction < 0 else 1), len(each.both), NOUNS[each.kind][1]),
        suffix=_item(each),
        quality=_quality(each),
        selection=each.selection,
        computed=True,
        otherwise=standing_out,
        by_others=each.scorer != CLIENT,
        values=_values(each),
    )


def _values(each: Series) -> tuple[Value, ...]:
    """Give how many ended where, and how many were not scored again."""
    counted = NOUNS[each.kind][1]
    counts = (
        ("hoger", each.up, "hoeveel er aan het eind hoger staan"),
        ("gelijk", each.same, "hoeveel er aan het eind even hoog staan"),
        ("lager", each.down, "hoeveel er aan het eind lager staan"),
        ("niet_opnieuw", each.left, "hoeveel er alleen aan het begin zijn gescoord"),
    )
    return tuple(Value(name, number(count), says, counted) for name, count, says in counts)


def _steps(course: Course) -> Iterator[tuple[str, str, str]]:
    """Give what a course rests on: with both moments its rows say it, else they only count."""
    role = COUNTS if course.change is None else SAYS
    return (("scores", row["score_id"], role) for row in course.rows)


def _quality(each: Series) -> str:
    """Say what a reader has to know of a piece."""
    said = ["Zonder groep om mee te vergelijken"]
    if each.recalled:
        said.append(f"Bij {part(each.recalled, len(each.both))} is een score achteraf gegeven")
    return "; ".join(said)
