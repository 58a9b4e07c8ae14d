"""A command that takes long, as a program of its own: what it says comes line by line, and it can be stopped."""

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from threading import Timer

from pipeline.rounds import Project

# What a run is given to end by itself after Ctrl-C; one that does nothing any more is ended.
_PATIENCE_SECONDS = 30.0


class Program:
    """A command at work.

    Parameters
    ----------
    project : Project
        Where.
    arguments : str
        The command and what stands behind it.

    Attributes
    ----------
    stopped : bool
        Somebody stopped it.
    """

    def __init__(self, project: Project, *arguments: str) -> None:
        environment = {
            **os.environ,
            "KLANKBORD_PROJECT": str(project.root),
            "PYTHONUNBUFFERED": "1",
            "PYTHONIOENCODING": "utf-8",
            "COLUMNS": "110",
        }
        self.stopped = False
        self._program = subprocess.Popen(
            [*_command(), *arguments],
            cwd=project.root,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._end = Timer(_PATIENCE_SECONDS, self._kill)
        self._end.daemon = True

    def follow(self, tell: Callable[[str], None]) -> bool:
        """Wait until it has ended.

        Parameters
        ----------
        tell : callable
            Called with each line that the command says, as soon as it does.

        Returns
        -------
        bool
            Whether all went well.
        """
        with self._program as program:
            assert program.stdout is not None
            for line in program.stdout:
                tell(line.rstrip("\n"))
        self._end.cancel()
        return program.returncode == 0

    def stop(self) -> None:
        """Have it stop as at Ctrl-C; does not wait for that."""
        if self.stopped or self._program.poll() is not None:
            return
        self.stopped = True
        assert self._program.stdin is not None
        with suppress(OSError):
            self._program.stdin.close()
        self._end.start()

    def _kill(self) -> None:
        """End it with all that it started; what it writes is written whole or not at all."""
        import psutil

        with suppress(psutil.Error):
            program = psutil.Process(self._program.pid)
            for process in (*program.children(recursive=True), program):
                with suppress(psutil.Error):
                    process.kill()


def _command() -> list[str]:
    return [sys.executable, "-m", "pipeline.lab.stoppable"]
