"""The command: ``make bench``, or ``python -m tests.benchmarks``; prints one Markdown table, row by row."""

import argparse
import json
import platform
import sys
from pathlib import Path

from tests.benchmarks.contestants import OURS
from tests.benchmarks.kernels import kernels
from tests.benchmarks.limit import limit
from tests.benchmarks.measure import CORES, ROOT, run
from tests.benchmarks.memory import memory
from tests.benchmarks.place import place
from tests.benchmarks.table import HEADERS, head, line
from tests.benchmarks.timed_rounds import Settings, changed, full, nothing
from tests.benchmarks.watched import first_page, watch

PARTS = {
    "full": full,
    "nothing": nothing,
    "changed": changed,
    "limit": limit,
    "memory": memory,
    "first-page": first_page,
    "watch": watch,
    "kernels": kernels,
}
STAGES = "stages"


def main() -> None:
    """Measure what was asked for and print it."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="turns that count, after one that does not (default: 5)")
    parser.add_argument("--only", action="append", choices=[*PARTS, STAGES], help="run this part; may be repeated")
    parser.add_argument("--round", default="wijk-voor-wijk-2019", help="the round that is made")
    parser.add_argument("--peers", type=Path, default=ROOT / ".venv-peers", help="virtual environment of the peers")
    asked = parser.parse_args()
    if asked.runs < 1:
        parser.error("--runs must be at least 1")
    settings = Settings(asked.round, asked.runs, asked.peers.absolute())
    wanted = asked.only or [*PARTS, STAGES]
    if any(name in PARTS for name in wanted):
        _say(
            f"Medians of {asked.runs} on {CORES} cores, Python {platform.python_version()}, round {asked.round}. The "
            "ratio is the other's figure divided by klankbord's; below 1 the other needs less.\n"
        )
        _say(head(HEADERS))
    for name, part in PARTS.items():
        if name in wanted:
            for row in part(settings):
                _say(line(row.cells()))
    if STAGES in wanted:
        _say("\nSeconds of each stage in one full round, as `run.json` says; several run at a time.\n")
        _stages(settings)


def _stages(settings: Settings) -> None:
    with place(settings.round_id) as fresh:
        run(OURS.prepare(fresh))
        record = json.loads((fresh.project.report(fresh.round_id) / "run.json").read_text(encoding="utf-8"))
    _say(head(("stage", "seconds")))
    for stage in record["stages"]:
        _say(line((stage["stage"], f"{stage['seconds']:.2f}")))
    _say(line(("all, with publishing, without starting Python", f"{record['seconds']:.2f}")))


def _say(text: str) -> None:
    """Print at once: what was measured stays when a later part fails."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
