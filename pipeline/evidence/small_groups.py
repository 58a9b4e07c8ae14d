"""Which counts of people an edition leaves out: small ones, and others without which those could be computed.

What each group of an edition shows of a topic is one row: how many of a voice, a unit or an attribute's value are
favourable, unfavourable and neither. A row is shown or it is not. All rows of a topic have the same totals, so that a
row can be computed from others: `statistics/suppression.py` chooses which go too. Who attacks is taken to know the size
of every group, the totals of every topic on which many were asked, and which way each piece of evidence points, by the
rules of the round: that is shown, or can be.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.codebook import Codebook
from pipeline.contracts.loading import RoundData
from pipeline.contracts.provenance import REPORTED
from pipeline.contracts.selection import stands_for_others
from pipeline.contracts.table import PERSONS
from pipeline.editions import Edition
from pipeline.evidence.group_table import GroupKey
from pipeline.evidence.positions import UNIT, VOICE, Positions
from pipeline.evidence.table import EvidenceRow, is_missing
from pipeline.records import rows_of
from pipeline.rules import Rules
from pipeline.statistics.suppression import Counts, Relation, protect

# Of everybody who was asked something the answers are one characteristic, and no table of two. Of so few that says
# what somebody answered all the same: then sums over what was asked stand for it.
FEW = 14
_SIDES = {1: "favourable", -1: "unfavourable", 0: "neither"}
_SILENT, _ALL = "silent", "everybody"


@dataclass(frozen=True)
class LeftOut:
    """What an edition leaves out.

    Attributes
    ----------
    pieces : frozenset of str
        Evidence, by id, of which no counts are shown but of how many people.
    groups : frozenset of tuple
        Groups beside the others of which no counts are shown.
    sides : mapping of str to frozenset of int
        The ways that few people point in a piece that is left out: who is quoted there stands in its voice.
    exposed : frozenset of str
        Evidence of which a small count can be told although none is shown, from how many they are and which way they
        point together: one person, say.
    topics : tuple of Topic
        All that was looked at, for who attacks.
    """

    pieces: frozenset[str] = frozenset()
    groups: frozenset[GroupKey] = frozenset()
    sides: Mapping[str, frozenset[int]] = field(default_factory=dict)
    exposed: frozenset[str] = frozenset()
    topics: "tuple[TopicCounts, ...]" = ()


NOTHING_LEFT_OUT = LeftOut()


@dataclass(frozen=True)
class TopicCounts:
    """The counts of one topic, and what was decided of them.

    Attributes
    ----------
    name : str
        Which topic.
    counts : Counts
        Every count by ``group:side``, with what everybody knows.
    small : frozenset of str
        Those that may not be found.
    hidden, exposed : frozenset of str
        As in `Suppression`.
    """

    name: str
    counts: Counts
    small: frozenset[str]
    hidden: frozenset[str]
    exposed: frozenset[str]


def left_out(data: RoundData, asked: Iterable[Positions], pieces: pd.DataFrame) -> LeftOut:
    """Choose what the edition that a round is read for leaves out.

    Counts of people who speak from their work are shown, and so is what counts no people, and what a report printed.

    Parameters
    ----------
    data : RoundData
        The round, or what one phase reads of it, with its edition; readers know its rules.
    asked : iterable of Positions
        Where people stand, on all that was asked of them.
    pieces : pandas.DataFrame
        Evidence, and what points no way that can be told, with the columns of `EvidenceRow`.
    """
    book, rules, edition = data.codebook, data.round.rules, data.edition
    if not edition.smallest:
        return NOTHING_LEFT_OUT
    of_people = pieces[(pieces["counted"] == PERSONS) & ~pieces["provenance"].isin(REPORTED)]
    rows = rows_of(of_people, EvidenceRow)
    found: list[tuple[_Topic, TopicCounts]] = []
    taken: set[str] = set()
    for positions in asked:
        if positions.topic.counted == PERSONS:
            own = [row for row in rows if row["evidence_id"] not in taken and _is_about(row, positions)]
            taken |= {row["evidence_id"] for row in own}
            topic = _of_positions(positions, own, book, rules, edition)
            decided = topic.decided(edition)
            if decided.exposed:  # what all of them answered gives some away, as where they all answered the same
                topic = _of_positions(positions, own, book, rules, edition, whole=True)
                decided = topic.decided(edition)
            found.append((topic, decided))
    others = [_of_row(row, book, edition) for row in rows if row["evidence_id"] not in taken]
    found += [(topic, topic.decided(edition)) for topic in others]
    return LeftOut(
        pieces=frozenset(piece for topic, each in found for piece in topic.pieces(each.hidden)),
        groups=frozenset(key for topic, each in found for key in topic.groups(each.hidden)),
        sides={name: ways for topic, each in found for name, ways in topic.sides(each).items()},
        exposed=frozenset(name for topic, each in found if each.exposed for name in topic.given_away(each.exposed)),
        topics=tuple(each for _, each in found),
    )


def _is_about(row: EvidenceRow, positions: Positions) -> bool:
    """Tell whether a piece is on a topic: of several items on one aspect the end of its id names the one."""
    topic = positions.topic
    if (row["phase"], row["question"], row["aspect"]) != (topic.phase, topic.question, topic.aspect):
        return False
    begin = "-".join(("E", row["phase"], row["question"], row["aspect"], row["voice"]))
    item = row["evidence_id"].removeprefix(begin).removeprefix("-")
    return topic.item in {item, item.replace(f"_{row['voice']}_", "_", 1)}


@dataclass(frozen=True)
class _Topic:
    """A topic before anything was decided of it; every row of counts is called by a word."""

    name: str
    values: Mapping[str, int]
    known: Sequence[Relation]
    small: frozenset[str]
    rows: Mapping[str, str]
    by_piece: Mapping[str, str]
    by_group: Mapping[GroupKey, str]

    def decided(self, edition: Edition) -> TopicCounts:
        counts = Counts(self.values, self.known)
        found = protect(counts, self.small, edition.smallest, self.rows)
        return TopicCounts(self.name, counts, self.small, found.hidden, found.exposed)

    def pieces(self, names: Iterable[str]) -> Iterator[str]:
        words = {self.rows[name] for name in names}
        return (piece for piece, word in self.by_piece.items() if self._word(word) in words)

    def groups(self, names: Iterable[str]) -> Iterator[GroupKey]:
        words = {self.rows[name] for name in names}
        return (key for key, word in self.by_group.items() if self._word(word) in words)

    def sides(self, decided: TopicCounts) -> dict[str, frozenset[int]]:
        return {
            piece: frozenset(way for way, side in _SIDES.items() if f"{self.by_piece[piece]}:{side}" in self.small)
            for piece in self.pieces(decided.hidden)
        }

    def given_away(self, names: Iterable[str]) -> Collection[str]:
        """Name the pieces that give counts away; where those are of groups of another kind, all of the topic."""
        groups = {name.rpartition(":")[0] for name in names}
        return [piece for piece, group in self.by_piece.items() if group in groups] or self.by_piece or [self.name]

    def _word(self, group: str) -> str:
        return self.rows[f"{group}:{_SIDES[1]}"]


def _of_positions(
    positions: Positions,
    pieces: Sequence[EvidenceRow],
    book: Codebook,
    rules: Rules,
    edition: Edition,
    *,
    whole: bool = False,
) -> _Topic:
    """Count every group of a topic; each `by` divides the same people. As a `whole` it goes with all that it has."""
    everybody = positions.asked
    at_work = {voice.id for voice in book.voices if voice.at_work}
    working = np.asarray(positions.people[VOICE].isin(at_work), dtype=bool)
    topic = positions.topic
    groups: dict[tuple[str, str], NDArray[np.bool_]] = {("", _ALL): everybody}
    for by, there in positions.groups().items():
        groups |= {(by, group): who for group, who in there.items()}
        unknown = everybody & np.asarray(positions.people[by] == "", dtype=bool)
        if there and unknown.any():
            groups[by, ""] = unknown
    values: dict[str, int] = {}
    small: set[str] = set()
    for (by, group), who in groups.items():
        word = _word(by, group)
        own = {
            f"{word}:{name}": int((who & positions.answered & (positions.sides == way)).sum())
            for way, name in _SIDES.items()
        }
        values |= own | {f"{word}:{_SILENT}": int((who & ~positions.answered).sum())}
        least = edition.smallest if by in {"", VOICE, UNIT} else edition.smallest_by_attribute
        is_all = bool((who == everybody).all())
        many = int((who & positions.answered).sum()) > FEW
        if group and not (who <= working).all() and not (is_all and many):
            small |= {name for name, value in own.items() if 0 < value < least}
    whole_word = _word("", _ALL)
    few = whole or any(name.startswith(f"{whole_word}:") for name in small)
    known = [each for by, group in groups for each in _size(values, _word(by, group), talk=topic.talk)]
    for by in positions.people.columns:
        parts = [_word(own, group) for own, group in groups if own == by]
        for side in (*_SIDES.values(), _SILENT):
            if parts:
                terms = {f"{part}:{side}": 1 for part in parts}
                known.append(Relation({**terms, f"{whole_word}:{side}": -1}, "=", 0))
    # What many people answered together is shown; of few it goes, and all that adds up to it.
    rows = {name: whole_word if few else name.rpartition(":")[0] for name in values}
    if not few:
        known += [
            Relation({f"{whole_word}:{side}": 1}, "=", values[f"{whole_word}:{side}"])
            for side in (*_SIDES.values(), _SILENT)
        ]
    by_piece = {}
    for row in pieces:
        own_group = (VOICE, row["voice"])
        word = _word(*own_group) if own_group in groups else whole_word
        by_piece[row["evidence_id"]] = word
        known += _direction(row, values, word, rules)
    key = (topic.phase, topic.question, topic.aspect, topic.item)
    return _Topic(
        "-".join(filter(None, key)),
        values,
        known,
        frozenset(small),
        rows,
        by_piece,
        {(*key, by, group): _word(by, group) for by, group in groups if by and group},
    )


def _word(by: str, group: str) -> str:
    return f"{by}={group}"


def _size(values: Mapping[str, int], word: str, *, talk: bool) -> Iterator[Relation]:
    """Say what is known of how many people are in a group: of a survey also how many of them answered."""
    sides = [f"{word}:{side}" for side in _SIDES.values()]
    if talk:
        sides.append(f"{word}:{_SILENT}")
    yield Relation(dict.fromkeys(sides, 1), "=", sum(values[side] for side in sides))
    if not talk:
        yield Relation({f"{word}:{_SILENT}": 1}, "=", values[f"{word}:{_SILENT}"])


def _direction(row: EvidenceRow, values: Mapping[str, int], word: str, rules: Rules) -> Iterator[Relation]:
    """Say what the direction of a piece tells of its counts; nothing where it does not follow from these alone."""
    plus, minus = f"{word}:{_SIDES[1]}", f"{word}:{_SIDES[-1]}"
    ratio = Fraction(1) if stands_for_others(row["selection"]) else Fraction(rules.direction_ratio)
    if is_missing(row["direction"]):
        return
    if (way := int(row["direction"])) != 0:
        most, least = (plus, minus) if way > 0 else (minus, plus)
        told = [
            Relation({most: ratio.denominator, least: -ratio.numerator}, ">=", 0),
            Relation({most: 1}, ">=", 1),
        ]
    else:
        told = [
            Relation({plus: ratio.numerator, minus: -ratio.denominator}, ">=", 1),
            Relation({minus: ratio.numerator, plus: -ratio.denominator}, ">=", 1),
        ]
    for relation in told:
        if sum(times * values[name] for name, times in relation.terms.items()) >= relation.number:
            yield relation


def _of_row(row: EvidenceRow, book: Codebook, edition: Edition) -> _Topic:
    """Count a piece of which nobody's position is known: what it says of itself is all there is."""
    name, word = row["evidence_id"], _word(VOICE, row["voice"])
    values: dict[str, int] = {}
    known: list[Relation] = []
    kinds: tuple[Literal[1, 0, -1], ...] = (1, 0, -1)
    if not is_missing(row["n"]) and not is_missing(row["n_total"]):
        against = 0 if is_missing(row["n_against"]) else int(row["n_against"])
        counts = dict(zip(kinds, (int(row["n"]), int(row["n_total"]) - int(row["n"]) - against, against), strict=True))
        values = {f"{word}:{_SIDES[kind]}": max(counts[kind], 0) for kind in kinds}
        known = [Relation(dict.fromkeys(values, 1), "=", sum(values.values()))]
    at_work = {voice.id for voice in book.voices if voice.at_work}
    small = {each for each, value in values.items() if 0 < value < edition.smallest and row["voice"] not in at_work}
    return _Topic(
        name, values, known, frozenset(small), dict.fromkeys(values, word), {name: word} if values else {}, {}
    )
