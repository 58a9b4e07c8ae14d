"""The codebook of a round, where it stands: a workbook or YAML of the round's own, or one in `codebooks/`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import codebook, yaml_files
from pipeline.codebook import Codebook, Instrument, RoundCodes, Shared
from pipeline.errors import InputError, Problem, choose, refused
from pipeline.phases.codebook_rows import book_of
from pipeline.phases.codebook_tables import (
    CODES,
    INDICATORS,
    INSTRUMENTS,
    NEEDED,
    QUESTIONS,
    RUNGS,
    VOICES,
    WORKBOOK,
    tables,
)
from pipeline.rounds import Project, Round

if TYPE_CHECKING:  # planning a run with a codebook in YAML needs none of it
    import pandas as pd

    from pipeline.contracts.grids import Place

OWN = (f"{WORKBOOK}.xlsx", f"{WORKBOOK}.yml")
"""What a round's own codebook is called, in its folder: one of the two."""
_USED = "Deze naam is al in gebruik: zo heet ook {}."


@dataclass(frozen=True)
class Where:
    """Where what a codebook says stands, to tell a mistake in it.

    Attributes
    ----------
    file
        The file, relative to the project.
    places, rows
        In a workbook, where each sheet stands, and the row of each question, code and so on by its id.
    """

    file: str
    places: "Mapping[str, Place]" = field(default_factory=dict)
    rows: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def problem(self, sheet: str, name: str, column: str, value: str, what: str, mend: str) -> Problem:
        """Tell something of what a sheet names: in the cell it stands in, or in YAML at its field."""
        if self.places:
            row = self.rows.get((sheet, name))
            return self.places[sheet].of(Problem(self.file, row, column, value, what, mend))
        return Problem(self.file, None, f"{name}.{column}" if name else column, value, what, mend)


def file_of(project: Project, round_id: str, shared_name: str) -> str:
    """Name the file of a round's codebook, relative to the project; `shared_name` is the one in `codebooks/` it names.

    Raises
    ------
    InputError
        There are two, or none.
    """
    folder = project.raw / round_id
    own = sorted(project.name(path) for path in folder.glob("*") if path.name.casefold() in OWN)
    named = [f"codebooks/{shared_name}.yml"] if shared_name else []
    if len(own + named) > 1:
        first, second = (own + named)[:2]
        mend = f"Haal een van beide weg{' of haal codebook uit round.yml' if named else ''}."
        raise refused(first, f"Deze ronde heeft twee codeboeken: ook {second}.", mend)
    if not own and not named:
        mend = f"Zet {OWN[0]} in raw/{round_id}, of noem in round.yml bij codebook een codeboek uit codebooks/."
        raise refused(f"raw/{round_id}/{OWN[0]}", "Deze ronde heeft geen codeboek.", mend)
    return (own + named)[0]


def known(project: Project) -> dict[str, Path]:
    """Give the codebooks that there are: those in `codebooks/` by their name, those of rounds by that of the round."""
    found = {path.stem: path for path in sorted(project.codebooks.glob("*.yml")) if path.name not in codebook.SHARED}
    return found | {path.parent.name: path for name in reversed(OWN) for path in sorted(project.raw.glob(f"*/{name}"))}


def files(project: Project, round_id: str, round_: Round) -> list[str]:
    """Name all files that a round's codebook is made of, relative to the project; one of them may not be there."""
    try:
        own = file_of(project, round_id, round_.codebook)
    except InputError:  # told where the codebook is read
        own = f"raw/{round_id}/{OWN[0]}"
    return [*codebook.shared_files(project), own]


def load(project: Project, round_id: str, round_: Round) -> Codebook:
    """Read the codebook of a round.

    Raises
    ------
    InputError
        There is none, or two; or it has mistakes, all of them at once.
    """
    return found(project, round_id, round_.codebook)[0]


def found(project: Project, round_id: str, shared_name: str) -> tuple[Codebook, Where]:
    """Read the codebook of a round, and where what it says stands; it is found as `file_of` does; raises as `load`."""
    file = file_of(project, round_id, shared_name)
    if shared_name:
        return codebook.load(project, shared_name), Where(file)
    shared, problems = codebook.shared(project)
    try:
        own, where = own_codes(project.root / file, file, shared, project.root)
    except InputError as error:
        raise InputError([*problems, *error.problems]) from None
    if problems:
        raise InputError(problems)
    return codebook.whole(shared, own, file), where


def own_codes(path: Path, file: str, shared: Shared, root: Path) -> tuple[RoundCodes, Where]:
    """Read what is one round's of a codebook, from a workbook or YAML.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    file : str
        How problems name it.
    shared : Shared
        What all rounds share; without themes it could not be read, and what refers to it is not judged.
    root : pathlib.Path
        The project folder.

    Raises
    ------
    InputError
        All mistakes in it.
    """
    if path.suffix == ".yml":
        return yaml_files.read(path, RoundCodes, root), Where(file)
    return _of_workbook(path, file, shared)


def _of_workbook(path: Path, file: str, shared: Shared) -> tuple[RoundCodes, Where]:
    from pipeline.contracts.reading import read_workbook
    from pipeline.contracts.references import reference_problems
    from pipeline.contracts.rules import rules_for
    from pipeline.contracts.validation import complete, problems_in, with_numbers
    from pipeline.records import records

    sheets = {table.name: table for table in tables([theme.id for theme in shared.themes], _ids(shared.instruments))}
    reading = read_workbook(path, file, sheets.values(), sheets)
    frames = {name: frame for name, frame in reading.frames.items() if name not in reading.waiting}
    names = {name: reading.places[name].name for name in frames}
    rules = rules_for(None, ())
    problems = [
        problem
        for name, frame in frames.items()
        for problem in problems_in(frame, sheets[name], rules, names[name], reading.places[name].titles)
        if shared.themes or problem.column != "theme"
    ]
    problems += reference_problems(frames, reading.partial, sheets, names)
    frames = {name: complete(frame, sheets[name]) for name, frame in frames.items()}
    if not problems and not reading.problems:
        problems += (problem for name, frame in frames.items() for problem in _odd(name, frames, shared, names[name]))
    problems = [*reading.problems, *reading.told(problems), *_lacking(file, frames, reading.partial)]
    if problems:
        raise InputError(problems)
    rows = {name: records(with_numbers(frame, sheets[name])) for name, frame in frames.items()}
    where = Where(file, reading.places, {(name, _name(name, row)): n for name, row, n in _numbered(frames)})
    return book_of({name: rows.get(name, []) for name in sheets}), where


def _ids(instruments: "tuple[Instrument, ...]") -> list[str]:
    return [instrument.id for instrument in instruments]


def _name(sheet: str, row: Mapping[str, str]) -> str:
    return f"{row['question']}.{row['id']}" if sheet == CODES else row.get("id", "")


def _numbered(frames: "Mapping[str, pd.DataFrame]") -> Iterator[tuple[str, Mapping[str, str], int]]:
    from pipeline.contracts.grids import ROW
    from pipeline.records import records

    for name, frame in frames.items():
        for row in records(frame):
            yield name, row, int(row[ROW])


def _lacking(file: str, frames: "Mapping[str, pd.DataFrame]", partial: set[str]) -> Iterator[Problem]:
    for name in NEEDED:
        if name not in frames and name not in partial:
            yield Problem(file, None, "", "", "Op dit blad staat nog niets.", f"Vul het blad {name}.", sheet=name)


def _odd(name: str, frames: "Mapping[str, pd.DataFrame]", shared: Shared, file: str) -> Iterator[Problem]:
    """List what can't be so in a sheet beside others: an id that is taken, a code or a ladder that is not there."""
    own = [(sheet, row["id"], number) for sheet, row, number in _numbered(frames) if sheet in _WITH_IDS]
    taken = {id_: (what, 0) for id_, what in shared.ids.items()}
    for sheet, id_, number in own:
        if sheet == name and taken.get(id_, ("", 0))[0]:
            mend = "Geef een van beide een andere naam."
            yield Problem(file, number, "id", id_, _USED.format(taken[id_][0]), mend)
        taken.setdefault(id_, (_WITH_IDS[sheet], number))
    codes: dict[str, list[str]] = {}
    for sheet, row, _ in _numbered(frames):
        if sheet == CODES:
            codes.setdefault(row["question"], []).append(row["id"])
    ladders = [*_ids(shared.instruments), *(id_ for sheet, id_, _ in own if sheet == INSTRUMENTS)]
    rungs = {row["instrument"] for sheet, row, _ in _numbered(frames) if sheet == RUNGS}
    for _, row, number in (each for each in _numbered(frames) if each[0] == name):
        if name == INDICATORS and row["aspect"] not in codes.get(row["question"], ()):
            what = f"Deze code hoort niet bij de vraag {row['question']}."
            mend = choose(row["aspect"], codes.get(row["question"], ()), "Een nieuwe code zet u op het blad codes.")
            yield Problem(file, number, "aspect", row["aspect"], what, mend)
        if name == QUESTIONS and row["instrument"] and row["instrument"] not in ladders:
            mend = choose(row["instrument"], ladders, f"Een nieuwe zet u op het blad {INSTRUMENTS}.")
            yield Problem(file, number, "instrument", row["instrument"], "Deze meetladder bestaat niet.", mend)
        if name == INSTRUMENTS and row["id"] not in rungs:
            what = "Deze meetladder heeft geen treden."
            yield Problem(file, number, "id", row["id"], what, f"Zet haar treden op het blad {RUNGS}.")


_WITH_IDS = {
    QUESTIONS: "een vraag",
    VOICES: "een stem van deze ronde",
    INDICATORS: "een indicator",
    INSTRUMENTS: "een meetladder van deze ronde",
}
