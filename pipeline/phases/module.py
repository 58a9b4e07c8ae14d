"""What `evidence.py` of a phase offers: its declaration, and how its raw tables become evidence."""

from dataclasses import replace
from typing import Protocol

import pandas as pd

from pipeline.contracts.loading import RoundData
from pipeline.contracts.once import once
from pipeline.evidence.small_groups import NOTHING_LEFT_OUT, LeftOut, left_out
from pipeline.evidence.table import Evidence, no_evidence
from pipeline.evidence.table import evidence_of as of_pieces
from pipeline.phases.declaration import Phase


class PhaseModule(Protocol):
    """A module such as `pipeline.phases.interviews.evidence`."""

    PHASE: Phase

    def gather(self, data: RoundData) -> Evidence:
        """Turn the round's raw tables into the phase's evidence."""
        ...


def undecided_of(module: PhaseModule, data: RoundData) -> Evidence:
    """Give what a phase collected that points no way that can be told: shaped as evidence, which it is not.

    It has the names that it would have as evidence, and no direction: so nobody is on one side either.
    """
    found = getattr(module, "undecided", None)
    if found is None or not data.round.deployment(module.PHASE.id).deployed:
        return no_evidence()
    pieces = (replace(piece, count=replace(piece.count, n=pd.NA, against=pd.NA)) for piece in found(data))
    made = of_pieces(data, module.PHASE.id, pieces)
    return replace(made, rows=made.rows.assign(direction=pd.NA))


def evidence_of(module: PhaseModule, data: RoundData) -> Evidence:
    """Give a phase's evidence; none when it was not deployed."""
    return module.gather(data) if data.round.deployment(module.PHASE.id).deployed else no_evidence()


def left_out_of(module: PhaseModule, data: RoundData) -> LeftOut:
    """Give what the edition that a phase is read for leaves out of what it found; nothing in the edition of a run.

    Every block of a notebook asks for it, so it is computed once for as long as the data are there.
    """
    if not data.edition.smallest:
        return NOTHING_LEFT_OUT

    def found() -> LeftOut:
        asked = getattr(module, "positions", None)
        pieces = pd.concat([evidence_of(module, data).rows, undecided_of(module, data).rows], ignore_index=True)
        return left_out(data, asked(data) if asked else (), pieces)

    return once(data, ("left out", module.PHASE.id), found)
