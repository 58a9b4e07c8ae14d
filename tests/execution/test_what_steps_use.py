"""What a step declares is what its code really imports and reads, as an oracle that runs that code saw it."""

import json
import os
import shutil
from dataclasses import replace

import pytest
from filelock import FileLock
from helpers_stages import Seen, watch

from pipeline.execution.fingerprints import Hashes
from pipeline.execution.imports import code_of, files_imported_by
from pipeline.execution.plan import plan
from pipeline.phases.declarations import PHASES
from pipeline.rounds import Project

# Steps whose code is not that of a notebook.
OTHERS = {
    "rapport": "import pipeline.execution.report",
    "08_rapport_pagina": "import pipeline.execution.page",
    "word": "import pipeline.looks.rendering.word",
    "pdf": "import pipeline.looks.rendering.pdf",
}
STEPS = [
    *(phase.stage for phase in PHASES),
    *("07_reproductie", "06_triangulatie_effectiviteit", "06_triangulatie_inwonersperspectief", "08_rapport", *OTHERS),
]


@pytest.fixture(
    params=[
        "practice_report",
        *(pytest.param(each, marks=pytest.mark.thorough) for each in ("report", "second_report")),
    ]
)
def finished(request, tmp_path):
    """Give the plan of each round in turn, all of it made."""
    made = request.getfixturevalue(request.param)
    root = tmp_path / "project"
    shutil.copytree(made.parents[1], root)
    planned, _ = plan(Project(root), made.name, Hashes())
    return planned


def watched(planned, tmp_path_factory):
    """Give what the oracle saw, which looks once for all workers."""
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    kept = shared / f"seen-{planned.round_id}.json"
    with FileLock(f"{kept}.lock"):
        if not kept.exists():
            mirror = Project(tmp_path_factory.mktemp("watched") / "project")  # what is watched is also written
            shutil.copytree(planned.project.root, mirror.root)
            seen = watch(replace(planned, project=mirror))
            content = {name: [sorted(found.modules), sorted(found.files)] for name, found in seen.items()}
            kept.write_text(json.dumps(content), encoding="utf-8")
    read = json.loads(kept.read_text(encoding="utf-8"))
    return {name: Seen(frozenset(modules), frozenset(files)) for name, (modules, files) in read.items()}


def current(planned):
    hashes = Hashes()
    return {step.id for step in planned.steps if planned.is_current(step, hashes)}


def test_a_step_depends_on_the_modules_that_it_imports_and_on_no_other(finished, tmp_path_factory):
    seen = watched(finished, tmp_path_factory)
    for name in STEPS:
        step = finished.step(name)
        source = OTHERS.get(name) or code_of(finished.project.notebooks / step.stage.notebook)
        declared = {file for file in files_imported_by(source) if file.endswith(".py")}
        assert seen[name].modules - {"pipeline/__init__.py"} == declared - {"pipeline/__init__.py"}, name


def test_a_step_declares_the_files_that_it_reads_and_no_other(finished, tmp_path_factory):
    seen = watched(finished, tmp_path_factory)
    project = finished.project
    for name in STEPS:
        step = finished.step(name)
        handed = {file for file in seen[name].files if file.startswith("reports/")}
        there = {file for file in step.inputs if (project.root / file).exists() and not file.startswith("notebooks/")}
        assert seen[name].files - handed == there, name
        declared = {
            project.name(path)
            for earlier, pattern in step.reads
            for path in finished.folder(finished.step(earlier)).glob(pattern)
        }
        assert handed <= declared, name
        assert {file.split("/")[3] for file in handed} == set(step.after), name


@pytest.mark.thorough
def test_every_changed_file_makes_stale_just_what_reads_it(finished, tmp_path_factory):
    seen = watched(finished, tmp_path_factory)
    names = [step.id for step in finished.steps]
    assert current(finished) == set(names)
    project = finished.project
    files = sorted({file for name in STEPS for file in finished.step(name).inputs if (project.root / file).is_file()})
    assert len(files) > 25
    for file in files:
        path = project.root / file
        before = path.read_bytes()
        # Of a notebook counts what was typed.
        is_notebook = path.suffix == ".ipynb"
        path.write_bytes(before.replace(b'"source": [', b'"source": [" ",', 1) if is_notebook else before + b" ")
        stale = set(names) - current(finished)
        path.write_bytes(before)
        readers = {name for name in STEPS if file in seen[name].files}
        if file.startswith("notebooks/"):
            readers = {step.id for step in finished.steps if step.kind == "notebook" and file in step.inputs}
            assert {path.stem[:2]} == {name[:2] for name in readers}
            assert stale == readers, file
        assert stale & set(STEPS) == readers & set(STEPS), file
    lock = project.root / "requirements.lock"
    lock.write_bytes(lock.read_bytes() + b" ")
    assert current(finished) == set()


def test_another_parameter_makes_stale(finished):
    step = finished.step("02_interviews")
    assert finished.is_current(step, Hashes())
    assert not finished.is_current(replace(step, values=step.values | {"handover": "elders"}), Hashes())
