"""Putting what was made where readers find it: all of it, or, when anything is in the way, none of it.

Each part that is there is moved aside before its successor comes. What was moved aside is kept until the last part is
in its place; when something breaks that off, all of it is moved back, here or by the next run.
"""

import shutil
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from pathlib import Path

from pipeline.errors import KlankbordError
from pipeline.rounds import Project
from pipeline.whole_files import put_in_place, write_whole

# What is put together; what was moved aside, with the list of parts that had no predecessor; what may go.
_FRESH, _ASIDE, _LIST, _GONE = ".fresh", ".aside", ".first", ".gone"


def publish(
    project: Project,
    target: Path,
    made: Iterable[tuple[str, Path]],
    look: Callable[[Path], None],
    gone: Collection[str] = (),
) -> None:
    """Put what was made of a round together and swap it in.

    It is put together beside the old one, and every part of the old one is tried, before anything is replaced: a
    failure leaves the previous report as it was.

    Parameters
    ----------
    project : Project
        The project.
    target : pathlib.Path
        Folder of the round's report.
    made : iterable of (str, pathlib.Path)
        Where in the report, and the file.
    look : callable
        Called with the folder in which all of it is put together, before any of it is where readers find it; what it
        raises stops that.
    gone : collection of str
        Parts of the old report that are taken away with it, where they are there.

    Raises
    ------
    KlankbordError
        A file can't be replaced; the earlier report is there, whole.
    """
    mend(target)
    fresh = target / _FRESH
    fresh.mkdir()
    for name, path in made:
        (fresh / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, fresh / name)
    try:
        look(fresh)
    except BaseException:
        mend(target)
        raise
    part = ""
    try:
        aside = target / _ASIDE
        new = {path.name for path in fresh.iterdir()}
        parts = sorted({*new, *gone})
        write_whole(aside / _LIST, "\n".join(name for name in parts if not (target / name).exists()))
        for part in parts:
            if (target / part).exists():
                put_in_place(target / part, aside / part)
                put_in_place(aside / part, target / part)
        for part in parts:
            if (target / part).exists():
                put_in_place(target / part, aside / part)
            if part in new:
                put_in_place(fresh / part, target / part)
        put_in_place(aside, target / _GONE)
    except BaseException as error:
        undone = False
        with suppress(OSError):
            mend(target)
            undone = True
        if not isinstance(error, OSError):
            raise
        state = "Het vorige rapport staat er nog, heel." if undone else "De volgende keer wordt dat hersteld."
        message = f"{project.name(target / part)} is niet te vervangen: het is open, of schrijven mag daar niet. "
        mending = " Sluit bestanden uit die map in andere programma's en draai de ronde opnieuw."
        raise KlankbordError(message + state + mending) from None
    mend(target)


def mend(target: Path) -> None:
    """Undo a publication that was broken off, and clear away what one left; mostly there is nothing to do.

    Parameters
    ----------
    target : pathlib.Path
        Folder of the round's report.

    Raises
    ------
    OSError
        A file can't be moved back; it is kept, and the next time is another chance.
    """
    aside = target / _ASIDE
    if aside.exists():
        first = (aside / _LIST).read_text(encoding="utf-8") if (aside / _LIST).exists() else ""
        for name in first.splitlines():
            _remove(target / name)
        for old in aside.iterdir():
            if not old.name.startswith(_LIST):
                _remove(target / old.name)
                put_in_place(old, target / old.name)
        shutil.rmtree(aside)
    for name in (_FRESH, _GONE):
        shutil.rmtree(target / name, ignore_errors=True)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
