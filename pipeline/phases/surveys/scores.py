"""Scores at two moments, put together: how each object went on each domain, and who was not scored again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from pipeline.contracts.loading import RoundData
from pipeline.contracts.selection import stands_for_others, weakest
from pipeline.phases.surveys.score_tables import BEGIN, END, HOLD, RECALLED, SLOW, ScoreRow, Stand, stand
from pipeline.records import records, rows_of
from pipeline.statistics.paired import can_reject, holm, wilcoxon_exact


@dataclass(frozen=True)
class Course:
    """How one object went on one domain, as one kind of scorer saw it.

    Attributes
    ----------
    object : str
        The object, by the name under which it came first.
    begin, end : Stand or None
        The rung or rungs at either moment; None where nobody scored it, or the rung is no position ("don't know").
    expected : str
        The course that was written down; empty where none was.
    rows : tuple of ScoreRow
        The rows that say it.
    """

    object: str
    begin: Stand | None
    end: Stand | None
    expected: str
    rows: tuple[ScoreRow, ...]

    @property
    def change(self) -> Fraction | None:
        """End less begin, in rungs; None without both, and where one may be the other ("3-4" and "4")."""
        if self.begin is None or self.end is None:
            return None
        apart = self.end.low > self.begin.high or self.end.high < self.begin.low
        return self.end.middle - self.begin.middle if apart or self.begin == self.end else None

    @property
    def twice(self) -> bool:
        """Tell whether it was scored at both moments, also where that tells no change."""
        return self.begin is not None and self.end is not None

    @property
    def side(self) -> int | None:
        """Which way it speaks, by the expected course: 1, 0 (the same) or -1.

        Keeping a level that was to be kept is favourable. Where a decline was to be slowed, none is favourable; whether
        a decline was slower than it would have been can't be told: None, as without both moments.
        """
        if self.change is None:
            return None
        if self.expected in {HOLD, SLOW} and self.change >= 0:
            return 1
        if self.expected == SLOW:
            return None
        return (self.change > 0) - (self.change < 0)


@dataclass(frozen=True)
class Series:
    """The courses of all objects of a kind on one domain, by one kind of scorer, in one voice.

    Instruments are never put together: eleven and thirteen domains of the ZRM are two instruments.
    """

    instrument: str
    domain: str
    question: str
    aspect: str
    voice: str
    scorer: str
    kind: str
    courses: tuple[Course, ...]

    @property
    def both(self) -> list[Course]:
        """The courses with both moments of which the change can be told."""
        return [course for course in self.courses if course.change is not None]

    @property
    def up(self) -> int:
        """How many end higher than they began."""
        return sum(course.change > 0 for course in self.courses if course.change is not None)

    @property
    def down(self) -> int:
        """How many end lower than they began."""
        return sum(course.change < 0 for course in self.courses if course.change is not None)

    @property
    def same(self) -> int:
        """How many end where they began."""
        return len(self.both) - self.up - self.down

    @property
    def unclear(self) -> int:
        """How many were scored at both moments, in ranges of rungs that overlap: up or down can't be told."""
        return sum(course.twice and course.change is None for course in self.courses)

    @property
    def left(self) -> int:
        """How many were scored at the begin only."""
        return sum(course.begin is not None and course.end is None for course in self.courses)

    @property
    def late(self) -> int:
        """How many were scored at the end only."""
        return sum(course.begin is None and course.end is not None for course in self.courses)

    def sided(self, side: int) -> int:
        """Count the courses that speak one way, by the expected course."""
        return sum(course.side == side for course in self.courses)

    @property
    def recalled(self) -> int:
        """How many have a score that was given afterwards, from memory."""
        return sum(any(row["recorded"] == RECALLED for row in course.rows) for course in self.both)

    @property
    def selection(self) -> str:
        """How the objects came in: of the weakest."""
        return weakest(row["selection"] for course in self.courses for row in course.rows)

    @property
    def family(self) -> tuple[str, str, str, str]:
        """What its domains are looked at together with."""
        return (self.instrument, self.scorer, self.voice, self.kind)


def series(data: RoundData) -> list[Series]:
    """Give all series of a round, by instrument, scorer and voice, and within those in the instrument's order."""
    people = {row["respondent_id"]: row for row in records(data.whole("respondents"))}
    grouped: dict[tuple[str, ...], dict[str, list[ScoreRow]]] = {}
    scores = rows_of(data.whole("scores"), ScoreRow)
    first = {row["object"]: (people.get(row["object"], {}).get("alias_of", "") or row["object"]) for row in scores}
    for row in scores:
        who = first[row["object"]]
        voice = row["voice"] or str(people.get(who, {}).get("voice", ""))
        family = (row["instrument"], row["scorer"], voice, row["object_kind"])
        key = (*family, row["domain"], row["question"], row["aspect"])
        grouped.setdefault(key, {}).setdefault(who, []).append(row)
    found = []
    for (instrument, scorer, voice, kind, domain, question, aspect), objects in grouped.items():
        courses = tuple(_course(name, rows, data) for name, rows in objects.items())
        found.append(Series(instrument, domain, question, aspect, voice, scorer, kind, courses))
    return sorted(found, key=lambda each: (each.family, _place(data, each)))


def _place(data: RoundData, each: Series) -> tuple[int, str, str]:
    domains = [domain.id for domain in data.codebook.instruments[each.instrument].domains]
    return (domains.index(each.domain) if each.domain in domains else 0, each.question, each.aspect)


def _course(name: str, rows: Sequence[ScoreRow], data: RoundData) -> Course:
    moments: dict[str, Stand | None] = {}
    for row in rows:
        instrument = data.codebook.instruments[row["instrument"]]
        value = stand(row["value"], instrument) if row["value"] else None
        nowhere = {each.rung for each in instrument.rungs if not each.position}
        moments[row["moment"]] = None if value is not None and {*value} & nowhere else value
    expected = next((row["expected"] for row in rows if row["expected"]), "")
    return Course(name, moments.get(BEGIN), moments.get(END), expected, tuple(rows))


def families(found: Sequence[Series]) -> Iterator[list[Series]]:
    """Put the series of one instrument, scorer, voice and kind of object together."""
    for _, group in groupby(found, key=lambda each: each.family):
        yield list(group)


@dataclass(frozen=True)
class Tested:
    """What tests of change say of the domains of a family, or why none was done.

    Attributes
    ----------
    p : tuple of float or None
        For each series, corrected by Holm for all that were tested; None where it was not tested.
    why : str
        Why nothing was tested, in Dutch; empty when something was.
    """

    p: tuple[float | None, ...]
    why: str = ""


def tested(family: Sequence[Series], alpha: float) -> Tested:
    """Test whether objects changed on each domain, only where that says something of others and can reject at all.

    Wilcoxon's signed-rank test, exact, on objects with both moments; Holm over the domains that are tested.

    Parameters
    ----------
    family : sequence of Series
        All domains that are looked at together.
    alpha : float
        From what p a test rejects, such as 0.05.
    """
    none = tuple(None for _ in family)
    if not all(stands_for_others(each.selection) for each in family):
        known = all(each.selection for each in family)
        how = "die zijn niet geloot, en niet iedereen is gevraagd" if known else "hoe die zijn gekozen, is niet bekend"
        return Tested(none, f"Er is niet getoetst of dit ook voor anderen geldt dan wie is gescoord: {how}.")
    able = [can_reject(len(each.both), len(family), alpha) for each in family]
    if not any(able):
        needed = next(pairs for pairs in range(1, 100) if can_reject(pairs, len(family), alpha))
        of, each = ("", "") if len(family) == 1 else (f"over {len(family)} domeinen ", " per domein")
        why = f"Er is niet getoetst: {of}kan een toets pas iets aantonen vanaf {needed} verschillen{each}."
        return Tested(none, why)
    changes = [[course.change for course in each.both if course.change is not None] for each in family]
    raw = [wilcoxon_exact(change) for change, can in zip(changes, able, strict=True) if can]
    corrected = iter(holm(raw))
    return Tested(tuple(next(corrected) if can else None for can in able))
