"""Double coding: how far a second coder, who did not see the first one's codes, gives statements the same ones."""

from dataclasses import dataclass

from pipeline.contracts.loading import RoundData
from pipeline.contracts.rows import SecondCodingRow, StatementRow
from pipeline.contracts.tables import TABLES
from pipeline.records import rows_of
from pipeline.statistics.agreement import ALPHA, Agreement, agreement


@dataclass(frozen=True)
class Coding:
    """How the statements of a phase were coded.

    `total` statements were coded once, `double` of them a second time; `coefficients` compare question, aspect and
    direction together, and are empty without a second coding.
    """

    phase: str
    total: int
    double: int
    coefficients: tuple[Agreement, ...]

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
    second = {row["statement_id"]: row for row in rows_of(data.table("second_codings"), SecondCodingRow)}
    found = []
    for name, table in TABLES.items():
        statements = data.table(name)
        if not table.sources or statements.empty:
            continue
        rows = [row for row in rows_of(statements, StatementRow) if row["statement_id"] in second]
        pairs = [(_code(row), _code(second[row["statement_id"]])) for row in rows]
        found.append(Coding(table.phase, len(statements), len(pairs), tuple(agreement(pairs))))
    return found


def _code(row: StatementRow | SecondCodingRow) -> str:
    return f"{row['question']}/{row['aspect']}/{row['direction']}"
