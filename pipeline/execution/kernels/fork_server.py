"""The process that kernels are forked from: it imports, then forks on request, and never runs a notebook itself.

`fork_client` starts it with one end of a socket pair as its only argument. Each message on that socket brings one end
of another pair, the line of one kernel: over it come the request and go the pid and, in the end, the exit code.

- What a kernel needs is made after the fork: contexts, sockets, threads and sessions belong to the child alone.
- A line that closes means that nobody wants the kernel any more: it is killed, with whatever it started.
- A child is reaped only when its line has closed, so that its pid can't become another process's while its owner may
  still signal it.
- When the control socket closes, the process that started this one has ended, however it ended: so do all kernels.
"""

import contextlib
import gc
import importlib
import json
import os
import random
import selectors
import signal
import socket
import sys
import threading
from dataclasses import dataclass, field
from typing import Any

_LAST_WORDS_SECONDS = 1
# Imported before the first fork: what a kernel is made of, and what the notebooks of this project import.
WARM = ("ipykernel.ipkernel", "ipykernel.zmqshell", "pipeline.execution.warm")


def main() -> None:
    """Import, tell that it is ready, and fork until nobody is left who can ask; in a child, be the kernel."""
    # Read by ipykernel when it is imported: a kernel ends itself when this process, its parent, is gone.
    os.environ["JPY_PARENT_PID"] = str(os.getpid())
    control = socket.socket(fileno=int(sys.argv[1]))
    # Ctrl-C in a terminal reaches this process too; whether kernels are interrupted is up to who started them.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in WARM:
        importlib.import_module(name)
    gc.collect()
    gc.freeze()  # what is there now is never looked at by a child's collector, so that they go on sharing its memory
    if not _alone():
        sys.exit("fork server: an import started a thread; forking would not be safe")
    control.sendall(b"+")
    request = Server(control).serve()
    if request is not None:
        _be_kernel(request)


def _alone() -> bool:
    """Tell whether this process has one thread: others, of Python or of a library, would not live in a child."""
    try:
        return len(os.listdir("/proc/self/task")) == 1  # noqa: PTH208
    except OSError:
        return threading.active_count() == 1


@dataclass
class _Child:
    """A kernel and its line; `status` is there once it has ended and has not been reaped yet."""

    pid: int
    line: socket.socket
    status: int | None = field(default=None)


class Server:
    """The loop that forks, tells how children ended, and cleans up behind them."""

    def __init__(self, control: socket.socket) -> None:
        self._control = control
        self._children: dict[int, _Child] = {}
        self._selector = selectors.DefaultSelector()
        self._selector.register(control, selectors.EVENT_READ)
        # A child that ends makes this readable, so that the loop can sleep in one place.
        self._wake, self._waker = socket.socketpair()
        self._wake.setblocking(False)
        self._waker.setblocking(False)
        self._selector.register(self._wake, selectors.EVENT_READ)
        signal.set_wakeup_fd(self._waker.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)

    def serve(self) -> dict[str, Any] | None:
        """Serve until the control socket closes.

        Returns
        -------
        dict or None
            In a child the request that it is to be the kernel of; None in the server, when it is done.
        """
        while True:
            for key, _ in self._selector.select():
                if key.fileobj is self._control:
                    line = self._accept()
                    if line is None:
                        self._end()
                        return None
                    request = self._fork(line)
                    if request is not None:
                        return request
                elif key.fileobj is self._wake:
                    with contextlib.suppress(BlockingIOError):
                        self._wake.recv(4096)
                else:
                    self._release(key.data)
            self._tell_ends()

    def _accept(self) -> socket.socket | None:
        try:
            message, fds, _, _ = socket.recv_fds(self._control, 1, 1)
        except OSError:
            return None
        return socket.socket(fileno=fds[0]) if message and fds else None

    def _fork(self, line: socket.socket) -> dict[str, Any] | None:
        try:
            request = json.loads(line.makefile("r", encoding="utf-8").readline())
            sys.stdout.flush()
            sys.stderr.flush()
            pid = os.fork()
        except (OSError, ValueError):  # a request cut short, or no room for another process
            line.close()
            return None
        if pid == 0:
            self._leave(line)
            return dict(request)
        self._children[pid] = _Child(pid, line)
        self._selector.register(line, selectors.EVENT_READ, self._children[pid])
        with contextlib.suppress(OSError):  # its owner is gone already; the closed line is seen next
            line.sendall(f"{pid}\n".encode())
        return None

    def _leave(self, line: socket.socket) -> None:
        """In a child: close what belongs to the server and to other children."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        self._selector.close()
        for other in (self._control, self._wake, self._waker, line, *(child.line for child in self._children.values())):
            other.close()

    def _tell_ends(self) -> None:
        """Tell the owners of children that have ended; these stay unreaped until the owner has let go."""
        for child in self._children.values():
            if child.status is not None:
                continue
            ended = os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
            if ended is not None:
                exited = ended.si_code == os.CLD_EXITED
                child.status = ended.si_status if exited else -ended.si_status
                with contextlib.suppress(OSError):
                    child.line.sendall(f"{child.status}\n".encode())

    def _release(self, child: _Child) -> None:
        """Let go of a child whose owner has: whatever is left of it ends."""
        self._selector.unregister(child.line)
        child.line.close()
        del self._children[child.pid]
        _kill(child.pid)
        os.waitpid(child.pid, 0)

    def _end(self) -> None:
        for child in list(self._children.values()):
            self._release(child)


def _kill(pid: int) -> None:
    """End a child and what it started: it leads a session, unless it was stopped before it could."""
    for end in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            end(pid, signal.SIGKILL)


def _be_kernel(request: dict[str, Any]) -> None:
    """Run the kernel; when it ends, this process ends as any other Python process does."""
    os.setsid()
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.environ.clear()
    os.environ.update(request["env"])
    os.environ["JPY_PARENT_PID"] = str(os.getppid())
    if request["cwd"]:
        os.chdir(request["cwd"])
    sys.argv = ["ipykernel_launcher", *request["arguments"]]
    if sys.path and sys.path[0] == "":
        del sys.path[0]  # ipykernel puts it where it puts it in any kernel
    # All children would go on with the numbers of the server; an ordinary kernel starts from the system's randomness.
    random.seed()
    numpy = sys.modules.get("numpy")
    if numpy is not None:
        numpy.random.seed()
    from ipykernel.kernelapp import IPKernelApp

    IPKernelApp.launch_instance()
    # A shutdown request is answered by this thread. When Python ended its other threads first, it could wait for them
    # in vain and hold up the end of the process.
    control = IPKernelApp.instance().control_thread
    if control is not None:
        control.join(_LAST_WORDS_SECONDS)


if __name__ == "__main__":
    main()
