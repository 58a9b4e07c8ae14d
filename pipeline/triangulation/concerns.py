"""What weighs on a finding: what it rests on, and a concern with the facts behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

import pandas as pd

from pipeline.triangulation.heard import Heard, carriers
from pipeline.triangulation.robustness import LeftOut
from pipeline.triangulation.weighing import Weighed


class Weight(IntEnum):
    """How heavy a concern is."""

    NONE = 0
    MINOR = 1
    SERIOUS = 2
    VERY_SERIOUS = 3


@dataclass(frozen=True)
class Concern:
    """The concern on one component: its weight, the facts behind it and what would take it away, in Dutch."""

    weight: Weight
    facts: tuple[str, ...]
    raised_by: tuple[str, ...] = ()

    @property
    def reason(self) -> str:
        """The facts as running text."""
        return " ".join(self.facts)


@dataclass(frozen=True)
class Basis:
    """What a finding rests on.

    Attributes
    ----------
    evidence : pandas.DataFrame
        Its evidence.
    weighed : Weighed
        How that was weighed.
    left_out : sequence of LeftOut
        What is left when something is left out.
    heard : mapping of str to Heard
        Who was heard, by phase.
    repeated : sequence of frozenset of str
        Pairs of phases that heard the same people.
    statement : str
        The sentence of the finding.
    """

    evidence: pd.DataFrame
    weighed: Weighed
    left_out: Sequence[LeftOut]
    heard: Mapping[str, Heard] = field(default_factory=dict)
    repeated: Sequence[frozenset[str]] = ()
    statement: str = ""

    @property
    def carriers(self) -> list[frozenset[str]]:
        """The phases that speak, those that heard the same people together."""
        return carriers([view.phase for view in self.weighed.speaking], self.repeated)

    @property
    def alone(self) -> list[frozenset[str]]:
        """The carriers of which one person is all who was heard."""
        return [
            group
            for group in self.carriers
            if group <= self.heard.keys()
            and all(self.heard[phase].one for phase in group)
            and len({name for phase in group for name in self.heard[phase].persons}) == 1
        ]

    @property
    def against(self) -> pd.DataFrame:
        """The evidence that speaks against a finding with a direction; none against a mixed one."""
        direction = self.weighed.direction or 0
        return self.evidence[(self.evidence["direction"] == -direction) & (direction != 0)]


class Found:
    """Collects the facts of one component; the heaviest one decides."""

    def __init__(self) -> None:
        self._weight = Weight.NONE
        self._facts: list[str] = []
        self._raised_by: list[str] = []

    def add(self, fact: str, weight: Weight = Weight.NONE, raised_by: str = "") -> None:
        """Add a fact, how heavy it is, and what would take it away; empty where nothing would."""
        self._facts.append(fact)
        self._weight = max(self._weight, weight)
        if raised_by:
            self._raised_by.append(raised_by)

    def concern(self) -> Concern:
        """Give the facts together, as heavy as the heaviest."""
        return Concern(self._weight, tuple(self._facts), tuple(self._raised_by))
