"""Weighing one question: what each phase says, which way that points and how the phases relate, before anyone judged.

It stands by itself because it is done again and again: with a voice left out, or a phase.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from pipeline.codebook import Question
from pipeline.rules import Rules
from pipeline.triangulation import convergence
from pipeline.triangulation.scope import Scope
from pipeline.triangulation.views import Cell, Status, View, lead, view


@dataclass(frozen=True)
class Weighed:
    """What the evidence on one question adds up to by rule.

    `direction` and `convergence` are None when no phase says anything.
    """

    views: tuple[View, ...]
    direction: int | None
    convergence: str | None

    @property
    def speaking(self) -> list[View]:
        """The phases that say something."""
        return [view for view in self.views if view.status is Status.SPEAKS]


def weigh(question: Question, cells: Sequence[Cell], scope: Scope) -> Weighed:
    """Weigh a question.

    Parameters
    ----------
    question : Question
        The question.
    cells : sequence of Cell
        Cells of the whole round.
    scope : Scope
        What was asked where.
    """
    seen = tuple(view(phase, question, cells, scope) for phase in scope.phases)
    if not any(found.status is Status.SPEAKS for found in seen):
        return Weighed(seen, None, None)
    speaking = [found.phase for found in seen if found.status is Status.SPEAKS]
    repeated, alone = scope.repeated(question.id, speaking), scope.alone(question.id, speaking)
    labels = [
        convergence.weight(label.value, (a.phase, b.phase), alone)
        for a, b in combinations(seen, 2)
        for label in [convergence.label(a, b)[0]]
        if convergence.counts(label.value, same_people=frozenset({a.phase, b.phase}) in repeated)
    ]
    return Weighed(seen, direction_of(seen, scope.rules), convergence.overall(labels, scope.rules, seen))


def direction_of(views: Sequence[View], rules: Rules) -> int:
    """Weigh the phases that speak, each once: 1 or -1 when one side leads by enough of them, else 0."""
    return lead([view.direction or 0 for view in views if view.status is Status.SPEAKS], rules)
