"""The command `klankbord run` as a user meets it when something goes wrong."""

import helpers_command
from filelock import FileLock
from helpers_synthetic import ROUND


def run(project):
    return helpers_command.klankbord(project.root, "run", ROUND, columns=120)


def test_failed_notebook_is_named_with_heading_and_cell_and_the_exit_code_says_so(small):
    broken = small.notebooks / "03_focusgroepen.ipynb"
    good = broken.read_text(encoding="utf-8")
    broken.write_text(
        good.replace("from pipeline.notebook.phase import open_phase", "raise ValueError('kapot')", 1), encoding="utf-8"
    )
    done = run(small)
    assert done.returncode == 1
    assert "03_focusgroepen.ipynb" in done.stderr
    assert "Kop" in done.stderr
    assert "ValueError: kapot" in done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    assert "overgeslagen" in done.stdout


def test_unknown_parameter_stops_the_run_before_anything_is_written(small):
    report = small.notebooks / "08_rapport.ipynb"
    report.write_text(report.read_text(encoding="utf-8").replace("handover: str", "map: str"), encoding="utf-8")
    done = run(small)
    assert done.returncode == 1
    assert "kent de parameter «handover» niet" in done.stderr
    assert not (small.root / "reports").exists()


def test_second_run_at_once_is_refused(small):
    folder = small.report(ROUND)
    folder.mkdir(parents=True)
    with FileLock(folder / ".lock"):
        done = run(small)
    assert done.returncode == 2
    assert "wordt al gedraaid" in done.stderr
