"""What a round comes to, or one theme of it: computed from its evidence when it is asked for."""

from functools import cached_property

import pandas as pd

from pipeline.audit.in_evidence import noted
from pipeline.contracts.loading import RoundData
from pipeline.evidence.group_table import group_table
from pipeline.evidence.small_groups import LeftOut, left_out
from pipeline.evidence.table import Evidence
from pipeline.evidence.without_counts import tables_without
from pipeline.handover import Handover
from pipeline.notebook.figures import Audited, audited
from pipeline.phases.declarations import BY_ID
from pipeline.phases.gathering import all_evidence, not_to_be_told, positions, values
from pipeline.telling.trace import Behind, behind
from pipeline.triangulation import comparison, facts, reliability, sensitivity
from pipeline.triangulation.facts import Facts
from pipeline.triangulation.findings import Triangulation, triangulate
from pipeline.triangulation.negative_cases import without_counts
from pipeline.triangulation.scope import Scope


class RoundResults:
    """A whole round, or one theme of it, with the evidence of all its phases.

    Parameters
    ----------
    data : RoundData
        The round, with the raw tables of every phase.
    handover : Handover
        What earlier stages handed on; with no folder, all is computed from the raw tables.
    theme : str
        Id of the theme; empty for the whole round.
    """

    def __init__(self, data: RoundData, handover: Handover, theme: str = "") -> None:
        self.data, self.codebook = data, data.codebook
        self._handover, self._theme = handover, theme

    @cached_property
    def _audited(self) -> Audited:
        return audited(self.data.project, self.data.round_id, self._handover)

    @property
    def reproduction(self) -> pd.DataFrame:
        """Every published figure beside the recomputed one."""
        return self._audited.reproduction

    @property
    def audit(self) -> pd.DataFrame:
        """The checks of published figures, the worst first."""
        return self._audited.audit

    @cached_property
    def evidence(self) -> Evidence:
        """Evidence of all phases, with what a reader has to know of the figures in it."""
        return noted(all_evidence(self.data, self._handover), self.audit)

    @cached_property
    def behind(self) -> Behind:
        """What stands behind each piece of evidence, with its place."""
        return behind(self.data, self.evidence, self.hidden.sides)

    @cached_property
    def _facts(self) -> Facts:
        return facts.gather(self.data, self.evidence.trace, self.audit, self.groups)

    @cached_property
    def groups(self) -> pd.DataFrame:
        """Each group of the round beside the others, or why that can't be."""
        return group_table(self.data, positions(self.data))

    @cached_property
    def result(self) -> Triangulation:
        """Findings and convergence labels, of the theme or of the whole round."""
        return triangulate(
            self.evidence.rows,
            Scope.of(self.data.round, self.codebook, tuple(BY_ID), self._facts.known),
            judgements=self.data.tables["judgements"],
            sentences=self.data.tables["sentences"],
            facts=self._facts,
            theme=self._theme or None,
        )

    @property
    def shown(self) -> dict[str, pd.DataFrame]:
        """The same tables as the edition shows them."""
        if not (self.hidden.pieces or self.hidden.groups):
            return self.tables
        made = tables_without(self.tables, self.hidden, self.data, positions(self.data))
        return made | {"negative_cases": without_counts(made["negative_cases"], self.hidden.pieces)}

    @cached_property
    def hidden(self) -> LeftOut:
        """What the edition leaves out."""
        pieces = pd.concat([self.evidence.rows, not_to_be_told(self.data).rows], ignore_index=True)
        return left_out(self.data, positions(self.data), pieces)

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """What the ledger of claims rests on, by the names of the output contract."""
        return self.result.tables | {
            "evidence": self.evidence.rows,
            "evidence_trace": self.evidence.trace,
            "values": values(self.data, self.evidence),
            "groups": self.groups,
            "comparison": self.comparison,
            "figure_audit": self.audit,
            "reproduction": self.reproduction,
        }

    @cached_property
    def comparison(self) -> pd.DataFrame:
        """Each published conclusion of the theme, or of the whole round, beside our finding."""
        compared = comparison.table(self.data, self.result.findings, self.evidence.rows)
        return compared[compared["theme"].isin([self._theme])] if self._theme else compared

    @cached_property
    def agreement(self) -> pd.DataFrame:
        """How far those who coded and judged agree, or why that can't be said."""
        return reliability.table(self.data)

    @cached_property
    def sensitivity(self) -> pd.DataFrame:
        """Which findings of the whole round turn when a rule is a step different."""
        return sensitivity.table(sensitivity.Weighing(self.data, self.evidence, self._facts, self.audit))
