"""Asking the fork server for kernels: one server a process, from the first kernel that is wanted to its end."""

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

# What is read once, by Python, the system or an import: a kernel that wants it otherwise is not forked.
_FIXED = ("PYTHON", "LD_", "LC_", "LANG", "OMP_", "OPENBLAS_", "MKL_", "MPL", "MATPLOTLIB", "HOME", "XDG_")
# What a child inherits from the server and an ordinary kernel from this process.
_INHERITED = ("Umask", "Uid", "Gid", "Groups", "CapEff", "NoNewPrivs", "Seccomp", "Cpus_allowed_list")
# Threads don't survive a fork: numerical libraries must not start any.
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
_START_SECONDS = 60
_FORK_SECONDS = 10
_END_SECONDS = 10
_LOOK_SECONDS = 1.0
_PACKAGE = Path(__file__).resolve().parents[2]
# Imports from where this process has the package, and else finds what an ordinary kernel does: with the same search
# path, and not in its own folder.
_COMMAND = """
import sys
sys.path = [sys.argv.pop(), *filter(None, sys.path)]
import pipeline
del sys.path[0]
from pipeline.execution.kernels.fork_server import main
main()
"""


class CannotForkError(Exception):
    """Forking is not to be had, or not for this kernel: an ordinary one must be started."""


class StoppedError(Exception):
    """The run was stopped: no kernel may be started any more, not an ordinary one either."""


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
        line.setblocking(False)
        self._line = line
        self._said = b""
        self._lock = threading.Lock()

    def __del__(self) -> None:
        # Nobody is left who could end it.
        _shut(self._line)

    def poll(self) -> int | None:
        """Give the exit code (negative: the signal that ended it), or None while it runs."""
        with self._lock:
            while self.returncode is None and self._hear():
                pass
            return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait until it has ended, let go of it, and give the exit code.

        Raises
        ------
        subprocess.TimeoutExpired
            It still runs after `timeout` seconds.
        """
        deadline = None if timeout is None else time.monotonic() + timeout
        while (code := self.poll()) is None:
            left = _LOOK_SECONDS if deadline is None else min(_LOOK_SECONDS, deadline - time.monotonic())
            if left <= 0:
                raise subprocess.TimeoutExpired("forked kernel", timeout or 0)
            heard = select.poll()  # not select.select, which can't do with more than 1024 open files
            with contextlib.suppress(ValueError):  # closed meanwhile
                heard.register(self._line, select.POLLIN)
                heard.poll(left * 1000)
        self.close()
        return code

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
        self.poll()
        with self._lock:
            if self.returncode is None:
                self.returncode = -signal.SIGKILL
            _shut(self._line)

    def _hear(self) -> bool:
        """Read what the server says, if anything; a server that is gone has taken its kernels with it."""
        try:
            said = self._line.recv(64)
        except BlockingIOError:
            return False
        except OSError:
            said = b""
        self._said += said
        if not said:
            self.returncode = -signal.SIGKILL
        elif self._said.endswith(b"\n"):
            self.returncode = int(self._said)
        return True


class ForkServer:
    """A running server, with what a kernel must have in common with it.

    Raises
    ------
    CannotForkError
        It did not start.
    """

    def __init__(self) -> None:
        self.failed = False
        self._ready = False
        self._deadline = time.monotonic() + _START_SECONDS
        self._inherits = _fixed(os.environ)
        self._lock = threading.Lock()
        try:
            self._folder = Path.cwd()
            self._control, theirs = _pair()
        except OSError as error:
            raise CannotForkError(str(error)) from None
        try:
            package = str(Path(__file__).resolve().parents[3])
            python = [sys.executable, "-Xfrozen_modules=off"]  # as in kernel specifications: for the debugger
            self._process = subprocess.Popen(
                [*python, "-c", _COMMAND, str(theirs.fileno()), package],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                env=os.environ | _ONE_THREAD,
                start_new_session=True,
            )
        except OSError as error:
            _shut(self._control)
            raise CannotForkError(str(error)) from None
        finally:
            _give_away(theirs)

    def ready(self) -> bool:
        """Tell whether it has imported everything; does not wait for that.

        Raises
        ------
        CannotForkError
            It ended, or takes too long; it is not asked again.
        """
        with self._lock:
            if not self._ready and not self.failed:
                try:
                    said = self._control.recv(1, socket.MSG_DONTWAIT)
                    self._ready, self.failed = said == b"+", said != b"+"
                except BlockingIOError:
                    self.failed = time.monotonic() > self._deadline
                except OSError:
                    self.failed = True
            if self.failed:
                self._process.kill()
                raise CannotForkError("the fork server did not start")
            return self._ready

    def suits(self, env: dict[str, str], cwd: str) -> bool:
        """Tell whether a kernel with this environment, in this folder, may be a child of the server."""
        relative = not all(map(os.path.isabs, filter(None, env.get("PYTHONPATH", "").split(os.pathsep))))
        return _fixed(env) == self._inherits and not (relative and Path(cwd) != self._folder)

    def fork(self, arguments: list[str], cwd: str, env: dict[str, str]) -> ForkedProcess:
        """Fork a kernel, with the output and errors of this process; the server must be ready.

        Parameters
        ----------
        arguments : list of str
            What an ordinary kernel gets behind ``-m ipykernel_launcher``.
        cwd : str
            Its working folder.
        env : dict
            Its whole environment.

        Raises
        ------
        CannotForkError
            The server is gone, has no room for another process, or finds in the folder what it would hide.
        """
        request = json.dumps({"arguments": arguments, "cwd": cwd, "env": env}).encode() + b"\n"
        line = None
        try:
            line, theirs = _pair()
            line.settimeout(_FORK_SECONDS)
            try:
                socket.send_fds(self._control, [b"."], [theirs.fileno(), 1, 2])
            finally:
                _give_away(theirs)
            line.sendall(request)
            said = b""
            while not said.endswith(b"\n"):
                part = line.recv(1)  # no more than the pid: what follows is the exit code
                if not part:
                    raise CannotForkError("the fork server made no child")
                said += part
            return ForkedProcess(int(said), line)
        except OSError as error:
            _shut(line)  # before an ordinary kernel starts: the server now ends what it may have made, or makes nothing
            raise CannotForkError(str(error)) from None
        except BaseException:
            _shut(line)
            raise

    def usable(self) -> bool:
        """Tell whether it runs."""
        return self._process.poll() is None

    def retire(self) -> None:
        """Let it end once its kernels have."""
        with contextlib.suppress(OSError):
            self._control.sendall(b"-")

    def close(self) -> None:
        """End it, and with it all its kernels."""
        _shut(self._control)
        if not self._ready:  # still importing, or broken: it would not see soon that nobody listens any more
            self._process.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_END_SECONDS)
        self._process.kill()
        self._process.wait()

    def forget(self) -> None:
        """In a fork of this process: leave it to the parent, whose child it is."""
        self._process.returncode = 0


# What this process has open of all lines. In a fork of this process it is closed: it would keep kernels alive.
_ends: set[socket.socket] = set()


def _pair() -> tuple[socket.socket, socket.socket]:
    pair = socket.socketpair()
    _ends.update(pair)
    return pair


def _give_away(end: socket.socket) -> None:
    """Close what the server has too."""
    end.close()
    _ends.discard(end)


def _shut(end: socket.socket | None) -> None:
    """Close a line for both sides, whoever else may have it open."""
    if end is not None:
        _ends.discard(end)
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        end.close()


_server: ForkServer | None = None
_retired: list[ForkServer] = []
_stamp: tuple[object, ...] = ()
_starting = threading.Lock()
_stopped = False


def server() -> ForkServer:
    """Give this process's server.

    It is started when there is none, and when the package on disk, or what a child inherits, has changed since.

    Raises
    ------
    CannotForkError
        Forking is not to be had on this system, or the server did not start.
    """
    if sys.platform != "linux":  # forking a process that has the system's frameworks loaded is not safe on macOS
        raise CannotForkError("forking is only used on Linux")
    global _server, _stamp
    with _starting:
        _bury()
        stamp = _stamp_now()
        if _server is not None and stamp == _stamp:
            if _server.failed:  # it would fail again, and every kernel would wait for that
                raise CannotForkError("the fork server did not start")
            if _server.usable():
                return _server
        _retire()
        _server, _stamp = ForkServer(), stamp
        return _server


def start() -> None:
    """Let the server begin to import, where forking is to be had; the first kernel waits for it."""
    global _stopped
    _stopped = False
    with contextlib.suppress(CannotForkError):
        server()


def stop() -> None:
    """End the server and all kernels, and let none be started until `start` is called."""
    global _stopped
    _stopped = True  # first: who waits for the server that ends must not start an ordinary kernel in its place
    close()


def check_not_stopped() -> None:
    """Refuse a kernel to a thread of a run that was stopped.

    Raises
    ------
    StoppedError
        The run was stopped.
    """
    if _stopped:
        raise StoppedError("the run was stopped")


@atexit.register
def close() -> None:
    """End the server and all kernels; the next kernel starts another."""
    with _starting:
        _retire()
        for old in _retired:
            old.close()
        _retired.clear()


def _retire() -> None:
    """Let the server end once its kernels have."""
    global _server
    if _server is not None:
        _server.retire()
        _retired.append(_server)
        _server = None


def _bury() -> None:
    """Let go of servers that have ended."""
    for old in [old for old in _retired if not old.usable()]:
        old.close()
        _retired.remove(old)


def _after_fork() -> None:
    """In a fork of this process: what was started is the parent's."""
    global _server, _starting
    for end in list(_ends):
        end.close()
    _ends.clear()
    for old in (*_retired, *([_server] if _server else [])):
        old.forget()
    _retired.clear()
    _server = None
    _starting = threading.Lock()  # another thread may have held it


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)


def _fixed(env: Any) -> dict[str, str]:
    return {name: value for name, value in env.items() if name.startswith(_FIXED)}


def _stamp_now() -> tuple[object, ...]:
    try:
        files = sorted((str(path), path.stat().st_mtime_ns) for path in _PACKAGE.rglob("*.py"))
    except OSError as error:  # a file that is just being replaced
        raise CannotForkError(str(error)) from None
    status = [line for line in _told_by_system("status").splitlines() if line.startswith(_INHERITED)]
    return (*files, *status, _told_by_system("limits"))


def _told_by_system(name: str) -> str:
    with contextlib.suppress(OSError):
        return Path("/proc/self", name).read_text(encoding="utf-8")
    return ""
