"""What who watches a round sees before its notebooks have run: the very pages that are published when they have."""

from pathlib import Path

import pytest

from pipeline.execution import plan as planning
from pipeline.execution.early import early_pages
from pipeline.execution.fingerprints import Hashes
from pipeline.outputs import INDEX
from pipeline.review import reviewed
from pipeline.rounds import Project


@pytest.mark.parametrize(
    "made", ["report", pytest.param("second_report", marks=pytest.mark.thorough), "practice_report"]
)
def test_they_are_byte_for_byte_what_the_run_makes_of_the_same_tables(
    made: str, request: pytest.FixtureRequest
) -> None:
    folder: Path = request.getfixturevalue(made)
    project = Project(folder.parents[1])
    plan, _ = planning.plan(project, folder.name, Hashes())
    early = early_pages(plan, reviewed.load(project, folder.name))
    whole = folder / "stages" / "rapport"
    published = {path.relative_to(whole).as_posix(): path.read_bytes() for path in whole.rglob("*.html")}
    front = published.pop("voorpagina/zonder.html")
    del published[INDEX]  # the front page that leads to Word and PDF
    elsewhere = ("voorpagina/", "document/")  # other front pages, and the source of what goes on paper
    published = {name: page for name, page in published.items() if not name.startswith(elsewhere)}
    assert early.keys() == {INDEX, *published}
    assert [name for name, page in published.items() if early[name] != page] == []
    assert early[INDEX] == front
    assert any(name.startswith("bevindingen/") for name in early)
