"""What `klankbord check` does: everything of a round is read, and what is wrong can be handed to who has to mend it."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from pipeline.claims.ledger import make
from pipeline.errors import ClaimsError, InputError, NothingYetError, Problem
from pipeline.notebook.round import open_round
from pipeline.review import reviewed
from pipeline.rounds import Project
from pipeline.telling.outdated import never_outdated, outdated
from pipeline.whole_files import write_whole

PAGE = "fouten.html"


@dataclass(frozen=True)
class Checked:
    """What was found in a round.

    Attributes
    ----------
    error
        Its mistakes; None when there are none.
    notices
        What is no mistake and has to be told: known only of a round that could be read.
    said
        What else has to be told, as sentences.
    tables, rows
        How many tables are filled, and how many rows they have.
    """

    error: InputError | None = None
    notices: tuple[Problem, ...] = ()
    said: tuple[str, ...] = ()
    tables: int = 0
    rows: int = 0

    @property
    def in_order(self) -> str:
        """How much was found to be in order."""
        return f"In orde: {self.tables} tabellen met samen {self.rows} rijen."


def check(project: Project, round_id: str) -> Checked:
    """Read everything of a round and look for mistakes.

    Raises
    ------
    InputError
        There is no such round.
    NothingYetError
        All is in order, and nothing was collected yet.
    """
    try:
        found = reviewed.load(project, round_id)
    except NothingYetError:
        raise
    except InputError as error:
        if not round_id or not (project.raw / round_id).is_dir():
            raise
        return Checked(error)
    data, tables = found.data, open_round(round_id).tables
    said = (outdated(tables, data.codebook, data.table("sentences")), never_outdated(data))
    problems = make(data, tables).problems
    filled = [len(frame) for frame in data.inside.values() if len(frame)]
    wrong = ClaimsError(problems) if problems else None
    return Checked(wrong, found.notices, tuple(filter(None, said)), len(filled), sum(filled))


def nothing_yet(round_id: str) -> str:
    """Say of a round in which nothing was collected what follows: what may be filled in."""
    return f"De ronde {round_id} is in orde. Er is nog niets verzameld. U kunt vullen:"


def hand_over(checked: Checked, project: Project, round_id: str, *, mark: bool, html: bool) -> list[Path]:
    """Write what shows the mistakes to who has to mend them; what was written earlier goes.

    It has words of people's own files, and so does not stand in `reports/`, which is shown to others; nor in the
    round's folder, where workbooks are read.

    Parameters
    ----------
    checked : Checked
        What was found.
    project : Project
        Where the round is.
    round_id : str
        The round.
    mark : bool
        Write copies of the workbooks in which the wrong cells are marked.
    html : bool
        Write one page with all mistakes.

    Returns
    -------
    list of pathlib.Path
        What was written.
    """
    from pipeline.looks.marked_workbooks import write_marked
    from pipeline.looks.mistakes_page import mistakes_page

    problems = checked.error.problems if checked.error else ()
    folder = project.root / ".klankbord" / round_id / "nakijken"
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.parent.mkdir(mode=0o700, exist_ok=True)
    folder.mkdir(parents=True)
    written = write_marked(problems, project.root, f"raw/{round_id}", folder) if mark else []
    if html:
        write_whole(folder / PAGE, mistakes_page(_title(project, round_id), problems, checked.notices))
        written.append(folder / PAGE)
    return written


def _title(project: Project, round_id: str) -> str:
    try:
        return project.round(round_id).title
    except InputError:  # one of the mistakes
        return round_id
