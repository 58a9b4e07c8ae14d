"""Making a step on another machine: with the same version of everything, and with its files fetched where needed."""

import sys
from dataclasses import dataclass

from pipeline.errors import KlankbordError
from pipeline.execution import fingerprints
from pipeline.execution.run_step import Status, StepResult, held_up, run_step
from pipeline.execution.steps import Plan
from pipeline.execution.storage import Storage, workplace


@dataclass(frozen=True)
class RemoteStep:
    """A step, to be called on a worker with the outcomes of the steps that it waits for.

    Parameters
    ----------
    plan : Plan
        The round.
    name : str
        The step.
    fresh : bool
        Make it even when it is current.
    version : str
        What the package and Python must be like.
    storage : Storage or None
        Where its files are; None when the worker sees the project's folder.
    """

    plan: Plan
    name: str
    fresh: bool
    version: str
    storage: Storage | None

    def __call__(self, earlier: list[StepResult], packed: dict[str, bytes] | None) -> StepResult:
        """Make the step; `packed` is what every round shares, where that does not come from the project's folder."""
        step = self.plan.step(self.name)
        if held_up(earlier):
            return self._outcome("skipped")
        if {version(), _LOADED} != {self.version}:
            message = (
                "Op een rekenmachine van het cluster staat of draait een andere versie van klankbord of Python dan "
                "hier. Zet daar dezelfde versie neer en start het cluster opnieuw."
            )
            return self._outcome("failed", KlankbordError(message))
        if self.storage is None or packed is None:
            return run_step(self.plan, self.name, self.fresh, None, earlier)
        try:
            with workplace(self.plan, step, self.storage, packed) as plan:
                return run_step(plan, self.name, self.fresh, None, earlier)
        except KlankbordError as error:
            return self._outcome("failed", error)

    def _outcome(self, status: Status, error: KlankbordError | None = None) -> StepResult:
        """Say how the step ended without being made."""
        step = self.plan.step(self.name)
        return StepResult(self.plan.round_id, step.id, step.label, step.kind, status, 0.0, error)


def version() -> str:
    """Tell the content of this package and the version of Python apart from any other."""
    return f"{fingerprints.hash_of_package()} {sys.version_info[:3]}"


# A worker lives long: the package on its disk may have changed since it imported it.
_LOADED = version()
