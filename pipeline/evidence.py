"""The evidence table: the only thing that a phase hands on.

One row is what one phase found on one aspect of one question, for one voice and unit, in one direction.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any, TypedDict

import pandas as pd

from pipeline.contracts.loading import RoundData
from pipeline.contracts.tables import TABLES
from pipeline.records import Count, Record, records


class EvidenceRow(TypedDict):
    """A piece of evidence: a row of `evidence.csv`.

    `direction` is -1, 0 or 1; `n` of `n_total` counts persons or statements, as `counted` says, and is missing where
    neither can be counted.
    """

    evidence_id: str
    phase: str
    theme: str
    question: str
    aspect: str
    unit: str
    voice: str
    direction: int
    n: Count
    n_total: Count
    counted: str
    statement: str
    provenance: str
    quality: str


class TraceRow(TypedDict):
    """A raw row that a piece of evidence depends on: a row of `evidence_trace.csv`; `role` is `SAYS` or `COUNTS`."""

    evidence_id: str
    file: str
    key: str
    role: str


COLUMNS = tuple(EvidenceRow.__annotations__)
TRACE_COLUMNS = tuple(TraceRow.__annotations__)
# What a raw row is to a piece of evidence: it says it, or it only counts in "out of how many".
SAYS, COUNTS = "says", "counts"
PERSONS, STATEMENTS = "personen", "uitspraken"
DIRECTION_NAMES = {1: "plus", 0: "nul", -1: "min"}

# The weakest first: a row that mixes provenances is as strong as its weakest part.
WEAKEST_FIRST = ("synthetic", "reconstructed", "published", "collected")

_SOURCE = itemgetter("source")


@dataclass(frozen=True)
class Evidence:
    """Evidence and where it comes from.

    Attributes
    ----------
    rows : pandas.DataFrame
        One row a piece of evidence, with `COLUMNS`; `direction` is -1, 0 or 1; `n` of `n_total` counts persons or
        statements, as `counted` says, and is missing where neither can be counted.
    trace : pandas.DataFrame
        One row for each raw row that a piece of evidence depends on, with `TRACE_COLUMNS`: `role` is `SAYS` or
        `COUNTS`. Take any other raw row away, and the evidence stays as it is.
    """

    rows: pd.DataFrame
    trace: pd.DataFrame


def make(rows: Iterable[Record], trace: Iterable[tuple[str, str, str, str]]) -> Evidence:
    """Make typed tables from plain rows, sorted by id so that the same data give the same bytes."""
    frame = pd.DataFrame(list(rows), columns=list(COLUMNS))
    frame = frame.astype({"direction": "Int64", "n": "Int64", "n_total": "Int64"})
    traced = pd.DataFrame(list(trace), columns=list(TRACE_COLUMNS))
    return Evidence(
        frame.sort_values("evidence_id", ignore_index=True),
        traced.sort_values(list(TRACE_COLUMNS), ignore_index=True),
    )


def row(
    data: RoundData,
    phase: str,
    question: str,
    aspect: str,
    voice: str,
    direction: int,
    statement: str,
    *,
    provenance: str,
    suffix: str = "",
    unit: str = "",
    count: tuple[Any, Any, str] = (pd.NA, pd.NA, ""),
    quality: str = "",
) -> Record:
    """Make one row of evidence, named after what it is about so that the name survives a change in other rows.

    Parameters
    ----------
    data : RoundData
        The round: it gives the theme, and the unit when none is named.
    phase, question, aspect, voice, direction, statement, provenance, unit, quality
        Columns of the row.
    suffix : str
        End of the id, where phase, question, aspect, voice and direction alone do not tell rows apart.
    count : tuple
        `n`, `n_total` and what they count; missing where nothing can be counted.
    """
    n, n_total, counted = count
    parts = ["E", phase, question, aspect, voice, DIRECTION_NAMES[direction], suffix]
    return {
        "evidence_id": "-".join(part for part in parts if part),
        "phase": phase,
        "theme": data.codebook.theme_of(question),
        "question": question,
        "aspect": aspect,
        "unit": unit or data.round.organisation,
        "voice": voice,
        "direction": direction,
        "n": n,
        "n_total": n_total,
        "counted": counted,
        "statement": statement,
        "provenance": provenance,
        "quality": quality,
    }


def combine(parts: Iterable[Evidence]) -> Evidence:
    """Put the evidence of several phases together."""
    parts = list(parts)
    rows = [record for part in parts for record in records(part.rows)]
    trace = [tuple(record) for part in parts for record in part.trace.itertuples(index=False)]
    return make(rows, trace)


def weakest(provenances: Iterable[str]) -> str:
    """Provenance of a row that rests on several raw rows: that of the weakest."""
    return min(provenances, key=WEAKEST_FIRST.index)


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
    contract = TABLES[table]
    statements, sources = records(data.tables[table]), data.tables[contract.sources]
    persons = dict(zip(sources["source_id"], sources["persons"], strict=True))
    groups = _grouped(statements, lambda row: (row["question"], row["aspect"], row["voice"], row["direction"]))
    voices = dict(_grouped(statements, lambda row: row["voice"]))
    rows, trace = [], []
    for (question, aspect, voice, direction), group in groups:
        by_voice = voices[voice]
        on_question = [statement for statement in by_voice if statement["question"] == question]
        count = _count(group, on_question, by_voice, persons)
        found = row(
            data,
            contract.phase,
            question,
            aspect,
            voice,
            direction,
            _summary(group),
            provenance=weakest(statement["provenance"] for statement in group),
            count=(count.n, count.n_total, count.what),
            quality=_quality(group, count.what),
        )
        rows.append(found)
        name = found["evidence_id"]
        own = [statement["statement_id"] for statement in group]
        trace += [(name, data.file(table), key, SAYS) for key in own]
        trace += [(name, data.file(table), key, COUNTS) for key in sorted(count.beside - set(own))]
        trace += [(name, data.file(contract.sources), key, COUNTS) for key in sorted(count.sources)]
    return make(rows, trace)


def _grouped(rows: Sequence[Record], key: Callable[[Record], Any]) -> list[tuple[Any, list[Record]]]:
    """Put rows with the same key together, in the order of the keys."""
    return [(value, list(group)) for value, group in groupby(sorted(rows, key=key), key=key)]


@dataclass(frozen=True)
class _Count:
    """A count, what it counts, and what it rests on beside the statements themselves."""

    n: int
    n_total: int
    what: str
    beside: frozenset[str]
    sources: frozenset[str]


def _count(
    group: Sequence[Record], on_question: Sequence[Record], by_voice: Sequence[Record], persons: Mapping[str, Any]
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
        if not any(pd.isna(heard)):
            return _Count(sum(known), int(sum(heard)), PERSONS, only_ones, reached)
        totals = [row["n_total"] for row in group]
        if not any(pd.isna(totals)):
            return _Count(max(known), max(totals), PERSONS, only_ones, own)
    beside = only_ones | frozenset(row["statement_id"] for row in on_question)
    different, of_all = ({row["statement"] for row in rows} for rows in (group, on_question))
    return _Count(len(different), len(of_all), STATEMENTS, beside, own)


def _persons(part: Sequence[Record], persons: Any) -> int | None:
    """Count the persons behind one source's statements, if that is known."""
    if not pd.isna(persons) and persons == 1:
        return 1
    return max((row["n"] for row in part if not pd.isna(row["n"])), default=None)


def _summary(group: Sequence[Record]) -> str:
    different = list(dict.fromkeys(row["statement"] for row in group))
    if len(different) == 1:
        return str(different[0])
    more = len(different) - 1
    return f"{different[0]} (En nog {more} {'uitspraak' if more == 1 else 'uitspraken'}.)"


def _quality(group: Sequence[Record], counted: str) -> str:
    remarks = []
    if counted == STATEMENTS:
        remarks.append("Telt uitspraken, geen mensen")
    words = sorted({row["quantifier"] for row in group} - {""})
    if words:
        remarks.append("Het rapport zegt: " + ", ".join(words))
    return "; ".join(remarks)
