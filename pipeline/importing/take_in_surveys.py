"""Importing surveys: the answers kept as they came, and the questionnaire proposed; all of it or nothing."""

import re
import shutil
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from pipeline.beginning.lists import Setting
from pipeline.beginning.workbook import content
from pipeline.contracts.folders import files_of
from pipeline.contracts.plain_text import heading
from pipeline.contracts.reading import Reading, read_tables, read_workbook
from pipeline.contracts.round_tables import of_round
from pipeline.contracts.units import unit_names
from pipeline.errors import InputError, refused
from pipeline.importing import swapping
from pipeline.importing.proposing import Groups, Row, rows_of
from pipeline.phases import codebook_files
from pipeline.phases.surveys.answers.files import READABLE, STRUCTURES
from pipeline.phases.surveys.answers.form_tables import (
    ABOUT,
    ANSWERS,
    FORM_TABLES,
    IGNORED,
    ITEMS,
    SURVEYS,
    WORKBOOK,
)
from pipeline.phases.surveys.answers.forms import NAME, YAML
from pipeline.phases.tables import TABLES
from pipeline.records import Record, names_in, records
from pipeline.review.excel.added_rows import NewRow, with_rows
from pipeline.rounds import Project
from pipeline.sources.questionnaires.reading import Export, headings_of, read_all
from pipeline.sources.questionnaires.repeated import Twice

_FOLDER = "enquetes"
_BY_NAME = {table.name: table for table in FORM_TABLES}


@dataclass(frozen=True)
class Taken:
    """What became of a survey.

    Attributes
    ----------
    file, program
        The file with the answers, and what made it.
    survey
        What it is called in the round.
    people, questions
        How many rows of answers it has, and how many questions were found.
    became
        ``nieuw``, ``veranderd`` or ``gelijk``: the answers.
    proposed
        Its questionnaire was put in the workbook; otherwise there was one already, which stays as it is.
    guessed
        Of how many questions the kind was seen from the answers alone.
    waiting
        How many cells wait for somebody.
    twice
        Rows that may be of one person.
    """

    file: str
    program: str
    survey: str
    people: int
    questions: int
    became: str
    proposed: bool
    guessed: int
    waiting: int
    twice: tuple[Twice, ...]


@dataclass(frozen=True)
class TakenIn:
    """What became of all surveys, and where the workbook with the questionnaires is, relative to the project."""

    surveys: tuple[Taken, ...]
    workbook: str


def import_surveys(project: Project, round_id: str, paths: Sequence[Path]) -> TakenIn:
    """Import surveys into a round.

    Parameters
    ----------
    project : Project
        Where the round is.
    round_id : str
        The round.
    paths : sequence of pathlib.Path
        Files with answers, and structures of their questionnaires.

    Raises
    ------
    InputError
        A file can't be read, or the round can't take it; the round is as it was.
    KlankbordError
        Something is in the way of what has to be written; the round is as it was.
    """
    folder = project.raw / round_id
    setting, groups = _setting(project, round_id)
    exports = read_all(paths)
    names = _named(exports, folder / _FOLDER, _waiting(folder / _FOLDER))
    staged = project.root / ".klankbord" / f"import-{round_id}"
    swapping.mend(folder, staged)
    fresh = staged / "nieuw"
    try:
        made = fresh / _FOLDER
        if (folder / _FOLDER).is_dir():
            shutil.copytree(folder / _FOLDER, made)
        made.mkdir(parents=True, exist_ok=True)
        book = _workbook(project, made, folder / _FOLDER, setting)
        known = _known(made, book)
        new = {name: export for name, export in names.items() if name not in known}
        proposals = {name: rows_of(export.form, name, export.path.stem, groups) for name, export in new.items()}
        taken = tuple(_take(name, export, made, proposals.get(name)) for name, export in names.items())
        if proposals:
            _propose(book, project.name(folder / _FOLDER / book.name), proposals)
        swapping.swap(fresh, folder, staged)
    finally:
        swapping.clear(fresh, staged)
    return TakenIn(taken, project.name(folder / _FOLDER / book.name))


def _setting(project: Project, round_id: str) -> tuple[Setting, Groups]:
    """Read what the workbook is made of, and what a round has people in."""
    round_ = project.round(round_id)
    if not round_.deployment("surveys").deployed:
        mend = "Zet in round.yml bij phases: surveys: {deployed: true}, en importeer opnieuw."
        raise refused(f"raw/{round_id}/round.yml", "Volgens deze ronde zijn er geen vragenlijsten.", mend)
    book = codebook_files.load(project, round_id, round_)
    reading = read_tables(project.raw / round_id, project.name, TABLES.values(), ("units",))
    units = reading.frames["units"].fillna("") if "label" in reading.frames.get("units", ()) else None
    labels = tuple(units["label"]) if units is not None else ()
    by_unit = {} if units is None else unit_names(units.assign(aliases=units.get("aliases", "")))
    persons = [voice for voice in book.voices if voice.person]
    groups = Groups(
        {_key(text): voice.id for voice in persons for text in (voice.id, voice.label)},
        {_key(name): unit for name, unit in by_unit.items()},
        {each.id: {_key(value): value for value in each.values} for each in round_.attributes if each.values},
        {each.id: each.label for each in round_.attributes},
    )
    return Setting(round_, book, of_round(TABLES, round_), labels), groups


def _key(text: str) -> str:
    return " ".join(text.split()).casefold()


def _waiting(there: Path) -> dict[str, set[str]]:
    """Give the columns of each questionnaire in the workbook, as it says that its answers will have them."""
    path = next((path for path in files_of(there) if path.name.casefold() == f"{WORKBOOK}.xlsx"), None)
    if path is None:
        return {}
    frames = _sheets(path, path.name).frames
    about, items, answers = ([{"column": "", **row} for row in _rows(frames, name)] for name in (ABOUT, ITEMS, ANSWERS))
    own: dict[tuple[str, str], list[str]] = {}
    for row in answers:
        if row["column"]:
            own.setdefault((row["survey"], row["scale"]), []).append(row["column"])
    found: dict[str, set[str]] = {}
    for row in items:
        columns = own.get((row["survey"], row.get("scale", "")), ()) or names_in(row["column"]) or (row["id"],)
        found.setdefault(row["survey"], set()).update(map(heading, columns))
    for row in about:
        if row["survey"] in found and row.get("says") != IGNORED:
            found[row["survey"]].add(heading(row["column"]))
    return found


def _rows(frames: Mapping[str, pd.DataFrame], name: str) -> list[Record]:
    """Give the rows of a sheet, as far as what it names by is there."""
    needed = {"survey", *({"id"} if name == ITEMS else {"scale"} if name == ANSWERS else ())}
    there = name in frames and needed <= set(frames[name])
    return records(frames[name].fillna("")) if there else []


def _named(exports: Sequence[Export], there: Path, waiting: Mapping[str, set[str]]) -> dict[str, Export]:
    """Give each survey a name that a file can have: after its title, or after its file where it has none.

    A file with all columns of a questionnaire that is there has its answers, whatever it is called. A name that answers
    with other columns have already is of another survey: those are never replaced.
    """
    found: dict[str, Export] = {}
    for export in exports:
        own = {heading(column) for column in export.form.columns}
        wanted = [name for name, columns in waiting.items() if columns <= own]
        wanted += [name for text in (export.form.title, export.path.stem) if (name := _identifier(text))]
        free = [name for name in wanted or ["vragenlijst"] if name not in found and _fits(export, there, name)]
        if not free:
            what = f"Er is al een andere vragenlijst die zo heet: {(wanted or ['vragenlijst'])[0]}."
            raise refused(export.path.name, what, "Geef het bestand een andere naam en importeer opnieuw.")
        found[free[0]] = export
    return found


def _fits(export: Export, there: Path, name: str) -> bool:
    """Tell whether a name is free, or that of the same survey: half of the columns that are there are in this file."""
    own = {heading(column) for column in export.form.columns}
    for path in files_of(there):
        if path.stem == name and path.suffix.casefold() in READABLE:
            before = headings_of(path)
            if 2 * len(before & own) < len(before):
                return False
    return True


def _identifier(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.casefold())
    name = re.sub(r"[^a-z0-9]+", "_", "".join(each for each in letters if not unicodedata.combining(each))).strip("_")
    name = name if not name or name[0].isalpha() else f"v_{name}"
    return name if NAME.fullmatch(name) and name != WORKBOOK else ""


def _workbook(project: Project, made: Path, before: Path, setting: Setting) -> Path:
    """Give the place of the workbook with questionnaires among what is made; a new one where there is none."""
    found = next((path for path in files_of(made) if path.name.casefold() == f"{WORKBOOK}.xlsx"), None)
    if found is None:
        found = made / f"{WORKBOOK}.xlsx"
        found.write_bytes(content(FORM_TABLES, setting, {}))
    elif before.joinpath(f"~${found.name}").exists():
        mend = "Sla het op, sluit het en importeer opnieuw."
        raise refused(project.name(before / found.name), "Dit werkboek is nog open.", mend)
    return found


def _known(made: Path, book: Path) -> set[str]:
    """Name the surveys that have a questionnaire already."""
    frame = _sheets(book, book.name).frames.get(SURVEYS)
    typed = set() if frame is None or "survey" not in frame else set(frame["survey"])
    return typed | {path.stem for path in files_of(made) if path.suffix.casefold() in YAML}


def _sheets(book: Path, name: str) -> Reading:
    return read_workbook(book, name, FORM_TABLES, _BY_NAME)


def _take(name: str, export: Export, made: Path, proposal: Mapping[str, Sequence[Row]] | None) -> Taken:
    """Put a file with answers, and its structure, where they belong; the one that was there of this survey goes."""
    target = made / f"{name}{export.path.suffix.casefold()}"
    new = export.path.read_bytes()
    others = [path for path in files_of(made) if path.stem == name and path.suffix.casefold() in READABLE]
    if target in others:
        became = "gelijk" if target.read_bytes() == new else "veranderd"
    else:
        became = "veranderd" if others else "nieuw"
    for path in others:
        path.unlink()
    target.write_bytes(new)
    if export.structure is not None:
        (made / STRUCTURES).mkdir(exist_ok=True)
        shutil.copyfile(export.structure, made / STRUCTURES / export.structure.name)
    waiting = sum(len(row.waiting) for rows in (proposal or {}).values() for row in rows)
    guessed = sum("kind" in row.waiting for row in proposal[ITEMS]) if proposal is not None else 0
    questions = len(proposal[ITEMS]) if proposal is not None else len(export.form.questions)
    people = export.form.people
    return Taken(
        export.path.name,
        export.form.program,
        name,
        people,
        questions,
        became,
        proposal is not None,
        guessed,
        waiting,
        export.twice,
    )


def _propose(book: Path, name: str, proposals: Mapping[str, Mapping[str, Sequence[Row]]]) -> None:
    """Put proposals below what stands on each sheet of the workbook, under its own headings."""
    reading = _sheets(book, name)
    for sheet in _BY_NAME:
        if sheet not in reading.places:
            lacking = refused(
                name, f"Het blad {sheet} ontbreekt of is niet te lezen.", "Zet het terug met zijn koppen."
            )
            raise InputError(reading.problems) if reading.problems else lacking
    added = {}
    for sheet, place in reading.places.items():
        at = place.columns
        rows = [row for each in proposals.values() for row in each[sheet]]
        added[place.sheet] = [
            NewRow(
                {at[column]: text for column, text in row.cells.items() if text and column in at},
                frozenset(at[column] for column in row.waiting if column in at),
            )
            for row in rows
        ]
    book.write_bytes(with_rows(book.read_bytes(), name, added))
