"""A whole round, or one theme of it, opened in a notebook."""

from collections.abc import Mapping
from dataclasses import replace

from pipeline import yaml_files
from pipeline.addresses import REPORT, theme_stage
from pipeline.blocks import Section
from pipeline.codebook import Theme
from pipeline.editions import TEAM, edition_of
from pipeline.errors import InputError, Problem, refused, suggest
from pipeline.handover import Handover
from pipeline.looks.cell import show_blocks
from pipeline.notebook.opened import say_what_is_open
from pipeline.notebook.parameters import check_parameters
from pipeline.notebook.results import RoundResults
from pipeline.phases.raw_tables import load_round
from pipeline.rounds import Project, find_project
from pipeline.rules import Rules
from pipeline.telling.boxes import limits
from pipeline.telling.rule_words import told

OtherRules = Mapping[str, object]
"""Rules by their names in `round.yml`, each with another number, such as ``{"direction_ratio": 3}``."""


class RoundWork(RoundResults):
    """A whole round, or one theme of it, opened in a notebook."""

    def __init__(
        self,
        round_id: str,
        handover: str,
        theme: str | None = None,
        rules: OtherRules | None = None,
        project: Project | None = None,
        edition: str = TEAM.id,
    ) -> None:
        project = project or find_project()
        show_blocks(None if handover else project.report(round_id))
        if rules and handover:
            what = "In een run gelden de regels die in round.yml staan."
            mend = f"Zet ze in raw/{round_id}/round.yml onder rules, of laat handover leeg om te verkennen."
            raise refused("rules", what, mend, value=", ".join(rules))
        data = load_round(project, round_id, looking=not handover, edition=edition_of(edition))
        if rules:
            numbers = dict(data.round.rules) | dict(rules)
            other = yaml_files.fitted(numbers, Rules, "rules")
            data = replace(data, round=data.round.under(other))
        super().__init__(data, Handover(project, handover), theme or "")
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
    check_parameters(theme=theme, round_id=round_id, handover=handover, edition=edition)
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
    check_parameters(round_id=round_id, handover=handover, edition=edition)
    work = RoundWork(round_id, handover, rules=rules, project=project, edition=edition)
    say_what_is_open(work.data.round, round_id, handover)
    return work
