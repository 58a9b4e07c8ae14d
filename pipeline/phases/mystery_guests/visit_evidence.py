"""The evidence of visits: a criterion, for whoever visited, counted in visits over the whole round."""

from collections.abc import Iterator, Sequence

import pandas as pd

from pipeline.contracts.loading import RoundData
from pipeline.contracts.table import VISITS
from pipeline.dutch import number
from pipeline.evidence.directions import direction_of
from pipeline.evidence.group_words import otherwise
from pipeline.evidence.positions import UNIT, Positions, Topic, of_each
from pipeline.evidence.table import COUNTS, SAYS, Counted, Piece, weakest
from pipeline.evidence.values import Value, of_spread
from pipeline.phases.mystery_guests.declaration import PHASE
from pipeline.phases.mystery_guests.visit_tables import MINUTES, YES_NO, VisitCriterionRow
from pipeline.phases.mystery_guests.visit_words import statement, unmet_or_met, without_norm
from pipeline.phases.mystery_guests.visits import Outcome, by_unit, criteria, numbers, outcomes, tally

# What visits are compared by, beside the place: by which channel they were made.
_CHANNEL = "kanaal"
# A name that a sentence gives stands between quotation marks.
_UNQUOTED = str.maketrans("", "", "\"'")


def positions(data: RoundData) -> Iterator[Positions]:
    """Give at which visits each criterion with a norm was met, with their places and channels; never who visited."""
    for criterion in criteria(data):
        found = outcomes(data, criterion)
        judged = [outcome for outcome in found if outcome.met is not None or len(set(outcome.values)) > 1]
        if not judged or (criterion["kind"] != YES_NO and not criterion["norm"]):
            continue
        topic = Topic(
            phase=PHASE.id,
            question=criterion["question"],
            aspect=criterion["aspect"],
            item=criterion["criterion_id"],
            label=criterion["label"],
            what="de uitkomst van",
            good=("is dit gehaald", "is dit gehaald"),
            counted=VISITS,
            selection="",
        )
        places = [{UNIT: outcome.visit["unit"], _CHANNEL: outcome.visit["channel"]} for outcome in judged]
        # Where observers differ it is neither met nor not.
        sides = [0 if outcome.met is None else 1 if outcome.met else -1 for outcome in judged]
        yield of_each(topic, pd.DataFrame(places, dtype="str"), sides)


def undecided(data: RoundData) -> Iterator[Piece]:
    """Give what visits found on criteria that point no way that can be told, such as minutes without a norm."""
    for criterion, voice, found in _by_voice(data):
        counts = tally(found)
        if direction_of(counts.met, counts.unmet, "", data.round.rules) is None:
            yield _piece(criterion, voice, found, 0, without_norm(criterion, found), "")


def pieces(data: RoundData) -> Iterator[Piece]:
    """Give a piece for each criterion with an aspect and each voice, where it points a way or both sides are there.

    Visits are no people who were selected: one side has to be as many times the other as the rules of the round say.
    """
    apart = otherwise(data, positions(data))
    for criterion, voice, found in _by_voice(data):
        counts = tally(found)
        direction = direction_of(counts.met, counts.unmet, "", data.round.rules)
        if direction is not None:
            topic = (criterion["question"], criterion["aspect"], criterion["criterion_id"])
            standing_out = " ".join(apart.get(topic, {}).values())
            yield _piece(criterion, voice, found, direction, statement(criterion, found, direction), standing_out)


def _by_voice(data: RoundData) -> Iterator[tuple[VisitCriterionRow, str, list[Outcome]]]:
    """Give what each voice found on each criterion with an aspect."""
    for criterion in criteria(data):
        by_voice: dict[str, list[Outcome]] = {}
        for outcome in outcomes(data, criterion) if criterion["aspect"] else ():
            by_voice.setdefault(outcome.visit["voice"], []).append(outcome)
        for voice, found in by_voice.items():
            yield criterion, voice, found


def _piece(
    criterion: VisitCriterionRow, voice: str, found: Sequence[Outcome], direction: int, said: str, standing_out: str
) -> Piece:
    counts = tally(found)
    return Piece(
        question=criterion["question"],
        aspect=criterion["aspect"],
        voice=voice,
        direction=direction,
        statement=said,
        provenance=weakest(provenance for outcome in found for provenance in outcome.provenances),
        rests_on=(
            ("visit_criteria", criterion["criterion_id"], SAYS),
            *(("visit_scores", outcome.visit["visit_id"], SAYS) for outcome in found),
            *(("visits", outcome.visit["visit_id"], COUNTS) for outcome in found),
        ),
        count=Counted(unmet_or_met(counts, direction), counts.scored, VISITS),
        suffix=criterion["criterion_id"],
        computed=True,
        otherwise=standing_out,
        values=tuple(_values(criterion, found)),
    )


def _values(criterion: VisitCriterionRow, found: Sequence[Outcome]) -> Iterator[Value]:
    """Give at how many visits a criterion was met, in all and at each place, and the spread of points or minutes."""
    counts = tally(found)
    if criterion["kind"] == YES_NO or criterion["norm"]:
        yield Value("gehaald", number(counts.met), "in hoeveel bezoeken het is gehaald", VISITS)
        yield Value("niet_gehaald", number(counts.unmet), "in hoeveel bezoeken het niet is gehaald", VISITS)
        for place, own in by_unit(found).items():
            here = tally(own)
            text = f"{number(here.met)} van de {number(here.scored)}"
            yield Value(
                f"gehaald bij {place.translate(_UNQUOTED)}",
                text,
                f"in hoeveel bezoeken het is gehaald bij {place}",
                VISITS,
            )
    if criterion["kind"] != YES_NO:
        yield from of_spread(numbers(found), "minuten" if criterion["kind"] == MINUTES else "punten")
