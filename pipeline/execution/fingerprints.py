"""Fingerprints: what a finished stage was made from, so that it is reused only when nothing of that changed."""

import hashlib
import json
import sys
from functools import cache
from pathlib import Path

from pipeline.execution.stages import Stage
from pipeline.rounds import Project

FILE = "fingerprint.json"


def fingerprint(project: Project, stage: Stage, upstream: dict[str, str]) -> dict[str, str]:
    """Give the content hash of everything that a stage is made from.

    Parameters
    ----------
    project : Project
        The project.
    stage : Stage
        The stage.
    upstream : dict
        Hash of what each earlier stage handed on, by stage.

    Returns
    -------
    dict
        A hash by part: every raw file and codebook, the notebook, the parameters, the package as a whole, the
        lock file, the Python version, and each earlier stage.
    """
    parts = {name: _hash_file(project.root / name) for name in stage.inputs}
    parts[f"notebooks/{stage.notebook}"] = _hash_file(project.notebooks / stage.notebook)
    parts["parameters"] = _hash(json.dumps(stage.parameters, sort_keys=True).encode())
    parts["pipeline"] = _package()
    parts["requirements.lock"] = _hash_file(project.root / "requirements.lock")
    parts["python"] = ".".join(map(str, sys.version_info[:3]))
    return parts | {f"stage {name}": upstream[name] for name in stage.after}


def handed_on(folder: Path) -> str:
    """Hash the tables that a stage handed on."""
    return _hash(*(part for path in sorted(folder.glob("*.csv")) for part in (path.name.encode(), path.read_bytes())))


def is_current(folder: Path, wanted: dict[str, str]) -> bool:
    """Tell whether a stage was finished and was made from just this; a damaged record counts as no."""
    try:
        record = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return (
        bool(record == {"made from": wanted, "handed on": handed_on(folder)}) and (folder / "notebook.ipynb").exists()
    )


def record(folder: Path, made_from: dict[str, str]) -> None:
    """Mark a stage as finished; this is the last thing that is written of it."""
    content = {"made from": made_from, "handed on": handed_on(folder)}
    (folder / FILE).write_text(json.dumps(content, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _hash(*parts: bytes) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def _hash_file(path: Path) -> str:
    return _hash(path.read_bytes()) if path.exists() else "absent"


@cache
def _package() -> str:
    """Hash the package once: it does not change while it runs."""
    return _hash_tree(Path(__file__).resolve().parents[1])


def _hash_tree(folder: Path) -> str:
    files = sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc"
    )
    return _hash(
        *(part for path in files for part in (path.relative_to(folder).as_posix().encode(), path.read_bytes()))
    )


def of_report(folders: list[Path], texts: list[Path]) -> str:
    """Hash the records of finished stages and the texts that the consultant wrote: all that a report is made from."""
    written = (part for path in texts for part in (path.name.encode(), path.read_bytes()))
    return _hash(*((folder / FILE).read_bytes() for folder in folders), *written)
