"""How a stage hands tables on to later stages: plain CSV files in a folder of its own.

While somebody explores a notebook there is no folder: nothing is written, and what earlier stages would have handed on
is computed from the raw tables at once. So a notebook runs by itself, and never on stale results.
"""

from pathlib import Path

import pandas as pd

from pipeline.errors import refused
from pipeline.printable import guarded, unguarded
from pipeline.rounds import Project
from pipeline.whole_files import written_whole

INTEGERS = ("direction", "n", "n_total", "rank", "cells", "supporting", "against", "neutral", "n_against")


def write_table(frame: pd.DataFrame, path: Path) -> None:
    """Write a table as UTF-8 CSV, the same bytes on every machine, whole or not at all; no text in it is a formula."""
    frame = frame.map(lambda value: guarded(value) if isinstance(value, str) else value)
    with written_whole(path) as unfinished:
        frame.to_csv(unfinished, index=False, lineterminator="\n", encoding="utf-8")


def read_table(path: Path) -> pd.DataFrame:
    """Read a table that `write_table` wrote: text as text (an empty cell is ``""``), counts as nullable integers."""
    frame = pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8").map(unguarded)
    for name in INTEGERS:
        if name in frame:
            frame[name] = pd.to_numeric(frame[name].replace("", None)).astype("Int64")
    return frame


class Handover:
    """The folder in which stages hand on their tables, or no folder while somebody explores.

    Parameters
    ----------
    project : Project
        The project.
    folder : str
        Folder relative to the project, as the run passes it to a notebook; empty while exploring.
    """

    def __init__(self, project: Project, folder: str) -> None:
        self._folder = project.root / folder if folder else None

    def put(self, stage: str, name: str, frame: pd.DataFrame) -> None:
        """Hand a table on; does nothing while exploring."""
        if self._folder is not None:
            write_table(frame, self._folder / stage / f"{name}.csv")

    def get(self, stage: str, name: str) -> pd.DataFrame | None:
        """Give what an earlier stage handed on; None while exploring.

        Raises
        ------
        InputError
            The folder has nothing of that stage.
        """
        if self._folder is None:
            return None
        try:
            return read_table(self._folder / stage / f"{name}.csv")
        except FileNotFoundError:
            what, mend = f"In deze map staat niets van {stage}.", "Laat handover leeg als u zelf verkent."
            raise refused("parameter", what, mend, column="handover", value=str(self._folder)) from None
