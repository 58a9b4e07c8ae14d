"""Where coders coded otherwise: each difference with what it would change in the evidence, what changes most first."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.contracts.loading import RoundData
from pipeline.contracts.selection import weakest
from pipeline.evidence.opinions import opinions, own_direction
from pipeline.evidence.people import Person, people
from pipeline.phases.interviews.double_coding import double_coded
from pipeline.phases.interviews.segment_tables import SegmentRow
from pipeline.phases.interviews.segments import coders, conversations, lead_coder, said
from pipeline.records import rows_of

CODE, DIRECTION = "andere code", "andere richting"
ONLY_LEAD, ONLY_OTHER = "alleen de hoofdcodeur", "alleen een andere codeur"
Cell = tuple[str, str, str]
"""A question, an aspect and a voice: what a piece of evidence is about."""


@dataclass(frozen=True)
class Turn:
    """A piece of evidence that would point another way: before and after, None where it can't be told."""

    cell: Cell
    before: int | None
    after: int | None


@dataclass(frozen=True)
class Difference:
    """A stretch that coders did not code alike.

    Attributes
    ----------
    own : SegmentRow
        The code of the lead coder; where the lead coder gave none, that of another.
    others : tuple of SegmentRow
        The other codes that others gave the same stretch; the first is the one whose effect is told.
    kind : str
        One of `CODE`, `DIRECTION`, `ONLY_LEAD`, `ONLY_OTHER`.
    turns : tuple of Turn
        What would point another way with the code of the other.
    share : float
        How much of a piece of evidence is at stake: the person as a part of all who spoke on it, from 0 to 1.
    """

    own: SegmentRow
    others: tuple[SegmentRow, ...]
    kind: str
    turns: tuple[Turn, ...] = ()
    share: float = 0.0


def differences(data: RoundData) -> list[Difference]:
    """List all that coders did not code alike, before they spoke about it: what would change most first.

    What counts is first how many pieces of evidence would point another way, then how large a part of all who spoke on
    it the person is. A stretch that somebody did not mark is a difference where they coded that conversation.
    """
    effect = _Effect(data)
    found = [effect.of(each) for each in _found(data)]
    return sorted(found, key=lambda each: (-len(each.turns), -each.share, each.kind))


def turned_by(data: RoundData, groups: Iterable[Sequence[Difference]]) -> list[tuple[Turn, ...]]:
    """Say of each group of differences what would point another way if all of them were as the other coded."""
    effect = _Effect(data)
    return [effect.together(each) for each in groups]


def other_ways(data: RoundData) -> dict[tuple[str, str], tuple[int, int]]:
    """Count for each question and aspect that coders gave the same stretch how often, and how often another way."""
    counts: dict[tuple[str, str], tuple[int, int]] = {}
    for own, *theirs in double_coded(data):
        assert own is not None
        pair = (own["question"], own["aspect"])
        for row in theirs:
            if row is not None and (row["question"], row["aspect"]) == pair:
                both, otherwise = counts.get(pair, (0, 0))
                counts[pair] = both + 1, otherwise + (row["direction"] != own["direction"])
    return counts


def _found(data: RoundData) -> Iterator[Difference]:
    lead = lead_coder(data)
    others = [name for name in coders(data) if name != lead]
    rows = rows_of(data.whole("segments"), SegmentRow)
    coded_by = {name: {row["interview"] for row in rows if row["coder"] == name} for name in (lead, *others)}
    matched = set[str]()
    for own, *theirs in double_coded(data):
        assert own is not None
        given = [row for row in theirs if row is not None]
        matched |= {row["segment_id"] for row in given}
        unlike = tuple(row for row in given if _code(row) != _code(own))
        if unlike:
            same = (unlike[0]["question"], unlike[0]["aspect"]) == (own["question"], own["aspect"])
            yield Difference(own, unlike, DIRECTION if same else CODE)
        elif any(row is None and own["interview"] in coded_by[name] for name, row in zip(others, theirs, strict=True)):
            yield Difference(own, (), ONLY_LEAD)
    for row in rows:
        if row["coder"] in others and row["segment_id"] not in matched and row["interview"] in coded_by[lead]:
            yield Difference(row, (), ONLY_OTHER)


def _code(row: SegmentRow) -> tuple[str, str, int]:
    return row["question"], row["aspect"], int(row["direction"])


class _Effect:
    """What the evidence of a round would be with another code."""

    def __init__(self, data: RoundData) -> None:
        self._rules = data.round.rules
        self._known = people(data)
        talks = conversations(data)
        self._there = {talk.row["interview_id"]: talk.people for talk in talks}
        voices = {person.voice for talk in talks for person in talk.people}
        with_voice = {
            voice: [talk for talk in talks if any(person.voice == voice for person in talk.people)] for voice in voices
        }
        self._selection = {voice: weakest(talk.row["selection"] for talk in own) for voice, own in with_voice.items()}
        self._asked = {
            voice: len({person for talk in own for person in talk.people if person.voice == voice})
            for voice, own in with_voice.items()
        }
        self._cells: dict[Cell, dict[Person, list[int]]] = {}
        for each in said(data):
            cell = (each.row["question"], each.row["aspect"], each.person.voice)
            self._cells.setdefault(cell, {}).setdefault(each.person, []).append(int(each.row["direction"]))

    def of(self, difference: Difference) -> Difference:
        """Add to a difference what it would change."""
        changed = self._without([difference])
        spoke = [len(self._cells.get(cell, {}) | after) for cell, after in changed.items()]
        share = max((1 / count for count in spoke if count), default=0.0)
        return replace(difference, turns=self._turns(changed), share=share)

    def together(self, found: Iterable[Difference]) -> tuple[Turn, ...]:
        """Say what would point another way if all of these were coded as the other did."""
        return self._turns(self._without(found))

    def _without(self, found: Iterable[Difference]) -> dict[Cell, dict[Person, list[int]]]:
        """Give which way people point in the cells that differences are about, with the codes of the other."""
        changed: dict[Cell, dict[Person, list[int]]] = {}
        for difference in found:
            own = difference.own
            person = self._known[own["respondent"]] if own["respondent"] else self._there[own["interview"]][0]
            less = None if difference.kind == ONLY_OTHER else own
            more = difference.others[0] if difference.others else (own if difference.kind == ONLY_OTHER else None)
            for row, add in ((less, False), (more, True)):
                if row is None:
                    continue
                cell = (row["question"], row["aspect"], person.voice)
                after = changed.setdefault(cell, dict(self._cells.get(cell, {})))
                directions = list(after.get(person, ()))
                if add:
                    directions.append(int(row["direction"]))
                elif int(row["direction"]) in directions:
                    directions.remove(int(row["direction"]))
                after[person] = directions
                if not directions:
                    del after[person]
        return changed

    def _turns(self, changed: Mapping[Cell, Mapping[Person, list[int]]]) -> tuple[Turn, ...]:
        turns = []
        for cell, after in changed.items():
            was, is_ = self._points(cell, self._cells.get(cell, {})), self._points(cell, after)
            if was != is_:
                turns.append(Turn(cell, was, is_))
        return tuple(turns)

    def _points(self, cell: Cell, directions: Mapping[Person, list[int]]) -> int | None:
        voice = cell[2]
        found = opinions(map(own_direction, directions.values()), self._asked[voice])
        return found.direction(self._selection[voice], self._rules)


def marked_alike(data: RoundData) -> float | None:
    """Give how much of what coders marked they marked both: signs marked by both as a part of those marked by either.

    It says whether coders see the same stretches as worth a code, whatever code that is: overlap in signs (Jaccard), of
    the lead coder and each other one, in conversations that both coded. None where no stretches are known.
    """
    lead = lead_coder(data)
    rows = [row for row in rows_of(data.whole("segments"), SegmentRow) if isinstance(row["end"], int)]
    signs: dict[tuple[str, str], set[int]] = {}
    for row in rows:
        signs.setdefault((row["coder"], row["interview"]), set()).update(range(int(row["start"]), int(row["end"])))
    both = either = 0
    for (coder, interview), theirs in signs.items():
        own = signs.get((lead, interview))
        if own and coder != lead and coder in coders(data):
            both, either = both + len(own & theirs), either + len(own | theirs)
    return both / either if either else None
