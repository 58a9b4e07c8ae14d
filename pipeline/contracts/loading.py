"""A round's raw data: read and validate what is asked for, all mistakes at once."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import pandas as pd

from pipeline.codebook import Codebook
from pipeline.contracts.cross_checks import cross_problems
from pipeline.contracts.reading import read_tables
from pipeline.contracts.references import absent, reference_problems
from pipeline.contracts.rules import rules_for
from pipeline.contracts.table import Contracts
from pipeline.contracts.validation import complete, empty, problems_in, with_numbers
from pipeline.contracts.withholding import dangling, without_withheld
from pipeline.errors import InputError, Problem, suggest
from pipeline.rounds import Project, Round


@dataclass(frozen=True)
class RoundData:
    """A round with its codebook and the raw tables that were asked for, by name; `contracts` has all that there are."""

    project: Project
    round_id: str
    round: Round
    codebook: Codebook
    contracts: Contracts
    tables: Mapping[str, pd.DataFrame]

    def table(self, name: str) -> pd.DataFrame:
        """Give a raw table, empty when it was not asked for or is not there."""
        return self.tables[name] if name in self.tables else empty(self.contracts[name])

    def file(self, table: str) -> str:
        """Name of a table's file, relative to the project, for traces and messages."""
        return f"raw/{self.round_id}/{self.contracts[table].file}"


@dataclass(frozen=True)
class Opened:
    """What raw tables are read against.

    Attributes
    ----------
    project, round_id
        The round.
    contracts : mapping of str to Table
        All raw tables that there are.
    phases : tuple of str
        Ids of the phases that there are.
    round : Round or None
        What `round.yml` says; None when it could not be read.
    codebook : Codebook or None
        The round's codebook; None when it could not be read: what refers to it is then not judged.
    problems : tuple of Problem
        What is wrong with either.
    """

    project: Project
    round_id: str
    contracts: Contracts
    phases: tuple[str, ...]
    round: Round | None
    codebook: Codebook | None
    problems: tuple[Problem, ...]


Frames = dict[str, pd.DataFrame]


def load(opened: Opened, required: Collection[str], optional: Collection[str] = ()) -> RoundData:
    """Read a round's raw tables.

    Parameters
    ----------
    opened : Opened
        The round.
    required, optional : collection of str
        Names of tables; an optional one that is not there comes out empty.

    Raises
    ------
    InputError
        Every mistake in every file that was read.
    """
    names = [name for name in opened.contracts if name in {*required, *optional}]
    frames, failed, problems = _read(opened, names, required)
    problems = [*opened.problems, *problems, *_problems_in(frames, failed, opened)]
    if problems or opened.round is None or opened.codebook is None:
        raise InputError(problems)
    tables = {name: empty(opened.contracts[name]) for name in names} | {
        name: with_numbers(frame, opened.contracts[name]) for name, frame in frames.items()
    }
    tables = without_withheld(tables, opened.round.withheld, opened.contracts)
    if problems := dangling(tables, opened.contracts, f"raw/{opened.round_id}"):
        raise InputError(problems)
    return RoundData(opened.project, opened.round_id, opened.round, opened.codebook, opened.contracts, tables)


def problems_of_tables(opened: Opened) -> list[Problem]:
    """List the mistakes in every table that is there, for when `round.yml` can't say which belong to the round."""
    names = list(opened.contracts)
    frames, failed, problems = _read(opened, names, required=())
    return problems + _problems_in(frames, failed, opened)


def _read(
    opened: Opened, names: list[str], required: Collection[str]
) -> tuple[dict[str, pd.DataFrame], set[str], list[Problem]]:
    """Read tables as text, and name those that could not be read.

    One that is required and not there is a mistake, and so is one that others refer to.
    """
    folder = opened.project.raw / opened.round_id
    tables = [opened.contracts[name] for name in names]
    wanted = [table for table in tables if table.name in required or (folder / table.file).exists()]
    frames, problems = read_tables(folder, opened.project.name, wanted)
    for name, users in absent(frames, opened.contracts).items():
        path = folder / opened.contracts[name].file
        if name not in required and not path.exists():
            mend = f"Zet het bestand terug: {', '.join(f'{user}.csv' for user in users)} verwijst ernaar."
            problems.append(Problem(opened.project.name(path), None, "", "", "Het bestand ontbreekt.", mend))
    return frames, {table.name for table in wanted} - frames.keys(), problems


def _problems_in(frames: Frames, failed: set[str], opened: Opened) -> list[Problem]:
    """List the mistakes in tables: in each by itself, and across those that are sound by themselves."""
    rules = rules_for(opened.codebook, opened.phases)
    files = {name: f"raw/{opened.round_id}/{opened.contracts[name].file}" for name in frames}
    own = {name: problems_in(frame, opened.contracts[name], rules, files[name]) for name, frame in frames.items()}
    problems = [problem for found in own.values() for problem in found]
    problems += reference_problems(frames, failed, opened.contracts, files)
    frames.update({name: complete(frame, opened.contracts[name]) for name, frame in frames.items()})
    if opened.codebook is not None:
        sound = {name: frame for name, frame in frames.items() if not own[name]}
        problems += cross_problems(sound, files, opened.contracts, opened.codebook)
    return problems


# What a round's folder may hold beside its tables.
_BESIDE = frozenset({"round.yml", "report", "review", "sheets"})


def unknown_files(opened: Opened, idle: Mapping[str, str]) -> list[Problem]:
    """Report what is in a round's folder and is not read, so that nothing is ignored silently.

    What systems and programs leave behind (hidden files, a lock beside an open workbook) does not count.

    Parameters
    ----------
    opened : Opened
        The round.
    idle : mapping of str to str
        Tables of phases that the round did not deploy, and the phase of each.
    """
    problems = []
    expected = {table.file for table in opened.contracts.values()}
    for path in sorted((opened.project.raw / opened.round_id).glob("[!.~]*")):
        if path.name in _BESIDE:
            continue
        what, mend = "Dit wordt nergens gelezen.", suggest(path.name, expected | _BESIDE)
        if path.name in expected:
            if path.stem not in idle:
                continue
            what = "Deze tabel hoort bij een fase die niet is ingezet."
            mend = f"Zet de fase in round.yml op {idle[path.stem]}: {{deployed: true}}, of haal het bestand weg."
        problems.append(Problem(opened.project.name(path), None, "", "", what, mend))
    return problems
