"""Rounds on a Dask cluster come out as on this machine, whoever computes them and wherever they are kept."""

import json
import os
import pickle
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from distributed import LocalCluster
from fsspec.core import url_to_fs
from fsspec.implementations.local import LocalFileSystem
from helpers_runs import COPY
from helpers_synthetic import ROUND

from pipeline.errors import ClaimsError, KlankbordError, Problem, StageError
from pipeline.execution import remote_step
from pipeline.execution.fingerprints import Hashes
from pipeline.execution.plan import plan
from pipeline.execution.remote_step import RemoteStep
from pipeline.execution.run import run_rounds
from pipeline.execution.scheduling import Cluster
from pipeline.execution.storage import Storage, fetch, mirrored


@pytest.fixture(scope="module")
def cluster():
    """Start a cluster of two workers on this machine."""
    with LocalCluster(n_workers=2, processes=True, threads_per_worker=1, dashboard_address=":0") as started:
        yield started


def ignore(outcome):
    """Report nothing."""


def contents(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in {"run.json", ".lock", "finished.json"}
    }


def statuses(results):
    assert [result.error for result in results] == [None] * len(results)
    return {outcome.status for result in results for outcome in result.outcomes}


@pytest.mark.thorough
def test_a_shared_folder_comes_out_the_same_also_when_a_worker_is_killed(small, both_made, cluster):
    shutil.copytree(small.raw / ROUND, small.raw / COPY)
    at = Cluster(cluster.scheduler_address)
    told: list[tuple[str, str]] = []
    pids = {worker.pid for worker in cluster.workers.values()}

    def kill_one(outcome):
        told.append((outcome.round_id, outcome.id))
        if len(told) == 12:
            os.kill(min(pids), signal.SIGKILL)

    results = run_rounds(small, [COPY, ROUND], kill_one, cluster=at)
    assert statuses(results) <= {"made", "reused"}, "what the killed worker had told is asked again"
    assert sorted(told) == sorted({(result.round_id, outcome.id) for result in results for outcome in result.outcomes})
    assert min(pids) not in {worker.pid for worker in cluster.workers.values()}
    assert contents(small.root / "reports") == contents(both_made.root / "reports")
    # What was made there is current here.
    assert statuses(run_rounds(small, [COPY, ROUND], ignore)) == {"reused"}


@pytest.mark.thorough
def test_what_goes_wrong_on_a_worker_is_told_here(small, cluster, monkeypatch):
    shutil.copytree(small.raw / ROUND, small.raw / COPY)
    notebook = small.notebooks / "02_interviews.ipynb"
    good = notebook.read_text(encoding="utf-8")
    notebook.write_text(good.replace("open_phase(", f"assert round_id == '{COPY}'; open_phase(", 1), encoding="utf-8")
    at = Cluster(cluster.scheduler_address)
    one, other = run_rounds(small, [COPY, ROUND], ignore, cluster=at)
    assert one.error is None
    assert isinstance(other.error, StageError)
    assert (other.error.notebook, other.error.heading, other.error.cell) == ("02_interviews.ipynb", "Kop", 3)
    assert other.error.partial.exists()

    # Nothing is computed by another version than ours.
    notebook.write_text(good, encoding="utf-8")
    monkeypatch.setattr(remote_step, "version", lambda: "anders")
    [result] = run_rounds(small, [ROUND], ignore, cluster=at)
    assert "staat of draait een andere versie van klankbord of Python dan hier" in str(result.error)
    assert {outcome.status for outcome in result.outcomes} == {"failed", "skipped"}


WITHOUT_PACKAGE = "import sys; sys.modules['pipeline'] = None"


@pytest.fixture(params=["worker", "scheduler"])
def without_package(request, tmp_path):
    """Start a cluster that has no klankbord on a machine, and give the address of its scheduler and of that machine."""
    if request.param == "worker":
        with LocalCluster(1, threads_per_worker=1, dashboard_address=":0", preload=[WITHOUT_PACKAGE]) as started:
            yield started.scheduler_address, next(iter(started.workers.values())).worker_address
        return
    started = tmp_path / "scheduler.json"
    options = ["--port", "0", "--no-dashboard", "--scheduler-file", str(started), "--preload", WITHOUT_PACKAGE]
    scheduler = subprocess.Popen([sys.executable, "-m", "distributed.cli.dask_scheduler", *options])
    try:
        while not started.exists() and scheduler.poll() is None:
            time.sleep(0.1)
        address = json.loads(started.read_text(encoding="utf-8"))["address"]
        yield address, address
    finally:
        scheduler.kill()
        scheduler.wait()


def test_a_cluster_without_the_package_is_refused_and_not_waited_for(small, without_package):
    scheduler, where = without_package
    with pytest.raises(KlankbordError, match="kan klankbord niet laden") as told:
        run_rounds(small, [ROUND], ignore, cluster=Cluster(scheduler))
    assert where in str(told.value)


def test_a_worker_refuses_when_its_package_changed_since_it_was_imported(small, monkeypatch):
    planned, _ = plan(small, ROUND, Hashes())
    step = RemoteStep(planned, "02_interviews", False, remote_step.version(), None)
    monkeypatch.setattr(remote_step, "_LOADED", "ouder")
    outcome = step([], None)
    assert outcome.status == "failed"
    assert "start het cluster opnieuw" in str(outcome.error)
    assert not (small.root / "reports").exists()


@pytest.mark.parametrize(
    "error",
    [
        KlankbordError("Iets."),
        StageError("s", "s.ipynb", "Kop", 3, "ValueError: x", Path("s/notebook.ipynb")),
        ClaimsError([Problem("a", 1, "b", "c", "d", "e")]),
    ],
)
def test_errors_travel_as_they_are(error):
    back = pickle.loads(pickle.dumps(error))
    assert type(back) is type(error)
    assert (str(back), vars(back), back.exit_code) == (str(error), vars(error), error.exit_code)


@pytest.fixture(params=[pytest.param("file, cluster", marks=pytest.mark.thorough), "memory, here"])
def kept(request, small, tmp_path):
    """Give where rounds are kept elsewhere, and what computes them."""
    (small.raw / ROUND).rename(small.raw / COPY)
    kind, _, where = request.param.partition(", ")
    address = f"file://{tmp_path}/store" if kind == "file" else f"memory://{tmp_path.name}"
    storage = Storage(f"{address}/raw", f"{address}/reports")
    system, root = url_to_fs(storage.raw)
    system.put(str(small.raw) + "/", root, recursive=True)
    at = Cluster(request.getfixturevalue("cluster").scheduler_address, storage) if where == "cluster" else None
    return storage, at


def run_kept(project, storage, at):
    names = storage.round_ids()
    assert names == [COPY]
    with mirrored(project, storage, names) as place:
        return run_rounds(place, names, ignore, cluster=at)


def test_rounds_kept_elsewhere_come_out_the_same(small, both_made, kept, tmp_path):
    storage, at = kept
    shutil.rmtree(small.raw)
    small.raw.mkdir()
    assert statuses(run_kept(small, storage, at)) == {"made"}
    fetch(storage.reports, tmp_path / "fetched")
    assert contents(tmp_path / "fetched" / COPY) == contents(both_made.report(COPY))
    assert not (small.root / "reports").exists()
    assert statuses(run_kept(small, storage, at)) == {"reused"}


@pytest.mark.thorough
def test_half_of_a_step_that_is_put_back_never_counts_as_done(small, both_made, tmp_path, monkeypatch):
    storage = Storage(f"file://{tmp_path}/store/raw", f"file://{tmp_path}/store/reports")
    shutil.copytree(small.raw / ROUND, tmp_path / "store" / "raw" / ROUND)
    put_file = LocalFileSystem.put_file
    arrived = []

    def full(self, source, target, *args, **kwargs):
        if len(arrived) == 20:
            raise OSError("geen ruimte meer")
        arrived.append(target)
        put_file(self, source, target, *args, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(LocalFileSystem, "put_file", full)
        with (
            pytest.raises(KlankbordError, match="is niet te lezen of te schrijven: geen ruimte meer"),
            mirrored(small, storage, [ROUND]) as place,
        ):
            run_rounds(place, [ROUND], ignore)
    assert len(arrived) == 20
    assert not [name for name in arrived if name.endswith(".made.json")]
    with mirrored(small, storage, [ROUND]) as place:
        assert statuses(run_rounds(place, [ROUND], ignore)) == {"made"}
    assert contents(tmp_path / "store" / "reports" / ROUND) == contents(both_made.report(ROUND))
