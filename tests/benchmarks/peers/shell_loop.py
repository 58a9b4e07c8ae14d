"""The plain loop as it is typed: the commands of papermill and nbconvert for every notebook in order."""

from tests.benchmarks.measure import Command
from tests.benchmarks.peers.shell import commands, rest
from tests.benchmarks.place import Place

SCRIPT = "loop.sh"


def prepare(place: Place) -> Command:
    """Make a place ready for the loop and give its command."""
    lines = [line for stage in place.stages() for line in commands(place, stage)]
    (place.root / SCRIPT).write_text("\n".join(["set -e", *lines, rest(place)]) + "\n", encoding="utf-8")
    return Command(("sh", SCRIPT), place.root)
