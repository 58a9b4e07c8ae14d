"""Each published conclusion beside our finding: what was published carries it as firmly, less firmly, or not."""

import pandas as pd

from pipeline.contracts.loading import RoundData
from pipeline.records import Record, record, records
from pipeline.statistics.agreement import Agreement
from pipeline.triangulation.judgements import INDEPENDENT, Settled, between

COLUMNS = (
    "published_id",
    "theme",
    "question",
    "statement",
    "document",
    "locator",
    "direction",
    "finding_id",
    "finding",
    "finding_direction",
    "confidence",
    "verdict",
    "suggested",
    "origin",
    "researchers",
    "evidence_ids",
    "reason",
)
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
    by_question = {row["question"]: row for row in records(findings)}
    judged = _judged(data)
    rows = []
    for published in records(data.table("published_findings")):
        finding = by_question.get(published["question"])
        suggested = _suggest(published, finding)
        ruling = Settled(tuple(judged.get(published["finding_id"], ()))).rule(suggested, DUTCH)
        row = record(
            COLUMNS,
            published["finding_id"],
            data.codebook.theme_of(published["question"]),
            published["question"],
            published["statement"],
            published["document"],
            published["locator"],
            int(published["direction"]),
            finding["finding_id"] if finding else "",
            finding["statement"] if finding else "",
            int(finding["direction"]) if finding else pd.NA,
            finding["confidence"] if finding else "",
            ruling.value,
            suggested,
            ruling.origin.value,
            ruling.researchers,
            " ".join(dict.fromkeys(name for row in ruling.rows for name in row["evidence_ids"].split())),
            ruling.reason,
        )
        rows.append(row)
    made = pd.DataFrame(rows, columns=list(COLUMNS))
    return made.astype({"direction": "Int64", "finding_direction": "Int64"})


def _judged(data: RoundData) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for row in records(data.table("comparisons")):
        found.setdefault(row["published_id"], []).append(row)
    return found


def agreement(data: RoundData) -> tuple[tuple[str, ...], list[Agreement]]:
    """Compare those who compared the conclusions independently; both empty when fewer than two did."""
    rows = _judged(data).values()
    return between(
        [{row["researcher"]: row["judgement"] for row in own if row["stage"] == INDEPENDENT} for own in rows]
    )


def _suggest(published: Record, finding: Record | None) -> str:
    """Compare directions and confidence; only a reader can weigh one conclusion against the evidence beneath it."""
    if published["strength"] == "niet te bepalen":
        return NO_ASSERTION
    if finding is None or int(finding["direction"]) == -int(published["direction"]) != 0:
        return NOT_SUPPORTED
    if int(finding["direction"]) != int(published["direction"]):
        return WEAKER if published["direction"] else STRONGER
    return SAME if finding["confidence"] in {"high", "moderate"} else WEAKER
