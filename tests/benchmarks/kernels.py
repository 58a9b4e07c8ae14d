"""Kernels: how long an empty one of the project takes to start and end, against an ordinary one."""

import sys
from collections.abc import Callable, Iterator
from importlib.metadata import entry_points

from tests.benchmarks.measure import Command, by_turns, run
from tests.benchmarks.place import place
from tests.benchmarks.table import Row
from tests.benchmarks.timed_rounds import Settings

PROVISIONER = "klankbord-fork"


def kernels(settings: Settings) -> Iterator[Row]:
    """Time an empty kernel of both kinds."""
    what, ordinary = "an empty kernel, started and ended", "an ordinary kernel"
    if not entry_points(group="jupyter_client.kernel_provisioners", name=PROVISIONER):
        yield Row(what, ordinary, [], [], note=f"skipped: no kernel provisioner {PROVISIONER} is installed")
        return
    with place(settings.round_id) as somewhere:

        def turn(environment: dict[str, str]) -> Callable[[], float]:
            argv = (sys.executable, "-m", "tests.benchmarks.empty_kernel")
            return lambda: float(run(Command(argv, somewhere.root, environment)).splitlines()[-1])

        ours = {"JUPYTER_DEFAULT_PROVISIONER_NAME": PROVISIONER}
        figures = by_turns(settings.runs, {PROVISIONER: turn(ours), ordinary: turn({})})
    yield Row(what, ordinary, figures[PROVISIONER], figures[ordinary])
