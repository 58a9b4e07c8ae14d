"""A whole round, or one theme of it, opened in a notebook."""

from functools import cached_property

import pandas as pd

from pipeline.addresses import REPORT, theme_stage
from pipeline.codebook import Theme
from pipeline.errors import InputError, Problem, suggest
from pipeline.evidence.table import Evidence
from pipeline.handover import Handover
from pipeline.notebook.figures import Audited, audited
from pipeline.phases.declarations import BY_ID
from pipeline.phases.gathering import all_evidence
from pipeline.phases.raw_tables import load_round
from pipeline.reporting.boxes import limits
from pipeline.reporting.tables import Html
from pipeline.reporting.trace import Behind, behind
from pipeline.rounds import find_project
from pipeline.triangulation import comparison, facts, reliability
from pipeline.triangulation.findings import Triangulation, triangulate
from pipeline.triangulation.scope import Scope


class RoundWork:
    """A whole round, or one theme of it, with the evidence of all its phases."""

    def __init__(self, round_id: str, handover: str, theme: str = "") -> None:
        self._project = find_project()
        self._handover = Handover(self._project, handover)
        self.data = load_round(self._project, round_id)
        self._theme = theme
        self.codebook = self.data.codebook
        themes = [item.id for item in self.codebook.themes]
        if theme and theme not in themes:
            problem = Problem(
                "codebooks/themes.yml", None, "id", theme, "Dit thema bestaat niet.", suggest(theme, themes)
            )
            raise InputError([problem])

    @property
    def theme(self) -> Theme:
        """The theme that the notebook is about."""
        return next(item for item in self.codebook.themes if item.id == self._theme)

    @cached_property
    def _audited(self) -> Audited:
        return audited(self._project, self.data.round_id, self._handover)

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
        """Evidence of all phases."""
        return all_evidence(self._project, self.data.round_id, self._handover)

    @cached_property
    def behind(self) -> Behind:
        """What stands behind each piece of evidence, with its place."""
        return behind(self.data, self.evidence.trace)

    @cached_property
    def result(self) -> Triangulation:
        """Findings and convergence labels, of the theme or of the whole round."""
        return triangulate(
            self.evidence.rows,
            Scope.of(self.data.round, self.codebook, tuple(BY_ID)),
            judgements=self.data.tables["judgements"],
            facts=facts.gather(self.data, self.evidence.trace, self.audit),
            theme=self._theme or None,
        )

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """What the ledger of claims rests on, by the names of the output contract."""
        return self.result.tables | {
            "evidence": self.evidence.rows,
            "evidence_trace": self.evidence.trace,
            "comparison": self.comparison,
            "figure_audit": self.audit,
            "reproduction": self.reproduction,
        }

    @cached_property
    def comparison(self) -> pd.DataFrame:
        """Each published conclusion of the theme, or of the whole round, beside our finding."""
        compared = comparison.table(self.data, self.result.findings)
        return compared[compared["theme"].isin([self._theme])] if self._theme else compared

    @cached_property
    def agreement(self) -> pd.DataFrame:
        """How far those who coded and judged agree, or why that can't be said."""
        return reliability.table(self.data)

    def limits(self) -> Html:
        """Say what every reader of the round must know."""
        return limits(self.data.round.limits)

    def hand_on_report(self) -> None:
        """Hand on what only the whole round can tell: published conclusions compared, and who agrees with whom."""
        self._handover.put(REPORT, "comparison", self.comparison)
        self._handover.put(REPORT, "agreement", self.agreement)

    def hand_on_triangulation(self) -> None:
        """Hand on the findings and labels of the theme."""
        for name, table in self.result.tables.items():
            self._handover.put(theme_stage(self._theme), name, table)


def open_theme(theme: str, round_id: str, handover: str = "") -> RoundWork:
    """Open one theme of a round.

    Parameters
    ----------
    theme : str
        Id of the theme.
    round_id : str
        The round.
    handover : str
        Folder for handed-on tables, relative to the project; empty while exploring.

    Raises
    ------
    InputError
        The round or the theme does not exist, or its raw tables have mistakes.
    """
    return RoundWork(round_id, handover, theme)


def open_round(round_id: str, handover: str = "") -> RoundWork:
    """Open a whole round; parameters and errors as for `open_theme`."""
    return RoundWork(round_id, handover)
