"""Start and end many kernels, in a row and several at a time, and count what hung and what is left; run by hand.

``python -m tests.benchmarks.stress_kernels --kernels 500 --at-once 8``
"""
# ruff: noqa: T201  (a table for whoever runs it)

import argparse
import asyncio
import os
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import psutil
from nbclient import NotebookClient
from nbformat import v4
from traitlets.config import Config

SECONDS = 60
_SETTLE_SECONDS = 5


@dataclass
class Left:
    """What there is at a moment."""

    processes: int
    zombies: int
    files: int
    descriptors: int

    def __str__(self) -> str:
        parts = f"{self.processes} processes", f"{self.zombies} zombies", f"{self.files} sockets and files"
        return ", ".join((*parts, f"{self.descriptors} open files"))


def count(folder: Path) -> Left:
    """Count the kernels (not the server they come from), and the files and sockets that are open or in `folder`."""
    me = psutil.Process()
    children = [each for each in me.children(recursive=True) if not is_server(each)]
    zombies = [each for each in children if each.status() == psutil.STATUS_ZOMBIE]
    return Left(len(children), len(zombies), len(list(folder.rglob("*"))), me.num_fds())


def is_server(process: psutil.Process) -> bool:
    """Tell whether a process is the fork server: a kernel has the same command, but it has another parent."""
    return process.ppid() == os.getpid() and any("fork_server" in part for part in process.cmdline())


async def execute(client: NotebookClient) -> None:
    """Run a notebook, and start and end its kernel."""
    async with asyncio.timeout(SECONDS):
        await client.async_execute()


def one(folder: Path, number: int, shutdown: str) -> str:
    """Run one notebook in a kernel of its own; give what went wrong."""
    notebook = v4.new_notebook(cells=[v4.new_code_cell("import os\nprint(os.getpid())")])
    manager = {"transport": "ipc", "connection_file": str(folder / f"{number}.json")}
    client = NotebookClient(
        notebook,
        kernel_name="python3",
        config=Config({"KernelManager": manager}),
        extra_arguments=["--log-level=CRITICAL"],
        shutdown_kernel=shutdown,
    )
    try:
        asyncio.run(execute(client))
    except TimeoutError:
        return "hung"
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return "" if notebook.cells[0].outputs[0].text.strip().isdigit() else "no output"


def settled(folder: Path) -> Left:
    """Count what is left when what was ending has had a moment."""
    until = time.monotonic() + _SETTLE_SECONDS
    while (left := count(folder)).processes and time.monotonic() < until:
        time.sleep(0.05)
    return left


def stress(kernels: int, at_once: int, shutdown: str) -> bool:
    """Start and end kernels, print what came of it, and tell whether all went well."""
    with tempfile.TemporaryDirectory(prefix="kb-") as made, ThreadPoolExecutor(at_once) as pool:
        folder = Path(made)
        # Once round first: what is opened once, such as the server and the threads, is no leak.
        list(pool.map(lambda number: one(folder, number, shutdown), range(-at_once, 0)))
        before, started = settled(folder), time.perf_counter()
        wrong = [said for said in pool.map(lambda number: one(folder, number, shutdown), range(kernels)) if said]
        seconds = time.perf_counter() - started
        after = settled(folder)
    fine = not wrong and not after.processes and not after.files and after.descriptors <= before.descriptors
    hung = wrong.count("hung")
    each = seconds / kernels * 1000
    print(f"{kernels} kernels, {at_once} at a time, {shutdown} end: {seconds:.1f} s, {each:.0f} ms each")
    print(f"  hung {hung}, failed {len(wrong) - hung}{''.join(sorted({f'; {said}' for said in wrong}))}")
    print(f"  before: {before}")
    print(f"  after:  {after}  {'fine' if fine else 'NOT FINE'}")
    return fine


def main() -> int:
    """Read the options and stress; 1 when anything hung, failed or was left."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kernels", type=int, default=500)
    parser.add_argument("--at-once", type=int, default=8)
    parser.add_argument("--shutdown", choices=["graceful", "immediate"], default="graceful")
    parser.add_argument("--provisioner", default="klankbord-fork")
    options = parser.parse_args()
    os.environ["JUPYTER_DEFAULT_PROVISIONER_NAME"] = options.provisioner
    outcomes = [stress(options.kernels, at_once, options.shutdown) for at_once in (1, options.at_once)]
    return 0 if all(outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
