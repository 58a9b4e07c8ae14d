"""What clearly points another way than the finding that it is part of: an answer that leaves it out hides it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pandas as pd

from pipeline.blocks import Line, Mark, Strong
from pipeline.codebook import Question
from pipeline.contracts.table import PERSONS
from pipeline.dutch import PICTURE, begun, count_noun, listed
from pipeline.evidence.compared import Verdict
from pipeline.evidence.group_table import GroupRow, called
from pipeline.evidence.group_words import LOOK_CLOSER, of_total
from pipeline.evidence.positions import UNIT
from pipeline.evidence.table import EvidenceRow
from pipeline.phases.declarations import BY_ID
from pipeline.records import rows_of
from pipeline.telling import words
from pipeline.triangulation.views import View
from pipeline.triangulation.weighing import Weighed

_PHASES = 2  # that say it, before an aspect is named
_GROUPS = 3  # named of one finding
_OTHERWISE = Mark("anders", "neutral")


class Exceptional(NamedTuple):
    """What points another way than the finding that it is within.

    `finding` is the name of that finding, `mark` which way this points (of a group or a place only that it stands
    otherwise), `where` about what or with whom that is, in a few words, and `sentence` all of it. Of a sentence that
    only says how many more there are, `where` is empty.
    """

    finding: str
    mark: Mark
    where: str
    sentence: str

    @property
    def line(self) -> Line:
        """All of it, with its mark and the name of its finding: an answer may be about several."""
        return self.mark, Strong(f"{self.finding}."), self.sentence


def exceptions(
    question: Question, weighed: Weighed, evidence: pd.DataFrame, groups: pd.DataFrame
) -> tuple[Exceptional, ...]:
    """Say which aspects point the other way, and which groups and places clearly stand otherwise.

    An aspect is named where two phases or more find the opposite of the finding in it and none finds the same; a group
    where a test says that it differs; a place where a visit always finds something, or never, and elsewhere the other.

    Parameters
    ----------
    question : Question
        That of the finding.
    weighed : Weighed
        What each phase says on it, and which way that points: of a mixed finding no aspect is an exception.
    evidence, groups : pandas.DataFrame
        As `evidence.csv` and `groups.csv` have them, of the whole round.
    """
    own = evidence[evidence["question"] == question.id]
    aspects = _aspects(question, weighed.direction, weighed.speaking, own) if weighed.direction else ()
    return (*aspects, *_groups(question.label, rows_of(groups[groups["question"] == question.id], GroupRow)))


def _aspects(
    question: Question, direction: int, speaking: Sequence[View], evidence: pd.DataFrame
) -> Iterator[Exceptional]:
    for code in question.codes:
        ways = {view.phase: (view.aspects or {}).get(code.id) for view in speaking}
        against = [phase for phase, way in ways.items() if way == -direction]
        if len(against) >= _PHASES and direction not in ways.values():
            about = evidence[evidence["aspect"] == code.id]
            where = [_where(phase, about[about["phase"] == phase], -direction) for phase in against]
            about, picture = f"over {code.label.lower()}", PICTURE[-direction]
            yield Exceptional(
                question.label, words.picture(-direction), about, f"Het beeld {about} is {picture}: {listed(where)}."
            )


def _where(phase: str, evidence: pd.DataFrame, way: int) -> str:
    """Name a phase, with how many people there point that way, where each is counted once."""
    place = f"in de {BY_ID[phase].plain}"
    rows = rows_of(evidence, EvidenceRow)
    counts = [row["n"] if row["direction"] == way else row["n_against"] for row in rows]
    once = len({row["voice"] for row in rows}) == len(rows) and not any(row["at_least"] for row in rows)
    if not once or {row["counted"] for row in rows} != {PERSONS} or any(pd.isna(count) for count in counts):
        return place
    total = sum(int(row["n_total"]) for row in rows)
    return f"{place} ({of_total(sum(int(count) for count in counts), total)} {'mens' if total == 1 else 'mensen'})"


def _groups(finding: str, rows: Sequence[GroupRow]) -> Iterator[Exceptional]:
    """Say of each group on what it differs most, and on what else in the same way."""
    clear = [row for row in rows if row["sentence"] and (row["verdict"] == Verdict.DIFFERS or _opposite(row))]
    alike: dict[tuple[str, str, str, bool], list[GroupRow]] = {}
    for row in sorted(clear, key=lambda row: (row["verdict"] != Verdict.DIFFERS, -abs(_difference(row)))):
        alike.setdefault((row["phase"], row["by"], row["group"], _difference(row) > 0), []).append(row)
    told = list(alike.values())
    for first, *more in told[:_GROUPS]:
        said = first["sentence"].removeprefix(LOOK_CLOSER)
        also = f" Zo ook bij {listed(['«' + row['label'] + '»' for row in more])}." if more else ""
        yield Exceptional(finding, _OTHERWISE, f"bij {called(first)}", f"{begun(said)}{also}")
    if (rest := len(told) - _GROUPS) > 0:
        left = f"Nog {count_noun(rest, 'verschil staat', 'verschillen staan')} bij de bevinding."
        yield Exceptional(finding, _OTHERWISE, "", left)


def _opposite(row: GroupRow) -> bool:
    """Tell whether visits always find something in a place and never elsewhere, or the other way round."""
    return row["by"] == UNIT and row["counted"] != PERSONS and abs(_difference(row)) == 1


def _difference(row: GroupRow) -> float:
    if row["left_out"]:  # it is said of such a group that it differs, and not how much
        return 0.0
    return float(row["favourable"] / row["n"] - row["favourable_others"] / row["n_others"])
