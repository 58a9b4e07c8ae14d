"""The limit: how far a full round is from its own computation, spread over all cores without a loss."""

import json
import sys
from collections.abc import Iterator
from statistics import median

from tests.benchmarks.contestants import OURS
from tests.benchmarks.measure import CORES, Command, by_turns, run, seconds
from tests.benchmarks.place import place
from tests.benchmarks.table import Row, figure
from tests.benchmarks.timed_rounds import Settings


def limit(settings: Settings) -> Iterator[Row]:
    """Time a full round by turns with its computation in one warm process."""
    parts: list[tuple[float, float]] = []
    with place(settings.round_id) as finished:
        # Another round warms the process up; with one round only, that round itself must do.
        other = next((name for name in finished.project.round_ids() if name != settings.round_id), settings.round_id)
        command = OURS.prepare(finished)
        for round_id in {settings.round_id, other}:
            run(Command((*command.argv[:-1], round_id), finished.root))
        argv = (sys.executable, "-m", "tests.benchmarks.warm", settings.round_id, other)
        modules: set[str] = set()

        def computation() -> float:
            # The turn that does not count tells what only this round imports; the others have it imported beforehand.
            result = json.loads(run(Command((*argv, *sorted(modules)), finished.root)).splitlines()[-1])
            modules.update(result["modules"])
            parts.append((result["cells"], result["publishing"]))
            return (result["cells"] + result["publishing"]) / CORES

        def round_from_scratch() -> float:
            with place(settings.round_id) as fresh:
                return seconds(OURS.prepare(fresh))

        figures = by_turns(settings.runs, {OURS.name: round_from_scratch, "the limit": computation})
    cells, publishing = ([part[index] for part in parts[1:]] for index in (0, 1))
    overhead = median(figures[OURS.name]) / median(figures["the limit"]) - 1
    note = f"cells {figure(cells, 's')} and publishing {figure(publishing, 's')}; overhead {overhead:.0%}"
    name = f"the limit: its cells, tables and pages in one warm process, over {CORES} cores"
    yield Row("full round from scratch", name, figures[OURS.name], figures["the limit"], note=note)
