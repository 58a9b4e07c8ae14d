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
from pipeline.evidence.table import (
    COUNTS,
    PERSONS,
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

_SOURCE = itemgetter("source")


def from_statements(data: RoundData, table: str) -> Evidence:
    """Turn coded statements into evidence.

    Statements on the same question and aspect, by the same voice and in the same direction, become one row. Persons
    are counted where that can be done: each source that is one person counts once, however much was said, and a
    printed number counts as printed. Where a source is a group and no number is printed, different statements are
    counted instead, out of all that this voice said on the question; `counted` and `quality` say so.

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
    statements = rows_of(data.tables[table], StatementRow)
    persons = {row["source_id"]: row["persons"] for row in rows_of(data.tables[sources], SourceRow)}
    groups = _grouped(statements, lambda row: (row["question"], row["aspect"], row["voice"], row["direction"]))
    voices = dict(_grouped(statements, lambda row: row["voice"]))
    for (question, aspect, voice, direction), group in groups:
        by_voice = voices[voice]
        on_question = [statement for statement in by_voice if statement["question"] == question]
        count = _count(group, on_question, by_voice, persons)
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


def _count(
    group: Sequence[StatementRow],
    on_question: Sequence[StatementRow],
    by_voice: Sequence[StatementRow],
    persons: Mapping[str, Count],
) -> _Count:
    """Count persons if every source allows it, different statements otherwise.

    A source whose number of persons is not known may hold persons of other sources too (clients and landlords reported
    together, say), so then the largest source counts and nothing is added up.
    """
    per_source = {source: _persons(part, persons[source]) for source, part in _grouped(group, _SOURCE)}
    own = frozenset(per_source)
    known = [count for count in per_source.values() if count is not None]
    only_ones: frozenset[str] = frozenset()
    if len(known) == len(per_source):
        said = Counter(map(_SOURCE, by_voice))
        reached = frozenset(said)
        # Without the only statement of a source, that source would not be among those that were heard.
        only_ones = frozenset(row["statement_id"] for row in by_voice if said[row["source"]] == 1)
        heard = [persons[source] for source in reached]
        if not any(map(is_missing, heard)):
            return _Count(Counted(sum(known), int(sum(heard)), PERSONS), only_ones, reached)
        totals = [row["n_total"] for row in group]
        if not any(map(is_missing, totals)):
            return _Count(Counted(max(known), max(totals), PERSONS), only_ones, own)
    beside = only_ones | frozenset(row["statement_id"] for row in on_question)
    different, of_all = ({row["statement"] for row in rows} for rows in (group, on_question))
    return _Count(Counted(len(different), len(of_all), STATEMENTS), beside, own)


def _persons(part: Sequence[StatementRow], persons: Count) -> int | None:
    """Count the persons behind one source's statements, if that is known."""
    if not is_missing(persons) and persons == 1:
        return 1
    return max((row["n"] for row in part if not is_missing(row["n"])), default=None)


def _summary(group: Sequence[StatementRow]) -> str:
    different = list(dict.fromkeys(row["statement"] for row in group))
    if len(different) == 1:
        return str(different[0])
    more = len(different) - 1
    return f"{different[0]} (En nog {more} {'uitspraak' if more == 1 else 'uitspraken'}.)"


def _quality(group: Sequence[StatementRow], counted: str) -> str:
    remarks = []
    if counted == STATEMENTS:
        remarks.append("Telt uitspraken, geen mensen")
    words = sorted({row["quantifier"] for row in group} - {""})
    if words:
        reported = {row["provenance"] for row in group if row["quantifier"]} <= REPORTED
        remarks.append(f"{'Het rapport zegt' if reported else 'In woorden'}: {', '.join(words)}")
    return "; ".join(remarks)
