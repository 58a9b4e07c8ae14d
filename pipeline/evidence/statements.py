"""Coded statements, as evidence: who said the same on the same aspect, counted in persons where that can be done."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from pipeline.contracts.loading import RoundData
from pipeline.contracts.provenance import REPORTED
from pipeline.contracts.rows import SourceRow, StatementRow
from pipeline.contracts.selection import by_source
from pipeline.contracts.selection import weakest as weakest_selection
from pipeline.contracts.table import ANSWERS, PERSONS
from pipeline.evidence.table import (
    COUNTS,
    SAYS,
    STATEMENTS,
    Counted,
    Evidence,
    Piece,
    evidence_of,
    is_missing,
    weakest,
)
from pipeline.records import Count, rows_of

COUNTS_STATEMENTS = "Telt uitspraken, geen mensen"
"""The remark in `quality` of evidence of which statements were counted."""

_SOURCE = itemgetter("source")


def from_statements(data: RoundData, table: str) -> Evidence:
    """Turn coded statements into evidence.

    Statements on the same question and aspect, by the same voice and in the same direction, become one row. Persons
    are counted where that can be done: each source that is one person counts once, however much was said, and a
    printed number counts as printed. Of several numbers in one group the largest counts, and is called a least number:
    whether they are the same people can't be seen. Where a source is a group and no number is printed, different
    statements are counted instead, out of all that this voice said on the question; `counted` and `quality` say so.
    What is no person is not called one: a visit counts as a visit. Each open answer of a survey is somebody's, so that
    answers are added up.

    Parameters
    ----------
    data : RoundData
        A round with the table of statements and its table of sources.
    table : str
        Name of the table of statements.
    """
    return evidence_of(data, data.contracts[table].phase, _pieces(data, table))


def _pieces(data: RoundData, table: str) -> Iterator[Piece]:
    sources = data.contracts[table].sources
    statements = rows_of(data.table(table), StatementRow)
    persons = {row["source_id"]: row["persons"] for row in rows_of(data.table(sources), SourceRow)}
    came_in = by_source(data.table(sources))
    groups = _grouped(statements, lambda row: (row["question"], row["aspect"], row["voice"], row["direction"]))
    voices = dict(_grouped(statements, lambda row: row["voice"]))
    for (question, aspect, voice, direction), group in groups:
        by_voice = voices[voice]
        on_question = [statement for statement in by_voice if statement["question"] == question]
        heard = _Heard(on_question, by_voice, persons, data.contracts[table].counted)
        count = _answers(group, heard) if heard.counted == ANSWERS else _count(group, heard)
        own = [statement["statement_id"] for statement in group]
        yield Piece(
            question=question,
            aspect=aspect,
            voice=voice,
            direction=direction,
            statement=_summary(group),
            provenance=weakest(statement["provenance"] for statement in group),
            rests_on=(
                *((table, key, SAYS) for key in own),
                *((table, key, COUNTS) for key in sorted(count.beside - set(own))),
                *((sources, key, COUNTS) for key in sorted(count.sources)),
            ),
            count=count.counted,
            quality=_quality(group, count.counted.of),
            placed=any(statement["placed"] for statement in group),
            # Of all that it counts out of: "7 of 10" says no more of others than the weakest of the ten.
            selection=weakest_selection(came_in.get(source, "") for source in count.sources),
        )


def _grouped(rows: Sequence[StatementRow], key: Callable[[StatementRow], Any]) -> list[tuple[Any, list[StatementRow]]]:
    """Put rows with the same key together, in the order of the keys."""
    return [(value, list(group)) for value, group in groupby(sorted(rows, key=key), key=key)]


@dataclass(frozen=True)
class _Count:
    """A count, and what it rests on beside the statements themselves."""

    counted: Counted
    beside: frozenset[str]
    sources: frozenset[str]


@dataclass(frozen=True)
class _Heard:
    """What one voice said, on the question and at all, with the persons of each source, and what numbers count."""

    on_question: Sequence[StatementRow]
    at_all: Sequence[StatementRow]
    persons: Mapping[str, Count]
    counted: str


def _count(group: Sequence[StatementRow], heard: _Heard) -> _Count:
    """Count persons or visits if every source allows it, different statements otherwise.

    A source whose number of persons is not known may hold persons of other sources too (clients and landlords reported
    together, say). Then only sources of one person are added up, and beside a group the largest of the two counts.
    """
    per_source = {source: _largest(part, heard.persons[source]) for source, part in _grouped(group, _SOURCE)}
    own = frozenset(per_source)
    known = [found for found in per_source.values() if found is not None]
    only_ones: frozenset[str] = frozenset()
    if len(known) == len(per_source):
        said = Counter(map(_SOURCE, heard.at_all))
        reached = frozenset(said)
        # Without the only statement of a source, that source would not be among those that were heard.
        only_ones = frozenset(row["statement_id"] for row in heard.at_all if said[row["source"]] == 1)
        sizes = [heard.persons[source] for source in reached]
        at_least = any(found.at_least for found in known)
        if not any(map(is_missing, sizes)):
            counted = Counted(sum(found.n for found in known), int(sum(sizes)), heard.counted, at_least)
            return _Count(counted, only_ones, reached)
        totals = [row["n_total"] for row in group]
        if not any(map(is_missing, totals)):
            one = {source for source in reached if not is_missing(heard.persons[source]) and heard.persons[source] == 1}
            alone = len(one & own)
            largest = max([alone, *(found.n for source, found in per_source.items() if found and source not in one)])
            several = len(own - one) + bool(alone) > 1
            counted = Counted(largest, max(len(one), *totals), heard.counted, at_least or several)
            return _Count(counted, only_ones, reached)
    return _statements(group, heard, only_ones)


def _answers(group: Sequence[StatementRow], heard: _Heard) -> _Count:
    """Count open answers, out of all that this voice gave on the question; without numbers, different statements.

    A row of our own without a number is what one person wrote: fourteen who wrote the same are fourteen.
    """
    group, every_row = ([_one_answer(row) for row in rows] for rows in (group, heard.on_question))
    if any(is_missing(row["n"]) for row in group):
        return _statements(group, heard, frozenset())
    if len(group) == 1 and not is_missing(group[0]["n_total"]):  # so many of those who took part gave this answer
        counted = Counted(group[0]["n"], group[0]["n_total"], PERSONS)
        return _Count(counted, frozenset({group[0]["statement_id"]}), frozenset({group[0]["source"]}))
    every = [row for row in every_row if not is_missing(row["n"])]
    counted = Counted(sum(row["n"] for row in group), sum(row["n"] for row in every), ANSWERS)
    return _Count(counted, frozenset(row["statement_id"] for row in every), frozenset(map(_SOURCE, group)))


def _one_answer(row: StatementRow) -> StatementRow:
    return {**row, "n": 1} if is_missing(row["n"]) and row["provenance"] not in REPORTED else row


def _statements(group: Sequence[StatementRow], heard: _Heard, only_ones: frozenset[str]) -> _Count:
    different, of_all = ({row["statement"] for row in rows} for rows in (group, heard.on_question))
    beside = only_ones | frozenset(row["statement_id"] for row in heard.on_question)
    return _Count(Counted(len(different), len(of_all), STATEMENTS), beside, frozenset(map(_SOURCE, group)))


@dataclass(frozen=True)
class _Largest:
    """How many of one source said something: the largest number, perhaps of more."""

    n: int
    at_least: bool


def _largest(part: Sequence[StatementRow], persons: Count) -> _Largest | None:
    """Count the persons behind one source's statements, if that is known."""
    if not is_missing(persons) and persons == 1:
        return _Largest(1, at_least=False)
    numbers = [row["n"] for row in part if not is_missing(row["n"])]
    return _Largest(max(numbers), at_least=len({row["statement"] for row in part}) > 1) if numbers else None


def _summary(group: Sequence[StatementRow]) -> str:
    different = list(dict.fromkeys(row["statement"] for row in group))
    if len(different) == 1:
        return str(different[0])
    more = len(different) - 1
    return f"{different[0]} (En nog {more} {'uitspraak' if more == 1 else 'uitspraken'}.)"


def _quality(group: Sequence[StatementRow], counted: str) -> str:
    remarks = []
    if counted == STATEMENTS:
        remarks.append(COUNTS_STATEMENTS)
    words = sorted({row["quantifier"] for row in group} - {""})
    if words:
        reported = {row["provenance"] for row in group if row["quantifier"]} <= REPORTED
        remarks.append(f"{'Het rapport zegt' if reported else 'In woorden'}: {', '.join(words)}")
    return "; ".join(remarks)
