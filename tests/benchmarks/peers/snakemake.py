"""Snakemake: a rule for each stage, as many at a time as there are cores."""

import json
from pathlib import Path

from tests.benchmarks.measure import CORES, Command
from tests.benchmarks.peers import environment, shell
from tests.benchmarks.place import Place


def version(peers: Path) -> str:
    """Version of Snakemake; empty when it is not installed."""
    return environment.version(peers, "snakemake")


def prepare(place: Place, peers: Path) -> Command:
    """Write the Snakefile and give the command."""
    (place.root / "Snakefile").write_text(snakefile(place), encoding="utf-8")
    return Command((str(peers / "bin" / "snakemake"), "--cores", str(CORES)), place.root)


def snakefile(place: Place) -> str:
    """Write a rule for each stage and one for the rest, and one that wants everything."""
    planned = place.stages()
    rules = ["rule all:\n    input: " + _strings([*map(place.page, planned), *shell.made_of_rest(place)])]
    for stage in planned:
        # Snakemake fills in what stands between braces.
        command = " && ".join(shell.commands(place, stage)).replace("{", "{{").replace("}", "}}")
        rules.append(
            f"rule stage_{stage.id}:\n"
            f"    input: {_strings([*shell.inputs(place, stage), *shell.upstream(place, stage)])}\n"
            f"    output: {_strings([place.executed(stage), place.page(stage)])}, "
            f"directory({json.dumps(place.tables(stage))})\n"
            f"    shell: {json.dumps(command)}"
        )
    rules.append(
        f"rule rest:\n    input: {_strings(shell.inputs_of_rest(place))}\n"
        f"    output: {_strings(shell.made_of_rest(place))}\n    shell: {json.dumps(shell.rest(place))}"
    )
    return "\n\n".join(rules) + "\n"


def _strings(names: list[str]) -> str:
    return ", ".join(map(json.dumps, names))
