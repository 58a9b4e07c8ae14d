"""The evidence of visits: a criterion, for whoever visited, counted in visits over the whole round."""

from collections.abc import Iterator

import pandas as pd

from pipeline.contracts.loading import RoundData
from pipeline.contracts.table import VISITS
from pipeline.evidence.directions import direction_of
from pipeline.evidence.group_words import otherwise
from pipeline.evidence.positions import UNIT, Positions, Topic, of_each
from pipeline.evidence.table import COUNTS, SAYS, Counted, Piece, weakest
from pipeline.phases.mystery_guests.declaration import PHASE
from pipeline.phases.mystery_guests.visit_tables import YES_NO
from pipeline.phases.mystery_guests.visit_words import statement, unmet_or_met
from pipeline.phases.mystery_guests.visits import Outcome, criteria, outcomes, tally

# What visits are compared by, beside the place: by which channel they were made.
_CHANNEL = "kanaal"


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
            what="de uitkomst op",
            good="gehaald",
            counted=VISITS,
            selection="",
        )
        places = [{UNIT: outcome.visit["unit"], _CHANNEL: outcome.visit["channel"]} for outcome in judged]
        # Where observers differ it is neither met nor not.
        sides = [0 if outcome.met is None else 1 if outcome.met else -1 for outcome in judged]
        yield of_each(topic, pd.DataFrame(places, dtype="str"), sides)


def undecided(data: RoundData) -> Iterator[str]:
    """Give the questions of criteria that visits scored and that point no way, such as minutes without a norm."""
    for criterion in criteria(data):
        found = outcomes(data, criterion) if criterion["aspect"] else []
        counts = tally(found)
        if found and direction_of(counts.met, counts.unmet, "", data.round.rules) is None:
            yield criterion["question"]


def pieces(data: RoundData) -> Iterator[Piece]:
    """Give a piece for each criterion with an aspect and each voice, where it points a way or both sides are there.

    Visits are no people who were selected: one side has to be as many times the other as the rules of the round say.
    """
    apart = otherwise(data, positions(data))
    for criterion in criteria(data):
        by_voice: dict[str, list[Outcome]] = {}
        for outcome in outcomes(data, criterion) if criterion["aspect"] else ():
            by_voice.setdefault(outcome.visit["voice"], []).append(outcome)
        for voice, found in by_voice.items():
            counts = tally(found)
            direction = direction_of(counts.met, counts.unmet, "", data.round.rules)
            if direction is None:
                continue
            yield Piece(
                question=criterion["question"],
                aspect=criterion["aspect"],
                voice=voice,
                direction=direction,
                statement=statement(criterion, found, direction),
                provenance=weakest(provenance for outcome in found for provenance in outcome.provenances),
                rests_on=(
                    ("visit_criteria", criterion["criterion_id"], SAYS),
                    *(("visit_scores", outcome.visit["visit_id"], SAYS) for outcome in found),
                    *(("visits", outcome.visit["visit_id"], COUNTS) for outcome in found),
                ),
                count=Counted(unmet_or_met(counts, direction), counts.scored, VISITS),
                suffix=criterion["criterion_id"],
                computed=True,
                otherwise=" ".join(
                    apart.get((criterion["question"], criterion["aspect"], criterion["criterion_id"]), {}).values()
                ),
            )
