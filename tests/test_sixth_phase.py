"""A sixth phase is its folder, its notebook, and the raw tables and codebook of a round that uses it: no other file.

`sixth_phase/` holds just those, laid over a copy of the project. Whatever else would have to change to take the phase
in, makes these tests fail.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from helpers_document import on_paper
from helpers_project import copy_project
from helpers_rounds import ROOT

FILES = Path(__file__).parent / "sixth_phase"
PHASE, ROUND, OLD = "veldnotities", "veldronde", "wijk-voor-wijk-2019"
MAY_BE_ADDED = (f"pipeline/phases/{PHASE}/", "notebooks/", f"codebooks/{ROUND}.yml", f"raw/{ROUND}/")


def klankbord(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "KLANKBORD_PROJECT": str(root), "PYTHONPATH": str(root), "COLUMNS": "200"}
    command = [sys.executable, "-m", "pipeline", *arguments]
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)


def steps(root: Path) -> dict[str, str]:
    """Give how each step of the last run ended."""
    said = json.loads((root / "reports" / ROUND / "run.json").read_text(encoding="utf-8"))
    return {item.get("stage", item.get("step")): item["status"] for item in (*said["stages"], *said["other"])}


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a project with the package in it and the phase added, in which the round was run."""
    root = copy_project(tmp_path_factory.mktemp("sixth") / "project").root
    shutil.copytree(ROOT / "pipeline", root / "pipeline", ignore=shutil.ignore_patterns("__pycache__"))
    added = [path.relative_to(FILES).as_posix() for path in FILES.rglob("*") if path.is_file()]
    added = [name for name in added if "__pycache__" not in name]
    assert all(name.startswith(MAY_BE_ADDED) for name in added)
    assert not [name for name in added if (root / name).exists()], "no file that exists is changed"
    for name in added:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(FILES / name, root / name)
    done = klankbord(root, "run", ROUND)
    assert done.returncode == 0, done.stdout + done.stderr
    return root


def test_what_it_found_is_evidence_like_that_of_other_phases(extended: Path) -> None:
    data = extended / "reports" / ROUND / "data"
    rows = pd.read_csv(data / "evidence.csv", dtype="str", keep_default_na=False)
    own = rows[rows["phase"] == PHASE]
    assert sorted(own["statement"]) == [
        "Drie mensen werken door tot het donker is.",
        "Een nieuwe bezoeker krijgt meteen koffie.",
        "Iemand staat tien minuten bij de deur.",
    ]
    trace = pd.read_csv(data / "evidence_trace.csv", dtype="str")
    traced = trace[trace["evidence_id"].isin(own["evidence_id"])]
    assert traced["key"].isna().all(), "what was collected is counted, and not named"
    assert traced["rows"].astype(int).sum() == 3
    assert set(traced["file"]) == {f"raw/{ROUND}/field_notes.csv"}


def test_it_is_triangulated_with_the_others(extended: Path) -> None:
    pairs = pd.read_csv(extended / "reports" / ROUND / "data" / "convergence.csv", dtype="str", keep_default_na=False)
    speaking = pairs[pairs["label"].isin(["agreement", "partial agreement", "dissonance"])]
    assert [set(pair) for pair in zip(speaking["phase_a"], speaking["phase_b"], strict=True)] == [{"interviews", PHASE}]


def test_readers_find_it_on_the_site_and_on_paper(extended: Path) -> None:
    report = extended / "reports" / ROUND
    index = BeautifulSoup((report / "index.html").read_text(encoding="utf-8"), "html.parser")
    assert "Veldnotities" in index.get_text()
    own = BeautifulSoup((report / "notebooks" / "05b_veldnotities.html").read_text(encoding="utf-8"), "html.parser")
    assert "Wie binnenkomt wordt gezien." in own.get_text()
    finding = (report / "bevindingen" / "F-inwonersperspectief-plek.html").read_text(encoding="utf-8")
    assert "Iemand staat tien minuten bij de deur." in finding
    assert "gegevens van de onderzoekers, V_03" in finding
    paper = on_paper(report, "bijlagen").read_text(encoding="utf-8")
    assert "Wie binnenkomt wordt gezien." in paper


def test_mistakes_in_its_table_are_told_like_any_others(extended: Path, tmp_path: Path) -> None:
    root = tmp_path / "project"
    shutil.copytree(extended, root, ignore=shutil.ignore_patterns("reports"))
    notes = root / "raw" / ROUND / "field_notes.csv"
    text = notes.read_text(encoding="utf-8").replace("V_02,2025-05-03,De moestuin", "V_01,2025-05-03,De moestuim")
    notes.write_text(text.replace("plek,blijven", "plek,blijve"), encoding="utf-8")
    done = klankbord(root, "check", ROUND)
    assert done.returncode == 2
    said = " ".join(done.stderr.split())
    for words in ("Deze sleutel komt vaker voor.", "staat niet in de tabel units", "Bedoelde u «De moestuin»?"):
        assert words in said


@pytest.mark.thorough
def test_rounds_that_exist_stay_valid_and_say_that_it_was_not_there_yet(extended: Path) -> None:
    rounds = [path.parent.name for path in (extended / "raw").glob("*/round.yml")]
    assert len(rounds) > 1
    for name in rounds:
        done = klankbord(extended, "check", name)
        assert done.returncode == 0, done.stdout + done.stderr
    command = f"from pipeline.rounds import Project; from pathlib import Path; print(Project(Path('.')).round('{OLD}')"
    said = subprocess.run(
        [sys.executable, "-c", f"{command}.deployment('{PHASE}').absence)"],
        cwd=extended,
        env={**os.environ, "PYTHONPATH": str(extended)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "bestond nog niet toen deze ronde werd gehouden" in said.stdout


def test_a_change_in_what_it_tells_makes_only_its_own_notebook_again(extended: Path) -> None:
    assert klankbord(extended, "run", ROUND).returncode == 0
    with (extended / "pipeline" / "phases" / PHASE / "telling.py").open("a", encoding="utf-8") as file:
        file.write("# anders\n")
    assert klankbord(extended, "run", ROUND).returncode == 0
    assert {name for name, status in steps(extended).items() if status == "made"} == {"05b_veldnotities"}
