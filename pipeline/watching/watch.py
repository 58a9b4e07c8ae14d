"""Watching a round: made at once and each time that a file of it is saved, in one process that stays warm.

Only what is quick is made: no Word, no PDF, and nothing that takes minutes to load.
"""

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import (
    ChangedError,
    InputError,
    KlankbordError,
    NothingYetError,
    RoundBusyError,
    of_the_machine,
)
from pipeline.execution.fingerprints import hash_of_package
from pipeline.execution.kernels import fork_client
from pipeline.execution.run import Wanted, run_rounds
from pipeline.looks.mistakes_page import mistakes_page
from pipeline.outputs import PAPER_KINDS
from pipeline.rounds import Project
from pipeline.serving.network import bound
from pipeline.watching.files import Files
from pipeline.watching.site import shown, told_page

ADDRESS = "127.0.0.1"
_SITE = Wanted(without=frozenset(PAPER_KINDS))
_BUSY_SECONDS = 1.0


@dataclass(frozen=True)
class Turn:
    """What came of one time that a round was made.

    Attributes
    ----------
    changed : tuple of str
        What was saved, relative to the project; nothing at the first time.
    seconds : float
        How long it took, from when it was seen.
    error : KlankbordError or None
        Why the site is not of what the files say now.
    """

    changed: tuple[str, ...]
    seconds: float
    error: KlankbordError | None


def watch(
    project: Project, round_id: str, port: int, begun: Callable[[str], None], tell: Callable[[Turn], None]
) -> None:
    """Watch a round until somebody presses Ctrl-C.

    Parameters
    ----------
    project : Project
        The project.
    round_id : str
        The round; mistakes in its files are shown, also in `round.yml`.
    port : int
        Where to listen; 0 is any that is free.
    begun : callable
        Is told the address, once it can be opened.
    tell : callable
        Is told what came of each time.

    Raises
    ------
    InputError
        There is no such round.
    KlankbordError
        The port can't be had, or this program itself was changed.
    """
    if not round_id or not (project.raw / round_id).is_dir():
        project.round(round_id)  # says which there are
    files, package = Files(project, round_id), hash_of_package()
    sockets = bound(ADDRESS, port)
    first = told_page("De ronde wordt gemaakt", "Deze pagina ververst vanzelf als de ronde klaar is.")
    with shown(project.report(round_id), sockets, first) as site:
        begun(site.address)
        saved: Collection[Path] = ()
        while True:
            started = time.perf_counter()
            seen = files.look()
            error = _made(project, round_id)
            if not isinstance(error, ChangedError):  # else it is made again at once
                site.show(_page(project, round_id, error) if error else "")
                names = tuple(sorted(map(project.name, saved)))
                tell(Turn(names, time.perf_counter() - started, error))
            if isinstance(error, RoundBusyError):
                time.sleep(_BUSY_SECONDS)
                continue
            fork_client.start()  # kernels import what they need before there is something to do
            saved = files.changed(seen)
            if hash_of_package() != package:
                raise KlankbordError("klankbord zelf is veranderd. Begin opnieuw met kijken, dan geldt het nieuwe.")


def _made(project: Project, round_id: str) -> KlankbordError | None:
    """Make the round as its files are now; give why it could not be."""
    try:
        [result] = run_rounds(project, [round_id], lambda _: None, wanted=_SITE)
    except OSError as error:  # a file that another program keeps to itself
        return KlankbordError(of_the_machine(error))
    return result.error


def _page(project: Project, round_id: str, error: KlankbordError) -> str:
    """Make what stands in the place of the site while something is wrong."""
    if isinstance(error, NothingYetError):
        waiting = "\n".join(f"{problem.file}: {problem.mend}" for problem in error.problems)
        return told_page("Er is nog niets verzameld", f"Vul eerst:\n{waiting}")
    if isinstance(error, InputError):
        return mistakes_page(_title(project, round_id), error.problems, (), _SAVE)
    return told_page("De ronde kon niet worden gemaakt", f"{error}\n{_SAVE}")


_SAVE = "Is dat hersteld en opgeslagen, dan ververst deze pagina vanzelf."


def _title(project: Project, round_id: str) -> str:
    try:
        return project.round(round_id).title
    except InputError:  # one of the mistakes
        return round_id
