"""ploomber-engine: the loop again, with the cells run in the process itself instead of in kernels.

So it needs the packages of the notebooks beside its own. Its Python is the peers', which knows ploomber-engine; our
packages come first on the path, so that pandas, IPython and nbconvert are the very ones that the others use. A `.pth`
file is not read from a folder on the path, hence the checkout itself stands there too, and nbconvert looks for its
templates below the prefix of the Python that runs it, hence `JUPYTER_PATH`.
"""

import sys
import sysconfig
from pathlib import Path

from tests.benchmarks.measure import ROOT, Command
from tests.benchmarks.peers import environment
from tests.benchmarks.peers.jobs import write_jobs
from tests.benchmarks.place import Place


def version(peers: Path) -> str:
    """Version of ploomber-engine; empty when it is not installed."""
    return environment.version(peers, "ploomber_engine")


def prepare(place: Place, peers: Path) -> Command:
    """Make a place ready for the loop and give its command."""
    write_jobs(place)
    return Command(
        (str(peers / "bin" / "python"), "-m", "tests.benchmarks.peers.loop", "ploomber"),
        place.root,
        {
            "PYTHONPATH": f"{ROOT}:{sysconfig.get_path('purelib')}",
            "JUPYTER_PATH": str(Path(sys.prefix) / "share" / "jupyter"),
            "PLOOMBER_STATS_ENABLED": "false",
        },
    )
