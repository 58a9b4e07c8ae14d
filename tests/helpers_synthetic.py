"""The made-up round, with truths planted in it that the pipeline has to find."""

import shutil
from pathlib import Path

from helpers_project import copy_project

from pipeline.claims.ledger import Ledger, make
from pipeline.notebook.round import RoundWork
from pipeline.rounds import Project

FOLDER = Path(__file__).parent / "synthetic_round"
ROUND = "oefenronde"
TEXT = (FOLDER / "report" / "01_bevindingen.md").read_text(encoding="utf-8")
# What is withheld in the raw table must never come out.
SECRET = "tandarts"


def synthetic_project(target: Path) -> Project:
    """Make a project with only the made-up round and its written report."""
    project = copy_project(target)
    shutil.rmtree(project.raw)
    shutil.copytree(FOLDER / "raw", project.raw)
    shutil.copyfile(FOLDER / "codebooks" / f"{ROUND}.yml", project.codebooks / f"{ROUND}.yml")
    shutil.copytree(FOLDER / "report", project.raw / ROUND / "report")
    return project


def written(work: RoundWork, text: str) -> Ledger:
    """Check another text for the same round."""
    path = work.data.project.raw / ROUND / "report" / "01_bevindingen.md"
    before = path.read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    try:
        return make(work.data, work.tables)
    finally:
        path.write_text(before, encoding="utf-8")
