"""What a phase is: declared once, and everything else derives from the declaration."""

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.contracts.loading import RoundData
from pipeline.evidence import Evidence


@dataclass(frozen=True)
class Phase:
    """A phase of data collection.

    Parameters
    ----------
    id : str
        Name in data and code.
    label, method : str
        What readers see: the name, and in one sentence how it is done.
    notebook : str
        File in `notebooks/`.
    required, optional : tuple of str
        Raw tables it reads; a required one must be there when the phase was deployed.
    gather : callable
        Turns the round's raw tables into the phase's evidence.
    """

    id: str
    label: str
    method: str
    notebook: str
    required: tuple[str, ...]
    optional: tuple[str, ...]
    gather: Callable[[RoundData], Evidence]

    @property
    def tables(self) -> tuple[str, ...]:
        """All raw tables that the phase reads."""
        return (*self.required, *self.optional)
