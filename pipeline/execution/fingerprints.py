"""Fingerprints: what something was made from, so that it is reused only when nothing of that changed.

What was made has a record beside it: the content hash of every file that it was made from, of its parameters and of
what earlier stages handed on, and the hash of each product. It is current when all of these are as they were. Times of
files play no part.
"""

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pipeline.execution.hashing import ABSENT, digest, hash_of, hash_of_input
from pipeline.execution.imports import files_imported_by, files_of_package, path_of
from pipeline.rounds import Project
from pipeline.whole_files import write_whole

_CODE = "pipeline/"
Parts = dict[str, str]


class Hashes:
    """Content hashes of files, each read once: what a run starts from does not change while it runs."""

    def __init__(self) -> None:
        self._known: dict[Path, str] = {}
        self._of_code: dict[str, Parts] = {}

    def of(self, path: Path) -> str:
        """Give the hash of what a run reads of a file, or ``"absent"``."""
        if path not in self._known:
            self._known[path] = hash_of_input(path)
        return self._known[path]

    def of_code(self, source: str) -> Parts:
        """Give the files of this package that a piece of code imports; all of them when it can't be parsed."""
        if source not in self._of_code:
            try:
                names: Iterable[str] = files_imported_by(source)
            except SyntaxError:
                names = files_of_package()
            self._of_code[source] = {name: self.of(path_of(name)) for name in {*names, f"{_CODE}__init__.py"}}
        return self._of_code[source]

    @cached_property
    def names_of_package(self) -> str:
        """Hash of the names of all files of this package: it tells whether a module may come from another file now."""
        return hash_text(files_of_package())

    def take_package(self) -> None:
        """Hash all of this package now: what is imported from here on is never older than its hash."""
        for name in files_of_package():
            self.of(path_of(name))


@dataclass(frozen=True)
class Record:
    """The record beside something that was made.

    Parameters
    ----------
    path : pathlib.Path
        The file of the record.
    """

    path: Path

    def is_current(self, wanted: Parts, source: str, hashes: Hashes) -> bool:
        """Tell whether it was made from just this, and is still as it was made; a damaged record counts as no.

        Parameters
        ----------
        wanted : dict
            All parts but the code.
        source : str
            The code that it is made by. As long as the package holds the same names, the files that this imports are
            those that were recorded: they follow from the names and from these files, so need not be sought again.
        hashes : Hashes
            Hashes of files.
        """
        stored, products, names = self._read()
        if not stored:
            return False
        if names == hashes.names_of_package:
            parts = {name: hashes.of(path_of(name)) for name in stored if name.startswith(_CODE)}
        else:
            parts = hashes.of_code(source)
        return bool(parts) and stored == wanted | parts and self._whole(products)

    def changes(self, wanted: Parts) -> list[tuple[str, str]]:
        """List what is different from the last time, as (name, ``changed``, ``new`` or ``gone``).

        Parameters
        ----------
        wanted : dict
            All parts, the code among them.

        Returns
        -------
        list of (str, str)
            Sorted by name; a product that is not as it was made is ``damaged``. A single ``("", "never made")`` when
            there is no record.
        """
        stored, products, _ = self._read()
        if not stored:
            return [("", "never made")]
        found = []
        for name in sorted({*stored, *wanted}):
            before, now = stored.get(name, ABSENT), wanted.get(name, ABSENT)
            if before != now:
                found.append((name, "new" if before == ABSENT else "gone" if now == ABSENT else "changed"))
        return found + [(name, "damaged") for name in sorted(products) if not self._whole({name: products[name]})]

    def write(self, made_from: Parts, products: Iterable[Path], names: str) -> None:
        """Record what was made; this is the last thing that is written of it.

        Parameters
        ----------
        made_from : dict
            All parts, the code among them.
        products : iterable of pathlib.Path
            Files that were made.
        names : str
            `Hashes.names_of_package` when the code was looked up.
        """
        made = {path.relative_to(self.path.parent).as_posix(): hash_of(path) for path in products}
        content = {"made from": made_from, "made": made, "names": names}
        write_whole(self.path, json.dumps(content, indent=1, sort_keys=True) + "\n")

    @property
    def made_from(self) -> Parts:
        """All parts that it was made from, the code among them."""
        return self._read()[0]

    @property
    def products(self) -> dict[str, str]:
        """Hash of each product, by its name."""
        return self._read()[1]

    def _read(self) -> tuple[Parts, Parts, str]:
        try:
            content = json.loads(self.path.read_text(encoding="utf-8"))
            return dict(content["made from"]), dict(content["made"]), str(content["names"])
        except (OSError, ValueError, KeyError, TypeError):
            return {}, {}, ""

    def _whole(self, products: Parts) -> bool:
        return all(hash_of(self.path.parent / name) == value for name, value in products.items())


def hash_of_package() -> str:
    """Hash all files of this package."""
    return digest(part for name in files_of_package() for part in (name.encode(), path_of(name).read_bytes()))


def environment(project: Project, hashes: Hashes) -> Parts:
    """Give what everything rests on: the locked packages and the version of Python."""
    version = ".".join(map(str, sys.version_info[:3]))
    return {"requirements.lock": hashes.of(project.root / "requirements.lock"), "python": version}


def hash_of_all(folder: Path, pattern: str) -> str:
    """Hash the files in a folder whose names fit a pattern, with their names."""
    found = sorted(path for path in folder.glob(pattern) if path.is_file())
    return digest(part for path in found for part in (path.name.encode(), path.read_bytes()))


def hash_text(content: object) -> str:
    """Hash what can be written as JSON."""
    return digest([json.dumps(content, sort_keys=True, ensure_ascii=False).encode()])
