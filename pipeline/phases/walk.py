"""The one walk over the folders of the phases: whatever else knows of phases, learns of them here.

Everything else is imported by name. `pipeline.execution.imports` reads an import of a function of this module as an
import of that module of every phase.
"""

from importlib import import_module
from pathlib import Path
from types import ModuleType

_FOLDER = Path(__file__).parent
Modules = dict[str, ModuleType]
"""A module of each phase, by the phase's folder, which has the phase's id for a name."""


def declaration() -> Modules:
    """Import `declaration.py` of every phase: `PHASE`."""
    return _of_every_phase("declaration")


def tables() -> Modules:
    """Import `tables.py` of every phase: `TABLES`."""
    return _of_every_phase("tables")


def evidence() -> Modules:
    """Import `evidence.py` of every phase: `PHASE` and `gather`."""
    return _of_every_phase("evidence")


def telling() -> Modules:
    """Import `telling.py` of every phase that has one: what only its own notebook shows."""
    return _of_every_phase("telling")


def _of_every_phase(part: str) -> Modules:
    found = sorted(path.parent.name for path in _FOLDER.glob(f"*/{part}.py"))
    return {folder: import_module(f"pipeline.phases.{folder}.{part}") for folder in found}
