"""Watching a round: made at once and each time that a file of it is saved, in one process that stays warm.

Only what is quick is made: no Word, no PDF, and nothing that takes minutes to load.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial

from pipeline.errors import (
    ChangedError,
    InputError,
    KlankbordError,
    NothingYetError,
    RoundBusyError,
    of_the_machine,
)
from pipeline.execution import plan as planning
from pipeline.execution.early import early_pages
from pipeline.execution.fingerprints import Hashes, hash_of_package
from pipeline.execution.kernels import fork_client
from pipeline.execution.run import Wanted, run_rounds
from pipeline.execution.run_step import StepResult, unexpected
from pipeline.looks.mistakes_page import mistakes_page
from pipeline.outputs import PAPER_KINDS
from pipeline.review import reviewed
from pipeline.rounds import Project
from pipeline.serving.network import bound
from pipeline.watching.files import Files
from pipeline.watching.site import Site, shown, told_page

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
    whole : bool
        All of the site was made; and not only the pages that no notebook is needed for.
    error : KlankbordError or None
        Why the site is not of what the files say now.
    """

    changed: tuple[str, ...]
    seconds: float
    whole: bool
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
        names: tuple[str, ...] = ()
        while True:
            seen = files.look()
            for turn in _turns(project, round_id, site, names, partial(files.are, seen)):
                tell(turn)
            fork_client.start()  # kernels import what they need before there is something to do
            names = tuple(sorted(map(project.name, files.changed(seen))))
            if hash_of_package() != package:
                raise KlankbordError("klankbord zelf is veranderd. Begin opnieuw met kijken, dan geldt het nieuwe.")


def _turns(
    project: Project, round_id: str, site: Site, names: tuple[str, ...], is_unchanged: Callable[[], bool]
) -> Iterator[Turn]:
    """Make a round as its files are now, and show it: what no notebook is needed for first, then all of the site."""
    started = time.perf_counter()

    def turn(whole: bool, error: KlankbordError | None = None) -> Turn:
        return Turn(names, time.perf_counter() - started, whole, error)

    try:
        site.show(early=_early(project, round_id))
        yield turn(whole=False)
        try:
            _make(project, round_id, is_unchanged)
        except RoundBusyError as error:
            site.show(_page(project, round_id, error))
            yield turn(whole=False, error=error)
            _wait_and_make(project, round_id, is_unchanged)
        site.show()
        yield turn(whole=True)
    except ChangedError:
        return  # it is made again at once
    except KlankbordError as error:
        site.show(_page(project, round_id, error))
        yield turn(whole=False, error=error)


def _early(project: Project, round_id: str) -> dict[str, bytes]:
    """Make the pages that no notebook is needed for."""
    hashes = Hashes()
    hashes.take_package()
    with _of_the_machine():
        loaded = reviewed.load(project, round_id)
        plan, _ = planning.plan(project, round_id, hashes, without=PAPER_KINDS, loaded=loaded)
        try:
            return early_pages(plan, loaded)
        except (KlankbordError, OSError):
            raise
        except Exception as error:  # a mistake of ours: the next save may do without it
            raise unexpected(error, round_id) from error


def _make(project: Project, round_id: str, is_unchanged: Callable[[], bool]) -> None:
    """Make the whole site as the files are now; stop after the first step that ends when they are no longer so."""

    def go_on(_: StepResult) -> None:
        if not is_unchanged():
            raise ChangedError("Er is iets opgeslagen terwijl de ronde werd gemaakt.")

    with _of_the_machine():
        [result] = run_rounds(project, [round_id], go_on, wanted=_SITE)
    if result.error is not None:
        raise result.error


def _wait_and_make(project: Project, round_id: str, is_unchanged: Callable[[], bool]) -> None:
    """Make it once no other command is at work on the round any more."""
    while True:
        time.sleep(_BUSY_SECONDS)
        with suppress(RoundBusyError):
            return _make(project, round_id, is_unchanged)
        if not is_unchanged():
            raise ChangedError("Er is iets opgeslagen terwijl de ronde bezet was.")


@contextmanager
def _of_the_machine() -> Iterator[None]:
    """Tell what the machine refused, as a file that another program keeps to itself."""
    try:
        yield
    except OSError as error:
        raise KlankbordError(of_the_machine(error)) from error


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
