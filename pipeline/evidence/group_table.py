"""Who answers otherwise, as a table: a row a group on a topic, or one row that says why there is nothing to compute."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypedDict

import pandas as pd

from pipeline.contracts.loading import RoundData
from pipeline.contracts.table import PERSONS
from pipeline.evidence.compared import Compared, Verdict
from pipeline.evidence.group_words import VERDICTS, named, sentence, value, verdict
from pipeline.evidence.groups import compare
from pipeline.evidence.positions import UNIT, VOICE, Positions
from pipeline.records import Count, rows_of


class GroupRow(TypedDict):
    """A row of `groups.csv`: a group beside all others on one topic.

    `label` is what was asked; `by` is ``voice``, ``unit``, an attribute of people, or ``kanaal`` of visits, and `group`
    the name or value that readers know. `verdict` is one of `Verdict`, which `remark` says in Dutch. Counts are missing
    where the group or the others are too few to show, or nobody was asked: a zero is a zero. `p` is that of `test`,
    `p_holm` corrected for all tests of the round; `low` and `high` are the ends of the difference in the favourable
    share. `sentence` says it of a group that stands out by itself: it is
    empty of one that does so only because another is among the others, which `remark` then names. Where an edition
    leaves counts out, `left_out` is ``ja``, and nothing stands there from which they could be computed.
    """

    phase: str
    theme: str
    question: str
    aspect: str
    item: str
    label: str
    by: str
    group: str
    verdict: str
    n: Count
    favourable: Count
    neutral: Count
    unfavourable: Count
    n_others: Count
    favourable_others: Count
    neutral_others: Count
    unfavourable_others: Count
    counted: str
    selection: str
    test: str
    p: str
    p_holm: str
    low: str
    high: str
    sentence: str
    remark: str
    left_out: str


COLUMNS = tuple(GroupRow.__annotations__)
_WHOLE = [name for name, kind in GroupRow.__annotations__.items() if kind == Count]
NOTHING = "Niet te berekenen: er zijn geen antwoorden, scores of bezoeken die één voor één zijn vastgelegd."
LEFT_OUT = "ja"
"""What `left_out` has where an edition leaves counts out."""
UNTOLD = "aantallen niet getoond"
"""What is said alike of all groups of a list in which one is too small to show."""
_REMARK = {False: "te weinig om te tonen", True: "{}; aantallen niet getoond"}
_STEM = 4  # letters that tell a Dutch word, whatever its ending
_SMALL_WORDS = frozenset({"dan", "of", "tot", "en", "van", "de", "het", "een", "met", "in", "jaar", "t", "m"})


@dataclass(frozen=True)
class Apart:
    """A group that stands otherwise on a question, or may do so.

    Attributes
    ----------
    group, name : str
        The name or value by which readers know it, and how it is called within a sentence.
    differs : bool
        A test says so; otherwise it is to be looked at more closely.
    sentence : str
        The same in a sentence, with counts.
    """

    group: str
    name: str
    differs: bool
    sentence: str

    def is_named_in(self, text: str) -> bool:
        """Tell whether a sentence speaks of the group: its name is in it, as it is or with an ending.

        Of a name of several words each may have another ending: who is «jonger dan 30» is named by "jongeren onder 30".
        """
        if re.search(rf"\b{re.escape(self.group)}(?:e|s|en|ers|eren|nen)?\b", text, re.IGNORECASE):
            return True
        stems = [word[:_STEM] for word in re.findall(r"\w+", self.group) if word.lower() not in _SMALL_WORDS]
        return len(stems) > 1 and all(re.search(rf"\b{stem}", text, re.IGNORECASE) for stem in stems)


GroupKey = tuple[str, str, str, str, str, str]
"""A group on a topic: phase, question, aspect, item, what the group has in common, and its value."""


def group_table(
    data: RoundData, asked: Iterable[Positions], left_out: Collection[GroupKey] = frozenset()
) -> pd.DataFrame:
    """Give `groups.csv` of all that was asked; one row with a remark where nobody's position is known.

    Parameters
    ----------
    data : RoundData
        The round.
    asked : iterable of Positions
        All that was asked in it, over all phases.
    left_out : collection of GroupKey
        Groups of which an edition shows no counts.
    """
    rows = [
        _without_counts(data, each) if _key(each) in left_out else _row(data, each)
        for each in compare(list(asked), data.round.rules)
    ]
    frame = pd.DataFrame(rows, columns=list(COLUMNS)).astype(dict.fromkeys(_WHOLE, "Int64"))
    if not rows:
        frame.loc[0] = ["" if column not in _WHOLE else pd.NA for column in COLUMNS]
        frame["remark"] = NOTHING
    return frame


def with_every_group(groups: pd.DataFrame, data: RoundData, asked: Iterable[Positions]) -> pd.DataFrame:
    """Name, where people of one kind are too few to show, every group of that kind alike, whoever spoke.

    Of who is left out of such a list because there are no others, or told that nobody spoke, it could be seen who did.

    Parameters
    ----------
    groups : pandas.DataFrame
        As `group_table` gives it, for an edition that leaves counts out.
    data : RoundData
        The round.
    asked : iterable of Positions
        What `groups` was made of.
    """
    everybody: dict[tuple[str, str], dict[str, None]] = {}
    for positions in asked:
        if positions.topic.counted == PERSONS:
            for by, there in positions.groups().items():
                names = everybody.setdefault((positions.topic.phase, by), {})
                names |= {value(data, by, group): None for group in there}
    made: list[GroupRow] = []
    for (phase, *_, by), own in groupby(rows_of(groups, GroupRow), _list):
        rows = list(own)
        few = [row for row in rows if row["verdict"] == Verdict.TOO_FEW]
        if few and few[0]["counted"] == PERSONS:
            named_here = {row["group"]: row for row in rows}
            rows = [
                _alike(few[0], name) if name not in named_here or _is_untold(named_here[name]) else named_here[name]
                for name in sorted({*everybody.get((phase, by), {}), *named_here})
            ]
        made += rows
    return pd.DataFrame(made, columns=list(groups.columns)).astype(dict.fromkeys(_WHOLE, "Int64"))


def _list(row: GroupRow) -> tuple[str, ...]:
    """Give what the groups of one list have in common: a topic, and what they are groups by."""
    return row["phase"], row["question"], row["aspect"], row["item"], row["by"]


def _alike(row: GroupRow, group: str) -> GroupRow:
    made = row.copy()
    made["group"], made["remark"], made["left_out"] = group, UNTOLD, LEFT_OUT
    return made


def _is_untold(row: GroupRow) -> bool:
    return row["verdict"] == Verdict.TOO_FEW or (not pd.isna(row["n"]) and row["n"] == 0)


def _row(data: RoundData, each: Compared) -> GroupRow:
    topic, own, others = each.positions.topic, each.own, each.others
    low, high = each.difference or (None, None)
    return GroupRow(
        phase=topic.phase,
        theme=data.codebook.theme_of(topic.question) if topic.question else "",
        question=topic.question,
        aspect=topic.aspect,
        item=topic.item,
        label=topic.label,
        by=each.by,
        group=value(data, each.by, each.group),
        verdict=each.verdict.value,
        n=own.n if own else pd.NA,
        favourable=own.favourable if own else pd.NA,
        neutral=own.neutral if own else pd.NA,
        unfavourable=own.unfavourable if own else pd.NA,
        n_others=others.n if others else pd.NA,
        favourable_others=others.favourable if others else pd.NA,
        neutral_others=others.neutral if others else pd.NA,
        unfavourable_others=others.unfavourable if others else pd.NA,
        counted=topic.counted,
        selection=topic.selection,
        test=each.test,
        p=_written(each.p),
        p_holm=_written(each.p_holm),
        low=_written(low),
        high=_written(high),
        sentence=sentence(data, each),
        remark=verdict(data, each),
        left_out="",
    )


def _key(each: Compared) -> GroupKey:
    topic = each.positions.topic
    return topic.phase, topic.question, topic.aspect, topic.item, each.by, each.group


def _without_counts(data: RoundData, each: Compared) -> GroupRow:
    """Leave out the counts and all that they could be computed from; what stands out is still said to do so."""
    if each.own is None:
        return _row(data, each)
    bare = replace(
        each,
        own=None,
        others=None,
        test="",
        p=None,
        p_holm=None,
        difference=None,
        verdict=each.verdict if each.stands_out else Verdict.TOO_FEW,
    )
    row = _row(data, bare)
    row["sentence"] = sentence(data, each, counts=False)
    row["remark"] = _REMARK[each.stands_out].format(VERDICTS[each.verdict])
    row["left_out"] = LEFT_OUT
    return row


def _written(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}"


def apart(groups: pd.DataFrame) -> dict[str, tuple[Apart, ...]]:
    """Give the groups that stand otherwise, by question: those that a test names first.

    Parameters
    ----------
    groups : pandas.DataFrame
        As `group_table` gives it.
    """
    found: dict[str, list[Apart]] = {}
    for row in rows_of(groups[groups["sentence"] != ""], GroupRow):
        each = Apart(row["group"], called(row), row["verdict"] == Verdict.DIFFERS, row["sentence"])
        found.setdefault(row["question"], []).append(each)
    return {question: tuple(sorted(own, key=lambda each: not each.differs)) for question, own in found.items()}


def called(row: GroupRow) -> str:
    """Name the group of a row within a sentence: people by what they have in common and its value."""
    return named(row["by"], row["group"], row["by"].replace("_", " "), row["counted"])


def heading(row: GroupRow) -> str:
    """Name the group of a row in a table: a value of a characteristic with what it is a value of."""
    return row["group"] if row["by"] in {VOICE, UNIT} else f"{row['by'].replace('_', ' ')} {row['group']}"
