"""The published figures of a round, opened in a notebook: each beside the recomputed one, and the checks."""

from functools import cached_property

import pandas as pd

from pipeline.addresses import REPRODUCTION
from pipeline.audit import reproduction
from pipeline.handover import Handover
from pipeline.phases.raw_tables import load_figures
from pipeline.reporting.boxes import limits
from pipeline.reporting.tables import Html
from pipeline.rounds import find_project


class FigureWork:
    """The published figures of a round, with what their notebook shows and hands on."""

    def __init__(self, round_id: str, handover: str) -> None:
        project = find_project()
        self._handover = Handover(project, handover)
        self.data = load_figures(project, round_id)

    @cached_property
    def _tables(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        return reproduction.tables(self.data)

    @property
    def reproduction(self) -> pd.DataFrame:
        """Every published figure beside the recomputed one."""
        return self._tables[0]

    @property
    def audit(self) -> pd.DataFrame:
        """The checks of published figures, the worst first."""
        return self._tables[1]

    def limits(self) -> Html:
        """Say what every reader of the round must know."""
        return limits(self.data.round.limits)

    def hand_on(self) -> None:
        """Hand on the reproduction and the table of checks."""
        self._handover.put(REPRODUCTION, "reproduction", self.reproduction)
        self._handover.put(REPRODUCTION, "figure_audit", self.audit)


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
        The round does not exist or its raw tables have mistakes.
    """
    return FigureWork(round_id, handover)
