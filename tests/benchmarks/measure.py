"""Measuring: whole processes by the clock on the wall, contestants by turns."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CORES = os.cpu_count() or 1


@dataclass(frozen=True)
class Command:
    """A process to measure; `environment` is added to what every contestant gets."""

    argv: tuple[str, ...]
    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def full_environment(self) -> dict[str, str]:
        """What the process sees: the same for everybody, whatever the person who measures has set.

        The package comes from this checkout, also for an interpreter that klankbord is not installed for.
        """
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("KLANKBORD_", "JUPYTER_"))}
        kept |= {"KLANKBORD_PROJECT": str(self.folder), "PYTHONPATH": str(ROOT)}
        return kept | self.environment


def run(command: Command) -> str:
    """Run a process to its end and give what it printed; one that fails was not measured, so it stops the benchmark."""
    done = subprocess.run(
        command.argv,
        cwd=command.folder,
        env=command.full_environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"{' '.join(command.argv)} failed:\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}")
    return done.stdout


def seconds(command: Command) -> float:
    """Give how long a whole process takes, start-up included."""
    started = time.perf_counter()
    run(command)
    return time.perf_counter() - started


def by_turns(runs: int, contestants: Mapping[str, Callable[[], float]]) -> dict[str, list[float]]:
    """Measure contestants A B A B, so that a machine that slows down hits them alike.

    The first turn of each warms the disk cache and the compiled modules, and is not counted.

    Parameters
    ----------
    runs : int
        How many turns are counted.
    contestants : mapping
        By name, what takes one turn and gives its figure.

    Returns
    -------
    dict
        The figures of each contestant, in the order of the turns.
    """
    figures: dict[str, list[float]] = {name: [] for name in contestants}
    for turn in range(runs + 1):
        for name, take in contestants.items():
            figure = take()
            print(f"  {turn or 'warm-up'} {name}: {figure:.2f}", file=sys.stderr, flush=True)  # noqa: T201  (progress)
            if turn:
                figures[name].append(figure)
    return figures
