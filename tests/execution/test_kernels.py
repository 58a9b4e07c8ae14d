"""Forked kernels: as much apart as ordinary ones, and nothing is left of them."""

import ast
import asyncio
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import psutil
import pytest
from jupyter_client.manager import AsyncKernelManager
from nbformat import v4

from pipeline.execution.kernels import fork_client
from pipeline.execution.kernels.fork_client import CannotForkError, ForkedProcess

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="kernels are only forked on Linux"),
]
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}


def awaited(coroutine):
    """Run a coroutine, in a thread: a browser of other tests leaves an event loop running in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


@pytest.fixture
def folder() -> Iterator[Path]:
    """Give a folder with a short name: the path of a socket has at most 107 characters."""
    with tempfile.TemporaryDirectory(prefix="kb-") as made:
        yield Path(made)


@pytest.fixture
def own_server() -> Iterator[None]:
    """Let a test have a server of its own, to do with as it likes."""
    fork_client.close()
    yield
    fork_client.close()


class Kernel:
    """A kernel in an event loop, on local sockets in a folder."""

    def __init__(self, folder: Path, name: str = "kernel", **start) -> None:
        self.manager = AsyncKernelManager(
            kernel_name="python3", transport="ipc", connection_file=str(folder / f"{name}.json")
        )
        self.manager.kernel_spec.metadata["kernel_provisioner"] = {"provisioner_name": "klankbord-fork"}
        self.start = {"extra_arguments": ["--log-level=CRITICAL"], **start}

    async def __aenter__(self) -> "Kernel":
        await self.manager.start_kernel(**self.start)
        self.client = self.manager.client()
        self.client.start_channels()
        await self.client.wait_for_ready(timeout=30)
        return self

    async def __aexit__(self, *_) -> None:
        self.client.stop_channels()
        await self.manager.shutdown_kernel(now=True)

    @property
    def process(self) -> ForkedProcess | subprocess.Popen:
        return self.manager.provisioner.process

    @property
    def forked(self) -> bool:
        return isinstance(self.process, ForkedProcess)

    async def give(self, expression: str, code: str = ""):
        reply = await self.client.execute(code, user_expressions={"it": expression}, reply=True, timeout=30)
        assert reply["content"]["status"] == "ok", reply["content"]
        return ast.literal_eval(reply["content"]["user_expressions"]["it"]["data"]["text/plain"])


def gone(*pids: int, within: float = 5) -> bool:
    until = time.monotonic() + within
    while any(psutil.pid_exists(pid) for pid in pids):
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


def ready_server() -> fork_client.ForkServer:
    server = fork_client.server()
    while not server.ready():
        time.sleep(0.01)
    return server


def server_process() -> psutil.Process:
    return psutil.Process(fork_client.server()._process.pid)


IMPORTS = "import atexit, json, os, random, subprocess, sys, time\nimport numpy as np\n"


def test_what_one_kernel_does_another_does_not_see(folder):
    async def one(name: str):
        async with Kernel(folder, name) as kernel:
            assert kernel.forked
            seen = await kernel.give("hasattr(json, 'changed')", IMPORTS)
            await kernel.give("0", "json.changed = True; os.environ['CHANGED'] = '1'; sys.path.append('changed')")
            return seen, *await kernel.give("os.getpid(), os.getppid(), random.random(), np.random.rand()")

    first, second = awaited(one("a")), awaited(one("b"))
    assert not first[0]
    assert not second[0]
    assert first[2] == second[2]  # one server
    for at in (1, 3, 4):
        assert first[at] != second[at]


def test_it_looks_like_an_ordinary_kernel(folder):
    look = """
import signal, warnings, matplotlib, numpy
state = {
    "argv": [part.rpartition("/")[2] for part in sys.argv], "path": sys.path, "flags": str(sys.flags),
    "signals": [str(signal.getsignal(each)) for each in (signal.SIGINT, signal.SIGCHLD, signal.SIGTERM)],
    "blocked": [line for line in open("/proc/self/status") if line[:6] in "SigPnd ShdPnd SigBlk SigIgn SigCgt".split()],
    "group": os.getpgid(0) == os.getsid(0) == os.getpid(), "folder": os.getcwd(),
    "environment": {name: value for name, value in os.environ.items() if name not in ("JPY_PARENT_PID", "ONLY")},
    "backend": matplotlib.get_backend(), "main": sys.modules["__main__"].__dict__.get("__file__"),
    "output": [os.readlink(f"/proc/self/fd/{fd}") for fd in (1, 2)], "zone": time.tzname,
}
"""

    async def one(**start):
        async with Kernel(folder, env={**os.environ, "TZ": "Asia/Tokyo"}, cwd=folder, **start) as kernel:
            return kernel.forked, await kernel.give("state", IMPORTS + look)

    forked, ordinary = awaited(one()), awaited(one(stdin=subprocess.PIPE))
    assert forked[0]
    assert not ordinary[0]
    assert forked[1] == ordinary[1]
    assert forked[1]["zone"][0] == "JST"
    assert forked[1]["folder"] == str(folder)


def test_each_has_its_own_environment_and_folder(folder, monkeypatch):
    (folder / "deeper").mkdir()

    async def one():
        async with Kernel(
            folder, env={"PATH": "/bin", "HOME": os.environ["HOME"], "MINE": "é"}, cwd="deeper"
        ) as kernel:
            assert kernel.forked
            return await kernel.give("dict(os.environ), os.getcwd()", IMPORTS)

    for name in list(os.environ):
        if name.startswith(fork_client._FIXED) and name != "HOME":
            monkeypatch.delenv(name)
    monkeypatch.chdir(folder)
    fork_client.close()
    environment, cwd = awaited(one())
    fork_client.close()
    assert environment["MINE"] == "é"
    assert "OMP_NUM_THREADS" not in environment
    assert set(environment) - {"PATH", "HOME", "MINE"} <= {
        *("JPY_PARENT_PID", "JPY_SESSION_NAME", "MPLBACKEND", "PYDEVD_USE_FRAME_EVAL"),
        *("CLICOLOR", "CLICOLOR_FORCE", "FORCE_COLOR", "TERM", "PAGER", "GIT_PAGER"),
    }
    assert cwd == str(folder / "deeper")


def test_interrupt_and_both_restarts(folder):
    async def steps():
        async with Kernel(folder) as kernel:
            request = kernel.client.execute("import time\nprint('bezig')\ntime.sleep(60)", stop_on_error=False)
            while (await kernel.client.get_iopub_msg(timeout=30))["msg_type"] != "stream":
                pass
            await kernel.manager.interrupt_kernel()
            reply = await kernel.client.get_shell_msg(timeout=10)
            assert reply["parent_header"]["msg_id"] == request
            assert reply["content"]["ename"] == "KeyboardInterrupt"
            pids = [await kernel.give("os.getpid()", IMPORTS)]
            for now in (False, True):
                await kernel.manager.restart_kernel(now=now)
                await kernel.client.wait_for_ready(timeout=30)
                assert kernel.forked
                assert gone(pids[-1])
                pids.append(await kernel.give("__import__('os').getpid()"))
                assert not await kernel.give("'np' in globals()")
            assert len(set(pids)) == 3

    awaited(steps())


def test_graceful_shutdown_lets_a_kernel_finish(folder):
    async def steps():
        async with Kernel(folder) as kernel:
            marker = folder / "finished"
            await kernel.give("0", f"{IMPORTS}\natexit.register(lambda: open({str(marker)!r}, 'w').close())")
            process = kernel.process
            started = time.monotonic()
            await kernel.manager.shutdown_kernel()
            assert time.monotonic() - started < 2  # later it would have been told to by a signal
            assert process.poll() == 0
            assert gone(process.pid)
            assert marker.exists()

    awaited(steps())


def test_killed_kernel_is_seen_and_what_it_started_ends_too(folder):
    async def steps():
        async with Kernel(folder) as kernel:
            other = await kernel.give("child.pid", f"{IMPORTS}\nchild = subprocess.Popen(['sleep', '60'])")
            process = kernel.process
            process.kill()
            until = time.monotonic() + 5
            while await kernel.manager.is_alive():
                assert time.monotonic() < until
                await asyncio.sleep(0.01)
            assert process.poll() == -signal.SIGKILL
            process.send_signal(signal.SIGTERM)  # does nothing
            assert psutil.Process(process.pid).status() == psutil.STATUS_ZOMBIE  # the number is kept while it is ours
        assert gone(process.pid, other)
        assert process.wait(1) == -signal.SIGKILL

    awaited(steps())


def test_exit_code_of_a_kernel_that_leaves(folder):
    async def steps():
        async with Kernel(folder) as kernel:
            process = kernel.process
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(0.01)
            kernel.client.execute("import os; os._exit(9)")
            assert await asyncio.to_thread(process.wait, 10) == 9
            assert gone(process.pid)

    awaited(steps())


def test_stopped_kernel_is_ended(folder):
    async def steps():
        async with Kernel(folder) as kernel:
            pid = kernel.process.pid
            os.kill(pid, signal.SIGSTOP)
        assert gone(pid)

    awaited(steps())


PARENT = """
import asyncio, os, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from test_kernels import Kernel, fork_client

async def main():
    folder = Path(sys.argv[2])
    async with Kernel(folder, "a") as one, Kernel(folder, "b") as other:
        await one.give("0", "import subprocess; child = subprocess.Popen(['sleep', '60'])")
        pids = fork_client.server()._process.pid, one.process.pid, other.process.pid, await one.give("child.pid")
        if os.fork() == 0:  # a process that has what this one has open, as multiprocessing makes them
            import time
            print(*pids, os.getpid(), flush=True)
            time.sleep(60)
        await one.give("0", "import time; time.sleep(60)")

asyncio.run(main())
"""


def test_kernels_end_when_their_parent_is_killed(folder):
    command = [sys.executable, "-W", "ignore", "-c", PARENT, str(Path(__file__).parent), str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, stderr=subprocess.DEVNULL) as parent:
        *pids, fork = map(int, parent.stdout.readline().split())
        assert len(pids) == 4
        assert all(map(psutil.pid_exists, [*pids, fork]))
        parent.kill()
        try:
            assert gone(*pids)
        finally:
            os.kill(fork, signal.SIGKILL)


def test_failed_start_of_the_server_gives_one_ordinary_kernel(folder, own_server, monkeypatch):
    monkeypatch.setattr(fork_client, "_COMMAND", "raise SystemExit(1)")
    started: list[fork_client.ForkServer] = []
    make = fork_client.ForkServer
    monkeypatch.setattr(fork_client, "ForkServer", lambda: started.append(make()) or started[-1])

    async def one():
        async with Kernel(folder) as kernel:
            assert not kernel.forked
            assert await kernel.give("1 + 1") == 2
            name = str(folder / "kernel.json")
            [only] = [each for each in psutil.Process().children(recursive=True) if name in each.cmdline()]
            assert only.pid == kernel.process.pid

    awaited(one())
    awaited(one())
    assert len(started) == 1  # no kernel after the first waits for it again
    assert not started[0].usable()


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_no_server_on_other_systems(platform, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(sys, "platform", platform)
        with pytest.raises(CannotForkError):
            fork_client.server()


@pytest.mark.parametrize("name", ["PYTHONHASHSEED", "PYTHONPATH", "LC_ALL", "MPLBACKEND", "OMP_NUM_THREADS"])
def test_variables_that_are_read_once_must_be_the_servers(name):
    server = fork_client.server()
    here = str(Path.cwd())
    assert server.suits(dict(os.environ), here)
    assert server.suits({**os.environ, "OTHER": "7"}, here)
    assert not server.suits({**os.environ, name: "7"}, here)


def test_kernel_with_another_python_variable_is_an_ordinary_one(folder):
    async def one():
        async with Kernel(folder, env={**os.environ, "PYTHONHASHSEED": "7"}) as kernel:
            return kernel.forked, await kernel.give("sys.flags.hash_randomization, hash('a')", IMPORTS)

    seeded = subprocess.check_output(
        [sys.executable, "-c", "print(hash('a'))"], env={**os.environ, "PYTHONHASHSEED": "7"}, text=True
    )
    assert awaited(one()) == (False, (1, int(seeded)))


def test_module_in_the_folder_is_not_hidden_by_what_is_imported_already(folder):
    (folder / "pandas").mkdir()
    (folder / "pandas/__init__.py").write_text("mine = True\n", encoding="utf-8")

    async def one():
        async with Kernel(folder, cwd=str(folder)) as kernel:
            return kernel.forked, await kernel.give("pandas.mine", "import pandas")

    assert awaited(one()) == (False, True)


def test_killed_server_takes_its_kernels_along_and_another_is_started(folder, own_server):
    async def steps():
        async with Kernel(folder, "a") as kernel:
            before = server_process()
            before.kill()
            assert gone(kernel.process.pid, within=2)
            assert not await kernel.manager.is_alive()
            async with Kernel(folder, "b") as other:
                assert other.forked
                assert await other.give("1 + 1") == 2
                assert server_process().pid != before.pid

    awaited(steps())


def test_changed_package_gives_another_server_and_the_old_one_ends_after_its_kernels(folder, own_server, monkeypatch):
    package = folder / "package"
    package.mkdir()
    (package / "module.py").write_text("", encoding="utf-8")
    monkeypatch.setattr(fork_client, "_PACKAGE", package)

    async def steps():
        async with Kernel(folder, "a") as kernel:
            before = server_process()
            assert server_process().pid == before.pid
            (package / "another.py").write_text("", encoding="utf-8")
            async with Kernel(folder, "b") as other:
                assert other.forked
                assert await other.give("os.getppid()", IMPORTS) != before.pid
                assert await kernel.give("os.getppid()", IMPORTS) == before.pid
        until = time.monotonic() + 5
        while before.is_running() and before.status() != psutil.STATUS_ZOMBIE:
            assert time.monotonic() < until
            await asyncio.sleep(0.01)

    awaited(steps())
    fork_client.server()
    assert fork_client._retired == []


def test_what_a_child_inherits_is_this_processes_own():
    before = fork_client._stamp_now()
    old = os.umask(0o077)
    try:
        assert fork_client._stamp_now() != before
    finally:
        os.umask(old)
    assert fork_client._stamp_now() == before


def test_a_client_that_never_asks_holds_up_nobody(folder):
    server = ready_server()
    ours, theirs = socket.socketpair()
    with ours, theirs:
        socket.send_fds(server._control, [b"."], [theirs.fileno(), 1, 2])
        ours.sendall(b'{"argu')

        async def one():
            async with Kernel(folder) as kernel:
                assert kernel.forked

        awaited(one())


def test_no_kernel_for_a_client_that_gave_up(folder, own_server):
    server = ready_server()
    process = server_process()
    process.suspend()
    ours, theirs = socket.socketpair()
    with theirs:
        socket.send_fds(server._control, [b"."], [theirs.fileno(), 1, 2])
    request = {"arguments": ["-f", str(folder / "kernel.json")], "cwd": str(folder), "env": dict(os.environ)}
    ours.sendall(json.dumps(request).encode() + b"\n")
    ours.close()
    process.resume()
    time.sleep(0.5)
    assert process.children() == []
    assert list(folder.iterdir()) == []


def test_forgotten_kernel_ends(folder):
    process = ready_server().fork(["-f", str(folder / "kernel.json")], str(folder), dict(os.environ))
    pid = process.pid
    assert psutil.pid_exists(pid)
    del process
    assert gone(pid)


def test_fork_of_this_process_leaves_its_kernels_alone(folder):
    async def steps():
        async with Kernel(folder) as kernel:
            child = os.fork()
            if child == 0:
                with contextlib.suppress(BaseException):
                    kernel.process.close()
                    fork_client.close()
                os._exit(len(fork_client._ends))
            assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
            assert await kernel.give("1 + 1") == 2

    awaited(steps())


FORKED = """
import asyncio, multiprocessing, os, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from test_kernels import Kernel, fork_client

async def one(name):
    async with Kernel(Path(sys.argv[2]), name) as kernel:
        assert kernel.forked
        return await kernel.give("os.getppid()", "import os")

loop = asyncio.new_event_loop()  # goes along with the fork
print(loop.run_until_complete(one("a")), flush=True)
if os.fork() == 0:
    asyncio._set_running_loop(None)
    print(loop.run_until_complete(one("b")), flush=True)
    fork_client.close()
    os._exit(0)
assert os.wait()[1] == 0
print(loop.run_until_complete(one("c")), flush=True)
loop.close()
"""


def test_fork_of_a_process_with_kernels_starts_its_own(folder):
    command = [sys.executable, "-W", "ignore", "-c", FORKED, str(Path(__file__).parent), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    before, child, after = done.stdout.split()
    assert before == after != child


def test_plain_papermill_with_a_variable(folder):
    cells = [
        v4.new_code_cell("import os\nprint('fork_server' in open(f'/proc/{os.getppid()}/cmdline').read())"),
        v4.new_code_cell("import matplotlib.pyplot as plt\nplt.plot([1, 2]);"),
    ]
    notebook = v4.new_notebook(cells=cells, metadata={"kernelspec": KERNEL})
    nbformat.write(notebook, folder / "in.ipynb")
    code = "import papermill; papermill.execute_notebook('in.ipynb', 'out.ipynb', progress_bar=False)"
    environment = {**os.environ, "JUPYTER_DEFAULT_PROVISIONER_NAME": "klankbord-fork"}
    subprocess.run([sys.executable, "-c", code], cwd=folder, env=environment, check=True, capture_output=True)
    first, second = nbformat.read(folder / "out.ipynb", as_version=4).cells
    assert first.outputs[0].text == "True\n"
    assert "image/png" in second.outputs[0].data


def test_nothing_is_left_behind(folder):
    ready_server()
    started: list[int] = []

    async def one(at_once: asyncio.Semaphore, number: int):
        async with at_once, Kernel(folder, f"k{number}") as kernel:
            started.append(await kernel.give("os.getpid()", IMPORTS))
            if number % 2:
                await kernel.manager.shutdown_kernel()

    async def all_of_them():
        at_once = asyncio.Semaphore(4)
        await asyncio.gather(*(one(at_once, number) for number in range(12)))

    awaited(all_of_them())
    open_before, theirs_before = psutil.Process().num_fds(), server_process().num_fds()
    awaited(all_of_them())
    assert len(set(started)) == 24
    assert gone(*started)
    assert server_process().children(recursive=True) == []
    assert list(folder.iterdir()) == []
    assert psutil.Process().num_fds() <= open_before
    assert server_process().num_fds() == theirs_before
