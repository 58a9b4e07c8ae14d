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
    problems: list[Problem] = []
    round_ = project.round(round_id)
    book = codebooks.load(project, round_.codebook)
    problems += _phase_problems(project, round_id, round_, book, phase_ids)
    names = [
        "documents",
        *(name for name in TABLES if name in {*required, *optional} and name != "documents"),
    ]
    texts: dict[str, pd.DataFrame] = {}
    for name in names:
        path = project.raw / round_id / TABLES[name].file
        if name in optional and not path.exists():
            continue
        try:
            texts[name] = read_text_table(path, project.name(path))
        except InputError as error:
            problems += error.problems
    documents = texts.get("documents", pd.DataFrame())
    document_ids = frozenset(documents[DOCUMENTS.key]) if DOCUMENTS.key in documents else None
    rules = rules_for(book, phase_ids, document_ids)
    files = {name: f"raw/{round_id}/{TABLES[name].file}" for name in texts}
    for name, frame in texts.items():
        problems += problems_in(frame, TABLES[name], rules, files[name])
    if not problems:
        problems += cross_problems(texts, files, book)
    if problems:
        raise InputError(problems)
    tables = {name: with_numbers(texts[name], TABLES[name]) if name in texts else empty(TABLES[name]) for name in names}
    return RoundData(project, round_id, round_, book, tables)


def unknown_files(project: Project, round_id: str) -> list[Problem]:
    """Report CSV files in a round's folder that no table reads, so that nothing is ignored silently."""
    problems = []
    expected = {table.file for table in TABLES.values()}
    for path in sorted((project.raw / round_id).glob("*.csv")):
        if path.name not in expected:
            mend = suggest(path.name, expected)
            problems.append(Problem(project.name(path), None, "", "", "Dit bestand wordt nergens gelezen.", mend))
    return problems


def _phase_problems(
    project: Project, round_id: str, round_: Round, book: Codebook, phase_ids: tuple[str, ...]
) -> list[Problem]:
    """Phases that `round.yml` or the codebook names but that do not exist, or that `round.yml` leaves out."""
    file = f"raw/{round_id}/round.yml"
    problems = [
        Problem(file, None, "phases", name, "Deze fase bestaat niet.", suggest(name, phase_ids))
        for name in round_.phases
        if name not in phase_ids
    ]
    for name in phase_ids:
        if name not in round_.phases:
            mend = "Zet erbij of de fase is ingezet (deployed: true of false)."
            problems.append(Problem(file, None, "phases", name, "Deze fase ontbreekt.", mend))
    for question in book.questions:
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
