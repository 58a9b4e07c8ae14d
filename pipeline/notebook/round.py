"""A whole round, or one theme of it, opened in a notebook."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

import pandas as pd

from pipeline import yaml_files
from pipeline.addresses import REPORT, theme_stage
from pipeline.audit.in_evidence import noted
from pipeline.blocks import Section
from pipeline.codebook import Theme
from pipeline.editions import TEAM, edition_of
from pipeline.errors import InputError, Problem, refused, suggest
from pipeline.evidence.group_table import group_table
from pipeline.evidence.small_groups import LeftOut, left_out
from pipeline.evidence.table import Evidence
from pipeline.evidence.without_counts import tables_without
from pipeline.handover import Handover
from pipeline.looks.cell import show_blocks
from pipeline.notebook.figures import Audited, audited
from pipeline.notebook.opened import say_what_is_open
from pipeline.notebook.parameters import check_parameters
from pipeline.phases.declarations import BY_ID
from pipeline.phases.gathering import all_evidence, not_to_be_told, positions, values
from pipeline.phases.raw_tables import load_round
from pipeline.rounds import Project, find_project
from pipeline.rules import Rules
from pipeline.telling.boxes import limits
from pipeline.telling.rule_words import told
from pipeline.telling.trace import Behind, behind
from pipeline.triangulation import comparison, facts, reliability, sensitivity
from pipeline.triangulation.facts import Facts
from pipeline.triangulation.findings import Triangulation, triangulate
from pipeline.triangulation.negative_cases import without_counts
from pipeline.triangulation.scope import Scope

OtherRules = Mapping[str, object]
"""Rules by their names in `round.yml`, each with another number, such as ``{"direction_ratio": 3}``."""


class RoundWork:
    """A whole round, or one theme of it, with the evidence of all its phases."""

    def __init__(
        self,
        round_id: str,
        handover: str,
        theme: str | None = None,
        rules: OtherRules | None = None,
        project: Project | None = None,
        edition: str = TEAM.id,
    ) -> None:
        self._project = project or find_project()
        show_blocks(None if handover else self._project.report(round_id))
        if rules and handover:
            what = "In een run gelden de regels die in round.yml staan."
            mend = f"Zet ze in raw/{round_id}/round.yml onder rules, of laat handover leeg om te verkennen."
            raise refused("rules", what, mend, value=", ".join(rules))
        self._handover = Handover(self._project, handover)
        self.data = load_round(self._project, round_id, looking=not handover, edition=edition_of(edition))
        if rules:
            numbers = dict(self.data.round.rules) | dict(rules)
            other = yaml_files.fitted(numbers, Rules, "rules")
            self.data = replace(self.data, round=self.data.round.under(other))
        self._theme = theme or ""
        self.codebook = self.data.codebook
        themes = [item.id for item in self.codebook.themes]
        if theme is not None and theme not in themes:
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

    def limits(self) -> Section:
        """Say what every reader of the round must know, and which rules are not as usual."""
        return limits([*self.data.round.limits, *filter(None, [told(self.data.round.rules)])])

    def hand_on_report(self) -> None:
        """Hand on what only the whole round can tell: conclusions compared, who agrees with whom, and what turns."""
        self._handover.put(REPORT, "comparison", self.comparison)
        self._handover.put(REPORT, "agreement", self.agreement)
        self._handover.put(REPORT, "sensitivity", self.sensitivity)

    def hand_on_triangulation(self) -> None:
        """Hand on the findings and labels of the theme."""
        for name, table in self.result.tables.items():
            self._handover.put(theme_stage(self._theme), name, table)


def open_theme(
    theme: str, round_id: str, handover: str = "", edition: str = TEAM.id, *, rules: OtherRules | None = None
) -> RoundWork:
    """Open one theme of a round.

    Parameters
    ----------
    theme : str
        Id of the theme.
    round_id : str
        The round.
    handover : str
        Folder for handed-on tables, relative to the project; empty while exploring.
    edition : str
        For whom it is: ``team``, ``panel`` or ``public``. What is handed on is the same for each.
    rules : mapping of str to number, optional
        Rules to explore with, by their names in `round.yml`: ``{"direction_ratio": 3}``. The others stay as they are.

    Raises
    ------
    InputError
        The round or the theme does not exist, its raw tables have mistakes, a rule is not known or has a number that
        makes no sense, or there are `rules` in a run: what is published goes by `round.yml`.
    """
    check_parameters()
    work = RoundWork(round_id, handover, theme, rules, edition=edition)
    say_what_is_open(work.data.round, round_id, handover, work.theme.label)
    return work


def open_round(
    round_id: str,
    handover: str = "",
    edition: str = TEAM.id,
    *,
    rules: OtherRules | None = None,
    project: Project | None = None,
) -> RoundWork:
    """Open a whole round, of this project or of another; other parameters and errors as for `open_theme`."""
    check_parameters()
    work = RoundWork(round_id, handover, rules=rules, project=project, edition=edition)
    say_what_is_open(work.data.round, round_id, handover)
    return work
