"""Files of reviewers taken in: all are read, and all that will be written is made, before anything is written."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.contracts.loading import RoundData
from pipeline.errors import InputError, Problem
from pipeline.review import incoming, namesakes, reviewed, store
from pipeline.review.excel import answers
from pipeline.review.model import Incoming, Remark, Reviewer, Setting, Way
from pipeline.review.store import Review
from pipeline.rounds import NO_GROUP, Project
from pipeline.whole_files import write_whole


@dataclass(frozen=True)
class File:
    """One file that was taken in: what it holds, and which of its remarks were not known yet."""

    path: Path
    holds: Incoming
    new: tuple[Remark, ...]


@dataclass(frozen=True)
class Taken:
    """What came of taking files in.

    Attributes
    ----------
    files : tuple of File
        The files that were taken.
    problems : tuple of Problem
        Why others were not.
    review : Review
        All that was said of the round, with what is new.
    to_answer, hidden : int
        New rows in the workbook of answers, and rows that were hidden there since they have an answer.
    """

    files: tuple[File, ...]
    problems: tuple[Problem, ...]
    review: Review
    to_answer: int
    hidden: int

    @property
    def unplaced(self) -> list[Reviewer]:
        """Reviewers whose panel nobody filled in: how their panel judged can't be told."""
        return [person for person in self.review.reviewers.values() if not person.panel]

    @property
    def unasked(self) -> list[Reviewer]:
        """Reviewers without a role whom nobody asked for it: a Word file does not. Others preferred not to say it."""
        asked = {remark.reviewer for remark in self.review.remarks if remark.way != Way.WORD}
        people = self.review.reviewers.values()
        return [person for person in people if not person.role and person.reviewer not in asked]

    @property
    def repeated(self) -> dict[str, list[str]]:
        """Files of those of whom these files are not the only one."""
        now = {remark.reviewer for file in self.files for remark in file.holds.remarks}
        sources: dict[str, dict[str, None]] = {name: {} for name in now}
        for remark in self.review.remarks:
            if remark.reviewer in now:
                sources[remark.reviewer][remark.source] = None
        for file in self.files:
            for remark in file.new:
                sources[remark.reviewer][file.path.name] = None
        return {name: list(found) for name, found in sources.items() if len(found) > 1}


def take_in(data: RoundData, setting: Setting, titles: Mapping[str, str], paths: Sequence[Path]) -> Taken:
    """Take files in; a file that can't be taken is told and holds up no other.

    Parameters
    ----------
    data : RoundData
        The round.
    setting : Setting
        The report as it is now.
    titles : mapping of str to str
        What to call the places in the report, by their id.
    paths : sequence of pathlib.Path
        The files.

    Raises
    ------
    InputError
        The tables of the review that are there have mistakes, or are open elsewhere; nothing was written.
    """
    project, round_id = data.project, data.round_id
    documents = frozenset(data.table("documents")["document"])
    before = store.read(project, round_id, data.round.panels, data.codebook, documents)
    check_closed(project, reviewed.files(project, round_id))
    read: list[tuple[Path, Incoming]] = []
    problems: list[Problem] = []
    for path in dict.fromkeys(paths):
        try:
            read.append((path, incoming.read(path, setting)))
        except InputError as error:
            problems += error.problems
        except Exception as error:  # anybody can have made the file: what nobody thought of is of this file alone
            what = f"Dit bestand is niet te lezen ({type(error).__name__})."
            problems.append(Problem(path.name, None, "", "", what, "Vraag het opnieuw op, en meld ons dit bestand."))
    files, after = _together(before, read, data)
    workbook = answers.path_of(project, round_id)
    extended = answers.extend(workbook, project.name(workbook), after, data.codebook, data.round.panels, titles)
    received = store.folder(project, round_id) / reviewed.RECEIVED
    for path, _ in read:
        _keep(path, received)
    store.write(project, round_id, before, after)
    if extended is not None:
        write_whole(workbook, extended[0])
    new, hidden = extended[1:] if extended else (0, 0)
    return Taken(tuple(files), tuple(problems), after, new, hidden)


def _together(before: Review, read: Sequence[tuple[Path, Incoming]], data: RoundData) -> tuple[list[File], Review]:
    """Put what was read with what was there, file by file."""
    review, files = before, []
    panels = {panel.id: panel.label for panel in (NO_GROUP, *data.round.panels)}
    only = data.round.reviewing[0].id if len(data.round.reviewing) == 1 else ""
    for path, holds in read:
        # In a round with one panel there is nothing to choose.
        placed = [replace(person, panel=person.panel or only) for person in holds.reviewers]
        told_apart = namesakes.told_apart(replace(holds, reviewers=tuple(placed)), review, panels, data.codebook.labels)
        people = {person.reviewer: person for person in told_apart.reviewers}
        review, new = store.merged(review, Review(told_apart.remarks, people))
        files.append(File(path, told_apart, new))
    return files, review


def _keep(path: Path, folder: Path) -> None:
    """Keep a file as it came, once, whatever it is called; a session is in the folder of the review already."""
    if folder.parent.resolve() in path.resolve().parents:
        return
    content = path.read_bytes()
    name = hashlib.sha256(content).hexdigest()[:8]
    if any(folder.glob(f"{name}-*")):
        return
    # Not every system has room for a long name with something before and behind it.
    write_whole(folder / f"{name}-{path.stem[:60]}{path.suffix[:10]}", content)


def check_closed(project: Project, paths: Sequence[Path]) -> None:
    """Refuse to go on while a spreadsheet has one of the files open, before anything is written.

    Raises
    ------
    InputError
        One of them is open elsewhere, or can't be written.
    """
    problems = []
    for path in paths:
        marks = (path.with_name(f"~${path.name}"), path.with_name(f".~lock.{path.name}#"))
        mark = next((mark for mark in marks if mark.exists()), None)
        if mark is None and _writable(path):
            continue
        mend = "Sluit het in Excel of LibreOffice en probeer het opnieuw."
        if mark is not None:
            mend += f" Is het nergens open, verwijder dan {mark.name} in dezelfde map."
        problems.append(Problem(project.name(path), None, "", "", "Dit bestand is nog ergens open.", mend))
    if problems:
        raise InputError(problems)


def _writable(path: Path) -> bool:
    if not path.exists():
        return True
    try:
        with path.open("r+b"):
            return True
    except OSError:
        return False
