"""A round's raw data: read and validate what is asked for, all mistakes at once."""

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from pipeline import codebook as codebooks
from pipeline.codebook import Codebook
from pipeline.contracts.cross_checks import cross_problems
from pipeline.contracts.reading import read_text_table
from pipeline.contracts.tables import DOCUMENTS, TABLES, rules_for
from pipeline.contracts.validation import empty, problems_in, with_numbers
from pipeline.contracts.withholding import dangling, problems_of, without_withheld
from pipeline.errors import InputError, Problem, suggest
from pipeline.rounds import Project, Round


@dataclass(frozen=True)
class RoundData:
    """A round with its codebook and the raw tables that were asked for, by name."""

    project: Project
    round_id: str
    round: Round
    codebook: Codebook
    tables: dict[str, pd.DataFrame]

    def table(self, name: str) -> pd.DataFrame:
        """Give a raw table, empty when it was not asked for or is not there."""
        return self.tables[name] if name in self.tables else empty(TABLES[name])

    def file(self, table: str) -> str:
        """Name of a table's file, relative to the project, for traces and messages."""
        return f"raw/{self.round_id}/{TABLES[table].file}"


def load(
    project: Project,
    round_id: str,
    *,
    phase_ids: tuple[str, ...],
    required: Collection[str],
    optional: Collection[str] = (),
) -> RoundData:
    """Read a round's raw tables.

    Parameters
    ----------
    project : Project
        Where the round is.
    round_id : str
        The round.
    phase_ids : tuple of str
        Ids of the phases there are; `round.yml` and the codebook may name no others.
    required, optional : collection of str
        Names of tables; an optional one that is not there comes out empty.

    Raises
    ------
    InputError
        Every mistake in every file that was read.
    """
    round_ = project.round(round_id)
    problems: list[Problem] = []
    book = None
    try:
        book = codebooks.load(project, round_.codebook)
    except InputError as error:
        problems += error.problems
    problems += _phase_problems(round_id, round_, book, phase_ids)
    problems += problems_of(round_.withheld, f"raw/{round_id}/round.yml", phase_ids, book)
    names = [name for name in TABLES if name in {"documents", *required, *optional}]
    texts, found = _read(project, round_id, names, required={"documents", *required})
    problems += found + _problems_in(texts, round_id, book, phase_ids)
    if problems or book is None:
        raise InputError(problems)
    tables = {name: with_numbers(texts[name], TABLES[name]) if name in texts else empty(TABLES[name]) for name in names}
    tables = without_withheld(tables, round_.withheld)
    if problems := dangling(tables, f"raw/{round_id}/figures.csv"):
        raise InputError(problems)
    return RoundData(project, round_id, round_, book, tables)


def problems_of_tables(project: Project, round_id: str, phase_ids: tuple[str, ...]) -> list[Problem]:
    """List the mistakes in every table that is there, for when `round.yml` can't say which belong to the round."""
    texts, problems = _read(project, round_id, list(TABLES), required=())
    return problems + _problems_in(texts, round_id, None, phase_ids)


def _read(
    project: Project, round_id: str, names: list[str], required: Collection[str]
) -> tuple[dict[str, pd.DataFrame], list[Problem]]:
    """Read tables as text; one that is required and not there is a mistake."""
    folder = project.raw / round_id
    # Statements need the table of their sources, even where a phase may do without either.
    needed = {*required, *(TABLES[name].sources for name in names if (folder / TABLES[name].file).exists())}
    texts: dict[str, pd.DataFrame] = {}
    problems: list[Problem] = []
    for name in names:
        path = folder / TABLES[name].file
        if name not in needed and not path.exists():
            continue
        try:
            texts[name] = read_text_table(path, project.name(path))
        except InputError as error:
            problems += error.problems
    answers = texts.get("survey_answers", pd.DataFrame())
    place = folder / TABLES["figures"].file
    if "figures" in needed or place.exists():
        return texts, problems
    # A round may have no published figures, but then nothing can refer to one.
    if "ladder_positions" in texts or "derived" in texts or ("figure_id" in answers and answers["figure_id"].any()):
        what, mend = "Het bestand ontbreekt.", "Zet het bestand terug: andere tabellen verwijzen ernaar."
        problems.append(Problem(project.name(place), None, "", "", what, mend))
    return texts, problems


def _problems_in(
    texts: dict[str, pd.DataFrame], round_id: str, book: Codebook | None, phase_ids: tuple[str, ...]
) -> list[Problem]:
    """List the mistakes in tables: in each by itself, and across those that are sound by themselves."""
    documents = texts.get("documents", pd.DataFrame())
    known = DOCUMENTS.key in documents and not documents.empty
    rules = rules_for(book, phase_ids, frozenset(documents[DOCUMENTS.key]) if known else None)
    files = {name: f"raw/{round_id}/{TABLES[name].file}" for name in texts}
    own = {name: problems_in(frame, TABLES[name], rules, files[name]) for name, frame in texts.items()}
    problems = [problem for found in own.values() for problem in found]
    if book is not None:
        sound = {name: frame for name, frame in texts.items() if not own[name]}
        problems += cross_problems(sound, files, book)
    return problems


def unknown_files(project: Project, round_id: str, idle: Collection[str] = ()) -> list[Problem]:
    """Report CSV files in a round's folder that no table reads, so that nothing is ignored silently."""
    problems = []
    expected = {table.file for table in TABLES.values()}
    for path in sorted((project.raw / round_id).glob("*.csv")):
        if path.stem in idle:
            what, mend = (
                "Deze tabel hoort bij een fase die niet is ingezet.",
                "Zet de fase in round.yml op deployed: true.",
            )
            problems.append(Problem(project.name(path), None, "", "", what, mend))
        elif path.name not in expected:
            mend = suggest(path.name, expected)
            problems.append(Problem(project.name(path), None, "", "", "Dit bestand wordt nergens gelezen.", mend))
    return problems


def _phase_problems(round_id: str, round_: Round, book: Codebook | None, phase_ids: tuple[str, ...]) -> list[Problem]:
    """List phases that `round.yml` or the codebook names but that do not exist, or that `round.yml` leaves out."""
    file = f"raw/{round_id}/round.yml"
    problems = [
        Problem(file, None, "phases", name, "Deze fase bestaat niet.", suggest(name, phase_ids))
        for name in round_.phases
        if name not in phase_ids
    ]
    # A phase that is spelled wrongly is one mistake, not also one that is left out.
    for name in phase_ids if not problems else ():
        if name not in round_.phases:
            mend = "Zet erbij of de fase is ingezet (deployed: true of false)."
            problems.append(Problem(file, None, "phases", name, "Deze fase ontbreekt.", mend))
    asked_in = {question.id: question.asked_in for question in book.questions} if book else {}
    for indicator in book.indicators if book else ():
        if "desk_research" not in asked_in[indicator.question]:
            what = "Deze indicator hoort bij een vraag die de deskresearch niet stelt."
            mend = "Zet desk_research bij asked_in van de vraag, of kies een andere vraag."
            column = f"{indicator.id}.question"
            codebook = f"codebooks/{round_.codebook}.yml"
            problems.append(Problem(codebook, None, column, indicator.question, what, mend))
    for question in book.questions if book else ():
        problems += [
            Problem(
                f"codebooks/{round_.codebook}.yml",
                None,
                f"{question.id}.asked_in",
                name,
                "Deze fase bestaat niet.",
                suggest(name, phase_ids),
            )
            for name in question.asked_in
            if name not in phase_ids
        ]
    return problems
