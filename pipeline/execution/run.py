"""Running rounds: planned, locked against a second run, carried out, and told how it went."""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from pipeline.editions import TEAM, Edition
from pipeline.errors import KlankbordError, RoundBusyError
from pipeline.execution import plan as planning
from pipeline.execution import unchanged
from pipeline.execution.fingerprints import Hashes
from pipeline.execution.run_step import StepResult
from pipeline.outputs import PAPER_KINDS
from pipeline.rounds import Project
from pipeline.whole_files import write_whole

if TYPE_CHECKING:
    from pipeline.execution.scheduling import Cluster
    from pipeline.execution.steps import Plan, StepKind

Report = Callable[[StepResult], None]


@dataclass(frozen=True)
class Result:
    """How a round went.

    Attributes
    ----------
    round_id : str
        The round.
    outcomes : tuple of StepResult
        One for each step, in the order of the plan; none when the round could not be planned.
    error : KlankbordError or None
        Why the round could not be planned, or the first step that failed.
    notices : int
        How many things in its tables were read otherwise than they stand there, or not.
    outdated : tuple of Edition
        What could be sent of it and was taken away: it was of older data.
    """

    round_id: str
    outcomes: tuple[StepResult, ...]
    error: KlankbordError | None
    notices: int = 0
    outdated: tuple[Edition, ...] = ()


@dataclass(frozen=True)
class Wanted:
    """What is to be made of rounds.

    Attributes
    ----------
    edition : Edition
        For whom.
    without : frozenset of str
        Of ``word`` and ``pdf``: what is left out. Nothing of that kind stays beside the site.
    """

    edition: Edition = TEAM
    without: frozenset[str] = frozenset()


WHOLE = Wanted()


def run_rounds(
    project: Project,
    round_ids: Sequence[str],
    report: Report,
    *,
    fresh: bool = False,
    cluster: "Cluster | None" = None,
    wanted: Wanted = WHOLE,
) -> list[Result]:
    """Run rounds.

    All raw tables of a round are validated before anything of it is written. Steps that are current are reused. When a
    step fails, those that do not need it go on, and what was made is kept for the next run; the site is published only
    when all of it was made, and what goes on paper follows. A round that can't be run does not hold up the others.

    Parameters
    ----------
    project : Project
        The project.
    round_ids : sequence of str
        The rounds.
    report : callable
        Called with the outcome of every step as soon as it ends.
    fresh : bool
        Make everything again, also what is current.
    cluster : Cluster or None
        Where to do the work; None for this machine.
    wanted : Wanted
        What to make of them.

    Returns
    -------
    list of Result
        One for each round, in the order given.
    """
    started = time.perf_counter()
    hashes = Hashes()
    plans: dict[str, Plan] = {}
    errors: dict[str, KlankbordError] = {}
    outcomes: dict[str, list[StepResult]] = {}
    notices: dict[str, int] = {}
    gone: dict[str, tuple[Edition, ...]] = {}

    def warm_up() -> None:
        """Take what the code is like before more of it is imported, and let kernels begin to import it.

        Something is different from when the round was finished, so that there will be work, but for rare cases.
        """
        hashes.take_package()
        if cluster is None:  # its workers start their own
            _start_kernels()

    with ExitStack() as locks:
        for round_id in dict.fromkeys(round_ids):
            steps = None if fresh or wanted != WHOLE else unchanged.steps(project.root, round_id)
            if steps is not None:
                outcomes[round_id] = _all_reused(round_id, steps, report)
                continue
            try:
                warm_up()
                plan, validated = planning.plan(project, round_id, hashes, wanted.edition, wanted.without)
                notices[round_id] = plan.notices
                if not fresh and not validated and _nothing_to_do(plan, hashes):
                    _remember(plan, hashes)
                    steps = [(step.id, step.label, step.kind) for step in plan.steps]
                    outcomes[round_id] = _all_reused(round_id, steps, report)
                    continue
                _check_notebooks(plan)
                lock(project, round_id, locks)
                _mend(plan)
                planning.remember(plan, hashes)
                plans[round_id] = plan
            except KlankbordError as error:
                errors[round_id] = error
        if plans:
            # Imported here: dask is heavy, and a run with nothing to do should answer at once.
            from pipeline.execution.scheduling import carry_out

            ended: list[StepResult] = []

            def told(outcome: StepResult) -> None:
                ended.append(outcome)
                report(outcome)

            try:
                carry_out(list(plans.values()), fresh, hashes, cluster, told)
            finally:
                seconds = time.perf_counter() - started
                for round_id, plan in plans.items():
                    outcomes[round_id] = _in_order(plan, ended)
                    _write_record(plan, outcomes[round_id], seconds)
            for round_id, plan in plans.items():
                if all(outcome.status in {"made", "reused"} for outcome in outcomes[round_id]):
                    _remember(plan, hashes)
                    gone[round_id] = _outdated(plan, hashes)
    return [
        _result(
            round_id, outcomes.get(round_id, []), errors.get(round_id), notices.get(round_id, 0), gone.get(round_id, ())
        )
        for round_id in dict.fromkeys(round_ids)
    ]


def _start_kernels() -> None:
    """Let the imports of the kernels begin while the round is still being planned."""
    from pipeline.execution.kernels import fork_client

    fork_client.start()


def _nothing_to_do(plan: "Plan", hashes: Hashes) -> bool:
    return all(plan.is_current(step, hashes) for step in plan.steps)


def _remember(plan: "Plan", hashes: Hashes) -> None:
    if plan.readers.edition != TEAM or not {step.kind for step in plan.steps}.issuperset(PAPER_KINDS):
        return  # what is remembered is that a whole run has nothing to do
    records = [planning.record(plan.project, plan.round_id), *map(plan.record, plan.steps)]
    unchanged.remember(plan, records, hashes)


def _all_reused(round_id: str, steps: "list[tuple[str, str, StepKind]]", report: Report) -> list[StepResult]:
    reused = [StepResult(round_id, name, label, kind, "reused", 0.0) for name, label, kind in steps]
    for outcome in reused:
        report(outcome)
    return reused


def _check_notebooks(plan: "Plan") -> None:
    from pipeline.execution.notebooks import check_parameters

    for step in plan.steps:
        if step.kind == "notebook" and step.stage is not None:
            check_parameters(plan.project, step.stage)


def lock(project: Project, round_id: str, locks: ExitStack) -> None:
    """Keep other commands from the round until `locks` ends.

    Raises
    ------
    RoundBusyError
        Another command is at work on it.
    """
    folder = project.report(round_id)
    folder.mkdir(parents=True, exist_ok=True)
    own = FileLock(folder / ".lock")
    try:
        own.acquire(timeout=0)
    except Timeout:
        message = f"De ronde {round_id} wordt al gedraaid. Wacht tot dat klaar is en probeer het dan opnieuw."
        raise RoundBusyError(message) from None
    locks.callback(own.release)


@contextmanager
def alone(project: Project, round_id: str) -> Iterator[None]:
    """Keep other commands from a round while it is changed: what two write at once would be of neither.

    Where there is no round of that name nothing is kept, and nothing made: what follows tells it.

    Raises
    ------
    RoundBusyError
        Another command is at work on it.
    """
    with ExitStack() as locks:
        if round_id in project.round_ids():
            lock(project, round_id, locks)
        yield


def _mend(plan: "Plan") -> None:
    """Make the report that readers see whole again, where a run was broken off while it published."""
    from pipeline.execution.publish import mend

    try:
        mend(plan.workplace)
    except OSError:
        message = f"Bij het publiceren van {plan.round_id} werd een vorige keer afgebroken; dat is niet te herstellen. "
        mending = f"Sluit bestanden uit reports/{plan.round_id} in andere programma's en draai de ronde opnieuw."
        raise KlankbordError(message + mending) from None


def _in_order(plan: "Plan", ended: list[StepResult]) -> list[StepResult]:
    by_id = {outcome.id: outcome for outcome in ended if outcome.round_id == plan.round_id}
    return [by_id[step.id] for step in plan.steps if step.id in by_id]


def _outdated(plan: "Plan", hashes: Hashes) -> tuple[Edition, ...]:
    """Take away what could be sent of the round and is of older data; mostly there is nothing to be sent yet."""
    if not plan.project.sendable(plan.round_id).is_dir():
        return ()
    from pipeline.execution.sending import outdated

    return tuple(outdated(plan.project, plan.round_id, hashes))


def _result(
    round_id: str,
    outcomes: list[StepResult],
    error: KlankbordError | None,
    notices: int,
    outdated: tuple[Edition, ...],
) -> Result:
    failed = (outcome.error for outcome in outcomes if outcome.error is not None)
    return Result(round_id, tuple(outcomes), error or next(failed, None), notices, outdated)


def _write_record(plan: "Plan", outcomes: list[StepResult], seconds: float) -> None:
    """Write `run.json`: what ran, what was reused, how long it took."""
    content = {
        "seconds": round(seconds, 2),
        "stages": [
            {"stage": outcome.id, "status": outcome.status, "seconds": round(outcome.seconds, 2)}
            for outcome in outcomes
            if outcome.kind == "notebook"
        ],
        "other": [
            {"step": outcome.id, "status": outcome.status, "seconds": round(outcome.seconds, 2)}
            for outcome in outcomes
            if outcome.kind != "notebook"
        ],
    }
    write_whole(plan.workplace / "run.json", json.dumps(content, indent=1) + "\n")
