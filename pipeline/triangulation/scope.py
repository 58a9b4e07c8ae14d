"""What a round looked for, in which phases and by which rules: so that "not asked" is never read as silence."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.codebook import Codebook, Question
from pipeline.rounds import PART, Noun, Round
from pipeline.rules import USUAL, Rules


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
    """

    codebook: Codebook
    phases: tuple[str, ...]
    deployed: frozenset[str]
    withheld: Mapping[tuple[str, str], str] = field(default_factory=dict)
    areas: tuple[str, ...] = ()
    rules: Rules = USUAL
    units_noun: Noun = PART

    @classmethod
    def of(cls, round_: Round, codebook: Codebook, phases: tuple[str, ...]) -> "Scope":
        """Take the scope of a round."""
        return cls(
            codebook,
            phases,
            frozenset(name for name, deployment in round_.phases.items() if deployment.deployed),
            {(item.phase, item.question): item.reason for item in round_.withheld},
            round_.areas,
            round_.rules,
            round_.units_noun,
        )

    def questions(self, theme: str | None = None) -> list[Question]:
        """List the questions of a theme, or of all themes."""
        return [question for question in self.codebook.questions if theme in (None, question.theme)]
