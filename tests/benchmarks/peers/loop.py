"""The program of the loops: every notebook of a list in order, in one process, nbconvert's page of each, and the rest.

It imports nothing of klankbord before its notebooks are done, so that it starts as fast as a short script would.
Run it as ``python -m tests.benchmarks.peers.loop papermill`` (or ``ploomber``) in a folder with a `jobs.json`.
"""

import json
import sys
from pathlib import Path
from typing import Any

JOBS = "jobs.json"


def with_papermill(source: str, target: str, parameters: dict[str, Any]) -> None:
    """Run a notebook in an ordinary kernel of its own."""
    import papermill

    papermill.execute_notebook(source, target, parameters=parameters, kernel_name="python3", progress_bar=False)


def with_ploomber(source: str, target: str, parameters: dict[str, Any]) -> None:
    """Run a notebook in this process, without a kernel."""
    from ploomber_engine import execute_notebook

    execute_notebook(source, target, parameters=parameters, progress_bar=False)


def main(engine: str) -> None:
    """Work through the list in the working folder."""
    from nbconvert import HTMLExporter

    execute = {"papermill": with_papermill, "ploomber": with_ploomber}[engine]
    exporter = HTMLExporter()
    work = json.loads(Path(JOBS).read_text(encoding="utf-8"))
    for job in work["notebooks"]:
        execute(job["notebook"], job["executed"], job["parameters"])
        page, _ = exporter.from_filename(job["executed"])
        Path(job["page"]).write_text(page, encoding="utf-8")
    from tests.benchmarks.peers import rest

    rest.main(work["round"])


if __name__ == "__main__":
    main(sys.argv[1])
