"""Many rounds: one after another, together on this machine, and on a Dask cluster that loses a worker half way.

By hand: ``python -m tests.benchmarks.many_rounds --rounds 50 --workers 4 --kill``. All three must give the same bytes.
"""

import argparse
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
from distributed import LocalCluster

_CHECKOUT = Path(__file__).resolve().parents[2]
_EVERY = 0.25  # seconds between two looks at memory and at how far the rounds are
# The command with one notebook at a time, as somebody would run rounds without any of this.
_ONE_AT_A_TIME = """
from pipeline.execution import scheduling
scheduling.steps_at_once = lambda: 1
from pipeline.cli import main
main()
"""


@dataclass(frozen=True)
class Taken:
    """What a way to run all rounds took: seconds, and the peak of memory in megabytes."""

    seconds: float
    megabytes: float


def main() -> None:
    """Run the rounds in three ways and compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=50, help="how many copies of the round")
    parser.add_argument("--round", default="buurtwerkkamers-2019", help="which round to copy")
    parser.add_argument("--workers", type=int, default=4, help="worker processes of the cluster")
    parser.add_argument("--kill", action="store_true", help="kill a worker when half of the rounds are done")
    asked = parser.parse_args()
    names = [f"ronde-{number:03d}" for number in range(asked.rounds)]
    with tempfile.TemporaryDirectory(prefix="klankbord-") as folder:
        project = _project(Path(folder).resolve() / "project", asked.round, names)
        serial = _one_after_another(project, names)
        expected = _contents(project, names)
        _tell("one after another", serial, serial)
        for what, way in (
            ("in one call", lambda: _together(project, names)),
            ("on a cluster" + ", one worker killed" * asked.kill, lambda: _cluster(project, names, asked)),
        ):
            shutil.rmtree(project / "reports")
            taken = way()
            if _contents(project, names) != expected:
                sys.exit(f"{what}: not the same as one after another")
            _tell(what, taken, serial)


def _project(root: Path, round_id: str, names: list[str]) -> Path:
    for name in ("codebooks", "notebooks"):
        shutil.copytree(_CHECKOUT / name, root / name)
    shutil.copyfile(_CHECKOUT / "requirements.lock", root / "requirements.lock")
    for name in names:
        shutil.copytree(_CHECKOUT / "raw" / round_id, root / "raw" / name)
    return root


def _one_after_another(project: Path, names: list[str]) -> Taken:
    each = [_watched(project, ["-c", _ONE_AT_A_TIME, "run", name]) for name in names]
    return Taken(sum(taken.seconds for taken in each), max(taken.megabytes for taken in each))


def _together(project: Path, names: list[str]) -> Taken:
    return _watched(project, ["-m", "pipeline", "run", *names])


def _cluster(project: Path, names: list[str], asked: argparse.Namespace) -> Taken:
    with _environment(project), LocalCluster(asked.workers, threads_per_worker=1, dashboard_address=":0") as cluster:
        victim = next(iter(cluster.workers.values())).pid if asked.kill else None
        waiting = [victim] if victim else []

        def look() -> None:
            done = sum((project / "reports" / name / "index.html").exists() for name in names)
            if waiting and done >= len(names) / 2:
                os.kill(waiting.pop(), signal.SIGKILL)

        command = ["-m", "pipeline", "run", *names, "--scheduler", cluster.scheduler_address]
        taken = _watched(project, command, look)
        if waiting:
            sys.exit("the rounds were done before a worker could be killed")
        return taken


@contextmanager
def _environment(project: Path) -> Iterator[None]:
    """Let the processes that are started find project and package."""
    before = dict(os.environ)
    os.environ.update(KLANKBORD_PROJECT=str(project), PYTHONPATH=str(_CHECKOUT))
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _watched(project: Path, arguments: list[str], look: Callable[[], None] = lambda: None) -> Taken:
    """Run Python until it ends, looking at the memory of all that is below this process: workers too."""
    highest, begun = 0.0, time.perf_counter()
    with _environment(project), tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            [sys.executable, *arguments], cwd=project, stdin=subprocess.DEVNULL, stdout=said, stderr=said
        )
        while process.poll() is None:
            highest = max(highest, _megabytes())
            look()
            time.sleep(_EVERY)
        taken = Taken(time.perf_counter() - begun, highest)
        if process.returncode:
            said.seek(0)
            sys.exit(said.read().decode())
    return taken


def _megabytes() -> float:
    return sum(map(_share, psutil.Process().children(recursive=True))) / 2**20


def _share(process: psutil.Process) -> int:
    """Give the memory of a process in bytes, what it shares in proportion, where the system tells that."""
    try:
        memory = process.memory_full_info()
    except psutil.Error:  # it ended
        return 0
    return int(getattr(memory, "pss", memory.rss))


def _contents(project: Path, names: list[str]) -> dict[str, str]:
    """Give the hash of every file that was made, but of what says how long it took; every round must be done."""
    found = {}
    for name in names:
        folder = project / "reports" / name
        if not (folder / "index.html").exists():
            sys.exit(f"{name} was not completed")
        for path in folder.rglob("*"):
            if path.is_file() and path.name not in {"run.json", ".lock"}:
                found[path.relative_to(project).as_posix()] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def _tell(what: str, taken: Taken, serial: Taken) -> None:
    ratio = taken.seconds / serial.seconds
    line = f"{what:<40} {taken.seconds:8.1f} s   {ratio:5.2f} x   peak {taken.megabytes:6.0f} MB\n"
    sys.stdout.write(line)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
