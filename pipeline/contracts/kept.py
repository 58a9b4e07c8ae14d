"""Large files are parsed once: what was read of them is kept in `.klankbord/`, by the hash of their bytes.

What is kept has people's own answers, as the files themselves do: only their owner can open it, it goes with the file
that it was read from, and nothing of it enters `reports/`. It is never more than a shorter way: what is damaged, of
other bytes or of other code is read again from the file.
"""

import hashlib
import io
import json
import os
import platform
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pandas as pd

import pipeline
from pipeline.contracts.grids import ROW, Place, ReadTable
from pipeline.errors import Problem
from pipeline.rounds import Project

# What is smaller is parsed in less time than it takes to look whether it was; measured, see docs/design-decisions.md.
_WORKBOOK, _LARGE = 50_000, 1_000_000
# Of a hash in a name: enough to be the only one, and no path becomes longer than Windows takes.
_SIGNS = 32
_CHECK = hashlib.sha256().digest_size


@dataclass(frozen=True)
class Kept:
    """Where what was read of a round's large files is kept.

    Parameters
    ----------
    source : pathlib.Path
        The round's folder.
    folder : pathlib.Path
        Where it is kept, in folders named as the files.
    """

    source: Path
    folder: Path

    @classmethod
    def of(cls, project: Project, round_id: str) -> "Kept":
        """Give where it is kept of a round."""
        return cls(project.raw / round_id, project.root / ".klankbord" / round_id / "gelezen")

    def table(self, path: Path, how: tuple[object, ...], parse: Callable[[], ReadTable]) -> ReadTable:
        """Give what `parse` reads of a file: from what was kept, when that is of the same bytes read in the same way.

        Parameters
        ----------
        path : pathlib.Path
            The file.
        how : tuple
            All that the outcome hangs on beside the bytes and the code; its `repr` tells it.
        parse : callable
            Reads the file.

        Raises
        ------
        InputError
            As `parse` does: what can't be read is not kept.
        """
        if not _is_large(path):
            return parse()
        content = _hash_of(path)
        place = self._place(path) / content / hashlib.sha256(repr((how, _code())).encode()).hexdigest()[:_SIGNS]
        if (found := _read(place)) is not None:
            return found
        table = parse()
        if _hash_of(path) == content:  # else it was saved meanwhile
            with suppress(OSError):  # a disk that is full or can't be written: then it is read again each time
                self._forget(path, but=content)
                _write(place, table)
        return table

    def tidy(self) -> None:
        """Remove what is kept of files that are not there any more, or not large."""
        for place in sorted(self.folder.glob("*/")) if self.folder.is_dir() else ():
            if not _is_large(self.source / place.name.replace(_BETWEEN, "/")):
                shutil.rmtree(place, ignore_errors=True)

    def _place(self, path: Path) -> Path:
        return self.folder / path.relative_to(self.source).as_posix().replace("/", _BETWEEN)

    def _forget(self, path: Path, but: str) -> None:
        for old in self._place(path).glob("*"):
            if old.name != but:
                shutil.rmtree(old, ignore_errors=True)


# Folders above what is kept that may have to be made: of its bytes, its file, `gelezen`, the round, and `.klankbord`.
_ABOVE = 5
# Between a folder and a file in one name: no file of a round is called so.
_BETWEEN = "%2F"


def _is_large(path: Path) -> bool:
    try:
        return path.stat().st_size >= (_WORKBOOK if path.suffix.casefold() == ".xlsx" else _LARGE)
    except OSError:
        return False


def _hash_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()[:_SIGNS]
    except OSError:  # whoever parses it tells that
        return ""


@cache
def _code() -> str:
    """Tell one state of the code that reads from another: all of ours, and what it reads with."""
    files = sorted(Path(pipeline.__file__).parent.rglob("*.py"))
    found = hashlib.sha256(b"\0".join(file.read_bytes() for file in files))
    others = [platform.python_version(), *(version(name) for name in ("openpyxl", "pandas", "pyreadstat"))]
    return f"{found.hexdigest()} {others}"


def _write(place: Path, table: ReadTable) -> None:
    """Write a table whole or not at all, where only its owner can read it; others may be writing it too."""
    columns = [name for name in table.frame if name != ROW]
    arrays, texts = {"rows": table.frame[ROW].to_numpy()}, {}
    for number, name in enumerate(columns):
        places, different = pd.factorize(table.frame[name])
        arrays[str(number)] = places.astype(np.min_scalar_type(max(len(different), 1)))
        texts[name] = different.tolist()
    about = {
        "texts": texts,
        "place": asdict(table.place) | {"explained": [[*at, *why] for at, why in table.place.explained.items()]},
        "problems": [asdict(problem) for problem in table.problems],
        "notices": [asdict(notice) for notice in table.notices],
        "whole": table.whole,
    }
    target = io.BytesIO()
    np.savez(target, about=np.frombuffer(json.dumps(about).encode(), np.uint8), **arrays)
    content = target.getvalue()
    for folder in reversed(place.parents[:_ABOVE]):
        folder.mkdir(mode=0o700, exist_ok=True)
    number, name = tempfile.mkstemp(dir=place.parent)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(hashlib.sha256(content).digest() + content)
        Path(name).replace(place)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _read(place: Path) -> ReadTable | None:
    """Read a table that was kept; None when it is not there, or not whole."""
    try:
        kept = place.read_bytes()
        if hashlib.sha256(kept[_CHECK:]).digest() != kept[:_CHECK]:
            return None
        with np.load(io.BytesIO(kept[_CHECK:]), allow_pickle=False) as arrays:
            about = json.loads(arrays["about"].tobytes())
            frame = pd.DataFrame(
                {
                    name: pd.array(different, dtype="str").take(arrays[str(number)].astype(np.intp))
                    for number, (name, different) in enumerate(about["texts"].items())
                }
            )
            frame[ROW] = arrays["rows"]
    except (OSError, ValueError):
        return None
    explained = {(row, column): (what, mend) for row, column, what, mend in about["place"].pop("explained")}
    return ReadTable(
        frame,
        Place(**about["place"], explained=explained),
        tuple(Problem(**problem) for problem in about["problems"]),
        tuple(Problem(**notice) for notice in about["notices"]),
        about["whole"],
    )
