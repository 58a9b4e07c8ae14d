"""Sensitivity: which findings turn when one rule is a step stricter or looser, and which rules turn none."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypedDict

import pandas as pd

from pipeline.contracts.loading import RoundData
from pipeline.evidence.table import Evidence
from pipeline.phases.declarations import BY_ID
from pipeline.phases.gathering import gathered
from pipeline.records import rows_of
from pipeline.rules import RULES, Rules, plain
from pipeline.triangulation.facts import Facts, contradicted
from pipeline.triangulation.findings import FindingRow, triangulate
from pipeline.triangulation.scope import Scope


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
        facts = replace(self.facts, contradicted=contradicted(again.trace, self.figure_audit))
        return replace(self, data=data, evidence=again, facts=facts)

    @property
    def findings(self) -> list[FindingRow]:
        """The findings of all themes."""
        found = triangulate(
            self.evidence.rows,
            Scope.of(self.data.round, self.data.codebook, tuple(BY_ID)),
            judgements=self.data.table("judgements"),
            facts=self.facts,
        )
        return rows_of(found.findings, FindingRow)


def table(weighing: Weighing) -> pd.DataFrame:
    """Give `sensitivity.csv`: each rule that can turn a finding a step down and a step up, the others as they are.

    What researchers judged stays as it is: a pair of phases that they settled does not turn with a rule.
    """
    before = weighing.findings
    rows: list[SensitivityRow] = []
    for name, value, rules in weighing.data.round.rules.steps():
        after = weighing.under(rules, evidence=RULES[name].bears_on == "evidence").findings
        turned = [
            SensitivityRow(rule=name, value=plain(value), finding_id=finding_id, what=what, before=was, after=now)
            for finding_id, what, was, now in _turned(before, after)
        ]
        nothing = SensitivityRow(rule=name, value=plain(value), finding_id="", what="", before="", after="")
        rows += turned or [nothing]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _turned(before: list[FindingRow], after: list[FindingRow]) -> Iterator[tuple[str, str, str, str]]:
    """Compare findings, of which there are as many by any rules: they follow from the questions with evidence."""
    for was, now in zip(before, after, strict=True):
        pairs = (
            (DIRECTION, str(was["direction"]), str(now["direction"])),
            (CONVERGENCE, was["convergence"], now["convergence"]),
            (CONFIDENCE, was["confidence_suggested"], now["confidence_suggested"]),
        )
        yield from ((was["finding_id"], what, one, other) for what, one, other in pairs if one != other)
