"""Seeing that a file of a round was saved, and waiting until it is whole.

Files are looked at again and again, and no system is asked to tell of them: in folders of a network, and in those that
a program keeps the same on several machines, systems tell nothing. A round has tens of files; a look takes a
millisecond or two.
"""

import os
import time
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from pipeline.errors import InputError
from pipeline.rounds import Project

Look = dict[Path, tuple[int, int, int]]

# Seconds between two looks, and how long nothing may change before what was saved is read.
_PAUSE, _QUIET = 0.1, 0.2
# Where a look takes long, on a slow disk or in a large folder, most of the time is left to others.
_SHARE = 10
# How long a file that is empty, locked, half or gone is waited for: programs save in steps.
_PATIENCE = 4.0
# What programs leave while a file is open or being saved.
_BEGINS, _ENDS = (".", "~", "#"), ("~", ".tmp", ".part", ".unfinished", ".crdownload")
_NO_PARTS = frozenset({"__pycache__", ".ipynb_checkpoints", "__MACOSX"})


class Files:
    """The files that a round is made from.

    Parameters
    ----------
    project : Project
        The project.
    round_id : str
        The round.
    """

    def __init__(self, project: Project, round_id: str) -> None:
        self._project, self._round_id = project, round_id
        self._about, self._read = project.raw / round_id / "round.yml", 0
        self._baseline = ""

    def look(self) -> Look:
        """Give what tells of each file whether it is the same: when it was changed, its size, and which file it is."""
        found: Look = {}
        for path in self._all():
            try:
                state = path.stat()
            except OSError:  # it was just taken away
                continue
            found[path] = (state.st_mtime_ns, state.st_size, state.st_ino)
        return found

    def are(self, before: Look) -> bool:
        """Tell whether files are as a look found them."""
        return self.look() == before

    def changed(self, before: Look) -> set[Path]:
        """Wait until files are other than they were, and whole; give which.

        Parameters
        ----------
        before : dict
            What a look gave.
        """
        while True:
            started = time.monotonic()
            now = self.look()
            if now != before:
                now = self._settled(before, now)
                if now != before:  # and not saved as it was
                    return {path for path in before.keys() | now.keys() if before.get(path) != now.get(path)}
            time.sleep(max(_PAUSE, _SHARE * (time.monotonic() - started)))

    def _settled(self, before: Look, now: Look) -> Look:
        """Wait until nothing changes any more, and a while longer for a file that can't be what somebody saved."""
        began = quiet = time.monotonic()
        while time.monotonic() - quiet < _QUIET or (
            time.monotonic() - began < _PATIENCE and not _all_whole(before, now)
        ):
            time.sleep(_PAUSE)
            later = self.look()
            if later != now:
                now, quiet = later, time.monotonic()
        return now

    def _all(self) -> Iterator[Path]:
        with suppress(InputError, OSError):  # one of the things that are being mended
            if (changed := self._about.stat().st_mtime_ns) != self._read:
                self._read = changed
                self._baseline = self._project.round(self._round_id).baseline
        rounds = (self._project.raw / name for name in (self._round_id, self._baseline) if name)
        for folder in (*rounds, self._project.codebooks, self._project.notebooks):
            for place, folders, files in os.walk(folder, followlinks=True):
                folders[:] = [name for name in folders if name not in _NO_PARTS and not name.startswith(".")]
                yield from (Path(place, name) for name in files if not is_passing(name))


def is_passing(name: str) -> bool:
    """Tell whether a file is one that a program leaves while another is open or being saved, by its name."""
    # Excel saves under a name of eight signs without a kind, and then puts that in its place.
    return name.startswith(_BEGINS) or name.casefold().endswith(_ENDS) or "." not in name


def _all_whole(before: Look, now: Look) -> bool:
    gone = before.keys() - now.keys()
    return not gone and all(_is_whole(path) for path, state in now.items() if before.get(path) != state)


def _is_whole(path: Path) -> bool:
    """Tell whether a file has something in it, may be read, and, where it is a workbook, has its end."""
    try:
        with path.open("rb") as file:
            if not file.read(1):
                return False
            return path.suffix.casefold() not in {".xlsx", ".docx"} or zipfile.is_zipfile(file)
    except OSError:
        return False
