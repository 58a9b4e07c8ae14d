"""The published figures of a round, opened in a notebook: each beside the recomputed one, and the checks."""

from dataclasses import dataclass

import pandas as pd

from pipeline.addresses import REPRODUCTION
from pipeline.audit import reproduction
from pipeline.blocks import Section
from pipeline.handover import Handover
from pipeline.looks.cell import show_blocks
from pipeline.notebook.opened import say_what_is_open
from pipeline.notebook.parameters import check_parameters
from pipeline.phases.raw_tables import load_figures
from pipeline.rounds import Project, find_project
from pipeline.telling.boxes import limits


@dataclass(frozen=True)
class Audited:
    """Every published figure beside the recomputed one, and the checks, the worst first."""

    reproduction: pd.DataFrame
    audit: pd.DataFrame


def audited(project: Project, round_id: str, handover: Handover) -> Audited:
    """Give what the reproduction handed on; while exploring it is computed now, from the same tables.

    Parameters
    ----------
    project : Project
        The project.
    round_id : str
        The round.
    handover : Handover
        The folder for handed-on tables, or none while exploring.
    """
    handed = handover.get(REPRODUCTION, "reproduction"), handover.get(REPRODUCTION, "figure_audit")
    if handed[0] is None or handed[1] is None:
        return Audited(*reproduction.tables(load_figures(project, round_id)))
    return Audited(*handed)


class FigureWork:
    """The published figures of a round, with what their notebook shows and hands on."""

    def __init__(self, round_id: str, handover: str) -> None:
        project = find_project()
        show_blocks(None if handover else project.report(round_id))
        self._handover = Handover(project, handover)
        self.data = load_figures(project, round_id)
        self.reproduction, self.audit = reproduction.tables(self.data)

    def limits(self) -> Section:
        """Say what every reader of the round must know."""
        return limits(self.data.round.limits)

    def hand_on(self) -> None:
        """Hand on the reproduction and the table of checks."""
        self._handover.put(REPRODUCTION, "reproduction", self.reproduction)
        self._handover.put(REPRODUCTION, "figure_audit", self.audit)


def read_audited(round_id: str, handover: str = "") -> Audited:
    """Open what the reproduction handed on, in the notebook of a phase; parameters and errors as for `open_figures`."""
    project = find_project()
    return audited(project, round_id, Handover(project, handover))


def open_figures(round_id: str, handover: str = "") -> FigureWork:
    """Open the published figures of a round.

    Parameters
    ----------
    round_id : str
        The round.
    handover : str
        Folder for handed-on tables, relative to the project; empty while exploring.

    Raises
    ------
    InputError
        The round does not exist, its raw tables have mistakes, or the notebook was given a parameter that is wrong.
    """
    check_parameters(round_id=round_id, handover=handover)
    work = FigureWork(round_id, handover)
    say_what_is_open(work.data.round, round_id, handover)
    return work
