"""Who attacks an edition: knows every table that readers get, the size of every group and the rules, and computes.

Nothing of what decides what is left out is used here: what is known is read from the tables as they are.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from pipeline.contracts.loading import RoundData
from pipeline.contracts.selection import stands_for_others
from pipeline.contracts.table import PERSONS
from pipeline.evidence.group_words import value
from pipeline.evidence.positions import Positions
from pipeline.statistics.suppression import Counts, Relation, bounds

SIDES = {"fav": 1, "neutral": 0, "unf": -1}
ALL = ("", "")


@dataclass(frozen=True)
class Attacked:
    """What became of the small counts of one topic: how many there are, and those that were found."""

    topic: str
    small: int
    found: tuple[str, ...]


def attack(data: RoundData, asked: Iterable[Positions], evidence: pd.DataFrame, groups: pd.DataFrame) -> list[Attacked]:
    """Try to find every small count of people from `evidence.csv` and `groups.csv` as readers get them."""
    return [_attack(data, positions, evidence, groups) for positions in asked if positions.topic.counted == PERSONS]


def _attack(data: RoundData, positions: Positions, evidence: pd.DataFrame, groups: pd.DataFrame) -> Attacked:
    topic, truth = positions.topic, _truth(positions)
    values = {f"{by}|{group}|{side}": n for (by, group), sides in truth.items() for side, n in sides.items()}
    known = list(_sizes(truth, talk=topic.talk))
    for row in evidence.to_dict("records"):
        if _on(row, topic):
            known += _of_evidence(data, row, truth, talk=topic.talk)
    own = groups[
        (groups["phase"] == topic.phase)
        & (groups["question"] == topic.question)
        & (groups["aspect"] == topic.aspect)
        & (groups["item"] == topic.item)
    ]
    labels = {(by, value(data, by, group)): (by, group) for by, group in truth if by and group}
    for row in own[own["n"].notna()].to_dict("records"):
        key = labels[row["by"], row["group"]]
        for side, column in (("fav", "favourable"), ("neutral", "neutral"), ("unf", "unfavourable")):
            known.append(_is(key, side, int(row[column])))
            known.append(_is(ALL, side, int(row[column]) + int(row[f"{column}_others"])))
    small = [f"{by}|{group}|{side}" for by, group, side in _small(data, positions, truth)]
    # A thing that is known twice is known once; what is not so would be a mistake of this attack.
    counts = Counts(values, known)
    ends = bounds(counts, values, small) if small else {}
    return Attacked(topic.label, len(small), tuple(name for name, (low, high) in ends.items() if low == high))


def _truth(positions: Positions) -> dict[tuple[str, str], dict[str, int]]:
    everybody = positions.asked
    found = {ALL: everybody}
    for by, there in positions.groups().items():
        found |= {(by, group): who for group, who in there.items()}
        unknown = everybody & (positions.people[by] == "").to_numpy()
        if there and unknown.any():
            found[by, ""] = unknown
    return {
        key: {side: int((who & positions.answered & (positions.sides == way)).sum()) for side, way in SIDES.items()}
        | {"silent": int((who & ~positions.answered).sum())}
        for key, who in found.items()
    }


def _small(
    data: RoundData, positions: Positions, truth: dict[tuple[str, str], dict[str, int]]
) -> Iterator[tuple[str, str, str]]:
    """Name the counts that may not be found: of residents by group, but for the answers of many together."""
    at_work = {voice.id for voice in data.codebook.voices if voice.at_work}
    everybody = sum(truth[ALL].values())
    members = {(by, group): who for by, there in positions.groups().items() for group, who in there.items()}
    for (by, group), sides in truth.items():
        if not by or not group or set(positions.people["voice"][members[by, group]]) <= at_work:
            continue
        answered = sum(sides[side] for side in SIDES)
        if sum(sides.values()) == everybody and answered > 14:
            continue
        least = 5 if by in {"voice", "unit"} else 10
        yield from ((by, group, side) for side in SIDES if 0 < sides[side] < least)


def _is(key: tuple[str, str], side: str, number: int) -> Relation:
    return Relation({f"{key[0]}|{key[1]}|{side}": 1}, "=", number)


def _sizes(truth: dict[tuple[str, str], dict[str, int]], *, talk: bool) -> Iterator[Relation]:
    """Know how many people are in each group; of a survey also how many of them answered."""
    for (by, group), sides in truth.items():
        names = [side for side in sides if talk or side != "silent"]
        terms = {f"{by}|{group}|{side}": 1 for side in names}
        yield Relation(terms, "=", sum(sides[side] for side in names))
        if not talk:
            yield _is((by, group), "silent", sides["silent"])
    for by in {by for by, _ in truth} - {""}:
        for side in (*SIDES, "silent"):
            parts = {f"{by}|{group}|{side}": 1 for own, group in truth if own == by}
            yield Relation({**parts, f"||{side}": -1}, "=", 0)


def _on(row: dict[str, object], topic: object) -> bool:
    """Tell whether a row is on a topic: an item is how its id ends behind what it is about."""
    about = [str(getattr(topic, column)) for column in ("phase", "question", "aspect")]
    whole = "-".join(filter(None, ["E", *about, str(row["voice"]), str(getattr(topic, "item", ""))]))
    return row["evidence_id"] == whole


def _of_evidence(
    data: RoundData, row: dict[str, object], truth: dict[tuple[str, str], dict[str, int]], *, talk: bool
) -> Iterator[Relation]:
    """Read what a row says: its direction by the rules, and its counts where they are there."""
    key = ("voice", str(row["voice"])) if ("voice", row["voice"]) in truth else ALL
    fav, unf, neutral = (f"{key[0]}|{key[1]}|{side}" for side in ("fav", "unf", "neutral"))
    way = int(str(row["direction"]))
    ratio = Fraction(1) if stands_for_others(str(row["selection"])) else Fraction(data.round.rules.direction_ratio)
    if way:
        most, least = (fav, unf) if way > 0 else (unf, fav)
        yield Relation({most: ratio.denominator, least: -ratio.numerator}, ">=", 0)
        yield Relation({most: 1}, ">=", 1)
    elif truth[key]["fav"] or truth[key]["unf"]:
        yield Relation({fav: ratio.numerator, unf: -ratio.denominator}, ">=", 1)
        yield Relation({unf: ratio.numerator, fav: -ratio.denominator}, ">=", 1)
    if not pd.isna(row["n"]):
        n = int(str(row["n"]))
        if way == 0 and talk:
            yield Relation({fav: 1, unf: 1, neutral: 1}, "=", n)
        else:
            yield Relation({(unf if way < 0 else fav): 1}, "=", n)
    if not pd.isna(row["n_against"]):
        yield Relation({(fav if way < 0 else unf): 1}, "=", int(str(row["n_against"])))
