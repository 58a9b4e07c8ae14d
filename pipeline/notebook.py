"""What the notebooks open: a phase, a theme or a whole round, with everything their cells show."""

from functools import cached_property

import pandas as pd

from pipeline.audit import reproduction
from pipeline.claims import ledger
from pipeline.claims.ledger import Ledger
from pipeline.codebook import Theme
from pipeline.contracts.loading import RoundData
from pipeline.errors import InputError, Problem, suggest
from pipeline.evidence import Evidence
from pipeline.handover import REPRODUCTION, TRIANGULATION, Handover, all_evidence, gather, stage_of
from pipeline.phases.declaration import Phase
from pipeline.phases.registry import BY_ID, load_phase, load_round
from pipeline.reporting.evidence_views import evidence_table
from pipeline.reporting.round_views import box, limits
from pipeline.reporting.tables import Html
from pipeline.reporting.trace import Behind, behind
from pipeline.rounds import find_project
from pipeline.triangulation import comparison, facts, reliability
from pipeline.triangulation.findings import Triangulation, triangulate
from pipeline.triangulation.scope import Scope


class _Work:
    """What a phase and a whole round have in common: raw data, and the figures in them."""

    data: RoundData

    @cached_property
    def _audited(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        return reproduction.tables(self.data)

    @property
    def reproduction(self) -> pd.DataFrame:
        """Every published figure beside the recomputed one."""
        return self._audited[0]

    @property
    def audit(self) -> pd.DataFrame:
        """The checks of published figures, the worst first."""
        return self._audited[1]


class PhaseWork(_Work):
    """One phase of a round, opened in a notebook."""

    def __init__(self, phase: Phase, round_id: str, handover: str) -> None:
        self.phase = phase
        self._project = find_project()
        self._handover = Handover(self._project, handover)
        self.data = load_phase(self._project, round_id, phase)

    @cached_property
    def evidence(self) -> Evidence:
        """The evidence that the phase hands on."""
        return gather(self.data, self.phase)

    def status(self) -> Html:
        """Say whether the phase was deployed, and if not, why."""
        deployment = self.data.round.phases[self.phase.id]
        if deployment.deployed:
            return box(f"{self.phase.label}: ingezet. {self.phase.method}")
        return box(f"{self.phase.label}: niet ingezet. {deployment.reason}".strip(), "warn")

    def hand_on(self) -> Html:
        """Hand the evidence on to the triangulation, and show it."""
        stage = stage_of(self.phase)
        self._handover.put(stage, "evidence", self.evidence.rows)
        self._handover.put(stage, "evidence_trace", self.evidence.trace)
        caption = "Wat deze fase doorgeeft aan de triangulatie"
        sources = behind(self.data, self.evidence.trace)
        return evidence_table(self.evidence.rows, self.data.codebook, caption, "Deze fase geeft niets door.", sources)


class RoundWork(_Work):
    """A whole round, opened in a notebook, with the evidence of all its phases."""

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
            facts=facts.gather(self.data, self.evidence.trace, self._figure_audit),
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
    def ledger(self) -> Ledger:
        """The report of the round, with what every sentence rests on."""
        return ledger.make(self.data, self.tables)

    @cached_property
    def comparison(self) -> pd.DataFrame:
        """Each published conclusion of the theme, or of the whole round, beside our finding."""
        compared = comparison.table(self.data, self.result.findings)
        return compared[compared["theme"].isin([self._theme])] if self._theme else compared

    @property
    def agreement(self) -> pd.DataFrame:
        """How far those who coded and judged agree, or why that can't be said."""
        return reliability.table(self.data)

    @property
    def _figure_audit(self) -> pd.DataFrame:
        """The checks of published figures, as the reproduction handed them on or computed now."""
        handed = self._handover.get(REPRODUCTION, "figure_audit")
        return self.audit if handed is None else handed

    def limits(self) -> Html:
        """Say what every reader of the round must know."""
        return limits(self.data.round.limits)

    def hand_on_triangulation(self) -> None:
        """Hand on the findings and labels of the theme."""
        for name, table in self.result.tables.items():
            self._handover.put(f"{TRIANGULATION}_{self._theme}", name, table)

    def hand_on_reproduction(self) -> None:
        """Hand on the reproduction and the table of checks."""
        self._handover.put(REPRODUCTION, "reproduction", self.reproduction)
        self._handover.put(REPRODUCTION, "figure_audit", self.audit)


def open_phase(phase: str, round_id: str, handover: str = "") -> PhaseWork:
    """Open a phase of a round.

    Parameters
    ----------
    phase : str
        Id of the phase.
    round_id : str
        The round.
    handover : str
        Folder for handed-on tables, relative to the project; empty while exploring.

    Raises
    ------
    InputError
        The round does not exist or its raw tables have mistakes.
    """
    return PhaseWork(BY_ID[phase], round_id, handover)


def open_theme(theme: str, round_id: str, handover: str = "") -> RoundWork:
    """Open one theme of a round; parameters and errors as for `open_phase`."""
    return RoundWork(round_id, handover, theme)


def open_round(round_id: str, handover: str = "") -> RoundWork:
    """Open a whole round; parameters and errors as for `open_phase`."""
    return RoundWork(round_id, handover)
