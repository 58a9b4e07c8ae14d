"""What a round looked for, in which phases and by which rules: so that "not asked" is never read as silence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from pipeline.codebook import Codebook, Question
from pipeline.rounds import PART, Noun, Overlap, Round
from pipeline.rules import USUAL, Rules
from pipeline.triangulation.heard import ByQuestion, same_people


@dataclass(frozen=True)
class Known:
    """What the data of a round say of its scope: as `Scope` has them."""

    heard: ByQuestion = field(default_factory=dict)
    undecided: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True)
class Scope:
    """What was asked where.

    Attributes
    ----------
    codebook : Codebook
        The round's codebook; a question says in which phases it was asked.
    phases : tuple of str
        All phases that there are, in reading order.
    deployed : frozenset of str
        Phases that the round deployed.
    withheld : mapping of (str, str) to str
        Phase and question whose answers are withheld for privacy, and why.
    areas : tuple of str
        Units that are an area, not the organisation: what is true of them can't be put down to the organisation.
    rules : Rules
        The numbers by which the round is weighed.
    units_noun : Noun
        What the parts of the organisation are called.
    heard : mapping
        Who was heard, by question and by phase.
    overlaps : tuple of Overlap
        Which people were heard in more than one source.
    undecided : frozenset of (str, str)
        Phase and question on which something was collected that points no way that can be told: no silence.
    """

    codebook: Codebook
    phases: tuple[str, ...]
    deployed: frozenset[str]
    withheld: Mapping[tuple[str, str], str] = field(default_factory=dict)
    areas: tuple[str, ...] = ()
    rules: Rules = USUAL
    units_noun: Noun = PART
    heard: ByQuestion = field(default_factory=dict)
    overlaps: tuple[Overlap, ...] = ()
    undecided: frozenset[tuple[str, str]] = frozenset()

    @classmethod
    def of(cls, round_: Round, codebook: Codebook, phases: tuple[str, ...], known: "Known" = Known()) -> "Scope":
        """Take the scope of a round; `known` has what only its data say."""
        return cls(
            codebook,
            phases,
            frozenset(name for name, deployment in round_.phases.items() if deployment.deployed),
            {(item.phase, item.question): item.reason for item in round_.withheld},
            round_.areas,
            round_.rules,
            round_.units_noun,
            known.heard,
            round_.overlap,
            known.undecided,
        )

    def repeated(self, question: str, phases: Sequence[str]) -> list[frozenset[str]]:
        """List the pairs of phases that heard the same people on a question, so that one can't confirm the other."""
        here = self.heard.get(question, {})
        return [
            frozenset({a, b})
            for a, b in combinations(phases, 2)
            if a in here and b in here and same_people(here[a], here[b], self.overlaps, self.rules.shared_people)
        ]

    def alone(self, question: str, phases: Sequence[str]) -> frozenset[str]:
        """Give the phases in which one person is all who was heard on a question: that is no group that confirms."""
        here = self.heard.get(question, {})
        return frozenset(name for name in phases if name in here and here[name].one)

    def questions(self, theme: str | None = None) -> list[Question]:
        """List the questions of a theme, or of all themes."""
        return [question for question in self.codebook.questions if theme in (None, question.theme)]
