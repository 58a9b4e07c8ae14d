"""Running a round: stages in parallel, finished ones reused, then everything published at once."""

import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from graphlib import TopologicalSorter
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.errors import KlankbordError, RoundBusyError, StageError
from pipeline.execution import fingerprints
from pipeline.execution.publish import publish
from pipeline.execution.stages import Stage, stages
from pipeline.phases.raw_tables import load_round
from pipeline.rounds import Project

# A kernel for each core, and never more than four: each takes a few hundred megabytes.
_KERNELS = max(1, min(4, os.cpu_count() or 1))


@dataclass(frozen=True)
class Outcome:
    """How a stage ended: ``made``, ``reused``, ``failed`` or ``skipped`` (an earlier stage failed)."""

    stage: Stage
    status: str
    seconds: float
    error: KlankbordError | None = None


Report = Callable[[Outcome], None]


def run_round(project: Project, round_id: str, report: Report) -> list[Outcome]:
    """Run a round.

    All raw tables are validated before anything is written. Stages whose fingerprint is unchanged are reused. When a
    stage fails, those that do not need it go on, what was finished is kept for the next run, and nothing new is
    published.

    Parameters
    ----------
    project : Project
        The project.
    round_id : str
        The round.
    report : callable
        Called with the outcome of every stage as soon as it ends.

    Returns
    -------
    list of Outcome
        One for each stage, in the order of the graph.

    Raises
    ------
    InputError
        The raw tables or codebooks have mistakes; nothing was changed on disk.
    ClaimsError
        The stages are done, but the report that the consultant wrote says what nothing backs.
    RoundBusyError
        Another run of this round is going on.
    """
    data = load_round(project, round_id)
    folder = project.report(round_id)
    handover = project.name(folder / "stages")
    planned = stages(project, round_id, data.round, data.codebook, handover)
    if not _all_current(project, folder / "stages", planned):
        # Imported here: papermill is heavy, and a run with nothing to do should answer at once.
        from pipeline.execution.notebooks import check_parameters

        for stage in planned:
            check_parameters(project, stage)
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / ".lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        message = f"De ronde {round_id} wordt al gedraaid. Wacht tot dat klaar is en probeer het dan opnieuw."
        raise RoundBusyError(message) from None
    with lock, _known_to_kernels(project):
        started = time.perf_counter()
        outcomes = _run_stages(project, folder / "stages", planned, report)
        try:
            if all(outcome.status in {"made", "reused"} for outcome in outcomes):
                publish(project, data, planned, folder / "stages")
        finally:
            _record(folder, outcomes, time.perf_counter() - started)
    return outcomes


def _all_current(project: Project, folder: Path, planned: list[Stage]) -> bool:
    """Tell whether every stage can be reused."""
    return all(
        fingerprints.is_current(folder / stage.id, fingerprints.fingerprint(project, stage, _upstream(folder, stage)))
        for stage in planned
    )


def _upstream(folder: Path, stage: Stage) -> dict[str, str]:
    return {name: fingerprints.handed_on(folder / name) for name in stage.after}


@contextmanager
def _known_to_kernels(project: Project) -> Iterator[None]:
    """Let the kernels, which inherit the environment, work on this project wherever the command was started."""
    before = os.environ.get("KLANKBORD_PROJECT")
    os.environ["KLANKBORD_PROJECT"] = str(project.root)
    try:
        yield
    finally:
        if before is None:
            del os.environ["KLANKBORD_PROJECT"]
        else:
            os.environ["KLANKBORD_PROJECT"] = before


def _run_stages(project: Project, folder: Path, planned: list[Stage], report: Report) -> list[Outcome]:
    """Run each stage as soon as the stages it needs have ended."""
    by_id = {stage.id: stage for stage in planned}
    order = TopologicalSorter({stage.id: stage.after for stage in planned})
    order.prepare()
    ended: dict[str, Outcome] = {}
    running: dict[Future[Outcome], str] = {}
    with ThreadPoolExecutor(_KERNELS) as pool:
        while order.is_active():
            for name in order.get_ready():
                stage = by_id[name]
                if any(ended[before].status in {"failed", "skipped"} for before in stage.after):
                    ended[name] = Outcome(stage, "skipped", 0.0)
                    report(ended[name])
                    order.done(name)
                else:
                    running[pool.submit(_run_stage, project, folder, stage)] = name
            if not running:
                continue
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                name = running.pop(future)
                ended[name] = future.result()
                report(ended[name])
                order.done(name)
    return [ended[stage.id] for stage in planned]


def _run_stage(project: Project, folder: Path, stage: Stage) -> Outcome:
    started = time.perf_counter()
    wanted = fingerprints.fingerprint(project, stage, _upstream(folder, stage))
    own = folder / stage.id
    if fingerprints.is_current(own, wanted):
        return Outcome(stage, "reused", time.perf_counter() - started)
    # Without its fingerprint a stage counts as unfinished, whatever else is left of an earlier attempt.
    from pipeline.execution.notebooks import run_notebook

    shutil.rmtree(own, ignore_errors=True)
    own.mkdir(parents=True)
    try:
        run_notebook(project, stage, own / "notebook.ipynb")
    except StageError as error:
        return Outcome(stage, "failed", time.perf_counter() - started, error)
    fingerprints.record(own, wanted)
    return Outcome(stage, "made", time.perf_counter() - started)


def _record(folder: Path, outcomes: list[Outcome], seconds: float) -> None:
    """Write `run.json`: what ran, what was reused, how long it took."""
    content = {
        "seconds": round(seconds, 2),
        "stages": [
            {"stage": outcome.stage.id, "status": outcome.status, "seconds": round(outcome.seconds, 2)}
            for outcome in outcomes
        ],
    }
    unfinished = folder / "run.json.unfinished"
    unfinished.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    unfinished.replace(folder / "run.json")
