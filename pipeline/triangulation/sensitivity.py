"""Sensitivity: which findings turn when one rule is a step stricter or looser, and which rules turn none."""

from dataclasses import dataclass, replace
from typing import TypedDict

import pandas as pd

from pipeline.addresses import finding_id
from pipeline.codebook import Question
from pipeline.contracts.loading import RoundData
from pipeline.evidence.table import Evidence
from pipeline.phases.declarations import BY_ID
from pipeline.phases.gathering import gathered, undecided
from pipeline.rules import RULES, Rules, plain
from pipeline.triangulation import convergence
from pipeline.triangulation.concerns import Basis
from pipeline.triangulation.confidence import assess
from pipeline.triangulation.facts import Facts, contradicted
from pipeline.triangulation.heard import heard
from pipeline.triangulation.judgements import Judgements
from pipeline.triangulation.robustness import LeftOut, leave_one_out
from pipeline.triangulation.scope import Scope
from pipeline.triangulation.views import cells
from pipeline.triangulation.weighing import Weighed, weigh


class SensitivityRow(TypedDict):
    """A row of `sensitivity.csv`: what a finding becomes when one rule is a step different.

    `rule` is the name that `round.yml` has for it and `value` its number then, exactly. `what` is ``direction``,
    ``convergence`` or ``confidence`` (as the rules suggest it), `before` as it is and `after` with the other number.
    When nothing turns there is one row of which `finding_id` and what follows are empty.
    """

    rule: str
    value: str
    finding_id: str
    what: str
    before: str
    after: str


COLUMNS = tuple(SensitivityRow.__annotations__)
DIRECTION, CONVERGENCE, CONFIDENCE = "direction", "convergence", "confidence"


@dataclass(frozen=True)
class Weighing:
    """All that the findings of a round are weighed from.

    Attributes
    ----------
    data : RoundData
        A whole round, with its rules.
    evidence : Evidence
        Of all phases.
    facts : Facts
        How the evidence was made.
    figure_audit : pandas.DataFrame
        The table of checks, as `figure_audit.csv` has it.
    """

    data: RoundData
    evidence: Evidence
    facts: Facts
    figure_audit: pd.DataFrame

    def under(self, rules: Rules, *, evidence: bool) -> "Weighing":
        """Give the same by other rules; `evidence` says that these also make other evidence."""
        data = replace(self.data, round=self.data.round.under(rules))
        if not evidence:
            return replace(self, data=data)
        again = gathered(data)
        wrong = contradicted(again.trace, self.figure_audit)
        facts = replace(self.facts, contradicted=wrong, heard=heard(data, again.trace), undecided=undecided(data))
        return replace(self, data=data, evidence=again, facts=facts)

    @property
    def scope(self) -> Scope:
        """What was asked where, and by which rules."""
        return Scope.of(self.data.round, self.data.codebook, tuple(BY_ID), self.facts.known)


@dataclass(frozen=True)
class _Question:
    """A question with evidence, weighed with all of it and with each voice and phase left out."""

    question: Question
    weighed: Weighed
    left_out: list[LeftOut]


def table(weighing: Weighing) -> pd.DataFrame:
    """Give `sensitivity.csv`: each rule that can turn a finding a step down and a step up, the others as they are.

    What researchers judged stays as it is: a pair of phases that they settled does not turn with a rule.
    """
    questions = _weigh(weighing)
    before = _outcomes(weighing, questions)
    rows: list[SensitivityRow] = []
    for name, value, rules in weighing.data.round.rules.steps():
        bears_on = RULES[name].bears_on
        other = weighing.under(rules, evidence=bears_on == "evidence")
        after = _outcomes(other, questions if bears_on == "confidence" else _weigh(other))
        turned = [
            SensitivityRow(
                rule=name, value=plain(value), finding_id=finding, what=what, before=was, after=after[finding, what]
            )
            for (finding, what), was in before.items()
            if was != after[finding, what]
        ]
        nothing = SensitivityRow(rule=name, value=plain(value), finding_id="", what="", before="", after="")
        rows += turned or [nothing]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _weigh(weighing: Weighing) -> list[_Question]:
    scope = weighing.scope
    all_cells = cells(weighing.evidence.rows, scope.rules)
    found = []
    for question in scope.questions():
        weighed = weigh(question, all_cells, scope)
        if weighed.direction is not None:
            found.append(_Question(question, weighed, leave_one_out(question, all_cells, scope, weighed)))
    return found


def _outcomes(weighing: Weighing, questions: list[_Question]) -> dict[tuple[str, str], str]:
    """Give the direction, the convergence and the suggested confidence of each finding, as `findings.csv` has them.

    By any rules they are the same findings: those on the questions with evidence.
    """
    scope, rows = weighing.scope, weighing.evidence.rows
    judged = Judgements(weighing.data.table("judgements"))
    found: dict[tuple[str, str], str] = {}
    for each in questions:
        question, weighed = each.question, each.weighed
        repeated = scope.repeated(question.id, [view.phase for view in weighed.speaking])
        pairs = convergence.rows(question.theme, question.id, weighed.views, judged, repeated)
        spoke = scope.heard.get(question.id, {})
        basis = Basis(rows[rows["question"] == question.id], weighed, each.left_out, spoke, repeated)
        name = finding_id(question.theme, question.id)
        found[name, DIRECTION] = str(weighed.direction)
        found[name, CONVERGENCE] = convergence.of_pairs(pairs, weighed.views, scope.rules)
        found[name, CONFIDENCE] = assess(basis, scope, weighing.facts).level
    return found
