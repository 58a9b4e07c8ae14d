"""Memory: the peak of a whole tree of processes, with memory that they share counted once."""

import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil

from tests.benchmarks.contestants import LOOP, OURS, Contestant
from tests.benchmarks.measure import Command, by_turns
from tests.benchmarks.place import place
from tests.benchmarks.table import Row
from tests.benchmarks.timed_rounds import Settings

_EVERY = 0.05  # seconds; reading costs a few milliseconds a process, so times are not taken in these runs


def memory(settings: Settings) -> Iterator[Row]:
    """Take the peak memory of a full round from scratch."""
    what = "peak memory of a full round"
    if not Path("/proc/self/smaps_rollup").exists():
        yield Row(what, LOOP.name, [], [], "MB", "only Linux tells how much memory processes share")
        return

    def turn(contestant: Contestant) -> Callable[[], float]:
        def take() -> float:
            with place(settings.round_id) as fresh:
                return peak(contestant.prepare(fresh))

        return take

    figures = by_turns(settings.runs, {one.name: turn(one) for one in (OURS, LOOP)})
    yield Row(what, LOOP.name, figures[OURS.name], figures[LOOP.name], "MB")


def peak(command: Command) -> float:
    """Give the highest sum, in megabytes, of the proportional share of every process of a tree."""
    started = psutil.Popen(
        command.argv,
        cwd=command.folder,
        env=command.full_environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    highest = highest_of(started, lambda: started.poll() is not None)
    if started.returncode:
        raise SystemExit(f"{' '.join(command.argv)} failed")
    return highest


def highest_of(started: psutil.Process, ended: Callable[[], bool]) -> float:
    """Give the highest sum of a process and all below it, until it has ended."""
    # One that was seen stays known, also when its parent ends and it is no longer below the one we started.
    known: dict[int, psutil.Process] = {started.pid: started}
    highest = 0.0
    while not ended():
        for process in list(known.values()):
            try:
                known |= {child.pid: child for child in process.children(recursive=True)}
            except psutil.NoSuchProcess:
                del known[process.pid]
        highest = max(highest, sum(map(_share, known)))
        time.sleep(_EVERY)
    return highest


def _share(pid: int) -> float:
    """Give a process's own memory and its share of what it has in common with others (PSS), in megabytes."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:  # it has just ended
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)
