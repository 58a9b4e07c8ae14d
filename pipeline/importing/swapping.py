"""Putting new folders in the place of old ones, all or none; what was broken off is undone at the next import."""

import shutil
from contextlib import suppress
from pathlib import Path

from pipeline.errors import KlankbordError, of_the_machine
from pipeline.whole_files import put_in_place

_ASIDE, _NEW = "oud", "erbij.txt"


def swap(fresh: Path, target: Path, staged: Path) -> None:
    """Put each folder of one place in another, in place of the one of its name.

    Parameters
    ----------
    fresh : pathlib.Path
        The folder with the new ones.
    target : pathlib.Path
        Where they belong.
    staged : pathlib.Path
        Where the old ones are kept until all are in their place.

    Raises
    ------
    KlankbordError
        One can't be replaced; all is as it was.
    """
    aside = staged / _ASIDE
    names = sorted(path.name for path in fresh.iterdir())
    aside.mkdir(parents=True)
    (aside / _NEW).write_text("\n".join(name for name in names if not (target / name).exists()), encoding="utf-8")
    try:
        for name in names:
            if (target / name).exists():
                put_in_place(target / name, aside / name)
            put_in_place(fresh / name, target / name)
    except BaseException as error:
        with suppress(OSError):
            mend(target, staged)
        if isinstance(error, OSError):
            message = f"{of_the_machine(error)} Sluit koppeling.xlsx en importeer opnieuw; er is niets veranderd."
            raise KlankbordError(message) from None
        raise
    _gone(staged)


def clear(fresh: Path, staged: Path) -> None:
    """Take away what was made and not put in its place; what was moved aside stays, for `mend`."""
    _gone(fresh)
    for folder in (staged, staged.parent):
        with suppress(OSError):  # not there, or something else is in it
            folder.rmdir()


def mend(target: Path, staged: Path) -> None:
    """Undo an import that was broken off while it put things in place; mostly there is nothing to do.

    Parameters
    ----------
    target, staged : pathlib.Path
        As of `swap`.
    """
    aside = staged / _ASIDE
    if (aside / _NEW).exists():
        for name in filter(None, (aside / _NEW).read_text(encoding="utf-8").splitlines()):
            shutil.rmtree(target / name, ignore_errors=True)
        for old in aside.iterdir():
            if old.is_dir():
                shutil.rmtree(target / old.name, ignore_errors=True)
                put_in_place(old, target / old.name)
    _gone(staged)


def _gone(folder: Path) -> None:
    """Take a folder of ours away: a copy of one that can only be read can only be read too, and would stay."""
    for path in (folder, *folder.rglob("*")) if folder.is_dir() else ():
        with suppress(OSError):
            path.chmod(0o700 if path.is_dir() else 0o600)
    shutil.rmtree(folder, ignore_errors=True)
