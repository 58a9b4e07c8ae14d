"""Projects that a test may damage."""

import shutil
from pathlib import Path

from pipeline.rounds import Project

_ROOT = Path(__file__).parents[1]


def copy_project(target: Path) -> Project:
    """Copy what a run reads, so that a test may damage it."""
    for name in ("raw", "codebooks", "notebooks"):
        shutil.copytree(_ROOT / name, target / name, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    for name in ("requirements.lock", "pyproject.toml"):
        shutil.copyfile(_ROOT / name, target / name)
    return Project(target)
