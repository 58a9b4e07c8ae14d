"""A group beside the others on a topic: how many stand where, and what can be said of it."""

from dataclasses import dataclass
from enum import StrEnum

from pipeline.evidence.positions import Positions


class Verdict(StrEnum):
    """What can be said of a group beside the others."""

    DIFFERS = "differs"
    LOOK = "look closer"
    AT_MOST = "differs at most"
    UNDECIDED = "undecided"
    NOT_ASKED = "not asked"
    TOO_FEW = "too few"


@dataclass(frozen=True)
class Counts:
    """How many have which position."""

    favourable: int
    neutral: int
    unfavourable: int

    @property
    def n(self) -> int:
        """How many have a position."""
        return self.favourable + self.neutral + self.unfavourable

    @property
    def balance(self) -> float:
        """Favourable less unfavourable, as a part of all."""
        return (self.favourable - self.unfavourable) / self.n


@dataclass(frozen=True)
class Compared:
    """A group beside the others on a topic.

    Attributes
    ----------
    positions : Positions
        What was asked of whom.
    by, group : str
        What the group has in common (``voice``, ``unit`` or an attribute), and its value.
    verdict : Verdict
        What can be said.
    rest : str
        The value of the others, where they are one group too.
    own, others : Counts or None
        How the group and the others stand; None where they are too few to show, or were not asked.
    test : str
        The test that was done; empty where none was allowed, or none could show anything.
    p, p_holm : float or None
        Of that test, as it is and corrected over the round.
    difference : tuple of float or None
        The lowest and the highest difference in the favourable share that fits, where people stand for others.
    without : tuple of str
        Other groups of its kind that stand out more on the topic, the most first.
    left : Counts or None
        How the others stand without those, where the group stands out beside them too; None where it does not, or
        nobody stands out more.
    """

    positions: Positions
    by: str
    group: str
    verdict: Verdict
    rest: str = ""
    own: Counts | None = None
    others: Counts | None = None
    test: str = ""
    p: float | None = None
    p_holm: float | None = None
    difference: tuple[float, float] | None = None
    without: tuple[str, ...] = ()
    left: Counts | None = None

    @property
    def stands_out(self) -> bool:
        """Whether it answers otherwise, or may do so."""
        return self.verdict in {Verdict.DIFFERS, Verdict.LOOK}

    @property
    def only_beside(self) -> str:
        """The group that it stands out from and no other: without that one among the others it does not."""
        return self.without[0] if self.without and self.left is None else ""

    @property
    def distance(self) -> float:
        """How far its balance lies from that of the others; 0 where one of them is not shown."""
        return abs(self.own.balance - self.others.balance) if self.own and self.others else 0.0
