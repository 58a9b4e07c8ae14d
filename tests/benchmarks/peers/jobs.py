"""The list of notebooks that the loops work through."""

import json

from tests.benchmarks.peers.loop import JOBS
from tests.benchmarks.place import Place


def write_jobs(place: Place) -> None:
    """Write the list into a place, and make the folder that papermill and nbconvert expect."""
    planned = place.stages()
    jobs = [
        {
            "notebook": f"notebooks/{stage.notebook}",
            "executed": place.executed(stage),
            "page": place.page(stage),
            "parameters": stage.parameters,
        }
        for stage in planned
    ]
    (place.root / place.executed(planned[0])).parent.mkdir(parents=True, exist_ok=True)
    (place.root / JOBS).write_text(json.dumps({"round": place.round_id, "notebooks": jobs}, indent=1), encoding="utf-8")
