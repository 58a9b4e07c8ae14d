"""A round's raw data: read and validate what is asked for, all mistakes at once."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import pandas as pd

from pipeline.codebook import Codebook
from pipeline.contracts.cross_checks import Told, cross_problems, named_twice
from pipeline.contracts.folders import Asked, Folder, FromFolder, Read
from pipeline.contracts.grids import ROW, Place
from pipeline.contracts.headings import named
from pipeline.contracts.imported_files import FOLDER as IMPORTS
from pipeline.contracts.imported_files import waiting_for
from pipeline.contracts.imports import add_imported
from pipeline.contracts.kept import Kept
from pipeline.contracts.labels import with_ids
from pipeline.contracts.lacking import FILL_IN, NOTHING_YET, WAITS, Roads, begun, lacking, mend_missing, named_by
from pipeline.contracts.leaving import for_readers
from pipeline.contracts.provenance import REPORTED
from pipeline.contracts.reading import Reading, read_tables
from pipeline.contracts.references import absent, reference_problems
from pipeline.contracts.rules import rules_for
from pipeline.contracts.so_far import SoFar
from pipeline.contracts.table import Contracts, Table
from pipeline.contracts.unread import misspelled, unread
from pipeline.contracts.validation import complete, empty, problems_in, with_numbers, with_usual
from pipeline.contracts.withholding import dangling, without_withheld
from pipeline.editions import TEAM, Edition
from pipeline.errors import InputError, NothingYetError, Problem
from pipeline.rounds import Project, Round


@dataclass(frozen=True)
class RoundData:
    """A round with its codebook and the raw tables that were asked for, by name; `contracts` has all that there are.

    `tables` has what readers may see, and is all that most of the code needs. `inside` has the same tables with every
    column, and those with rows of people: for what counts persons or compares coders, never for what is shown.
    `files` names the sheets that tables were read from, as `file` gives them, and `notices` has what must be told of
    how they were read. `places` and `rows` say where tables and, by key, their rows stand, for `at`. `content` is what
    a phase read in a folder of its own, by the name of the folder. `edition` says for whom something is made of it: by
    that only differs what is shown.
    """

    project: Project
    round_id: str
    round: Round
    codebook: Codebook
    contracts: Contracts
    tables: Mapping[str, pd.DataFrame]
    files: Mapping[str, str] = field(default_factory=dict)
    notices: tuple[Problem, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)
    rows: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    inside: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    content: Mapping[str, object] = field(default_factory=dict)
    edition: Edition = TEAM

    def at(self, table: str, key: str, problem: Problem) -> Problem:
        """Give a problem that was found later with the row that it is about, in the file that this stands in."""
        if table not in self.places:
            return Place(self.file(table)).of(replace(problem, row=None))
        return self.places[table].of(replace(problem, row=self.rows[table].get(key) or None))

    def sure(self, name: str, *_columns: str) -> bool:
        """Tell whether a table was read: all of it is sound then."""
        return name in self.inside

    def table(self, name: str) -> pd.DataFrame:
        """Give a raw table as readers may see it, empty when it was not asked for or is not there.

        Raises
        ------
        KeyError
            Its rows are people's: they are in `inside`.
        """
        if self.contracts[name].is_inside:
            raise KeyError(name)
        return self.tables[name] if name in self.tables else empty(self.contracts[name])

    def whole(self, name: str) -> pd.DataFrame:
        """Give a raw table with every column, also one of people's rows: to count by, and never to show."""
        return self.inside[name] if name in self.inside else empty(self.contracts[name])

    @property
    def of_people(self) -> dict[str, pd.DataFrame]:
        """The tables with rows of people, by name: such a row can be followed by its name, and is not shown."""
        return {name: frame for name, frame in self.inside.items() if self.contracts[name].is_inside}

    def file(self, table: str) -> str:
        """Where a table stands, for traces and messages: its file, or its sheet as a name below the workbook.

        Its last part is always the name of the table, however file or sheet are written: what reads a trace goes by it.
        """
        return self.files.get(table, f"raw/{self.round_id}/{self.contracts[table].file}")


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
    folders : mapping of Folder to callable
        Folders that phases read by themselves, each with what reads it.
    """

    project: Project
    round_id: str
    contracts: Contracts
    phases: tuple[str, ...]
    round: Round | None
    codebook: Codebook | None
    problems: tuple[Problem, ...]
    folders: Mapping[Folder, Read] = field(default_factory=dict)


def load(
    opened: Opened,
    required: Collection[str],
    optional: Collection[str] = (),
    roads: Iterable[Roads] = (),
    *,
    idle: Mapping[str, str] | None = None,
    check: Callable[[RoundData | SoFar], Iterable[Problem]] = lambda _: (),
) -> RoundData:
    """Read a round's raw tables.

    Parameters
    ----------
    opened : Opened
        The round.
    required, optional : collection of str
        Names of tables; an optional one that is not there comes out empty.
    roads : iterable of tuple of tuple of str
        Each a choice between sets of tables: one of the sets has to be there whole, and so has every one that is begun.
    idle : mapping of str to str, optional
        Tables of phases that the round did not deploy, and the phase of each. With it, the round's folder is looked
        over: what is there and is not read is a mistake too.
    check : callable
        Lists what `round.yml` says and tables do not have; of tables with mistakes as far as they could be read.

    Raises
    ------
    InputError
        Every mistake in every file that was read; a `NothingYetError` when all that is wrong is that there is nothing
        yet.
    """
    choices = list(roads)
    of_roads = {name for choice in choices for road in choice for name in road}
    names = [name for name in opened.contracts if name in {*required, *optional, *of_roads}]
    reading, content = read(opened, names, required, choices)
    found = mistakes_in(reading, opened)
    problems = [*opened.problems, *reading.problems, *reading.told(found)]
    if idle is not None:
        problems += unread(opened.project, opened.round_id, opened.contracts, opened.folders, reading, idle)
    if problems and all(problem.what == NOTHING_YET for problem in problems) and not begun(reading, of_roads):
        raise NothingYetError(problems)
    if problems and opened.round is not None:
        problems += check(SoFar.of(opened.round_id, opened.round, opened.contracts, reading, found, names))
    if problems or opened.round is None or opened.codebook is None:
        raise InputError(problems)
    tables = {name: with_numbers(frame, opened.contracts[name]) for name, frame in reading.frames.items()}
    tables = {name: tables[name] if name in tables else empty(opened.contracts[name]) for name in names}
    tables = without_withheld(tables, opened.round.withheld, opened.contracts)
    if problems := dangling(tables, opened.contracts, f"raw/{opened.round_id}"):
        raise InputError(problems)
    data = RoundData(
        opened.project,
        opened.round_id,
        opened.round,
        opened.codebook,
        opened.contracts,
        for_readers(tables, opened.contracts),
        {name: _named(place, name) for name, place in reading.places.items() if _has_sheets(place) or place.imported},
        (*reading.notices, *_of_both_kinds(reading)),
        {name: reading.places[name] for name in reading.frames},
        {
            name: dict(zip(frame[opened.contracts[name].key], map(int, frame[ROW]), strict=True))
            for name, frame in reading.frames.items()
        },
        inside=tables,
        content=content,
    )
    if wrong := list(check(data)):
        raise InputError(wrong)
    return data


def _named(place: Place, table: str) -> str:
    """Say where a table stands: its last part is the name of the table, also where a part of its rows was imported."""
    if place.imported and place.file not in {each.file for each in place.imported.values()}:
        return f"{place.file} en {IMPORTS}/{table}"
    return f"{place.file}/{table}" if _has_sheets(place) else place.file


def _has_sheets(place: Place) -> bool:
    return bool(place.sheet) or not place.file.casefold().endswith(".csv")


def _of_both_kinds(reading: Reading) -> Iterator[Problem]:
    """Tell tables of which a part was published and a part was not: right where a round mixes them, else a slip."""
    for name, frame in reading.frames.items():
        if "provenance" not in frame:
            continue
        published = frame["provenance"].isin(REPORTED)
        if published.all() or not published.any():
            continue
        fewest = frame[published if 2 * published.sum() <= len(frame) else ~published]
        kinds = " en ".join(sorted(set(fewest["provenance"])))
        what = (
            f"In deze tabel is een deel gepubliceerd en een deel niet: {len(fewest)} van de {len(frame)} rijen {kinds}."
        )
        mend = f"Klopt dat, dan hoeft er niets. Anders: verbeter {named('provenance')}."
        yield reading.places[name].of(Problem("", int(fewest[ROW].iloc[0]), "provenance", kinds, what, mend))


def problems_of_tables(opened: Opened) -> list[Problem]:
    """List the mistakes in all that is there, for when `round.yml` can't say which tables belong to the round."""
    reading, _ = read(opened, list(opened.contracts), required=())
    found = reading.told(mistakes_in(reading, opened))
    others = unread(opened.project, opened.round_id, opened.contracts, opened.folders, reading, {})
    return [*reading.problems, *found, *others]


def read(
    opened: Opened, names: list[str], required: Collection[str], roads: Iterable[Roads] = ()
) -> tuple[Reading, dict[str, object]]:
    """Read tables as text, and what phases read in folders of their own.

    One that is required and not there is a mistake, and so is one that others refer to.
    """
    folder = opened.project.raw / opened.round_id
    kept = Kept.of(opened.project, opened.round_id)
    kept.tidy()
    reading = read_tables(folder, opened.project.name, opened.contracts.values(), names, kept=kept)
    add_imported(reading, folder, opened.project.name, opened.contracts, names)
    # It is there, under a name that is told.
    reading.partial |= misspelled(folder, opened.contracts, reading).keys()
    reading.frames = {name: frame for name, frame in reading.frames.items() if name not in reading.waiting}
    if opened.round is not None:
        for name, frame in reading.frames.items():
            reading.frames[name] = with_usual(frame, opened.contracts[name], opened.round)
    if opened.codebook is not None:
        for name, frame in reading.frames.items():
            reading.frames[name] = with_ids(frame, opened.contracts[name], opened.codebook)
    found = {each: _of_folder(each, opened, reading) for each in opened.folders if each.makes in names}
    missing = {name: mend_missing(opened.contracts[name]) for name in names if name in required}
    missing |= lacking(reading, opened.contracts, opened.folders, roads)
    for each, read in found.items():
        _add(reading, read, each, opened)
    for name, users in absent(reading.frames, opened.contracts).items():
        missing.setdefault(name, named_by(name, users, waiting=name in reading.waiting))
    for name, mend in missing.items():
        waits = name in reading.waiting
        if not waits and (name in reading.places or name in reading.partial):
            continue
        if decisions := waiting_for(folder, name):
            mend = FILL_IN.format(decisions.name, opened.round_id)
            told = Problem(opened.project.name(decisions), None, "", "", WAITS, mend)
            reading.problems += [] if told in reading.problems else [told]
        elif waits:
            place = reading.places[name]
            reading.problems.append(Problem(place.file, None, "", "", NOTHING_YET, mend, sheet=place.sheet))
        else:
            file = opened.project.name(folder / opened.contracts[name].file)
            reading.problems.append(Problem(file, None, "", "", "Het bestand ontbreekt.", mend))
        if not waits:
            reading.partial.add(name)
    return reading, {each.name: read.content for each, read in found.items()}


def _of_folder(folder: Folder, opened: Opened, reading: Reading) -> FromFolder:
    """Read a folder of a phase; the table that is made of it is there as soon as there are files."""
    asked = Asked(opened.project, opened.round_id, opened.round, opened.codebook, reading.frames)
    read = opened.folders[folder](asked)
    if folder.filled(asked.folder):
        reading.places[folder.makes] = Place(opened.project.name(asked.folder / folder.name))
    return read


def _add(reading: Reading, read: FromFolder, folder: Folder, opened: Opened) -> None:
    """Put the rows that were made of a folder with the others."""
    reading.problems += read.problems
    reading.notices += read.notices
    if read.problems:
        reading.partial |= {folder.makes, *folder.adds_to}
    for name, rows in read.tables.items():
        if len(rows):
            made = complete(rows.assign(**{ROW: 0}), opened.contracts[name])
            own = [complete(reading.frames[name], opened.contracts[name])] if name in reading.frames else []
            reading.frames[name] = pd.concat([*own, made], ignore_index=True).fillna("")
            reading.places.setdefault(name, reading.places[folder.makes])


def mistakes_in(reading: Reading, opened: Opened) -> list[Problem]:
    """List the mistakes in tables: in each by itself, and across them as far as their rows are sound.

    They have the rows and names of validators, not yet their place in a file.
    """
    rules = rules_for(opened.codebook, opened.phases)
    if opened.round is None:
        reading.frames = {name: _known_columns(frame, opened.contracts[name]) for name, frame in reading.frames.items()}
    frames, contracts = reading.frames, opened.contracts
    files = {name: reading.places[name].name for name in frames}
    own = {
        name: problems_in(frame, contracts[name], rules, files[name], reading.places[name].titles)
        for name, frame in frames.items()
        if len(frame) or name not in reading.partial  # that it has no rows is then no mistake of its own
    }
    for name, twice in named_twice(frames, files, contracts).items():
        own[name] = [*own.get(name, ()), *twice]
    problems = [problem for found in own.values() for problem in found]
    misnamed = {
        name: [problem.value for problem in found if problem.column == contracts[name].key]
        for name, found in own.items()
    }
    cells = {(problem.file, problem.row, problem.column) for problem in problems}
    astray = [
        problem
        for problem in reference_problems(frames, reading.partial, contracts, files, misnamed)
        if (problem.file, problem.row, problem.column) not in cells  # else it is no name at all, and that is told
    ]
    reading.frames = {name: complete(frame, contracts[name]) for name, frame in frames.items()}
    if opened.codebook is not None:
        usable = {name: frame for name, frame in reading.frames.items() if contracts[name].by_name.keys() <= set(frame)}
        partial = reading.partial | (reading.frames.keys() - usable.keys())
        wrong = {name: _by_row(told) for name, told in own.items() if told}
        leads_nowhere = {
            name: _by_row(problem for problem in astray if problem.file == file) for name, file in files.items()
        }
        problems += cross_problems(usable, files, contracts, opened.codebook, Told(wrong, leads_nowhere, partial))
    return [*problems, *astray]


def _by_row(problems: Iterable[Problem]) -> dict[int, set[str]]:
    """Give the columns with a mistake, by row."""
    found: dict[int, set[str]] = {}
    for problem in problems:
        found.setdefault(problem.row or 0, set()).add(problem.column)
    return found


def _known_columns(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Leave out what may be a column of the round's own."""
    return frame[[name for name in frame if name == ROW or name in table.by_name]] if table.grows else frame
