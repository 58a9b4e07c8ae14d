"""The evidence of desk research: what documents say, how the area changed, and results beside targets."""

from collections.abc import Iterator
from fractions import Fraction

from pipeline.contracts.loading import RoundData
from pipeline.evidence.statements import from_statements
from pipeline.evidence.table import SAYS, Evidence, Piece, combine, evidence_of, weakest
from pipeline.phases.desk_research.changes import change_sentence, changes
from pipeline.phases.desk_research.declaration import PHASE
from pipeline.phases.desk_research.results import comparisons, result_sentence

__all__ = ["PHASE", "gather"]
_VOICE = "documenten"
_PART = {Fraction(1, 2): "Een half jaar", Fraction(1, 4): "Een kwartaal"}
_NOT_ATTRIBUTABLE = "Zegt iets over {}, niet over het aandeel van de organisatie"


def gather(data: RoundData) -> Evidence:
    """Give the evidence of documents (coded statements), of the monitor, and of results beside targets."""
    computed = evidence_of(data, PHASE.id, [*_changes(data), *_results(data)])
    return combine([computed, from_statements(data, "desk_statements")])


def _changes(data: RoundData) -> Iterator[Piece]:
    """Give the changes in the round's own areas."""
    for change in changes(data):
        if change.unit in data.round.areas:
            yield Piece(
                question=change.indicator.question,
                aspect=change.indicator.aspect,
                voice=_VOICE,
                direction=change.direction,
                statement=change_sentence(change),
                provenance=weakest([change.first["provenance"], change.last["provenance"]]),
                rests_on=tuple(("figures", figure["figure_id"], SAYS) for figure in (change.first, change.last)),
                unit=change.unit,
                suffix=f"{change.unit}-{change.indicator.id}".replace(" ", "_"),
                quality=_NOT_ATTRIBUTABLE.format(change.unit),
            )


def _results(data: RoundData) -> Iterator[Piece]:
    for found in comparisons(data):
        yield Piece(
            question=found.indicator.question,
            aspect=found.indicator.aspect,
            voice=_VOICE,
            direction=found.direction,
            statement=result_sentence(found),
            provenance=found.provenance,
            rests_on=tuple(("figures", figure, SAYS) for figure in found.figure_ids),
            unit=found.unit,
            suffix=f"{found.indicator.id}-{found.realised_period}-{found.figure_ids[0]}",
            quality=f"{_PART[found.elapsed]} naast een doel voor het hele jaar" if found.elapsed in _PART else "",
        )
