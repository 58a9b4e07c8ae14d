"""`klankbord run` as a program of its own: what it says comes line by line."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from pipeline.rounds import Project


def run(project: Project, round_id: str, tell: Callable[[str], None]) -> bool:
    """Run a round.

    Parameters
    ----------
    project : Project
        Where.
    round_id : str
        The round.
    tell : callable
        Called with each line that the command says, as soon as it does.

    Returns
    -------
    bool
        Whether all went well.
    """
    environment = {
        **os.environ,
        "KLANKBORD_PROJECT": str(project.root),
        "PYTHONUNBUFFERED": "1",
        "PYTHONIOENCODING": "utf-8",
        "COLUMNS": "110",
    }
    with subprocess.Popen(
        [*_command(), "run", round_id],
        cwd=project.root,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    ) as program:
        assert program.stdout is not None
        for line in program.stdout:
            tell(line.rstrip("\n"))
    return program.returncode == 0


def _command() -> list[str]:
    """Give the command as it was installed beside this Python, so that what it advises is called klankbord too."""
    beside = Path(sys.executable).parent
    found = shutil.which("klankbord", path=os.pathsep.join(map(str, (beside, beside / "Scripts"))))
    return [found] if found else [sys.executable, "-m", "pipeline"]
