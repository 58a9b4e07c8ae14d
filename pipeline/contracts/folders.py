"""A folder of a round whose files are no tables: a phase reads them by itself, and makes rows of its tables of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.codebook import Codebook
from pipeline.contracts.table import Table
from pipeline.errors import Problem
from pipeline.rounds import Project, Round

if TYPE_CHECKING:  # planning a run needs the names of folders and no pandas
    import pandas as pd


@dataclass(frozen=True)
class Asked:
    """What the files of a folder are read against.

    Attributes
    ----------
    project, round_id
        The round.
    round, codebook
        What is known of it; None when it could not be read: what refers to it is then not judged.
    frames
        Other tables of the round as text, by name.
    """

    project: Project
    round_id: str
    round: Round | None
    codebook: Codebook | None
    frames: "Mapping[str, pd.DataFrame]"

    @property
    def folder(self) -> Path:
        """The round's folder."""
        return self.project.raw / self.round_id


@dataclass(frozen=True)
class FromFolder:
    """What was read in a folder.

    Attributes
    ----------
    tables
        Rows for tables, as text, by the name of the table; none when the folder has no files.
    content
        What else the phase has read, for itself.
    problems, notices
        What is wrong in its files, and what is only told.
    """

    tables: "Mapping[str, pd.DataFrame]"
    content: object = None
    problems: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Folder:
    """A folder that a phase reads by itself.

    Parameters
    ----------
    name : str
        Its name in the round's folder.
    makes : str
        The table that is made of its files and stands in no file of its own.
    adds_to : tuple of str
        Tables that may have files of their own, to which it adds rows.
    form : str
        The workbook, without its kind, in which people say what the other files are; by itself it fills nothing.
    sheets : tuple of Table
        Its sheets.
    """

    name: str
    makes: str
    adds_to: tuple[str, ...]
    form: str = ""
    sheets: "tuple[Table, ...]" = ()

    def filled(self, path: Path) -> bool:
        """Tell whether there is more in it, at its place in a round, than what says what its files are."""
        return any(file.name.casefold() != f"{self.form}.xlsx" for file in files_of(path / self.name))


Read = Callable[[Asked], FromFolder]
"""Reads a folder; one that is not there has nothing in it."""


def files_of(path: Path) -> list[Path]:
    """List the files of a folder that somebody put there, in the order of their names."""
    found = sorted(path.iterdir()) if path.is_dir() else []
    return [file for file in found if not file.name.startswith((".", "~")) and file.name.casefold() != "thumbs.db"]
