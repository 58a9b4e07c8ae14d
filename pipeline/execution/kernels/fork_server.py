"""The process that kernels are forked from: it imports, then forks on request, and never runs a notebook itself.

`fork_client` starts it with one end of a socket pair as its only argument. Each message on that socket brings one end
of another pair, the line of one kernel, and what are to be its output and errors: over the line come the request and go
the pid and, in the end, the exit code. A message that brings nothing says that no others will follow.

- What a kernel needs is made after the fork: contexts, sockets, threads and sessions belong to the child alone.
- A line that closes means that nobody wants the kernel any more: it is killed, with whatever it started.
- A child is reaped only when its line has closed, so that its pid can't become another process's while its owner may
  still signal it.
- When the control socket closes, the process that started this one has ended, however it ended: so do all kernels.
- Nothing here waits for one client or one child: the others would wait with it.
"""

import atexit
import contextlib
import ctypes
import gc
import importlib.util
import json
import os
import random
import selectors
import shutil
import signal
import socket
import sys
import threading
import time
from dataclasses import dataclass
from importlib.machinery import all_suffixes
from typing import Any

_LAST_WORDS_SECONDS = 1
_THREADS_END_SECONDS = 1
_PR_SET_PDEATHSIG = 1
_SUFFIXES = tuple(all_suffixes())
_INLINE = "module://matplotlib_inline.backend_inline"
# Imported before the first fork: what a kernel is made of, also as it starts, and what the notebooks of this project
# import.
WARM = (
    "ipykernel.debugger",
    "ipykernel.ipkernel",
    "ipykernel.zmqshell",
    "IPython.core.completerlib",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "pipeline.execution.preload",
    "sqlite3",
    "tornado.platform.asyncio",
)
# Imported when nobody asks for a kernel: takes long, and not every notebook needs it.
LATER = ("scipy.stats", "statsmodels.stats.proportion", "statsmodels.stats.inter_rater")

_set_by_imports: dict[str, str] = {}


def main() -> None:
    """Import, tell that it is ready, and fork until nobody is left who can ask; in a child, be the kernel."""
    control = socket.socket(fileno=int(sys.argv[1]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whether kernels are interrupted is up to who started them
    # A kernel imports with its own folder out of sight; a matplotlibrc in the folder of this process is not for it.
    os.chdir("/")
    # Read when ipykernel and matplotlib are imported. A kernel ends itself when this process, its parent, is gone; and
    # ipykernel chooses this backend too, but in a kernel it does so before matplotlib is imported.
    os.environ["JPY_PARENT_PID"] = str(os.getpid())
    os.environ["MPLBACKEND"] = os.environ.get("MPLBACKEND") or _INLINE
    gc.disable()  # imports make little garbage, and looking for it takes a quarter of their time
    before = dict(os.environ)
    for name in WARM:
        importlib.import_module(name)
    # What imports set, they would have set in each kernel: the debugger does.
    _set_by_imports.update({name: value for name, value in os.environ.items() if before.get(name) != value})
    gc.freeze()  # what is there now is never looked at by a child's collector, so that they go on sharing its memory
    if not _alone():
        sys.exit("fork server: an import started a thread; forking would not be safe")
    try:
        control.sendall(b"+")
    except OSError:  # who started it has ended meanwhile
        return
    request = Server(control).serve()
    if request is not None:
        _be_kernel(request)


def _alone() -> bool:
    """Tell whether this process has one thread: others, of Python or of a library, would not live in a child."""
    until = time.monotonic() + _THREADS_END_SECONDS  # one that has been told to end may need a moment
    while _threads() > 1:
        if time.monotonic() > until:
            return False
        time.sleep(0.01)
    return True


def _threads() -> int:
    try:
        return len(os.listdir("/proc/self/task"))  # noqa: PTH208
    except OSError:
        return threading.active_count()


@dataclass
class _Request:
    """A kernel that somebody asks for: its line, its output and errors, and what has been read of the rest."""

    line: socket.socket
    output: int
    errors: int
    read: bytes = b""

    def wanted(self) -> dict[str, Any]:
        return dict(json.loads(self.read))

    def close(self) -> None:
        self.line.close()
        os.close(self.output)
        os.close(self.errors)


@dataclass
class _Child:
    """A kernel and its line; `told` when its owner knows how it ended, `released` when nobody wants it any more."""

    pid: int
    line: socket.socket
    told: bool = False
    released: bool = False


class Server:
    """The loop that forks, tells how children ended, and cleans up behind them."""

    def __init__(self, control: socket.socket) -> None:
        self._control = control
        self._retired = False
        self._requests: list[_Request] = []
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

    def serve(self) -> _Request | None:
        """Serve until the control socket closes, or until the last kernel has ended and no others will be asked for.

        Returns
        -------
        _Request or None
            In a child what kernel it is to be; None in the server, when it is done.
        """
        later = [*LATER]
        while not self._retired or self._requests or self._children:
            asked = self._selector.select(0 if later else None)
            if later and not asked:
                importlib.import_module(later.pop(0))
                gc.freeze()
            for key, _ in asked:
                if key.fileobj is self._control:
                    if not self._accept():
                        self._end()
                        return None
                elif key.fileobj is self._wake:
                    with contextlib.suppress(BlockingIOError):
                        self._wake.recv(4096)
                elif isinstance(key.data, _Child):
                    self._release(key.data)
                else:
                    request: _Request = key.data
                    if self._read(request) and self._fork(request):
                        return request
            self._look_after_children()
        return None

    def _accept(self) -> bool:
        """Take what came over the control socket; False when it has closed."""
        try:
            message, fds, _, _ = socket.recv_fds(self._control, 1, 3)
        except OSError:
            return False
        if len(fds) == 3:
            request = _Request(socket.socket(fileno=fds[0]), fds[1], fds[2])
            request.line.setblocking(False)
            self._requests.append(request)
            self._selector.register(request.line, selectors.EVENT_READ, request)
        else:
            for fd in fds:  # this process may have no more open files; who asks sees the line close
                os.close(fd)
            self._retired = self._retired or message == b"-"
        return bool(message)

    def _read(self, request: _Request) -> bool:
        """Read what there is of a request; True when it is all there, and whoever sent it still wants the kernel."""
        try:
            part = request.line.recv(1 << 20)
        except BlockingIOError:
            return False
        except OSError:
            part = b""
        request.read += part
        if not part or (request.read.endswith(b"\n") and _closed(request.line)):
            self._forget(request)
            request.close()
            return False
        return request.read.endswith(b"\n")

    def _fork(self, request: _Request) -> bool:
        """Fork a kernel; True in the child."""
        self._forget(request)
        try:
            if _has_its_own(request.wanted()["cwd"]):
                request.close()
                return False
            sys.stdout.flush()
            sys.stderr.flush()
            pid = os.fork()
        except OSError:  # no such folder, or no room for another process
            request.close()
            return False
        if pid == 0:
            self._leave(request)
            return True
        child = self._children[pid] = _Child(pid, request.line)
        os.close(request.output)
        os.close(request.errors)
        self._selector.register(child.line, selectors.EVENT_READ, child)
        with contextlib.suppress(OSError):  # its owner is gone already; the closed line is seen next
            child.line.sendall(f"{pid}\n".encode())
        return False

    def _forget(self, request: _Request) -> None:
        self._selector.unregister(request.line)
        self._requests.remove(request)

    def _leave(self, request: _Request) -> None:
        """In a child: close what belongs to the server and to other children."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        self._selector.close()
        for end in (self._control, self._wake, self._waker, request.line):
            end.close()
        for child in self._children.values():
            child.line.close()
        for other in self._requests:
            other.close()

    def _look_after_children(self) -> None:
        """Tell the owners of children that have ended; these stay unreaped until the owner has let go."""
        for child in list(self._children.values()):
            if child.released:
                if os.waitpid(child.pid, os.WNOHANG)[0]:
                    del self._children[child.pid]
            elif not child.told:
                ended = os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
                if ended is not None:
                    child.told = True
                    code = ended.si_status if ended.si_code == os.CLD_EXITED else -ended.si_status
                    with contextlib.suppress(OSError):
                        child.line.sendall(f"{code}\n".encode())

    def _release(self, child: _Child) -> None:
        """Let go of a child whose owner has: whatever is left of it ends."""
        self._selector.unregister(child.line)
        child.line.close()
        child.released = True
        _kill(child.pid)

    def _end(self) -> None:
        for child in self._children.values():
            if not child.released:
                self._release(child)
        for pid in self._children:
            os.waitpid(pid, 0)


def _closed(line: socket.socket) -> bool:
    """Tell whether the other side has closed a line on which nothing is left to read."""
    try:
        return not line.recv(1, socket.MSG_PEEK)
    except BlockingIOError:
        return False
    except OSError:
        return True


def _has_its_own(folder: str) -> bool:
    """Tell whether a folder has something else under a name that is imported here.

    A kernel looks in its folder before it looks among installed packages, so in an ordinary one that would be what a
    notebook imports.
    """
    for name in os.listdir(folder):  # noqa: PTH208  (a folder may be long, and paths are slow)
        if name == "matplotlibrc":
            return True
        module = sys.modules.get(name.partition(".")[0])
        origin = getattr(getattr(module, "__spec__", None), "origin", None)
        if origin is None:
            continue
        own = os.path.join(folder, name)  # noqa: PTH118
        if name == name.partition(".")[0]:
            own = os.path.join(own, "__init__.py")  # noqa: PTH118
        if own.endswith(_SUFFIXES) and os.path.isfile(own) and not _is_same(own, origin):  # noqa: PTH113
            return True
    return False


def _is_same(one: str, other: str) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)


def _kill(pid: int) -> None:
    """End a child and what it started: it leads a session, unless it was stopped before it could."""
    for end in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            end(pid, signal.SIGKILL)


def _be_kernel(request: _Request) -> None:
    """Run the kernel; when it ends, this process ends as any other Python process does."""
    gc.enable()
    wanted = request.wanted()
    os.setsid()
    _end_with_server()
    nothing = os.open(os.devnull, os.O_RDWR)
    for own, standard in ((nothing, 0), (request.output, 1), (request.errors, 2)):
        os.dup2(own, standard)
        os.close(own)
    os.environ.clear()
    os.environ.update(wanted["env"] | _set_by_imports)
    os.environ["JPY_PARENT_PID"] = str(os.getppid())
    time.tzset()
    os.chdir(wanted["cwd"])
    launcher = importlib.util.find_spec("ipykernel_launcher")
    sys.argv = [str(launcher and launcher.origin), *wanted["arguments"]]
    sys.orig_argv = [sys.executable, "-m", "ipykernel_launcher", *wanted["arguments"]]
    atexit.unregister(shutil.rmtree)  # what the imports made for the time being is for the server to remove
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


def _end_with_server() -> None:
    """Let the system end this kernel when the server ends, however that ends; ipykernel looks only once a second.

    Its client, who sees the server end, may start another kernel on the same connection at once.
    """
    server = int(os.environ["JPY_PARENT_PID"])
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != server:
        os._exit(1)


if __name__ == "__main__":
    main()
