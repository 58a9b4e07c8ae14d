"""Running a round: resume after a failure, reuse, refusal of a second run, and nothing half-published."""

import json
import os
import subprocess
import sys

import nbformat
import pytest
from filelock import FileLock
from helpers_runs import run_round
from helpers_synthetic import ROUND

from pipeline.errors import ChangedError, RoundBusyError
from pipeline.execution import run_step as making
from pipeline.execution.fingerprints import Record
from pipeline.execution.run import Wanted, run_rounds
from pipeline.looks.rendering.house_style import REFERENCE


def statuses(outcomes):
    return {outcome.id: outcome.status for outcome in outcomes}


def run(project, fresh=False):
    return statuses(run_round(project, ROUND, fresh=fresh))


REST = {"rapport", "word", "pdf", "publiceren", "papier"}


def made(found):
    return {name for name, status in found.items() if status == "made"}


def contents(project):
    folder = project.report(ROUND)
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in {"run.json", ".lock"}
    }


def comment(project):
    """Write a comment in a cell of a notebook."""
    path = project.notebooks / "02_interviews.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[-1].source += "\n# een opmerking"
    path.write_text(nbformat.writes(notebook), encoding="utf-8")


def explored(project):
    """Leave in a notebook what running it in an editor leaves: outputs, counts and notes of the editor."""
    path = project.notebooks / "02_interviews.ipynb"
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        cell.metadata["collapsed"] = True
        if cell.cell_type == "code":
            cell.execution_count, cell.outputs = 3, [nbformat.v4.new_output("stream", text="gezien")]
    path.write_text(nbformat.writes(notebook), encoding="utf-8")


def test_failure_keeps_what_is_done_and_the_next_run_resumes(small):
    broken = small.notebooks / "05_enquetes.ipynb"
    good = broken.read_text(encoding="utf-8")
    broken.write_text(
        good.replace("from pipeline.notebook.phase import open_phase", "raise ValueError('kapot')", 1), encoding="utf-8"
    )

    first = run(small)
    assert first["05_enquetes"] == "failed"
    after = REST
    waiting = {name for name in first if name.startswith(("05_enquetes_", "06_", "08_"))} | after
    assert {name for name, status in first.items() if status == "skipped"} == waiting
    assert first["01_desk_research"] == first["07_reproductie"] == first["07_reproductie_pagina"] == "made"
    assert not (small.report(ROUND) / "index.html").exists()
    assert (small.report(ROUND) / "stages" / "05_enquetes" / "notebook.ipynb").exists()

    broken.write_text(good, encoding="utf-8")
    second = run(small)
    assert made(second) == {"05_enquetes", *waiting}
    index = small.report(ROUND) / "index.html"
    assert index.exists()

    written = index.stat().st_mtime_ns
    assert set(run(small).values()) == {"reused"}
    assert index.stat().st_mtime_ns == written, "a run with nothing to do writes no page"

    index.unlink()
    assert made(run(small)) == {"papier"}, "what a user threw away comes back"
    assert index.exists()


@pytest.mark.thorough
def test_what_was_made_is_kept_through_all_that_can_befall_it(finished):
    """One thing after another is changed or damaged; each time just what needs it is made again."""
    every = set(run(finished))
    first = contents(finished)
    stages = finished.report(ROUND) / "stages"

    # Products and records, damaged and gone: made again, and since they come out the same nothing follows.
    for name, what in (
        ("02_interviews", "evidence.csv"),
        ("02_interviews", "notebook.ipynb"),
        ("02_interviews", ".made.json"),
        ("02_interviews_pagina", "page.html"),
        ("rapport", "data/findings.csv"),
        ("invoer", "kinds.json"),
    ):
        with (stages / name / what).open("ab") as file:
            file.write(b"x")
        assert made(run(finished)) == {name} - {"invoer"}
    for name, what in (
        ("06_triangulatie_innovatie", "findings.csv"),
        ("rapport", "index.html"),
        ("invoer", ".made.json"),
    ):
        (stages / name / what).unlink()
        assert made(run(finished)) == {name} - {"invoer"}
    (finished.report(ROUND) / "data" / "claims.csv").write_text("kapot", encoding="utf-8")
    assert made(run(finished)) == {"publiceren", "papier"}
    assert contents(finished) == first

    # Somebody looked around in a notebook, and saved it: nothing was typed.
    explored(finished)
    assert made(run(finished)) == set()

    # The notebook is made again and what shows notebooks, its page and the report on paper. What hands on the same goes
    # no further.
    comment(finished)
    assert made(run(finished)) == {"02_interviews", "02_interviews_pagina", "rapport", "publiceren", "papier"}

    # What a phase hands on: only what is made of it.
    table = finished.raw / ROUND / "interview_statements.csv"
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace("Bezoeker 3 wacht te lang.", "Bezoeker 3 wacht lang."), encoding="utf-8")
    changed = made(run(finished))
    themes = {name for name in every if name.startswith("06_") and not name.endswith("_pagina")}
    assert {"02_interviews", "08_rapport", *REST, *themes} <= changed
    assert {name.removesuffix("_pagina") for name in changed} - REST == {
        "02_interviews",
        "08_rapport",
        *themes,
    }
    table.write_text(text, encoding="utf-8")
    run(finished)

    # Everything again, when asked for and when the packages are others.
    assert made(run(finished, fresh=True)) == every
    with (finished.root / "requirements.lock").open("a", encoding="utf-8") as file:
        file.write("# anders\n")
    assert made(run(finished)) == every
    assert set(run(finished).values()) == {"reused"}


@pytest.mark.thorough
def test_what_ends_between_product_and_record_is_made_again(finished, monkeypatch):
    write = Record.write

    def cut_short(self, made_from, products, names):
        if self.path.parent.name == "02_interviews":
            raise KeyboardInterrupt
        write(self, made_from, products, names)

    comment(finished)
    with monkeypatch.context() as patch:
        patch.setattr(Record, "write", cut_short)
        with pytest.raises(KeyboardInterrupt):
            run(finished)
    folder = finished.report(ROUND) / "stages" / "02_interviews"
    assert (folder / "evidence.csv").exists()
    assert not (folder / ".made.json").exists()
    assert {"02_interviews", "rapport"} <= made(run(finished))


def test_a_mistake_of_ours_in_one_step_is_its_failure_and_what_does_not_need_it_goes_on(finished, monkeypatch):
    def broken(plan, step):
        raise ZeroDivisionError("kapot")

    comment(finished)
    monkeypatch.setitem(making._MAKERS, "report", broken)
    outcomes = run_round(finished, ROUND)
    found = statuses(outcomes)
    assert found["rapport"] == "failed"
    assert found["publiceren"] == "skipped"
    assert made(found) == {"02_interviews", "02_interviews_pagina"}
    [error] = [outcome.error for outcome in outcomes if outcome.error]
    assert str(error) == f"{ROUND}, rapport: onverwachte fout: ZeroDivisionError('kapot')"


def test_the_record_of_the_run_says_what_was_made(finished):
    comment(finished)
    found = run(finished)
    said = json.loads((finished.report(ROUND) / "run.json").read_text(encoding="utf-8"))
    assert {item["stage"]: item["status"] for item in said["stages"]} | {
        item["step"]: item["status"] for item in said["other"]
    } == found
    assert said["seconds"] > 0


def test_a_folder_in_the_folder_of_the_report_is_told_and_no_accident(small):
    (small.raw / ROUND / "report" / "oud").mkdir(parents=True, exist_ok=True)
    outcomes = run_round(small, ROUND)
    assert statuses(outcomes)["rapport"] == "failed"
    [error] = [outcome.error for outcome in outcomes if outcome.error]
    assert "Dit wordt niet gelezen." in {problem.what for problem in error.problems}


def test_second_run_at_once_is_refused_and_changes_nothing(small):
    folder = small.report(ROUND)
    folder.mkdir(parents=True)
    with FileLock(folder / ".lock"), pytest.raises(RoundBusyError, match="wordt al gedraaid"):
        run(small)
    assert [path.name for path in folder.iterdir()] == [".lock"]


@pytest.mark.parametrize(
    ("modules", "heavy"),
    [
        ("pipeline.command", {"pydantic", "yaml", "typer", "rich", "dataclasses", "ast"}),
        (
            "pipeline.cli, pipeline.execution.run, pipeline.execution.why",
            {"pandas", "numpy", "nbformat", "papermill", "dask", "jinja2", "matplotlib", "fsspec"},
        ),
    ],
)
def test_nothing_heavy_is_imported_to_find_that_there_is_nothing_to_do(modules, heavy):
    program = f"import sys, {modules}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert not heavy & set(done.stdout.split())


@pytest.mark.thorough
def test_work_on_this_machine_does_not_import_what_only_a_cluster_needs(finished):
    """dask itself imports distributed, where it is installed, only to see whether a cluster is in use."""
    table = finished.raw / ROUND / "interview_statements.csv"
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace("Bezoeker 3 wacht te lang.", "Bezoeker 3 wacht lang."), encoding="utf-8")
    program = f"""
import sys
from pipeline.execution.run import run_rounds
from pipeline.rounds import find_project
[result] = run_rounds(find_project(), ["{ROUND}"], lambda outcome: None)
print([outcome.status for outcome in result.outcomes].count("made"), "distributed" in sys.modules)
"""
    environment = {**os.environ, "KLANKBORD_PROJECT": str(finished.root)}
    argv = [sys.executable, "-c", program]
    done = subprocess.run(argv, cwd=finished.root, env=environment, capture_output=True, text=True, check=True)
    count, imported = done.stdout.split()
    assert int(count) > 10
    assert imported == "False"


def test_a_house_style_counts_for_its_own_file_and_a_damaged_one_leaves_the_report(finished):
    in_pdf, in_word = (finished.house_style(ROUND, kind) for kind in ("pdf", "word"))
    in_pdf.write_text("#let huisstijl(inhoud) = inhoud\n", encoding="utf-8")
    assert made(run(finished)) == {"pdf", "papier"}
    in_word.write_bytes(b"kapot")
    published = {path: path.read_bytes() for path in finished.report(ROUND).glob("[!.]*.[dp]*")}
    found = run(finished)
    assert {name: found[name] for name in ("word", "pdf", "publiceren", "papier")} == {
        "word": "failed",
        "pdf": "reused",
        "publiceren": "reused",
        "papier": "skipped",
    }
    assert {path: path.read_bytes() for path in finished.report(ROUND).glob("[!.]*.[dp]*")} == published
    assert len(published) == 7
    in_word.write_bytes(REFERENCE.read_bytes())  # our own style as a file gives the same report, so nothing follows
    assert made(run(finished)) == {"word"}


def paper_of(project):
    return {path.name for path in project.report(ROUND).glob("*.[dp][od][cf]*")}


def front_page(project):
    return (project.report(ROUND) / "index.html").read_text(encoding="utf-8")


@pytest.mark.thorough
def test_the_site_is_there_before_word_and_pdf_and_the_old_ones_never_stand_beside_it(finished, monkeypatch):
    """Word fails on other data than before: the site is of these, and nothing on paper is of the old ones."""
    assert len(paper_of(finished)) == 6
    assert 'href="rapport.docx"' in front_page(finished)
    table = finished.raw / ROUND / "interview_statements.csv"
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace("Bezoeker 3 wacht te lang.", "Bezoeker 3 wacht lang."), encoding="utf-8")

    def broken(plan, step):
        raise ZeroDivisionError("kapot")

    with monkeypatch.context() as patched:
        patched.setitem(making._MAKERS, "word", broken)
        found = run(finished)
    assert {name: found[name] for name in ("publiceren", "word", "pdf", "papier")} == {
        "publiceren": "made",
        "word": "failed",
        "pdf": "made",
        "papier": "skipped",
    }
    assert paper_of(finished) == set()
    assert "rapport.docx" not in front_page(finished)
    assert "zodra die van deze gegevens zijn gemaakt" in front_page(finished)
    assert made(run(finished)) == {"word", "papier"}
    assert len(paper_of(finished)) == 6
    assert 'href="rapport.docx"' in front_page(finished)


def test_what_was_read_before_and_after_a_change_is_not_published(finished, monkeypatch):
    table = finished.raw / ROUND / "interview_statements.csv"
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace("Bezoeker 3 wacht te lang.", "Bezoeker 3 wacht lang."), encoding="utf-8")
    before, report = front_page(finished), making._MAKERS["report"]

    def changing(plan, step):
        table.write_text(text.replace("Bezoeker 3 wacht te lang.", "Bezoeker 3 wacht kort."), encoding="utf-8")
        return report(plan, step)

    with monkeypatch.context() as patched:
        patched.setitem(making._MAKERS, "report", changing)
        outcomes = run_round(finished, ROUND)
    assert statuses(outcomes)["publiceren"] == "failed"
    assert [type(outcome.error) for outcome in outcomes if outcome.error] == [ChangedError]
    assert front_page(finished) == before
    assert len(paper_of(finished)) == 6
    assert "02_interviews" in made(run(finished)), "what was read before the change is not taken for what is there now"


def test_what_is_left_out_does_not_stay_from_an_earlier_run_and_a_whole_run_has_all_of_it(finished):
    project, before = finished, contents(finished)
    for without, left in (({"word", "pdf"}, ""), ({"pdf"}, "docx"), ({"word"}, "pdf")):
        [result] = run_rounds(project, [ROUND], lambda _: None, wanted=Wanted(without=frozenset(without)))
        assert result.error is None
        assert {name.rpartition(".")[2] for name in paper_of(project)} == {left} - {""}
        assert {kind for kind in ("docx", "pdf") if f'href="rapport.{kind}"' in front_page(project)} == {left} - {""}
        [again] = run_rounds(project, [ROUND], lambda _: None, wanted=Wanted(without=frozenset(without)))
        assert {outcome.status for outcome in again.outcomes} == {"reused"}
    assert made(run(project)) == {"publiceren", "papier"}
    assert contents(project) == before
