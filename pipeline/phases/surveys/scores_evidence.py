"""The evidence of scores: on a domain, better against worse by the expected course, in those scored at both moments."""

from collections.abc import Iterator

from pipeline.contracts.loading import RoundData
from pipeline.evidence.directions import direction_of
from pipeline.evidence.table import COUNTS, SAYS, Counted, Piece, weakest
from pipeline.phases.surveys.score_words import NOUNS, part, statement
from pipeline.phases.surveys.scores import Course, Series, series


def undecided(data: RoundData) -> Iterator[str]:
    """Give the questions of domains that were scored at both moments and point no way that can be told."""
    for each in series(data):
        direction = direction_of(each.sided(1), each.sided(-1), each.selection, data.round.rules)
        if each.aspect and each.both and direction is None:
            yield each.question


def pieces(data: RoundData) -> Iterator[Piece]:
    """Give a piece for each domain with an aspect, as each voice and kind of scorer saw it, where it points a way.

    Where nobody went either way there is nothing to tell which way it points, and so no evidence.
    """
    for each in series(data):
        better, worse = each.sided(1), each.sided(-1)
        direction = direction_of(better, worse, each.selection, data.round.rules)
        if not each.aspect or direction is None:
            continue
        yield Piece(
            question=each.question,
            aspect=each.aspect,
            voice=each.voice,
            direction=direction,
            statement=statement(each, data.codebook),
            provenance=weakest(row["provenance"] for course in each.courses for row in course.rows),
            rests_on=tuple(step for course in each.courses for step in _steps(course)),
            count=Counted(worse if direction < 0 else better, len(each.both), NOUNS[each.kind][1]),
            suffix="-".join(filter(None, (each.instrument, each.domain, each.scorer))),
            quality=_quality(each),
            selection=each.selection,
            computed=True,
        )


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
