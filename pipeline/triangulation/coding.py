"""Double coding: how far other coders, who did not see the first one's codes, give statements the same ones.

Of a round that works reflexively nothing is compared: there a code is what a researcher makes of what was said, and
that another would make the same of it is no measure of how good it is (Braun & Clarke 2019, Qual Res Sport Exerc Health
11:589; 2021, Qual Res Psychol 18:328).
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from pipeline.contracts.loading import RoundData
from pipeline.contracts.rows import SecondCodingRow, StatementRow
from pipeline.evidence.table import is_missing
from pipeline.phases.interviews.double_coding import double_coded
from pipeline.phases.interviews.segment_tables import SegmentRow
from pipeline.records import Count, rows_of
from pipeline.rules import Rules
from pipeline.statistics.agreement import ALPHA, ORDINAL_ALPHA, Agreement, agreement


class Code(NamedTuple):
    """What a coder gave a statement or a stretch; the direction as -1, 0 or 1, or missing."""

    question: str
    aspect: str
    direction: Count

    @property
    def name(self) -> str:
        """Name the code without its direction."""
        return code_name(self.question, self.aspect)


def code_name(question: str, aspect: str) -> str:
    """Name a code."""
    return f"{question}/{aspect}"


Codes = Sequence[Sequence[Code | None]]
"""Of each statement or stretch the codes that all coders gave it; None where somebody gave none."""

TOGETHER, QUESTION, ASPECT, DIRECTION = "together", "question", "aspect", "direction"
_DIRECTIONS = ("-1", "0", "1")
# Given less often, it can't be told whether a code is given alike.
_FEWEST = 5


@dataclass(frozen=True)
class Coding:
    """How the statements of a phase were coded.

    Attributes
    ----------
    phase : str
        Id of the phase.
    total, double : int
        How many statements or stretches were coded, and how many of those by others too.
    apart : mapping of str to tuple of Agreement
        How far coders agree on question, aspect and direction `TOGETHER`, and on each of the three apart: direction in
        the order critical, mixed, positive, where coders gave the same code as the first one. Empty without a second
        coding.
    by_code : mapping of str to tuple of Agreement
        For each code, by its name, how far coders agree on who gets it and who does not; of codes that were given often
        enough to tell.
    given : mapping of str to int
        How often each code was given by the first two coders to what both coded, by its name.
    coders : int
        How many coded one statement at most.
    automatic : bool
        A computer read by itself, and no researcher.
    reflexive : bool
        Nothing is compared, because the round works so.
    """

    phase: str
    total: int
    double: int
    apart: dict[str, tuple[Agreement, ...]] = field(default_factory=dict)
    by_code: dict[str, tuple[Agreement, ...]] = field(default_factory=dict)
    given: dict[str, int] = field(default_factory=dict)
    coders: int = 2
    automatic: bool = False
    reflexive: bool = False

    @property
    def coefficients(self) -> tuple[Agreement, ...]:
        """How far coders agree on question, aspect and direction together; empty without a second coding."""
        return self.apart.get(TOGETHER, ())

    @property
    def alpha(self) -> float | None:
        """Krippendorff's alpha, if it is defined."""
        return _alpha(self.coefficients)

    def poor(self, least: Fraction) -> dict[str, float]:
        """Give the codes, by name, on which coders agree less than a rule asks, with the alpha of each."""
        found = {name: _alpha(coefficients) for name, coefficients in self.by_code.items()}
        return {name: alpha for name, alpha in found.items() if alpha is not None and alpha < least}


def _alpha(coefficients: Sequence[Agreement]) -> float | None:
    return next((each.value for each in coefficients if each.coefficient in {ALPHA, ORDINAL_ALPHA}), None)


def codings(data: RoundData) -> list[Coding]:
    """Describe the coding of each phase that coded statements.

    Parameters
    ----------
    data : RoundData
        A whole round.
    """
    if data.round.is_reflexive:
        return list(_reflexive(data))
    others: dict[str, list[SecondCodingRow]] = defaultdict(list)
    for row in rows_of(data.table("second_codings"), SecondCodingRow):
        others[row["statement_id"]].append(row)
    found = [*_of_conversations(data)]
    for name, table in data.contracts.items():
        if not table.is_statements:
            continue
        statements = rows_of(data.table(name), StatementRow)
        ratings: list[list[Code | None]] = [
            [_code(row), *map(_code, others[row["statement_id"]])]
            for row in statements
            if row["statement_id"] in others
        ]
        most = max(map(len, ratings), default=2)
        full = [codes + [None] * (most - len(codes)) for codes in ratings]
        if statements:
            found.append(_compared(table.phase, len(statements), full, most, data))
    return found


def _reflexive(data: RoundData) -> Iterator[Coding]:
    """Describe the coding of each phase of a round that works reflexively: how much there is, with nothing compared."""
    coded = {data.contracts["segments"].phase: len(double_coded(data))}
    for name, table in data.contracts.items():
        if table.is_statements:
            coded[table.phase] = coded.get(table.phase, 0) + len(data.table(name))
    yield from (Coding(phase, total, 0, coders=1, reflexive=True) for phase, total in coded.items() if total)


def _of_conversations(data: RoundData) -> Iterator[Coding]:
    """Describe the coding of conversations of our own: of each code of the lead coder, what others gave its stretch."""
    stretches = double_coded(data)
    if stretches:
        ratings = [[_code(row) if row else None for row in rows] for rows in stretches]
        double = [codes for codes in ratings if sum(code is not None for code in codes) > 1]
        most = max(map(len, ratings))
        yield _compared(data.contracts["segments"].phase, len(ratings), double, most, data)


def _compared(phase: str, total: int, double: Codes, coders: int, data: RoundData) -> Coding:
    rules = data.round.rules
    return Coding(
        phase=phase,
        total=total,
        double=len(double),
        apart=dict(_apart(double, rules)) if double else {},
        by_code=dict(_by_code(double, rules)),
        given=dict(Counter(code.name for row in double for code in row[:2] if code)),
        coders=coders,
        automatic=data.round.coded_by == "automatic",
    )


def _apart(codes: Codes, rules: Rules) -> Iterator[tuple[str, tuple[Agreement, ...]]]:
    """Compare what coders gave as a whole, and by its parts."""
    parts: dict[str, Callable[[Code], str]] = {
        TOGETHER: lambda code: f"{code.name}/{code.direction}",
        QUESTION: lambda code: code.question,
        ASPECT: lambda code: code.name,
    }
    for part, of in parts.items():
        yield part, tuple(agreement([[code and of(code) for code in row] for row in codes], rules.interval))
    first = [row[0].name if row[0] else "" for row in codes]
    ways = [
        [_way(code) if code and code.name == name else None for code in row]
        for name, row in zip(first, codes, strict=True)
    ]
    yield DIRECTION, tuple(agreement(ways, rules.interval, _DIRECTIONS))


def _way(code: Code) -> str | None:
    return None if is_missing(code.direction) else str(code.direction)


def _by_code(codes: Codes, rules: Rules) -> Iterator[tuple[str, tuple[Agreement, ...]]]:
    """Compare for each code who gave it to what."""
    given = Counter(name for row in codes for name in {code.name for code in row if code})
    for name in sorted(name for name, count in given.items() if count >= _FEWEST):
        ratings = [[code and ("ja" if code.name == name else "nee") for code in row] for row in codes]
        yield name, tuple(agreement(ratings, rules.interval))


def _code(row: StatementRow | SecondCodingRow | SegmentRow) -> Code:
    return Code(row["question"], row["aspect"], row["direction"])
