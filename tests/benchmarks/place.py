"""A place to work: a copy of the project for each contestant, with the stages that have to be made in it."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.execution.stages import Stage, stages
from pipeline.phases.raw_tables import load_round
from pipeline.rounds import Project
from tests.benchmarks.peers.rest import MADE
from tests.helpers_project import copy_project


def planned(project: Project, round_id: str, handover: str) -> list[Stage]:
    """List the stages of a round, earlier ones first: the graph that klankbord itself runs."""
    data = load_round(project, round_id)
    return stages(project, round_id, data.round, data.codebook, handover)


class Place:
    """A copy of the project with nothing made yet.

    Parameters
    ----------
    root : pathlib.Path
        Folder that is made for it.
    round_id : str
        The round that is made here.
    """

    def __init__(self, root: Path, round_id: str) -> None:
        self.project: Project = copy_project(root)
        self.root = root
        self.round_id = round_id
        (root / "reports").mkdir()

    @property
    def handover(self) -> str:
        """Where stages hand on their tables, relative to the project; the same folder in everybody's copy."""
        return f"reports/{self.round_id}/stages"

    def stages(self) -> list[Stage]:
        """List what has to be made here, earlier ones first."""
        return planned(self.project, self.round_id, self.handover)

    def executed(self, stage: Stage) -> str:
        """Name the executed notebook of a stage, relative to the project."""
        return f"reports/{self.round_id}/notebooks/{stage.id}.ipynb"

    def page(self, stage: Stage) -> str:
        """Name the page of a stage, relative to the project."""
        return f"reports/{self.round_id}/notebooks/{stage.id}.html"

    def tables(self, stage: Stage) -> str:
        """Name the folder of what a stage hands on, relative to the project."""
        return f"{self.handover}/{stage.id}"

    def raw(self, file: str) -> Path:
        """Give the path of a raw file of the round."""
        return self.root / "raw" / self.round_id / file

    def pages(self) -> dict[str, int]:
        """Give when each page was written; one that is missing is an error: its maker did less than the others."""
        names = [*map(self.page, self.stages()), *(f"reports/{self.round_id}/{name}" for name in MADE)]
        return {name: (self.root / name).stat().st_mtime_ns for name in names}

    def change(self, file: str, column: str, word: str) -> None:
        """Add a word to a cell of a raw file: a correction that stays valid and can be seen on a page."""
        path = self.raw(file)
        with path.open(encoding="utf-8", newline="") as source:
            rows = list(csv.DictReader(source))
        rows[0][column] = f"{rows[0][column]} {word}".strip()
        with path.open("w", encoding="utf-8", newline="") as target:
            writer = csv.DictWriter(target, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


@contextmanager
def place(round_id: str) -> Iterator[Place]:
    """Give a place that is thrown away afterwards."""
    with TemporaryDirectory(prefix="klankbord-bench-", ignore_cleanup_errors=True) as folder:
        yield Place(Path(folder).resolve() / "project", round_id)
