"""The command, called in the process of the tests: what it does and says is the same, and its imports are there."""

import io
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from pipeline import called, command, console


def klankbord(
    root: Path, *arguments: object, columns: int = 400, **environment: str
) -> "subprocess.CompletedProcess[str]":
    """Give a command as ``python -m pipeline`` would be given it.

    Parameters
    ----------
    root : pathlib.Path
        The project.
    *arguments
        What stands behind the command.
    columns : int
        How wide the screen is.
    **environment
        Variables that are otherwise than in this process.
    """
    given = [*map(str, arguments)]
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        for name, value in {"KLANKBORD_PROJECT": str(root), "COLUMNS": str(columns), **environment}.items():
            patch.setenv(name, value)
        patch.setattr(sys, "argv", [str(called._MODULE), *given])
        patch.setattr(sys, "orig_argv", [sys.executable, "-m", "pipeline", *given])
        for screen in (console.OUT, console.ERR):
            patch.setattr(screen, "_width", columns)
        code: object = 0
        try:
            command.main()
        except SystemExit as ended:
            code = ended.code or 0
    assert isinstance(code, int), code
    return subprocess.CompletedProcess(given, code, out.getvalue(), err.getvalue())
