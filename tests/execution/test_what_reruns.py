"""A change in the package makes again what imports the changed file, in a copy of project and package together."""

import json
import os
import shutil
import subprocess
import sys

import pytest
from helpers_rounds import ROOT
from helpers_sample import sampled
from helpers_synthetic import ROUND

from pipeline.phases.declarations import PHASES
from pipeline.review.store import REMARKS

THEMES = {f"06_triangulatie_{theme}" for theme in ("effectiviteit", "samenwerking", "innovatie", "inwonersperspectief")}
NOTEBOOKS = {phase.stage for phase in PHASES} | THEMES | {"07_reproductie", "08_rapport"}
PAGES = {f"{name}_pagina" for name in NOTEBOOKS}
PUBLISHED = {"publiceren", "papier"}
REST = {"rapport", "word", "pdf"} | PUBLISHED


@pytest.fixture
def copied(practice_report, tmp_path):
    """Give a copy of a finished project with the package in it."""
    root = tmp_path / "project"
    shutil.copytree(practice_report.parents[1], root)
    shutil.copytree(ROOT / "pipeline", root / "pipeline", ignore=shutil.ignore_patterns("__pycache__"))
    return root


def run(root, *arguments):
    """Run the round with the package of the copy; give the steps that were made."""
    environment = {**os.environ, "KLANKBORD_PROJECT": str(root), "PYTHONPATH": str(root), "COLUMNS": "120"}
    record = root / "reports" / ROUND / "run.json"
    record.unlink(missing_ok=True)
    command = [sys.executable, "-m", "pipeline", "run", ROUND, *arguments]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    if arguments:
        return done.stdout.splitlines()
    if not record.exists():  # nothing to do
        return set()
    said = json.loads(record.read_text(encoding="utf-8"))
    steps = {item["stage"]: item["status"] for item in said["stages"]}
    steps |= {item["step"]: item["status"] for item in said["other"]}
    assert set(steps) == NOTEBOOKS | PAGES | REST
    return {name for name, status in steps.items() if status == "made"}


def change(root, name):
    """Change a file of the package so that it does the same."""
    path = root / "pipeline" / name
    comment = {".py": "# anders\n", ".j2": "{# anders #}\n", ".css": "/* anders */\n"}[path.suffix]
    with path.open("a", encoding="utf-8") as file:
        file.write(comment)


def test_what_no_step_imports_makes_nothing_again(copied):
    assert run(copied) == set()
    for name in ("cli.py", "__main__.py", "execution/run.py", "execution/scheduling.py", "execution/why.py"):
        change(copied, name)
    (copied / "pipeline" / "phases" / "interviews" / "nieuw.py").touch()
    assert run(copied) == set()


# What is made again, and what of that comes out otherwise, follows by hand from what these modules are for. Before it
# publishes, a round is read once more with what was said of it: who may not be in it. So what reads them counts there.
@pytest.mark.parametrize(
    ("name", "stale"),
    sampled(
        [
            ("triangulation/confidence.py", THEMES | {"08_rapport", "rapport"} | PUBLISHED),
            ("phases/interviews/telling.py", {"02_interviews"}),
            ("phases/surveys/telling.py", {"05_enquetes"}),
            ("phases/interviews/evidence.py", {"02_interviews", "08_rapport"} | PUBLISHED | THEMES),
            ("phases/interviews/tables.py", NOTEBOOKS | {"rapport"} | PUBLISHED),
            ("phases/interviews/declaration.py", NOTEBOOKS | {"rapport"} | PUBLISHED),
            # What a notebook shows has its own style with it, for who opens it in JupyterLab.
            ("looks/templates/klankbord.css", NOTEBOOKS | PAGES | {"rapport"}),
            ("statistics/proportions.py", {"05_enquetes"} | PUBLISHED),
            ("claims/wording.py", {"rapport"} | PUBLISHED),
            ("execution/publish.py", PUBLISHED),
        ],
        most=1,
    ),
)
def test_a_changed_module_makes_again_what_imports_it(copied, name, stale):
    change(copied, name)
    lines = run(copied, "--why", min(stale))
    assert lines[:2] == [f"{ROUND}, {min(stale)}: wordt opnieuw gemaakt.", f"  pipeline/{name} is veranderd"]
    made = run(copied)
    # The same comes out, except that a changed style stands on the pages: nothing further is made.
    pages = name.startswith("looks/templates")
    assert made - (PUBLISHED if pages else set()) == stale
    assert run(copied) == set()


@pytest.mark.thorough
def test_what_the_klankbord_says_makes_the_report_again_and_no_notebook_or_page(copied):
    folder = copied / "raw" / ROUND / "review"
    folder.mkdir(exist_ok=True)
    row = "O_x,Anna,site,a.json,,rapport,,,comment,,Te lang.,,,,collected,"
    (folder / "remarks.csv").write_text(f"{','.join(column.name for column in REMARKS.columns)}\n{row}\n", "utf-8")
    made = run(copied)
    assert "rapport" in made
    assert made & (NOTEBOOKS | PAGES) == set()
    (folder / "reviewers.csv").write_text("reviewer,panel,role,provenance,remark\nAnna,,bewoners,collected,\n", "utf-8")
    made = run(copied)
    assert "rapport" in made
    assert made & (NOTEBOOKS | PAGES) == set()
    assert run(copied) == set()
