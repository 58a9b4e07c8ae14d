"""The evidence of mystery guests: what they noted, and which criteria were met."""

from collections.abc import Iterator

from pipeline.contracts.loading import RoundData
from pipeline.contracts.rows import SourceRow
from pipeline.evidence.counts import Answer, from_counts
from pipeline.evidence.statements import from_statements
from pipeline.evidence.table import COUNTS, SAYS, Evidence, combine, evidence_of
from pipeline.phases.mystery_guests.declaration import PHASE
from pipeline.phases.mystery_guests.tables import CriterionRow
from pipeline.phases.mystery_guests.visit_evidence import pieces, positions, undecided
from pipeline.records import Count, rows_of

__all__ = ["PHASE", "gather", "positions", "undecided"]


class _VisitRow(SourceRow):
    channel: str


_DIRECTION: dict[str, Count] = {"ja": 1, "nee": -1}
_MET = {"ja": "is gehaald", "nee": "is niet gehaald"}
_BY = {"bezoek": "bij een bezoek", "telefoon": "per telefoon", "website": "via de website"}


def gather(data: RoundData) -> Evidence:
    """Give the evidence of the visits: statements, criteria of which the outcome is known, and what visits scored."""
    criteria = from_counts(data, PHASE.id, _criteria(data))
    collected = evidence_of(data, PHASE.id, pieces(data))
    return combine([from_statements(data, "mysteryguest_statements"), criteria, collected])


def _criteria(data: RoundData) -> Iterator[Answer]:
    """Give every criterion with an outcome, in the voice of those who visited by its channel."""
    visits = rows_of(data.tables["mysteryguest_visits"], _VisitRow)
    for row in rows_of(data.table("mysteryguest_criteria"), CriterionRow):
        if not row["met"]:
            continue
        made = [visit for visit in visits if visit["channel"] == row["channel"]]
        yield Answer(
            key=row["criterion_id"],
            question=row["question"],
            aspect=row["aspect"],
            voice=made[0]["voice"],
            direction=_DIRECTION[row["met"]],
            statement=f"Het criterium «{row['label']}» {_MET[row['met']]} {_BY[row['channel']]}.",
            provenance=row["provenance"],
            rests_on=(
                ("mysteryguest_criteria", row["criterion_id"], SAYS),
                # Without the only visit nobody would have seen it; one of several can be missed.
                *(("mysteryguest_visits", visit["source_id"], COUNTS) for visit in made if len(made) == 1),
            ),
            quality="Hoe vaak dit is nagegaan, staat er niet bij",
        )
