"""Each published conclusion beside our finding: what was published carries it as firmly, less firmly, or not."""

from typing import TypedDict

import pandas as pd

from pipeline.contracts.loading import RoundData
from pipeline.contracts.rows import ComparisonRow, PublishedFindingRow
from pipeline.records import Count, rows_of
from pipeline.statistics.agreement import Agreement
from pipeline.triangulation.findings import FindingRow
from pipeline.triangulation.judgements import INDEPENDENT, Settled, between


class ComparedRow(TypedDict):
    """A row of `comparison.csv`: a published conclusion, our finding on its question, and how the two compare.

    `finding_id`, `finding` (its statement), `finding_direction` and `confidence` are empty where we found nothing.
    `suggested` is the verdict by rule, `verdict` what holds, for `reason` and because of `evidence_ids` (with spaces
    between).
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


COLUMNS = tuple(ComparedRow.__annotations__)
SAME, WEAKER, STRONGER, NOT_SUPPORTED, NO_ASSERTION = "same", "weaker", "stronger", "not supported", "no assertion"
DUTCH = {
    SAME: "even veel",
    WEAKER: "minder",
    STRONGER: "meer",
    NOT_SUPPORTED: "niet gesteund",
    NO_ASSERTION: "geen bewering",
}


def table(data: RoundData, findings: pd.DataFrame) -> pd.DataFrame:
    """Give `comparison.csv`: one row a published conclusion, in the order of the raw table.

    A verdict is about our side: *weaker* says that what was published carries less than the report concludes.

    Parameters
    ----------
    data : RoundData
        A round with its published findings and, if a researcher compared them, `comparisons`.
    findings : pandas.DataFrame
        The findings of all themes.
    """
    by_question = {row["question"]: row for row in rows_of(findings, FindingRow)}
    judged = _judged(data)
    rows = []
    for published in rows_of(data.table("published_findings"), PublishedFindingRow):
        finding = by_question.get(published["question"])
        suggested = _suggest(published, finding)
        ruling = Settled(tuple(judged.get(published["finding_id"], ()))).rule(suggested, DUTCH)
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
            verdict=ruling.value,
            suggested=suggested,
            origin=ruling.origin.value,
            researchers=ruling.researchers,
            evidence_ids=" ".join(dict.fromkeys(name for own in ruling.rows for name in own["evidence_ids"].split())),
            reason=ruling.reason,
        )
        rows.append(row)
    made = pd.DataFrame(rows, columns=list(COLUMNS))
    return made.astype({"direction": "Int64", "finding_direction": "Int64"})


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


def _suggest(published: PublishedFindingRow, finding: FindingRow | None) -> str:
    """Compare directions and confidence; only a reader can weigh one conclusion against the evidence beneath it."""
    if published["strength"] == "niet te bepalen":
        return NO_ASSERTION
    if finding is None or int(finding["direction"]) == -int(published["direction"]) != 0:
        return NOT_SUPPORTED
    if int(finding["direction"]) != int(published["direction"]):
        return WEAKER if published["direction"] else STRONGER
    return SAME if finding["confidence"] in {"high", "moderate"} else WEAKER
