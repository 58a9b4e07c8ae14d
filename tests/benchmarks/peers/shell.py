"""A stage as command lines with inputs and outputs: what a rule of Snakemake and a stage of DVC both say."""

import shlex
import sys
from pathlib import Path

from pipeline.execution.stages import Stage
from tests.benchmarks.peers.rest import MADE
from tests.benchmarks.place import Place


def commands(place: Place, stage: Stage) -> list[str]:
    """Give what makes a stage: papermill, then nbconvert, both with the project's own Python."""
    parameters = [word for name, value in stage.parameters.items() for word in ("-r", name, value)]
    notebook = [f"notebooks/{stage.notebook}", place.executed(stage), "-k", "python3", "--no-progress-bar"]
    return [
        # papermill makes no folder; and a stage that hands on nothing would leave none, where both peers expect one.
        shlex.join(["mkdir", "-p", str(Path(place.executed(stage)).parent), place.tables(stage)]),
        shlex.join([sys.executable, "-m", "papermill", *notebook, *parameters]),
        shlex.join([sys.executable, "-m", "nbconvert", "--to", "html", place.executed(stage)]),
    ]


def rest(place: Place) -> str:
    """Give what makes the rest of a round when all its stages are done."""
    return shlex.join([sys.executable, "-m", "tests.benchmarks.peers.rest", place.round_id])


def made_of_rest(place: Place) -> list[str]:
    """Give what that makes."""
    return [f"reports/{place.round_id}/{name}" for name in MADE]


def inputs_of_rest(place: Place) -> list[str]:
    """Give what the rest of a round is made from: what stages made, and what the consultant wrote."""
    planned = place.stages()
    texts = [
        place.project.name(path) for path in place.project.raw.joinpath(place.round_id).glob("re*/*") if path.is_file()
    ]
    return [*map(place.executed, planned), *map(place.tables, planned), *sorted(texts)]


def inputs(place: Place, stage: Stage) -> list[str]:
    """Give what a stage is made from: the files that klankbord watches too, except its own code."""
    files = (f"notebooks/{stage.notebook}", *stage.inputs, "requirements.lock")
    return [name for name in files if (place.root / name).exists()]


def upstream(place: Place, stage: Stage) -> list[str]:
    """Give the folders of tables that a stage reads from earlier stages."""
    return [f"{place.handover}/{name}" for name in stage.after]
