"""One notebook: its parameters are checked first, and a failure says where."""

import json
from dataclasses import replace

import nbformat
import pytest
from nbformat import v4

from pipeline.errors import KlankbordError, StageError
from pipeline.execution import engine
from pipeline.execution.imports import code_of
from pipeline.execution.notebooks import check_parameters, run_notebook
from pipeline.execution.stages import Stage
from pipeline.rounds import Project

STAGE = Stage("proef", "Proef", "proef.ipynb", {"round_id": "x"}, ())


def store(project: Project, *cells) -> None:
    first = v4.new_code_cell('round_id: str = "a"\naantal: int = 3', metadata={"tags": ["parameters"]})
    notebook = v4.new_notebook(cells=[v4.new_markdown_cell("# Begin"), first, *cells])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    (project.notebooks / "proef.ipynb").write_text(nbformat.writes(notebook), encoding="utf-8")


def test_known_parameters_of_the_right_type_pass(project):
    store(project)
    check_parameters(project, replace(STAGE, parameters={"round_id": "b", "aantal": 4}))


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"ronde": "b"}, "kent de parameter «ronde» niet"),
        ({"aantal": "vier"}, "«aantal» moet int zijn"),
        ({"round_id": 4}, "«round_id» moet str zijn"),
    ],
)
def test_wrong_parameters_are_refused(project, parameters, message):
    store(project)
    with pytest.raises(KlankbordError, match=message):
        check_parameters(project, replace(STAGE, parameters=parameters))


def test_missing_notebook_is_named(project):
    with pytest.raises(KlankbordError, match=r"proef\.ipynb ontbreekt"):
        check_parameters(project, STAGE)


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b"[]",
        b'{"metadata": {"kernelspec": {"name": "python3", "display_name": "x", "language": "x"}}, "nbformat": 4, '
        b'"nbformat_minor": 5, "cells": [{"cell_type": "code", "metadata": {"tags": ["parameters"]}, "source": "a = 1"'
        b', "outputs": [], "execution_count": null, "id": "a"}]}',
        b'{"metadata": {}, "cells": ["tekst"]}',
        b'{"cells": 3, "nbformat": 4}',
        b"\xff\xfe\xbc",
        b"[" * 9999,
    ],
)
def test_damaged_notebook_is_named(project, content):
    (project.notebooks / "proef.ipynb").write_bytes(content)
    with pytest.raises(KlankbordError, match=r"proef\.ipynb is niet te lezen") as caught:
        check_parameters(project, STAGE)
    assert str(caught.value).endswith("het is beschadigd, of geen notebook. Zet het terug uit een kopie.")


@pytest.mark.slow
def test_failure_names_heading_and_cell_and_keeps_the_partial_notebook(project, tmp_path):
    store(
        project,
        v4.new_code_cell("print('goed')"),
        v4.new_markdown_cell("Tekst vooraf.\n\n## Het stuk dat misgaat"),
        v4.new_code_cell("1 / 0"),
        v4.new_markdown_cell("## Daarna"),
        v4.new_code_cell("print('nooit')"),
    )
    target = tmp_path / "deel.ipynb"
    with pytest.raises(StageError) as caught:
        run_notebook(project, STAGE, target)
    error = caught.value
    assert (error.notebook, error.heading, error.cell) == ("proef.ipynb", "Het stuk dat misgaat", 5)
    assert error.cause == "ZeroDivisionError: division by zero"
    kept = nbformat.read(error.partial, as_version=4)
    outputs = [output.output_type for cell in kept.cells for output in cell.get("outputs", [])]
    assert outputs == ["stream", "error"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("ends", "cause"),
    [("import os\nos._exit(1)", "De kernel hield hier op"), ("exit()", "Deze cel beëindigt het notebook")],
)
def test_a_cell_that_ends_its_kernel_is_named_and_not_one_behind_it(project, tmp_path, ends, cause):
    store(
        project,
        v4.new_code_cell("print('goed')"),
        v4.new_markdown_cell("## Hier"),
        v4.new_code_cell(ends),
        v4.new_markdown_cell("## Daarna"),
        v4.new_code_cell("print('nooit')"),
    )
    with pytest.raises(StageError) as caught:
        run_notebook(project, STAGE, tmp_path / "deel.ipynb")
    error = caught.value
    assert (error.notebook, error.heading, error.cell) == ("proef.ipynb", "Hier", 5)
    assert error.cause.startswith(cause)
    kept = nbformat.read(caught.value.partial, as_version=4)
    assert [output.text for cell in kept.cells for output in cell.get("outputs", [])] == ["goed\n"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("code", "cause"),
    [
        ("while True:\n    print('x' * 1000)", "Deze cel toont te veel"),
        ("print('x' * 1_000_000)", "Deze cel toont te veel"),
        ("while True:\n    pass", "Deze cel was na .* nog niet klaar"),
    ],
)
def test_a_cell_without_end_is_stopped_and_named(project, tmp_path, monkeypatch, code, cause):
    monkeypatch.setattr(engine, "MOST_SHOWN", 500_000)
    monkeypatch.setattr(engine, "LONGEST", 5)
    store(project, v4.new_markdown_cell("## Hier"), v4.new_code_cell(code), v4.new_code_cell("print('nooit')"))
    with pytest.raises(StageError, match=cause) as caught:
        run_notebook(project, STAGE, tmp_path / "deel.ipynb")
    assert (caught.value.heading, caught.value.cell) == ("Hier", 4)
    assert caught.value.partial.stat().st_size < 2_000_000


@pytest.mark.slow
def test_kept_notebook_has_no_times_and_no_paths(project, tmp_path):
    store(project, v4.new_code_cell("print(round_id)"))
    first, second = tmp_path / "een.ipynb", tmp_path / "twee.ipynb"
    run_notebook(project, STAGE, first)
    run_notebook(project, STAGE, second)
    assert first.read_bytes() == second.read_bytes()
    assert str(project.root) not in first.read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("kernel", [None, {"name": "mijn-omgeving", "display_name": "Mijn omgeving"}])
def test_a_notebook_from_another_editor_runs_with_a_mark_in_front_and_without_its_language(project, tmp_path, kernel):
    store(project, v4.new_code_cell("print(round_id)"))
    path = project.notebooks / "proef.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["metadata"] = {} if kernel is None else {"kernelspec": kernel}
    path.write_text(json.dumps(notebook), encoding="utf-8-sig")
    check_parameters(project, STAGE)
    assert "print(round_id)" in code_of(path)
    run_notebook(project, STAGE, tmp_path / "deel.ipynb")
    kept = nbformat.read(tmp_path / "deel.ipynb", as_version=4)
    assert [output.text for cell in kept.cells for output in cell.get("outputs", [])] == ["x\n"]


@pytest.mark.slow
@pytest.mark.parametrize("ids", [["een", "een", "een"], [None, None, "een"], [None, None, None]])
def test_cells_that_were_copied_by_hand_run_without_a_word_about_their_ids(project, tmp_path, ids):
    store(project, v4.new_code_cell("print(round_id)"))
    path = project.notebooks / "proef.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell, chosen in zip(notebook["cells"], ids, strict=True):
        cell.pop("id")
        cell |= {"id": chosen} if chosen else {}
    path.write_text(json.dumps(notebook), encoding="utf-8")
    check_parameters(project, STAGE)
    run_notebook(project, STAGE, tmp_path / "deel.ipynb")
    kept = nbformat.read(tmp_path / "deel.ipynb", as_version=4)
    assert [output.text for cell in kept.cells for output in cell.get("outputs", [])] == ["x\n"]
