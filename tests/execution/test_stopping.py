"""Ctrl-C: a run ends at once, leaves nothing running, and the next run goes on where it was."""

import json
import os
import signal
import subprocess
import sys
import time

import psutil
import pytest
from helpers_synthetic import ROUND

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a process group is interrupted otherwise elsewhere")


def started(project):
    """Start a run as a terminal does, in a process group of its own."""
    environment = {**os.environ, "KLANKBORD_PROJECT": str(project.root), "COLUMNS": "120"}
    command = [sys.executable, "-m", "pipeline", "run", ROUND]
    return subprocess.Popen(
        command,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # Tests that run in the background of a shell have Ctrl-C ignored, and what they start would inherit that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def of_project(project):
    """List the processes that work on the project: all of a run have it in their environment."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get("KLANKBORD_PROJECT") == str(project.root):
                found.append(process.pid)
        except psutil.Error:
            continue
    return found


def wait_for(condition, seconds=60):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.fixture
def slow(small):
    """Give a project in which one notebook is done soon, and one waits as long as a file says so."""
    notebook = small.notebooks / "05_enquetes.ipynb"
    waiting = "import os, time, pathlib\\npathlib.Path(os.environ['KLANKBORD_PROJECT'], 'begun').touch()\\n"
    waiting += "while pathlib.Path(os.environ['KLANKBORD_PROJECT'], 'wait').exists():\\n    time.sleep(0.1)\\n"
    text = notebook.read_text(encoding="utf-8")
    notebook.write_text(
        text.replace("from pipeline.notebook.phase", f"{waiting}from pipeline.notebook.phase", 1), "utf-8"
    )
    (small.root / "wait").touch()
    return small


def test_ctrl_c_ends_the_run_and_the_next_goes_on(slow):
    run = started(slow)
    stages = slow.report(ROUND) / "stages"
    wait_for(lambda: (slow.root / "begun").exists() and (stages / "02_interviews" / ".made.json").exists())
    begun = time.monotonic()
    os.killpg(run.pid, signal.SIGINT)
    out, err = run.communicate(timeout=30)
    took = time.monotonic() - begun
    assert took < 10, f"{took} s: {out}{err}"
    assert run.returncode == 130
    assert "Gestopt. Wat af is, blijft; de volgende keer gaat het daar verder." in err
    assert "Traceback" not in out + err
    wait_for(lambda: not of_project(slow), 5)
    assert not (stages / "05_enquetes" / ".made.json").exists()

    (slow.root / "wait").unlink()
    again = started(slow)
    out, err = again.communicate(timeout=120)
    assert again.returncode == 0, out + err
    said = json.loads((slow.report(ROUND) / "run.json").read_text(encoding="utf-8"))
    status = {item["stage"]: item["status"] for item in said["stages"]}
    assert status["02_interviews"] == "reused"
    assert status["05_enquetes"] == "made"


@pytest.mark.parametrize("moment", [0.3, 1.0, 1.8])
def test_ctrl_c_at_any_moment_leaves_nothing_running(slow, moment):
    run = started(slow)
    time.sleep(moment)
    os.killpg(run.pid, signal.SIGINT)
    out, err = run.communicate(timeout=30)
    assert run.returncode not in {0, 1}
    wait_for(lambda: not of_project(slow), 10)
    if moment > 0.3:  # before that Python itself is still starting
        assert "Gestopt." in err, out + err
