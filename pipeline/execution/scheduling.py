"""Carrying out the steps of rounds as dask tasks, on the cores of this machine or on a Dask cluster."""

import os
import pickle
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from pipeline.errors import KlankbordError
from pipeline.execution.fingerprints import Hashes
from pipeline.execution.run_step import StepResult, run_step
from pipeline.execution.steps import Plan, Step

if TYPE_CHECKING:
    from pipeline.execution.storage import Storage

# What a step may take; pandoc takes most. A kernel shares the memory of the process that it was forked from.
_BYTES_A_STEP = 500 * 2**20
# What is imported beside the first notebooks would hold up their start.
_HEAD_START_SECONDS = 0.2


@dataclass(frozen=True)
class Cluster:
    """A Dask cluster.

    Parameters
    ----------
    scheduler : str
        Address of its scheduler.
    storage : Storage or None
        Where its workers find the rounds; None when they see the project's folder under the same path.
    """

    scheduler: str
    storage: "Storage | None" = None


def carry_out(
    plans: list[Plan], fresh: bool, hashes: Hashes, cluster: Cluster | None, report: Callable[[StepResult], None]
) -> None:
    """Carry out every step of some rounds, each as soon as the steps that it waits for have ended.

    Parameters
    ----------
    plans : list of Plan
        The rounds.
    fresh : bool
        Make every step, also those that are current.
    hashes : Hashes
        Hashes of files.
    cluster : Cluster or None
        Where to do it; None for this machine.
    report : callable
        Called, in this thread, with the outcome of every step as soon as it has ended.

    Raises
    ------
    KlankbordError
        The cluster can't be reached, can't load this package, or lost the same step with several workers.
    """
    from dask.delayed import delayed

    if cluster is None:
        _here(_graph(plans, lambda plan, step: partial(run_step, plan, step.id, fresh, hashes)), report)
        return
    from pipeline.execution.remote_step import RemoteStep, version
    from pipeline.execution.storage import pack

    here, storage = version(), cluster.storage
    # A task of its own, so that it travels once to a worker and not with every step.
    packed = delayed(pack(plans[0].project) if storage else None, name="packed", traverse=False)
    with _connected(cluster.scheduler) as client:
        _check_package(client)
        nodes = _graph(plans, lambda plan, step: RemoteStep(plan, step.id, fresh, here, storage), packed)
        _on_cluster(client, nodes, report)


def _graph(plans: list[Plan], making: Callable[[Plan, Step], Callable[..., StepResult]], *shared: Any) -> list[Any]:
    """Give every step of every round as a task, called with the outcomes of those it waits for, and what is shared."""
    from dask.delayed import delayed

    nodes: list[Any] = []
    for plan in plans:
        by_id: dict[str, Any] = {}
        for step in plan.steps:
            earlier = [by_id[name] for name in step.after]
            task = delayed(making(plan, step), pure=False)
            by_id[step.id] = task(earlier, *shared, dask_key_name=f"{plan.round_id}/{step.id}")
        nodes += by_id.values()
    return nodes


def _here(nodes: list[Any], report: Callable[[StepResult], None]) -> None:
    # Not `dask.compute`: where distributed is installed, that imports all of it to see whether a cluster is in use.
    from dask.callbacks import Callback
    from dask.threaded import get

    def ended(_key: Any, result: Any, *_: Any) -> None:
        if isinstance(result, StepResult):
            report(result)

    rest = threading.Timer(_HEAD_START_SECONDS, _import_the_rest)
    rest.daemon = True
    rest.start()
    try:
        with ThreadPoolExecutor(steps_at_once()) as pool, _kernels_end_with_us(pool), Callback(posttask=ended):
            tasks = {key: task for node in nodes for key, task in node.dask.items()}
            get(tasks, [node.key for node in nodes], pool=pool)
    finally:
        rest.cancel()


def _import_the_rest() -> None:
    """Import what makes pages and report while the first notebooks run, and not when the first of these are due."""
    import pipeline.execution.page
    import pipeline.execution.report
    import pipeline.looks.rendering.pdf
    import pipeline.looks.rendering.word  # noqa: F401
    from pipeline.looks.pages import compile_templates

    compile_templates()


def steps_at_once() -> int:
    """Give how many steps are made at once: three a core, so that no long one is left by itself, if memory allows."""
    import psutil

    by_memory = int(psutil.virtual_memory().available) // _BYTES_A_STEP
    return max(1, min(3 * (os.cpu_count() or 1), by_memory))


@contextmanager
def _kernels_end_with_us(pool: ThreadPoolExecutor) -> Iterator[None]:
    """Stop at once when somebody presses Ctrl-C: without their kernels, the threads that wait for them end too."""
    from pipeline.execution.kernels import fork_client

    try:
        yield
    except BaseException:
        fork_client.stop()
        pool.shutdown(wait=False, cancel_futures=True)
        raise


@contextmanager
def _connected(address: str) -> Iterator[Any]:
    try:
        from distributed import Client
    except ImportError:
        message = "Voor een cluster is het pakket distributed nodig: installeer klankbord[cluster]."
        raise KlankbordError(message) from None
    try:
        client = Client(address, timeout=10)
    except (OSError, ValueError):
        raise KlankbordError(f"Er is geen Dask-cluster te bereiken op {address}.") from None
    with client:
        yield client


def _check_package(client: Any) -> None:
    """Refuse a cluster that can't read our steps: its workers would end one by one, and the run would wait for ever."""
    from pipeline.execution.remote_step import RemoteStep

    step = pickle.dumps(RemoteStep)
    found = client.run(pickle.loads, step, on_error="return")
    wrong = {address: error for address, error in found.items() if isinstance(error, Exception)}
    try:
        client.run_on_scheduler(pickle.loads, step)
    except ImportError as error:
        wrong[client.scheduler.address] = error
    if wrong:
        where = ", ".join(sorted(wrong))
        message = (
            f"Het cluster kan klankbord niet laden op {where} ({next(iter(wrong.values()))}). Installeer het daar."
        )
        raise KlankbordError(message)


def _on_cluster(client: Any, nodes: list[Any], report: Callable[[StepResult], None]) -> None:
    from distributed import as_completed
    from distributed.scheduler import KilledWorker

    try:
        for _, outcome in as_completed(client.compute(nodes, optimize_graph=False), with_results=True):
            report(outcome)
    except KilledWorker as error:
        message = f"Het cluster verloor bij stap {error.task} telkens de rekenmachine; kijk in het logboek daarvan."
        raise KlankbordError(message) from None
