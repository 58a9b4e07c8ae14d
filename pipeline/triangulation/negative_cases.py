"""Negative cases: the strongest evidence against a finding, or where was looked when there is none."""

from collections.abc import Collection, Sequence
from typing import TypedDict

import pandas as pd

from pipeline.contracts.table import ANSWERS, PERSONS, VISITS
from pipeline.evidence.table import WEAKEST_FIRST, EvidenceRow
from pipeline.phases.declarations import BY_ID
from pipeline.records import Count, rows_of
from pipeline.rules import Rules
from pipeline.triangulation.views import Cell, Status, View, cell_of, stance


class NegativeCaseRow(TypedDict):
    """A row of `negative_cases.csv`: a piece of evidence against a finding, or on a side without any none.

    On the sides `WITHIN` and `APART` stands a piece that itself points with the finding or neither way, for who in it
    stands otherwise; they have no row where there is none.

    `rank` counts from 1 and is missing where there is no evidence; `looked_in` has for each phase that was asked
    ``phase:number of pieces``.
    """

    finding_id: str
    side: str
    rank: Count
    evidence_id: str
    looked_in: str


COLUMNS = tuple(NegativeCaseRow.__annotations__)
AGAINST, POSITIVE, CRITICAL = "against", "positive", "critical"
# Within a piece of evidence: people of a group who are on its other side, and a group or place that stands otherwise.
WITHIN, APART = "within", "apart"


def sides(direction: int) -> tuple[tuple[str, int], ...]:
    """Say which evidence speaks against a finding; a mixed one has two sides, and each speaks against the other."""
    if direction == 0:
        return (POSITIVE, 1), (CRITICAL, -1)
    return ((AGAINST, -direction),)


def strongest_first(evidence: pd.DataFrame, cells: Sequence[Cell], rules: Rules) -> list[str]:
    """Put evidence in order of strength.

    First what comes from who, over the whole question, stands that way too, and last from who stands the other way: a
    point of theirs is no example of it. Then what stands in a cell that, all weighed, points the same way (nobody of
    that voice outweighs it); then what counts persons, before statements, before what counts nothing; then the larger
    number; then the stronger provenance; then the id, so that the order is always the same.

    Parameters
    ----------
    evidence : pandas.DataFrame
        Evidence rows of one direction on one question.
    cells : sequence of Cell
        All cells of that question.
    rules : Rules
        Those of the round.
    """
    weighed = {tuple(key): direction for *key, direction in cells}
    by_whom: dict[str, list[Cell]] = {}
    for cell in cells:
        by_whom.setdefault(_whom(cell.phase, cell.voice), []).append(cell)
    stances = {whom: stance(own, rules) for whom, own in by_whom.items()}

    def strength(row: EvidenceRow) -> tuple[object, ...]:
        away = abs(stances[_whom(row["phase"], row["voice"])] - row["direction"])
        whole = weighed[cell_of(row)] == row["direction"]
        counted = 2 if row["counted"] in {PERSONS, ANSWERS, VISITS} else 1 if row["counted"] else 0
        n = 0 if pd.isna(row["n"]) else int(row["n"])
        return (away, not whole, -counted, -n, -WEAKEST_FIRST.index(row["provenance"]), row["evidence_id"])

    return [row["evidence_id"] for row in sorted(rows_of(evidence, EvidenceRow), key=strength)]


def _whom(phase: str, voice: str) -> str:
    """Name who says something: a voice, wherever it was asked, or what nobody was asked in, such as documents."""
    return voice if BY_ID[phase].people and BY_ID[phase].asks else phase


def rows(
    finding_id: str,
    direction: int,
    evidence: pd.DataFrame,
    cells: Sequence[Cell],
    views: Sequence[View],
    rules: Rules,
) -> list[NegativeCaseRow]:
    """Give the rows of `negative_cases.csv` for one finding, the strongest first.

    Parameters
    ----------
    finding_id, direction
        The finding.
    evidence : pandas.DataFrame
        Evidence rows of its question.
    cells : sequence of Cell
        Cells of its question.
    views : sequence of View
        What each phase says on it.
    rules : Rules
        Those of the round.

    Returns
    -------
    list
        One row for each piece of evidence against, with its rank from 1; a side without any has one row that only
        says in which phases was looked: those that were asked, with the number of pieces of evidence in each.
    """
    counts = evidence["phase"].value_counts()
    asked = [view.phase for view in views if view.status in {Status.SPEAKS, Status.SILENT}]
    looked = " ".join(f"{phase}:{int(counts.get(phase, 0))}" for phase in asked)
    told = [
        (side, strongest_first(evidence[evidence["direction"] == sign], cells, rules) or [""])
        for side, sign in sides(direction)
    ]
    # What points the other way is there already, as a whole.
    rest = evidence[evidence["direction"] != -direction] if direction else evidence
    apart = strongest_first(rest[rest["otherwise"] != ""], cells, rules)
    told += [(WITHIN, dissenting(rest, cells, rules)), (APART, apart)]
    return [
        NegativeCaseRow(
            finding_id=finding_id, side=side, rank=rank if name else pd.NA, evidence_id=name, looked_in=looked
        )
        for side, names in told
        for rank, name in enumerate(names, 1)
    ]


def dissenting(evidence: pd.DataFrame, cells: Sequence[Cell], rules: Rules) -> list[str]:
    """Give the pieces within which some are known to be on the other side, in order of strength."""
    return strongest_first(evidence[evidence["n_against"].fillna(0) > 0], cells, rules)


def without_counts(cases: pd.DataFrame, pieces: Collection[str]) -> pd.DataFrame:
    """Give `negative_cases.csv` without what it tells of the counts of some pieces.

    That is whether somebody stands on the other side within one, and their order, which is that of their numbers.

    Parameters
    ----------
    cases : pandas.DataFrame
        The table.
    pieces : collection of str
        Evidence whose counts an edition leaves out.
    """
    hidden = cases["evidence_id"].isin(pieces)
    shown = cases.assign(last=hidden, name=cases["evidence_id"].where(hidden, ""))[~hidden | (cases["side"] != WITHIN)]
    made = []
    for _, side in shown.groupby(["finding_id", "side"], sort=False):
        own = side.sort_values(["last", "name", "rank"], kind="stable")
        ranks = pd.Series(range(1, len(own) + 1), index=own.index, dtype="Int64")
        made.append(own.assign(rank=ranks.where(own["rank"].notna())))
    return pd.concat(made, ignore_index=True)[list(cases.columns)] if made else shown[list(cases.columns)]
