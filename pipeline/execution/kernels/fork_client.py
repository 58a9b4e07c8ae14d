"""Asking the fork server for kernels: one server a process, started when the first kernel is wanted."""

import atexit
import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

# What a child inherits from the server and can't change any more: a kernel that wants it otherwise is not forked.
_FIXED = ("PYTHON", "LD_", "OMP_", "OPENBLAS_", "MKL_")
# Threads don't survive a fork: numerical libraries must not start any.
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
_START_SECONDS = 60
_FORK_SECONDS = 30


class CannotForkError(Exception):
    """Forking is not to be had, or not for this kernel: an ordinary one must be started."""


class ForkedProcess:
    """A forked kernel, with what jupyter_client uses of `subprocess.Popen`.

    Parameters
    ----------
    pid : int
        Its process; it leads a process group of its own.
    line : socket.socket
        The line to the server: its exit code comes over it, and closing it lets go of the kernel.
    """

    stdin = stdout = stderr = None

    def __init__(self, pid: int, line: socket.socket) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._line = line
        self._said = b""

    def poll(self) -> int | None:
        """Give the exit code (negative: the signal that ended it), or None while it runs."""
        while self.returncode is None and select.select([self._line], [], [], 0)[0]:
            self._hear()
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait until it has ended, let go of it, and give the exit code.

        Raises
        ------
        subprocess.TimeoutExpired
            It still runs after `timeout` seconds.
        """
        deadline = None if timeout is None else time.monotonic() + timeout
        while self.returncode is None:
            left = None if deadline is None else max(0.0, deadline - time.monotonic())
            if not select.select([self._line], [], [], left)[0]:
                raise subprocess.TimeoutExpired("forked kernel", timeout or 0)
            self._hear()
        self.close()
        return self.returncode

    def send_signal(self, signum: int) -> None:
        """Signal it; does nothing when it has ended."""
        if self.poll() is None:
            os.kill(self.pid, signum)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)

    def close(self) -> None:
        """Let go of it: the server ends what is left and reaps it."""
        if self.returncode is None:
            self.returncode = -signal.SIGKILL
        self._line.close()

    def _hear(self) -> None:
        """Read what the server says; a server that is gone has taken its kernels with it."""
        try:
            said = self._line.recv(64)
        except OSError:
            said = b""
        self._said += said
        if not said:
            self.returncode = -signal.SIGKILL
        elif self._said.endswith(b"\n"):
            self.returncode = int(self._said)


class ForkServer:
    """A running server.

    Raises
    ------
    CannotForkError
        It did not start.
    """

    def __init__(self) -> None:
        self.inherits = _fixed(os.environ)
        self._lock = threading.Lock()
        self._owner = os.getpid()
        self._control, theirs = socket.socketpair()
        command = "from pipeline.execution.kernels.fork_server import main; main()"
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-c", command, str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                env=os.environ | _ONE_THREAD | _same_path(),
                start_new_session=True,
            )
        except OSError as error:
            raise CannotForkError(str(error)) from None
        finally:
            theirs.close()
        self._ready = False

    def wait_until_ready(self) -> None:
        """Wait until it has imported everything.

        Raises
        ------
        CannotForkError
            It ended, or took too long.
        """
        with self._lock:
            if self._ready:
                return
            self._control.settimeout(_START_SECONDS)
            try:
                self._ready = self._control.recv(1) == b"+"
            except OSError:
                self._ready = False
            if not self._ready:
                raise CannotForkError("the fork server did not start")
            self._control.settimeout(None)

    def fork(self, arguments: list[str], cwd: str | None, env: dict[str, str]) -> ForkedProcess:
        """Fork a kernel.

        Parameters
        ----------
        arguments : list of str
            What an ordinary kernel gets behind ``-m ipykernel_launcher``.
        cwd : str or None
            Its working folder; None is the folder of this process.
        env : dict
            Its whole environment.

        Raises
        ------
        CannotForkError
            The server is gone, or has no room for another process.
        """
        self.wait_until_ready()
        line, theirs = socket.socketpair()
        request = {"arguments": arguments, "cwd": cwd or str(Path.cwd()), "env": env}
        line.settimeout(_FORK_SECONDS)
        try:
            with theirs, self._lock:
                socket.send_fds(self._control, [b"."], [theirs.fileno()])
            line.sendall(json.dumps(request).encode() + b"\n")
            said = b""
            while not said.endswith(b"\n"):
                part = line.recv(1)  # no more than the pid: what follows is the exit code
                if not part:
                    raise CannotForkError("the fork server made no child")
                said += part
        except OSError as error:
            line.close()
            raise CannotForkError(str(error)) from None
        except CannotForkError:
            line.close()
            raise
        line.settimeout(None)
        return ForkedProcess(int(said), line)

    def usable(self) -> bool:
        """Tell whether it runs and is this process's own: a fork of this process has to start another."""
        return self._owner == os.getpid() and self._process.poll() is None

    def close(self) -> None:
        """End it, and with it all its kernels."""
        self._control.close()
        if self._owner == os.getpid():
            if not self._ready:  # still importing, or broken: it would not see soon that nobody listens any more
                self._process.kill()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(10)
            self._process.kill()
            self._process.wait()


_server: ForkServer | None = None
_stamp: tuple[int, ...] = ()
_starting = threading.Lock()


def server() -> ForkServer:
    """Give this process's server, starting it when there is none or when the package on disk has changed since.

    Raises
    ------
    CannotForkError
        Forking is not to be had on this system, or the server did not start.
    """
    if sys.platform != "linux":  # forking a process that has the system's frameworks loaded is not safe on macOS
        raise CannotForkError("forking is only used on Linux")
    global _server, _stamp
    with _starting:
        stamp = _package_stamp()
        if _server is None or not _server.usable() or stamp != _stamp:
            if _server is not None:
                _retired.append(_server)  # its kernels may still be at work
            _server, _stamp = ForkServer(), stamp
        return _server


def start() -> None:
    """Let the server begin to import, where forking is to be had; the first kernel waits for it."""
    with contextlib.suppress(CannotForkError):
        server()


_retired: list[ForkServer] = []


@atexit.register
def close() -> None:
    """End the server and all kernels; the next kernel starts another."""
    global _server
    with _starting:
        for old in (*_retired, *([_server] if _server else [])):
            old.close()
        _retired.clear()
        _server = None


def inherits_what_it_needs(env: dict[str, str], from_server: ForkServer) -> bool:
    """Tell whether a kernel with this environment may be a child of the server."""
    return _fixed(env) == from_server.inherits


def _fixed(env: Any) -> dict[str, str]:
    return {name: value for name, value in env.items() if name.startswith(_FIXED)}


def _same_path() -> dict[str, str]:
    """Let the server import what this process can, also where the package is not installed."""
    package = str(Path(__file__).resolve().parents[3])
    return {"PYTHONPATH": os.pathsep.join(filter(None, [package, os.environ.get("PYTHONPATH")]))}


def _package_stamp() -> tuple[int, ...]:
    package = Path(__file__).resolve().parents[2]
    return tuple(sorted(path.stat().st_mtime_ns for path in package.rglob("*.py")))
