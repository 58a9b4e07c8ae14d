"""Carrying out the steps of rounds as dask tasks, on the cores of this machine or on a Dask cluster."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import Any

from pipeline.errors import KlankbordError
from pipeline.execution.fingerprints import Hashes
from pipeline.execution.make import Outcome, make
from pipeline.execution.steps import Plan

# What a kernel and its client may take; a kernel shares the memory of the process that it was forked from.
_BYTES_A_KERNEL = 400 * 2**20


def carry_out(
    plans: list[Plan], fresh: bool, hashes: Hashes, scheduler: str | None, report: Callable[[Outcome], None]
) -> list[Outcome]:
    """Carry out every step of some rounds, each as soon as the steps that it waits for have ended.

    Parameters
    ----------
    plans : list of Plan
        The rounds.
    fresh : bool
        Make every step, also those that are current.
    hashes : Hashes
        Hashes of files.
    scheduler : str or None
        Address of a Dask scheduler; None for this machine.
    report : callable
        Called, in this thread, with the outcome of every step as soon as it has ended.

    Raises
    ------
    KlankbordError
        The cluster can't be reached, or lost the same step with several workers.
    """
    if scheduler is None:
        return _here(_graph(plans, fresh, hashes), report)
    return _on_cluster(_graph(plans, fresh, None), scheduler, report)


def _graph(plans: list[Plan], fresh: bool, hashes: Hashes | None) -> list[Any]:
    from dask.delayed import delayed

    nodes: list[Any] = []
    for plan in plans:
        by_id: dict[str, Any] = {}
        for step in plan.steps:
            # The plan is bound beforehand: dask would look into every argument for more tasks.
            task = delayed(partial(make, plan, step.id, fresh, hashes), pure=False)
            by_id[step.id] = task([by_id[name] for name in step.after], dask_key_name=f"{plan.round_id}/{step.id}")
        nodes += by_id.values()
    return nodes


def _here(nodes: list[Any], report: Callable[[Outcome], None]) -> list[Outcome]:
    from dask.base import compute
    from dask.callbacks import Callback

    def ended(_key: Any, result: Any, *_: Any) -> None:
        if isinstance(result, Outcome):
            report(result)

    with ThreadPoolExecutor(kernels_at_once()) as pool, _kernels_end_with_us(pool), Callback(posttask=ended):
        return list(compute(*nodes, scheduler="threads", pool=pool, optimize_graph=False))


def kernels_at_once() -> int:
    """Give how many notebooks run at once: one a core, with one more to fill their waiting, as memory allows."""
    import psutil

    by_memory = int(psutil.virtual_memory().available) // _BYTES_A_KERNEL
    return max(1, min((os.cpu_count() or 1) + 1, by_memory))


@contextmanager
def _kernels_end_with_us(pool: ThreadPoolExecutor) -> Iterator[None]:
    """Stop at once when somebody presses Ctrl-C: without their kernels, the threads that wait for them end too."""
    from pipeline.execution.kernels import fork_client

    try:
        yield
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    finally:
        fork_client.close()


def _on_cluster(nodes: list[Any], address: str, report: Callable[[Outcome], None]) -> list[Outcome]:
    try:
        from distributed import Client, as_completed
        from distributed.scheduler import KilledWorker
    except ImportError:
        raise KlankbordError(
            "Voor een cluster is het pakket distributed nodig: pip install klankbord[cluster]."
        ) from None
    try:
        client = Client(address, timeout=10)
    except (OSError, ValueError):
        raise KlankbordError(f"Er is geen Dask-cluster te bereiken op {address}.") from None
    outcomes: list[Outcome] = []
    with client:
        futures = client.compute(nodes, optimize_graph=False)
        try:
            for _, outcome in as_completed(futures, with_results=True):
                report(outcome)
                outcomes.append(outcome)
        except KilledWorker as error:
            message = f"Het cluster verloor bij stap {error.task} telkens de rekenmachine; kijk in het logboek daarvan."
            raise KlankbordError(message) from None
    return outcomes
