"""DVC: a stage for each stage, in a git repository as it wants."""

import subprocess
from pathlib import Path

import yaml

from tests.benchmarks.measure import Command, run
from tests.benchmarks.peers import environment, shell
from tests.benchmarks.place import Place

# What DVC would send or ask on the network has no place in a measurement.
_OFFLINE = {"DVC_NO_ANALYTICS": "true", "DVC_STUDIO_OFFLINE": "true"}


def version(peers: Path) -> str:
    """Version of DVC; empty when it is not installed."""
    return environment.version(peers, "dvc")


def prepare(place: Place, peers: Path) -> Command:
    """Make the repository, write the stages and give the command."""
    dvc = str(peers / "bin" / "dvc")
    subprocess.run(["git", "init", "--quiet", str(place.root)], check=True)
    run(Command((dvc, "init", "--quiet"), place.root, _OFFLINE))
    run(Command((dvc, "config", "core.check_update", "false"), place.root, _OFFLINE))
    (place.root / "dvc.yaml").write_text(dvc_yaml(place), encoding="utf-8")
    return Command((dvc, "repro"), place.root, _OFFLINE)


def dvc_yaml(place: Place) -> str:
    """Write the stages with what they are made from and what they make."""
    return yaml.safe_dump(
        {
            "stages": {
                stage.id: {
                    "cmd": shell.commands(place, stage),
                    "deps": [*shell.inputs(place, stage), *shell.upstream(place, stage)],
                    "outs": [place.executed(stage), place.page(stage), place.tables(stage)],
                }
                for stage in place.stages()
            }
            | {
                "rest": {
                    "cmd": shell.rest(place),
                    "deps": shell.inputs_of_rest(place),
                    "outs": shell.made_of_rest(place),
                }
            }
        },
        sort_keys=False,
    )
