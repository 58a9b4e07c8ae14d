"""A stage is reused only when nothing that it was made from changed."""

import pytest

from pipeline.execution import fingerprints
from pipeline.execution.stages import Stage

INPUT = "raw/wijk-voor-wijk-2019/figures.csv"


@pytest.fixture
def stage():
    return Stage("x", "X", "01_desk_research.ipynb", {"a": "1"}, (INPUT, "raw/absent.csv"), ("eerder",))


@pytest.fixture
def finished(project, stage, tmp_path):
    folder = tmp_path / "stage"
    folder.mkdir()
    (folder / "notebook.ipynb").write_text("{}", encoding="utf-8")
    (folder / "evidence.csv").write_text("a\n", encoding="utf-8")
    fingerprints.record(folder, fingerprints.fingerprint(project, stage, {"eerder": "h"}))
    return folder


def current(project, stage, folder, upstream="h"):
    return fingerprints.is_current(folder, fingerprints.fingerprint(project, stage, {"eerder": upstream}))


def test_unchanged_stage_is_current(project, stage, finished):
    assert current(project, stage, finished)


@pytest.mark.parametrize("name", [INPUT, "notebooks/01_desk_research.ipynb", "requirements.lock"])
def test_one_more_byte_in_an_input_is_a_change(project, stage, finished, name):
    with (project.root / name).open("ab") as file:
        file.write(b" ")
    assert not current(project, stage, finished)


def test_an_optional_file_that_appears_is_a_change(project, stage, finished):
    (project.root / "raw/absent.csv").write_text("", encoding="utf-8")
    assert not current(project, stage, finished)


def test_another_parameter_is_a_change(project, stage, finished):
    stage.parameters["a"] = "2"
    assert not current(project, stage, finished)


def test_another_result_of_an_earlier_stage_is_a_change(project, stage, finished):
    assert not current(project, stage, finished, upstream="anders")


@pytest.mark.parametrize("damage", ["evidence.csv", "fingerprint.json"])
def test_a_damaged_result_is_not_reused(project, stage, finished, damage):
    (finished / damage).write_text("kapot", encoding="utf-8")
    assert not current(project, stage, finished)


@pytest.mark.parametrize("gone", ["evidence.csv", "fingerprint.json", "notebook.ipynb"])
def test_a_missing_result_is_not_reused(project, stage, finished, gone):
    (finished / gone).unlink()
    assert not current(project, stage, finished)
