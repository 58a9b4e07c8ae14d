"""The one walk over the folders of the phases: whatever else knows of phases, learns of them here.

Everything else is imported by name. `pipeline.execution.imports` reads an import of a function of this module as an
import of that module of every phase.
"""

from importlib import import_module
from pathlib import Path
from types import ModuleType

from pipeline.errors import KlankbordError

_FOLDER = Path(__file__).parent
_PARTS = ("declaration", "tables", "evidence")
Modules = dict[str, ModuleType]
"""A module of each phase, by the phase's folder, which has the phase's id for a name."""


def declaration() -> Modules:
    """Import `declaration.py` of every phase: `PHASE`."""
    return _of_every_phase("declaration", "PHASE")


def tables() -> Modules:
    """Import `tables.py` of every phase: `TABLES`."""
    return _of_every_phase("tables", "TABLES")


def readers() -> Modules:
    """Import `readers.py` of every phase that has one: `READERS`, what reads each of its folders, by their names."""
    return {folder: _module(folder, "readers") for folder in _with("readers")}


def evidence() -> Modules:
    """Import `evidence.py` of every phase: `PHASE` and `gather`."""
    return _of_every_phase("evidence", "PHASE", "gather")


def telling() -> Modules:
    """Import `telling.py` of every phase that has one: what only its own notebook shows."""
    return {folder: _module(folder, "telling") for folder in _with("telling")}


def fieldwork() -> Modules:
    """Import `fieldwork.py` of every phase that has one: what who goes out to collect takes along."""
    return {folder: _module(folder, "fieldwork") for folder in _with("fieldwork")}


def _of_every_phase(part: str, *offers: str) -> Modules:
    """Import a module that every phase has.

    Raises
    ------
    KlankbordError
        A phase lacks a part, this one can't be imported, or it does not offer what it should: a mistake of whoever made
        the phase.
    """
    for folder in _folders():
        for name in _PARTS:
            if not (_FOLDER / folder / f"{name}.py").is_file():
                raise KlankbordError(f"De fase {folder} is niet af: pipeline/phases/{folder}/{name}.py ontbreekt.")
    found = {folder: _module(folder, part) for folder in _folders()}
    for folder, module in found.items():
        for name in offers:
            if not hasattr(module, name):
                raise KlankbordError(f"In pipeline/phases/{folder}/{part}.py ontbreekt {name}.")
    return found


def _with(part: str) -> list[str]:
    return [folder for folder in _folders() if (_FOLDER / folder / f"{part}.py").is_file()]


def _folders() -> list[str]:
    return sorted({path.parent.name for path in _FOLDER.glob("*/*.py")})


def _module(folder: str, part: str) -> ModuleType:
    try:
        return import_module(f"pipeline.phases.{folder}.{part}")
    except KlankbordError:
        raise
    except Exception as error:
        place = f"pipeline/phases/{folder}/{part}.py"
        raise KlankbordError(f"De fase {folder} is niet te laden: in {place} gaat iets mis ({error!r}).") from error
