"""The evidence table: one row is what one phase found on one aspect, for one voice and unit, in one direction."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypedDict

import pandas as pd

from pipeline.contracts.loading import RoundData
from pipeline.evidence.values import Value, ValueRow, of_count
from pipeline.records import Count, rows_of


class EvidenceRow(TypedDict):
    """A piece of evidence: a row of `evidence.csv`.

    `direction` is -1, 0 or 1; `n` of `n_total` counts persons, statements or something else, as `counted` says in the
    plural, and is missing where nothing can be counted. `at_least` is ``ja`` where `n` may be more: whether several
    numbers in one group are of the same people can't be seen, so that the largest counts. `selection` says how those
    who were heard came in, as the tables of sources do; empty where that is not known, or nobody was heard. `placed` is
    ``ja`` where a report doesn't say where it has this from, so that it was put with a phase for what it is about.
    `otherwise` says in Dutch which group among them answers otherwise; empty where none is known to.
    `n_against` counts those of `n_total` who are on the other side than `direction`; missing where that is not known.
    `by_others` is ``ja`` where those who are counted took no part: somebody else says how they are.
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
    at_least: str
    selection: str
    placed: str
    otherwise: str
    n_against: Count
    by_others: str


class TraceRow(TypedDict):
    """A raw row that a piece of evidence depends on: a row of `evidence_trace.csv`; `role` is `SAYS` or `COUNTS`."""

    evidence_id: str
    file: str
    key: str
    role: str


COLUMNS = tuple(EvidenceRow.__annotations__)
TRACE_COLUMNS = tuple(TraceRow.__annotations__)
VALUE_COLUMNS = tuple(ValueRow.__annotations__)
# What a raw row is to a piece of evidence: it says it, or it only counts in "out of how many".
SAYS, COUNTS = "says", "counts"
STATEMENTS = "uitspraken"
DIRECTION_NAMES = {1: "plus", 0: "nul", -1: "min"}

# The weakest first: a row that mixes provenances is as strong as its weakest part.
WEAKEST_FIRST = ("synthetic", "reconstructed", "published", "collected")


@dataclass(frozen=True)
class Evidence:
    """Evidence and where it comes from.

    Attributes
    ----------
    rows : pandas.DataFrame
        One row a piece of evidence, with the columns of `EvidenceRow`.
    trace : pandas.DataFrame
        One row for each raw row that a piece of evidence depends on, with the columns of `TraceRow`. Take any other raw
        row away, and the evidence stays as it is.
    values : pandas.DataFrame
        One row a number of a piece that a sentence can have filled in, with the columns of `ValueRow`.
    """

    rows: pd.DataFrame
    trace: pd.DataFrame
    values: pd.DataFrame


@dataclass(frozen=True)
class Counted:
    """How many, perhaps `at_least`: `n` out of `n_total` of what `of` names in the plural, such as persons.

    `against` of them are on the other side, where that is known.
    """

    n: Count
    n_total: Count
    of: str
    at_least: bool = False
    against: Count = pd.NA


UNCOUNTED = Counted(pd.NA, pd.NA, "")


@dataclass(frozen=True)
class Piece:
    """A piece of evidence as a phase found it.

    Attributes
    ----------
    question, aspect, voice : str
        What it is about, and whose voice it is.
    direction : int
        -1, 0 or 1.
    statement : str
        What was found, in Dutch.
    provenance : str
        Where it comes from; see `weakest`.
    rests_on : tuple of (str, str, str)
        The raw rows behind it: table, key, and `SAYS` or `COUNTS`.
    unit : str
        What it was found of; empty for the organisation as a whole.
    count : Counted
        How many.
    suffix : str
        End of its id, where phase, question, aspect, voice and direction alone do not tell pieces apart.
    quality : str
        What a reader has to know of it, in Dutch.
    selection : str
        How those who were heard came in; empty where that is not known, or nobody was heard.
    placed : bool
        It was put with its phase for what it is about: no report says where it comes from.
    computed : bool
        It was computed from records: its id leaves the direction out, and stays the same when more is collected.
    otherwise : str
        Which group among those who were heard answers otherwise, in Dutch.
    by_others : bool
        Those who are counted took no part: somebody else says how they are.
    values : tuple of Value
        Numbers that it has beside how many there are, such as a median.
    """

    question: str
    aspect: str
    voice: str
    direction: int
    statement: str
    provenance: str
    rests_on: tuple[tuple[str, str, str], ...]
    unit: str = ""
    count: Counted = UNCOUNTED
    suffix: str = ""
    quality: str = ""
    selection: str = ""
    placed: bool = False
    computed: bool = False
    otherwise: str = ""
    by_others: bool = False
    values: tuple[Value, ...] = ()


def evidence_of(data: RoundData, phase: str, pieces: Iterable[Piece]) -> Evidence:
    """Make evidence of what a phase found, each piece named after what it is about: its name survives other rows.

    Parameters
    ----------
    data : RoundData
        The round: it gives the theme, and the unit where a piece names none.
    phase : str
        Id of the phase.
    pieces : iterable of Piece
        What it found.
    """
    rows: list[EvidenceRow] = []
    trace: list[TraceRow] = []
    values: list[ValueRow] = []
    for piece in pieces:
        direction = "" if piece.computed else DIRECTION_NAMES[piece.direction]
        about = (phase, piece.question, piece.aspect, piece.voice, direction, piece.suffix)
        name = "-".join(part for part in ("E", *about) if part)
        row = EvidenceRow(
            evidence_id=name,
            phase=phase,
            theme=data.codebook.theme_of(piece.question),
            question=piece.question,
            aspect=piece.aspect,
            unit=piece.unit or data.round.organisation,
            voice=piece.voice,
            direction=piece.direction,
            n=piece.count.n,
            n_total=piece.count.n_total,
            counted=piece.count.of,
            statement=piece.statement,
            provenance=piece.provenance,
            quality=piece.quality,
            at_least="ja" if piece.count.at_least else "",
            selection=piece.selection,
            placed="ja" if piece.placed else "",
            otherwise=piece.otherwise,
            n_against=piece.count.against,
            by_others="ja" if piece.by_others else "",
        )
        rows.append(row)
        trace += [
            TraceRow(evidence_id=name, file=data.file(table), key=key, role=role) for table, key, role in piece.rests_on
        ]
        values += [
            ValueRow(name=f"{name}:{value.name}", value=value.text, unit=value.unit, says=value.says, evidence_id=name)
            for value in (*_of_count(piece.count), *piece.values)
        ]
    return make(rows, trace, values)


def make(rows: Iterable[EvidenceRow], trace: Iterable[TraceRow], values: Iterable[ValueRow]) -> Evidence:
    """Make typed tables from rows, sorted by id so that the same data give the same bytes."""
    frame = pd.DataFrame(list(rows), columns=list(COLUMNS))
    frame = frame.astype({"direction": "Int64", "n": "Int64", "n_total": "Int64", "n_against": "Int64"})
    traced = pd.DataFrame(list(trace), columns=list(TRACE_COLUMNS))
    named = pd.DataFrame(list(values), columns=list(VALUE_COLUMNS))
    return Evidence(
        frame.sort_values("evidence_id", ignore_index=True),
        traced.sort_values(list(TRACE_COLUMNS), ignore_index=True),
        named.sort_values("evidence_id", kind="stable", ignore_index=True),
    )


def _of_count(count: Counted) -> Iterator[Value]:
    return of_count(count.n, count.n_total, count.against, count.of, at_least=count.at_least)


def combine(parts: Iterable[Evidence]) -> Evidence:
    """Put evidence from several places together."""
    parts = list(parts)
    rows = [row for part in parts for row in rows_of(part.rows, EvidenceRow)]
    trace = [row for part in parts for row in rows_of(part.trace, TraceRow)]
    return make(rows, trace, [row for part in parts for row in rows_of(part.values, ValueRow)])


def weakest(provenances: Iterable[str]) -> str:
    """Provenance of what rests on several raw rows: that of the weakest."""
    return min(provenances, key=WEAKEST_FIRST.index)


def no_evidence() -> Evidence:
    """Give what a phase hands on that was not deployed."""
    return make([], [], [])


def groups_apart(evidence: pd.DataFrame) -> list[str]:
    """Give what is said of groups that answer otherwise, each once; none where no evidence names one."""
    return [text for text in dict.fromkeys(evidence["otherwise"]) if isinstance(text, str) and text]


def is_missing(value: Any) -> bool:
    """Tell whether a count or a direction is not known."""
    return bool(pd.isna(value))
