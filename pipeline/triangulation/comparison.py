"""Each published conclusion beside our finding: what those say who compared the two, or that nobody did yet."""

from dataclasses import dataclass
from typing import TypedDict

import pandas as pd

from pipeline.contracts.loading import RoundData
from pipeline.contracts.rows import ComparisonRow, PublishedFindingRow
from pipeline.records import Count, rows_of
from pipeline.rules import Rules
from pipeline.statistics.agreement import Agreement
from pipeline.triangulation.findings import FindingRow
from pipeline.triangulation.judgements import INDEPENDENT, Origin, Settled, between
from pipeline.triangulation.views import SIGNS, balance, cells


class ComparedRow(TypedDict):
    """A row of `comparison.csv`: a published conclusion, our finding on its question, and how the two compare.

    `finding_id`, `finding` (its statement), `finding_direction` and `confidence` are empty where we found nothing.
    `verdict` is what those say who compared (`researchers`), for `reason` and because of `evidence_ids` (with spaces
    between); `not compared` where nobody did, `undecided` where they differ and nobody decided. `suggested` is what the
    rule makes of it, and is no verdict; empty where there is no suggestion. `origin` says whether the verdict confirms
    or overrules the suggestion, or is just `compared`; `suggested` where there is a suggestion and nothing else.
    `seen` is what somebody who compares has in sight of our finding: which way it points, and how sure it is.
    """

    published_id: str
    theme: str
    question: str
    statement: str
    document: str
    locator: str
    direction: int
    finding_id: str
    finding: str
    finding_direction: Count
    confidence: str
    verdict: str
    suggested: str
    origin: str
    researchers: str
    evidence_ids: str
    reason: str
    seen: str


COLUMNS = tuple(ComparedRow.__annotations__)
SAME, WEAKER, STRONGER, NOT_SUPPORTED, NO_ASSERTION = "same", "weaker", "stronger", "not supported", "no assertion"
NOT_COMPARED, UNDECIDED = "not compared", "undecided"
DUTCH = {
    SAME: "even veel",
    WEAKER: "minder",
    STRONGER: "meer",
    NOT_SUPPORTED: "niet gesteund",
    NO_ASSERTION: "geen bewering",
    NOT_COMPARED: "nog niet vergeleken",
    UNDECIDED: "nog niet beslist",
}
# Where a verdict comes from when the rule suggested nothing, so that there was nothing to confirm or overrule.
COMPARED = "compared"


def table(data: RoundData, findings: pd.DataFrame, evidence: pd.DataFrame) -> pd.DataFrame:
    """Give `comparison.csv`: one row a published conclusion, in the order of the raw table.

    Only somebody who read both can give a verdict. It is about our side: *weaker* says that what was published carries
    less than the report concludes.

    Parameters
    ----------
    data : RoundData
        A round with its published findings and, if a researcher compared them, `comparisons`.
    findings : pandas.DataFrame
        The findings of all themes.
    evidence : pandas.DataFrame
        The evidence of all phases: a suggestion is about that on the conclusion's own aspect.
    """
    by_question = {row["question"]: row for row in rows_of(findings, FindingRow)}
    judged = _judged(data)
    rows = []
    for published in rows_of(data.table("published_findings"), PublishedFindingRow):
        finding = by_question.get(published["question"])
        own = evidence[(evidence["question"] == published["question"]) & (evidence["aspect"] == published["aspect"])]
        suggested = _suggest(published, finding, own, data.round.rules)
        seen = f"{SIGNS[int(finding['direction'])]} {finding['confidence']}" if finding else ""
        verdict = _verdict(Settled(tuple(judged.get(published["finding_id"], ()))), suggested, seen)
        rests_on = verdict.evidence_ids or (list(own["evidence_id"]) if verdict.origin == Origin.SUGGESTED else [])
        row = ComparedRow(
            published_id=published["finding_id"],
            theme=data.codebook.theme_of(published["question"]),
            question=published["question"],
            statement=published["statement"],
            document=published["document"],
            locator=published["locator"],
            direction=int(published["direction"]),
            finding_id=finding["finding_id"] if finding else "",
            finding=finding["statement"] if finding else "",
            finding_direction=int(finding["direction"]) if finding else pd.NA,
            confidence=finding["confidence"] if finding else "",
            verdict=verdict.value,
            suggested=suggested,
            origin=verdict.origin,
            researchers=verdict.researchers,
            evidence_ids=" ".join(dict.fromkeys(rests_on)),
            reason=verdict.reason,
            seen=seen,
        )
        rows.append(row)
    made = pd.DataFrame(rows, columns=list(COLUMNS))
    return made.astype({"direction": "Int64", "finding_direction": "Int64"})


@dataclass(frozen=True)
class _Verdict:
    """What holds of one conclusion, where that comes from, who compared, why, and because of which evidence."""

    value: str
    origin: str
    researchers: str
    reason: str
    evidence_ids: list[str]


def _verdict(judged: Settled[ComparisonRow], suggested: str, seen: str) -> _Verdict:
    """Give the verdict of those who compared; a suggestion never is one, nor is one on another finding."""
    ruling = judged.rule(suggested or NOT_COMPARED, DUTCH, seen)
    value, origin = ruling.value, ruling.origin.value
    if ruling.origin is Origin.SUGGESTED:
        value, origin = NOT_COMPARED, ruling.origin.value if suggested else ""
    elif ruling.origin is Origin.OUTDATED:
        value = NOT_COMPARED
    elif ruling.origin is Origin.DISPUTED:
        value = UNDECIDED
    elif not suggested:
        origin = COMPARED
    evidence_ids = [name for row in ruling.rows for name in row["evidence_ids"].split()]
    return _Verdict(value, origin, ruling.researchers, ruling.reason, evidence_ids)


def _judged(data: RoundData) -> dict[str, list[ComparisonRow]]:
    found: dict[str, list[ComparisonRow]] = {}
    for row in rows_of(data.table("comparisons"), ComparisonRow):
        found.setdefault(row["published_id"], []).append(row)
    return found


def agreement(data: RoundData) -> tuple[tuple[str, ...], list[Agreement]]:
    """Compare those who compared the conclusions independently; both empty when fewer than two did."""
    rows = _judged(data).values()
    votes = [{row["researcher"]: row["judgement"] for row in own if row["stage"] == INDEPENDENT} for own in rows]
    return between(votes, data.round.rules.interval)


def _suggest(published: PublishedFindingRow, finding: FindingRow | None, own: pd.DataFrame, rules: Rules) -> str:
    """Suggest how a conclusion compares with the evidence on its own question and aspect; nothing without either.

    Directions and confidence is all that a rule can compare: only a reader can weigh one conclusion against what lies
    beneath it.
    """
    if not published["aspect"] or finding is None or own.empty:
        return ""
    if published["strength"] == "niet te bepalen":
        return NO_ASSERTION
    directions = [cell.direction for cell in cells(own, rules)]
    ours, theirs = (
        balance(directions.count(1), directions.count(-1), rules.direction_ratio),
        int(published["direction"]),
    )
    if ours == -theirs != 0:
        return NOT_SUPPORTED
    if ours != theirs:
        return WEAKER if theirs else STRONGER
    return SAME if finding["confidence"] in {"high", "moderate"} else WEAKER
