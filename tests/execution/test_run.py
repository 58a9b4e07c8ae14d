"""Running a round: resume after a failure, reuse, refusal of a second run, and nothing half-published."""

import pytest
from filelock import FileLock

from pipeline.errors import RoundBusyError
from pipeline.execution.run import run_round

ROUND = "wijk-voor-wijk-2019"


def statuses(outcomes):
    return {outcome.stage.id: outcome.status for outcome in outcomes}


def run(project):
    return statuses(run_round(project, ROUND, lambda outcome: None))


def test_failure_keeps_what_is_done_and_the_next_run_resumes(small):
    broken = small.notebooks / "05_enquetes.ipynb"
    good = broken.read_text(encoding="utf-8")
    broken.write_text(
        good.replace("from pipeline.notebook.phase import open_phase", "raise ValueError('kapot')", 1), encoding="utf-8"
    )

    first = run(small)
    assert first["05_enquetes"] == "failed"
    assert {first[name] for name in first if name.startswith("06_") or name == "08_rapport"} == {"skipped"}
    assert first["01_desk_research"] == first["07_reproductie"] == "made"
    assert not (small.report(ROUND) / "index.html").exists()
    assert (small.report(ROUND) / "stages" / "05_enquetes" / "notebook.ipynb").exists()

    broken.write_text(good, encoding="utf-8")
    second = run(small)
    assert second["01_desk_research"] == second["07_reproductie"] == "reused"
    assert second["05_enquetes"] == second["08_rapport"] == "made"
    index = small.report(ROUND) / "index.html"
    assert index.exists()

    written = index.stat().st_mtime_ns
    assert set(run(small).values()) == {"reused"}
    assert index.stat().st_mtime_ns == written, "a run with nothing to do writes no page"

    index.unlink()
    assert set(run(small).values()) == {"reused"}
    assert index.exists(), "what a user threw away comes back"


def test_second_run_at_once_is_refused_and_changes_nothing(small):
    folder = small.report(ROUND)
    folder.mkdir(parents=True)
    with FileLock(folder / ".lock"), pytest.raises(RoundBusyError, match="wordt al gedraaid"):
        run(small)
    assert [path.name for path in folder.iterdir()] == [".lock"]
