"""A finished round has nothing to do as long as every file is as it was, and any difference is seen."""

import json
import os
import shutil
import subprocess
import sys

import pytest
from helpers_rounds import ROOT
from helpers_runs import run_round
from helpers_sample import sampled
from helpers_synthetic import ROUND as MADE_UP

from pipeline import messages
from pipeline.execution import unchanged
from pipeline.execution.fingerprints import Hashes, Record
from pipeline.execution.plan import plan
from pipeline.rounds import Project

ROUND = "wijk-voor-wijk-2019"
KEPT = f"reports/{ROUND}/stages/finished.json"
KEPT_OF_MADE_UP = f"reports/{MADE_UP}/stages/finished.json"


@pytest.fixture
def published(report, tmp_path, monkeypatch):
    """Give a copy of a finished project, and of the package beside it."""
    root = tmp_path / "project"
    shutil.copytree(report.parents[1], root)
    shutil.copytree(ROOT / "pipeline", root / "pipeline", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(unchanged, "_ROOT", root)
    return Project(root)


def nothing_to_do(project, round_id=ROUND):
    return unchanged.steps(project.root, round_id) is not None


def damage(path):
    """Change a letter: the size stays, and so do the times."""
    content, times = bytearray(path.read_bytes()), path.stat()
    # Of the record a hash: in its middle may stand the name of a file that isn't there, which says nothing.
    content[content.index(b'": "') + 4 if path.name == "finished.json" else len(content) // 2] ^= 1
    path.write_bytes(bytes(content))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def rename(path):
    path.rename(path.with_name(f"x{path.name}"))


def remove(path):
    path.unlink()


def replace_by_folder(path):
    path.unlink()
    path.mkdir()


def empty(path):
    path.write_bytes(b"")


THERE = [
    f"raw/{ROUND}/round.yml",
    f"raw/{ROUND}/interview_statements.csv",
    "codebooks/themes.yml",
    "codebooks/instruments/zrm-11.yml",
    "notebooks/02_interviews.ipynb",
    "requirements.lock",
    "pipeline/__init__.py",
    "pipeline/cli.py",
    "pipeline/execution/steps.py",
    "pipeline/looks/templates/klankbord.css",
    f"reports/{ROUND}/index.html",
    f"reports/{ROUND}/data/findings.csv",
    f"reports/{ROUND}/notebooks/02_interviews.ipynb",
    f"reports/{ROUND}/.made.json",
    f"reports/{ROUND}/stages/02_interviews/evidence.csv",
    f"reports/{ROUND}/stages/02_interviews/.made.json",
    f"reports/{ROUND}/stages/invoer/kinds.json",
    KEPT,
]
NEW = [
    f"raw/{ROUND}/survey_waves2.csv",
    f"raw/{ROUND}/.verborgen",
    f"raw/{ROUND}/report/99.md",
    "codebooks/instruments/nieuw.yml",
    "notebooks/00_nieuw.ipynb",
    "pipeline/nieuw.py",
    "pipeline/errors/__init__.py",
    f"reports/{ROUND}/stages/02_interviews/nieuw.csv",
]


@pytest.mark.parametrize("change", [damage, empty, remove, rename, replace_by_folder])
def test_any_file_that_is_different_is_seen(published, change):
    for name in THERE:
        assert nothing_to_do(published)
        path = published.root / name
        before = path.read_bytes()
        change(path)
        assert not nothing_to_do(published), name
        path.with_name(f"x{path.name}").unlink(missing_ok=True)
        shutil.rmtree(path, ignore_errors=True)
        path.write_bytes(before)


def test_any_new_file_is_seen_and_when_it_is_gone_again_all_is_well(published):
    for name in NEW:
        path = published.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        assert not nothing_to_do(published), name
        path.unlink()
        assert nothing_to_do(published), name


def test_a_new_file_behind_a_link_is_seen(published, tmp_path):
    (tmp_path / "elders").mkdir()
    (tmp_path / "elders" / "00.md").touch()
    (published.raw / ROUND / "link").symlink_to(tmp_path / "elders")
    assert not nothing_to_do(published)


def test_a_deleted_folder_is_seen(published):
    shutil.rmtree(published.report(ROUND) / "stages" / "rapport")
    assert not nothing_to_do(published)


def test_what_a_file_says_counts_and_not_its_times_or_where_the_project_is(published):
    for time in (1, 4e9):  # long ago and far ahead, as after a clock was set
        for path in published.root.rglob("*"):
            os.utime(path, (time, time))
        assert nothing_to_do(published)
    published.root.rename(published.root.with_name("elders"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(unchanged, "_ROOT", published.root.with_name("elders"))
        assert nothing_to_do(Project(published.root.with_name("elders")))


def test_another_python_is_seen(published, monkeypatch):
    monkeypatch.setattr(unchanged, "_python", lambda: "3.99.0")
    assert not nothing_to_do(published)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"python": "3", "files": 3, "steps": []}', "\udcff"])
def test_what_is_no_record_says_nothing(published, content):
    (published.root / KEPT).write_bytes(content.encode("utf-8", "surrogateescape"))
    assert not nothing_to_do(published)


@pytest.mark.parametrize("round_id", ["", ".", "..", "bestaat-niet"])
def test_of_a_round_that_is_not_there_nothing_is_known(published, round_id):
    assert unchanged.steps(published.root, round_id) is None


def test_a_round_that_was_asked_step_by_step_is_remembered_too(finished):
    assert nothing_to_do(finished, MADE_UP)
    before = (finished.root / KEPT_OF_MADE_UP).read_bytes()
    (finished.notebooks / "aantekening.txt").touch()
    assert not nothing_to_do(finished, MADE_UP)
    assert {outcome.status for outcome in run_round(finished, MADE_UP)} == {"reused"}
    assert nothing_to_do(finished, MADE_UP)
    (finished.notebooks / "aantekening.txt").unlink()
    assert {outcome.status for outcome in run_round(finished, MADE_UP)} == {"reused"}
    assert (finished.root / KEPT_OF_MADE_UP).read_bytes() == before


@pytest.mark.parametrize(
    ("name", "stale"),
    sampled(
        [
            (f"raw/{MADE_UP}/interview_cases.csv", "02_interviews"),
            ("notebooks/08_rapport.ipynb", "08_rapport"),
            (f"reports/{MADE_UP}/stages/rapport/data/findings.csv", "rapport"),
        ],
        most=1,
    ),
)
def test_what_changes_while_a_round_is_run_is_seen(finished, monkeypatch, name, stale):
    write = Record.write

    def change_before_the_end(self, made_from, products, names):
        write(self, made_from, products, names)
        if self.path.parent.name == MADE_UP:
            with (finished.root / name).open("ab") as file:
                file.write(b"\n")

    with monkeypatch.context() as patch:
        patch.setattr(Record, "write", change_before_the_end)
        notebook = finished.notebooks / "02_interviews.ipynb"
        notebook.write_text(notebook.read_text(encoding="utf-8").replace("# Kop", "# Titel"), encoding="utf-8")
        run_round(finished, MADE_UP)
    assert not nothing_to_do(finished, MADE_UP)
    assert stale in {outcome.id for outcome in run_round(finished, MADE_UP) if outcome.status == "made"}


def test_a_round_that_failed_is_not_remembered(finished):
    (finished.raw / MADE_UP / "report" / "oud").mkdir(parents=True, exist_ok=True)
    (finished.root / KEPT_OF_MADE_UP).unlink()
    assert "failed" in {outcome.status for outcome in run_round(finished, MADE_UP)}
    assert not (finished.root / KEPT_OF_MADE_UP).exists()


def test_a_round_of_which_a_record_is_elsewhere_is_not_remembered(published):
    planned, _ = plan(published, ROUND, Hashes())
    records = [planned.record(step) for step in planned.steps]
    (published.root / KEPT).unlink()
    records[3].path.unlink()
    unchanged.remember(planned, records, Hashes())
    assert not (published.root / KEPT).exists()


def test_the_command_says_the_same_at_once_as_after_planning(published):
    def said(*arguments):
        environment = {**os.environ, "KLANKBORD_PROJECT": str(published.root), "COLUMNS": "200"}
        command = [sys.executable, "-m", "pipeline", *arguments]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        return done.stdout

    at_once = said("run", ROUND)
    assert messages.finished(ROUND, "reports") in at_once
    kinds = [kind for _, _, kind in json.loads((published.root / KEPT).read_text("utf-8"))["steps"]]
    assert at_once.count("nog actueel") == len([kind for kind in kinds if kind in messages.SHOWN])
    (published.root / KEPT).unlink()
    assert said("run", ROUND) == at_once
    assert nothing_to_do(published)
