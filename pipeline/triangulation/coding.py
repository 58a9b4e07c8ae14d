"""Double coding: how far other coders, who did not see the first one's codes, give statements the same ones."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.contracts.loading import RoundData
from pipeline.contracts.rows import SecondCodingRow, StatementRow
from pipeline.phases.interviews.double_coding import double_coded
from pipeline.phases.interviews.segment_tables import SegmentRow
from pipeline.records import rows_of
from pipeline.statistics.agreement import ALPHA, Agreement, agreement


@dataclass(frozen=True)
class Coding:
    """How the statements of a phase were coded.

    `total` statements were coded once, `double` of them by others too, at most `coders` a statement; `coefficients`
    compare question, aspect and direction together, and are empty without a second coding. `automatic` says that a
    computer read by itself, and no researcher.
    """

    phase: str
    total: int
    double: int
    coefficients: tuple[Agreement, ...]
    coders: int = 2
    automatic: bool = False

    @property
    def alpha(self) -> float | None:
        """Krippendorff's alpha, if it is defined."""
        return next((found.value for found in self.coefficients if found.coefficient == ALPHA), None)


def codings(data: RoundData) -> list[Coding]:
    """Describe the coding of each phase that coded statements.

    Parameters
    ----------
    data : RoundData
        A whole round.
    """
    others: dict[str, list[SecondCodingRow]] = defaultdict(list)
    for row in rows_of(data.table("second_codings"), SecondCodingRow):
        others[row["statement_id"]].append(row)
    found = [*_of_conversations(data)]
    for name, table in data.contracts.items():
        if not table.is_statements:
            continue
        statements = rows_of(data.table(name), StatementRow)
        ratings: list[list[str | None]] = [
            [_code(row), *map(_code, others[row["statement_id"]])]
            for row in statements
            if row["statement_id"] in others
        ]
        most = max(map(len, ratings), default=2)
        full = [codes + [None] * (most - len(codes)) for codes in ratings]
        if statements:
            found.append(
                Coding(
                    phase=table.phase,
                    total=len(statements),
                    double=len(full),
                    coefficients=tuple(agreement(full, data.round.rules.interval)),
                    coders=most,
                    automatic=data.round.coded_by == "automatic",
                )
            )
    return found


def _of_conversations(data: RoundData) -> Iterator[Coding]:
    """Describe the coding of conversations of our own: of each code of the lead coder, what others gave its stretch."""
    stretches = double_coded(data)
    if stretches:
        ratings = [[_code(row) if row else None for row in rows] for rows in stretches]
        double = [codes for codes in ratings if sum(code is not None for code in codes) > 1]
        yield Coding(
            phase=data.contracts["segments"].phase,
            total=len(ratings),
            double=len(double),
            coefficients=tuple(agreement(double, data.round.rules.interval)),
            coders=max(map(len, ratings)),
            automatic=data.round.coded_by == "automatic",
        )


def _code(row: StatementRow | SecondCodingRow | SegmentRow) -> str:
    return f"{row['question']}/{row['aspect']}/{row['direction']}"
