"""The evidence of all phases together."""

from collections.abc import Hashable, Iterator
from typing import cast

import pandas as pd

from pipeline.contracts.loading import RoundData
from pipeline.contracts.once import once
from pipeline.evidence.positions import Positions
from pipeline.evidence.table import Evidence, EvidenceRow, TraceRow, combine, make
from pipeline.evidence.values import ValueRow
from pipeline.handover import Handover
from pipeline.phases.declarations import PHASES
from pipeline.phases.module import PhaseModule, evidence_of, undecided_of
from pipeline.phases.walk import evidence
from pipeline.records import rows_of


def gathered(data: RoundData) -> Evidence:
    """Gather the evidence of all phases from a whole round, by the rules that it has.

    Parameters
    ----------
    data : RoundData
        A round with the raw tables of every phase that was deployed.
    """
    return combine(evidence_of(cast(PhaseModule, module), data) for module in evidence().values())


def undecided(data: RoundData) -> frozenset[tuple[str, str]]:
    """Give each phase and question on which something was collected, and none of it points a way that can be told.

    Whether there is other evidence on it is not looked at here.
    """
    return frozenset((row["phase"], row["question"]) for row in rows_of(not_to_be_told(data).rows, EvidenceRow))


def not_to_be_told(data: RoundData) -> Evidence:
    """Give what was collected and points no way that can be told: as evidence, which it is not, without a direction.

    It has the names that it would have as evidence, so that a sentence that rests on it survives new data.
    """

    def found() -> Evidence:
        parts = [undecided_of(cast(PhaseModule, module), data) for module in evidence().values()]
        rows, trace, values = (
            pd.concat([getattr(part, name) for part in parts], ignore_index=True)
            for name in ("rows", "trace", "values")
        )
        return Evidence(rows, trace, values)

    return once(data, "not to be told", found)


def values(data: RoundData, found: Evidence) -> pd.DataFrame:
    """Give every number that a sentence can have filled in: of evidence, and of what points no way that can be told."""
    return pd.concat([found.values, not_to_be_told(data).values], ignore_index=True)


def positions(data: RoundData) -> Iterator[Positions]:
    """Give where everybody stands on all that was asked, over the phases that were deployed; never handed on."""
    for name, module in evidence().items():
        if hasattr(module, "positions") and data.round.deployment(name).deployed:
            yield from module.positions(data)


def named(data: RoundData) -> dict[tuple[str, str], frozenset[str]]:
    """Give which respondents are behind rows that do not name them, by table and key: each by their first name."""
    found: dict[tuple[str, str], frozenset[str]] = {}
    for name, module in evidence().items():
        if hasattr(module, "named") and data.round.deployment(name).deployed:
            found |= module.named(data)
    return found


def themes_of_talks(data: RoundData, voice: str = "") -> dict[str, list[frozenset[Hashable]]]:
    """Give by phase what was spoken of in each conversation, in the order they were held; only of who recorded that.

    With a voice: what people of that voice spoke of, in conversations that they were in.
    """
    found = {
        name: module.themes_of_talks(data, voice)
        for name, module in evidence().items()
        if hasattr(module, "themes_of_talks") and data.round.deployment(name).deployed
    }
    return {name: talks for name, talks in found.items() if any(talks)}


def all_evidence(data: RoundData, handover: Handover) -> Evidence:
    """Put together what all phases handed on, or gather it from the raw tables while exploring.

    The whole trace is never handed on: what is in between lies in the folder that is shown to others. It is made again.
    """
    found = gathered(data)
    handed = [handover.get(phase.stage, "evidence") for phase in PHASES]
    if any(frame is None for frame in handed):
        return found
    rows = [row for frame in handed if frame is not None for row in rows_of(frame, EvidenceRow)]
    return make(rows, rows_of(found.trace, TraceRow), rows_of(found.values, ValueRow))
