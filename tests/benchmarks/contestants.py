"""Who takes part: klankbord and its peers, each as a name and the command that makes a round in a place."""

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.measure import Command
from tests.benchmarks.peers import dvc, plain_loop, ploomber, shell_loop, snakemake
from tests.benchmarks.place import Place

KLANKBORD = "klankbord"


@dataclass(frozen=True)
class Contestant:
    """One who makes a round; `prepare` is not measured, the command that it gives is.

    Parameters
    ----------
    name : str
        Name in the table.
    prepare : callable
        Makes a place ready (a job list, a Snakefile) and gives the command.
    installed : bool
        Whether it can be measured here.
    """

    name: str
    prepare: Callable[[Place], Command]
    installed: bool = True


def _klankbord(place: Place) -> Command:
    # The command as a user types it, so that its own start-up counts too.
    command = shutil.which("klankbord", path=str(Path(sys.executable).parent))
    if command is None:
        sys.exit("klankbord is not installed beside this Python; run the benchmarks with `make bench`.")
    return Command((command, "run", place.round_id), place.root)


OURS = Contestant(KLANKBORD, _klankbord)
LOOP = Contestant("a plain loop: papermill, then nbconvert, in one process", plain_loop.prepare)
SHELL = Contestant("a plain loop: the commands papermill and nbconvert", shell_loop.prepare)


def with_snakemake(peers: Path) -> Contestant:
    """Snakemake, if the peers' environment has it."""
    name = f"Snakemake {snakemake.version(peers)}".strip()
    return Contestant(name, lambda place: snakemake.prepare(place, peers), bool(snakemake.version(peers)))


def with_dvc(peers: Path) -> Contestant:
    """DVC, if the peers' environment has it."""
    name = f"DVC {dvc.version(peers)}".strip()
    return Contestant(name, lambda place: dvc.prepare(place, peers), bool(dvc.version(peers)))


def with_ploomber(peers: Path) -> Contestant:
    """ploomber-engine, if the peers' environment has it."""
    name = f"ploomber-engine {ploomber.version(peers)}".strip() + ", then nbconvert"
    return Contestant(name, lambda place: ploomber.prepare(place, peers), bool(ploomber.version(peers)))
