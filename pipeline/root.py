"""Where a project is: found with nothing imported, so that a command can begin at once."""

import os
from pathlib import Path


def find_root(start: Path) -> Path | None:
    """Find the folder of the project that `start` lies in, or None; see `pipeline.rounds.find_project`."""
    named = os.environ.get("KLANKBORD_PROJECT")
    start = Path(named) if named else start
    candidates = [start.resolve(), *start.resolve().parents]
    if not named:
        candidates.append(Path(__file__).resolve().parents[1])
    for folder in candidates:
        if (folder / "codebooks").is_dir() and (folder / "raw").is_dir():
            return folder
    return None
