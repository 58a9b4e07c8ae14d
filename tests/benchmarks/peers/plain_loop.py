"""The plain loop: papermill for every notebook in order, nbconvert for every result, in one process."""

import sys

from tests.benchmarks.measure import Command
from tests.benchmarks.peers.jobs import write_jobs
from tests.benchmarks.place import Place


def prepare(place: Place) -> Command:
    """Make a place ready for the loop and give its command."""
    write_jobs(place)
    return Command((sys.executable, "-m", "tests.benchmarks.peers.loop", "papermill"), place.root)
