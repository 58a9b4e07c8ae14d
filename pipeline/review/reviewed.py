"""A round with what was said of it: raw tables, remarks and answers, every mistake in any of them at once."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.called import command
from pipeline.contracts.figure_tables import DOCUMENTS
from pipeline.contracts.loading import RoundData
from pipeline.contracts.reading import read_tables
from pipeline.editions import TEAM, Edition
from pipeline.errors import InputError, NothingYetError, Problem, suggest
from pipeline.evidence.quoting import shield
from pipeline.phases import codebook_files
from pipeline.phases.raw_tables import load_round
from pipeline.phases.seen import Cell, Seen, notices_of
from pipeline.phases.tables import TABLES
from pipeline.privacy.names import LEFT_OUT
from pipeline.review import store
from pipeline.review.excel import answers
from pipeline.review.model import Answer
from pipeline.review.shown import ANSWERS, REMARKS, WHY, Shown
from pipeline.review.store import Review
from pipeline.rounds import Project
from pipeline.whole_files import UNFINISHED

# What stands beside the tables: the files that came in, as they came, and live sessions.
RECEIVED, SESSIONS = "received", "sessies"


@dataclass(frozen=True)
class Reviewed:
    """A round's raw tables, what was said of it, and what was answered."""

    data: RoundData
    review: Review
    answers: Mapping[str, Answer]

    @property
    def notices(self) -> tuple[Problem, ...]:
        """What must be told of how files were read, though nothing is wrong."""
        found = notices_of(list(self.seen()), self.at, self.data.round_id)
        return (*self.data.notices, *self.review.notices, *self._left_out(), *found)

    @property
    def shown(self) -> Shown:
        """Remarks and answers as readers may see them."""
        return Shown(self.review, self.data.codebook, self.data.round.panels, shield(self.data))

    def seen(self) -> Iterator[Seen]:
        """List what in remarks and answers tells, or may tell, who somebody is."""
        return self.shown.seen(self.review, self.answers)

    def texts(self) -> Iterator[Cell]:
        """List remarks and answers as they were written, but for those that a report printed."""
        return self.shown.texts(self.review, self.answers)

    def at(self, table: str, key: str, problem: Problem) -> Problem:
        """Give a problem with the row that it is about, of a raw table, the remarks (by id) or the answers to them."""
        folder = self.data.project.name(store.folder(self.data.project, self.data.round_id))
        if table == REMARKS:
            return replace(problem, file=f"{folder}/{store.REMARKS.file}", row=self.review.rows.get(key))
        if table == ANSWERS:
            row = (self.answers[key].row or None) if key in self.answers else None
            file, column = f"{folder}/{answers.FILE}", answers.WHY if problem.column == WHY else problem.column
            return replace(problem, file=file, sheet=answers.SHEET, row=row, column=column)
        return self.data.at(table, key, problem)

    def _left_out(self) -> Iterator[Problem]:
        """Tell what readers don't get to see of remarks and answers, since it may be somebody's name."""
        for table, remark, column, words in self.shown.doubtful(self.review, self.answers):
            what = f"«{words}» kan een naam zijn van iemand die meelas; lezers zien «{LEFT_OUT}»."
            mend = "Is het een naam, haal hem dan weg. Is het geen naam, schrijf het dan anders of zonder hoofdletter."
            yield self.at(table, remark, Problem("", None, column, words, what, mend))


def files(project: Project, round_id: str) -> list[Path]:
    """List the files with what was said and answered; they need not be there."""
    folder = store.folder(project, round_id)
    return [*(folder / table.file for table in (store.REMARKS, store.REVIEWERS)), folder / answers.FILE]


def load(project: Project, round_id: str, *, looking: bool = True, edition: Edition = TEAM) -> Reviewed:
    """Read a round and what was said of it; `looking` and `edition` as of `load_round`.

    Raises
    ------
    InputError
        Every mistake in every raw table, codebook, remark and answer of the round.
    """
    problems: list[Problem] = []
    data = None
    try:
        data = load_round(project, round_id, looking=looking, edition=edition)
    except NothingYetError:
        raise
    except InputError as error:
        if round_id not in project.round_ids():
            raise
        problems += error.problems
    review = Review((), {})
    answered: dict[str, Answer] = {}
    try:
        review = _review(project, round_id, data)
        path = answers.path_of(project, round_id)
        answered = answers.read(path, project.name(path), [remark.id for remark in review.remarks])
    except InputError as error:
        problems += error.problems
    problems += unknown_files(project, round_id)
    if problems or data is None:
        raise InputError(problems)
    return Reviewed(data, review, answered)


def _review(project: Project, round_id: str, data: RoundData | None) -> Review:
    """Read what was said, also of a round that has mistakes: those in the remarks are told with the others."""
    if data is not None:
        documents = frozenset(data.table("documents")["document"])
        return store.read(project, round_id, data.round.panels, data.codebook, documents)
    panels = book = known = None
    with suppress(InputError):  # told with the raw tables
        round_ = project.round(round_id)
        panels = round_.panels
        book = codebook_files.load(project, round_id, round_)
    raw = read_tables(project.raw / round_id, project.name, TABLES.values(), (DOCUMENTS.name,))
    if DOCUMENTS.name not in raw.partial:
        with suppress(KeyError):
            known = frozenset(raw.frames[DOCUMENTS.name][DOCUMENTS.key])
    return store.read(project, round_id, panels, book, known)


def unknown_files(project: Project, round_id: str) -> list[Problem]:
    """Report what stands in the folder of the review and is not read, so that nothing is left out silently."""
    known = {path.name for path in files(project, round_id)}
    # Hidden files, and those that programs leave while they have one open, do not count.
    others = (path for path in sorted(store.folder(project, round_id).glob("[!.~]*")) if path.name not in known)
    what = "Dit wordt nergens gelezen."
    mend = f"Neem het op met: {command('review', round_id, 'BESTAND')}."
    return [
        Problem(project.name(path), None, "", "", what, f"{suggest(path.name, known)} {mend}")
        for path in others
        if path.name not in {RECEIVED, SESSIONS} and path.suffix != UNFINISHED
    ]
